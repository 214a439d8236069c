"""The clockwork of pairs: the nightly round, pairs that nobody decided, and a search round on request."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

from trackchild.accounts.acting import action
from trackchild.accounts.permissions import Permission
from trackchild.accounts.viewer import Viewer
from trackchild.cases.models import FoundChild, MissingCase
from trackchild.cases.queries import get_case, get_found
from trackchild.cases.states import IDENTITY_OPEN, SEARCHING
from trackchild.cases.timeline import record

from .clocks import LAST_WORD, NOT_IMPORTED
from .models import Candidate, DescriptionChange
from .states import CANDIDATE, CandidateMove, CandidateStage

EXPIRES_AFTER = timedelta(days=30)
WEIGHED_IN_A_NIGHT = 20_000
"""A record takes about a quarter of a second against the whole nation."""
_ROUND = """
INSERT INTO matching_descriptionchange (description_id, changed_at, attempts, is_backlog, is_held)
SELECT description_id, %(at)s, 0, true, true FROM (
    SELECT description_id FROM cases_missingcase WHERE stage = ANY(%(cases)s)
    UNION SELECT description_id FROM cases_foundchild WHERE stage = ANY(%(found)s)) AS opened
WHERE description_id %% %(nights)s = %(night)s
    AND NOT EXISTS (SELECT 1 FROM matching_descriptionchange w WHERE w.description_id = opened.description_id)
"""
WAKE = "SELECT pg_notify('description_changed', '')"


def weigh_all_again(*, at: datetime) -> int:
    """Put every open record before the matcher again, behind the news; returns how many."""
    return _weigh_again(at=at, nights=1, night=0)


def nightly_round(*, at: datetime) -> int:
    """A night's share of the open records: all of a small register, and of a large one so many that the matcher is
    through by morning. Each has its turn after the same number of nights.
    """
    records = MissingCase.objects.searching().count() + FoundChild.objects.identity_open().count()
    nights = max(1, -(-records // WEIGHED_IN_A_NIGHT))
    return _weigh_again(at=at, nights=nights, night=at.toordinal() % nights)


@transaction.atomic
def _weigh_again(*, at: datetime, nights: int, night: int) -> int:
    """Whatever waits already is not put there twice. Nothing changed, so the memory holds it."""
    with connection.cursor() as cursor:
        cursor.execute(
            _ROUND,
            {"at": at, "cases": sorted(SEARCHING), "found": sorted(IDENTITY_OPEN), "nights": nights, "night": night},
        )
        put: int = cursor.rowcount
    _wake()
    return put


def expire_pairs(*, at: datetime) -> int:
    """Pairs on which nobody has said anything for 30 days are overdue; the alert table tells whom."""
    late = Candidate.objects.filter(
        NOT_IMPORTED, stage__in=(CandidateStage.SHORTLISTED, CandidateStage.VERIFICATION)
    ).annotate(said=LAST_WORD)
    late = late.filter(said__lt=at - EXPIRES_AFTER).order_by("pk")
    return sum(_expire(candidate_id, at=at) for candidate_id in list(late.values_list("pk", flat=True)))


@transaction.atomic
def _expire(candidate_id: UUID, *, at: datetime) -> bool:
    pair = Candidate.objects.select_for_update().select_related("missing", "found").get(pk=candidate_id)
    if pair.stage not in CANDIDATE.moves[CandidateMove.EXPIRE].start:
        return False
    rule = CANDIDATE.check(CandidateMove.EXPIRE, stage=pair.stage)
    before, pair.stage = pair.stage, rule.end or pair.stage
    pair.save(update_fields=["stage"])
    record(
        rule.event,
        by=None,
        at=at,
        case=pair.missing,
        found=pair.found,
        candidate_id=pair.pk,
        before=before,
        after=pair.stage,
    )
    return True


@action
def search_now(*, by: Viewer, at: datetime, case_id: UUID | None = None, found_id: UUID | None = None) -> None:
    """An officer asks for a search round for one child."""
    if case_id:
        description_id = get_case(by, case_id, Permission.CASE_REGISTER).description_id
    elif found_id:
        description_id = get_found(by, found_id, Permission.FOUND_RECORD).description_id
    else:
        raise ValueError("name a case or a found child")
    DescriptionChange.objects.create(description_id=description_id, changed_at=at)
    _wake()


def _wake() -> None:
    with connection.cursor() as cursor:
        cursor.execute(WAKE)
