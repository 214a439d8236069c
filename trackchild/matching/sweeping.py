"""The clockwork of pairs: the nightly round, pairs that nobody decided, and a search round on request."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

from trackchild.accounts.acting import action
from trackchild.accounts.permissions import Permission
from trackchild.accounts.viewer import Viewer
from trackchild.cases.models import FoundChild, MissingCase
from trackchild.cases.queries import get_case, get_found
from trackchild.cases.timeline import record

from .models import Candidate, DescriptionChange
from .states import CANDIDATE, CandidateMove, CandidateStage

EXPIRES_AFTER = timedelta(days=30)
WAKE = "SELECT pg_notify('description_changed', '')"


def weigh_all_again(*, at: datetime) -> int:
    """Put every open record before the matcher again; returns how many."""
    open_records = [
        *MissingCase.objects.searching().values_list("description_id", flat=True),
        *FoundChild.objects.identity_open().values_list("description_id", flat=True),
    ]
    with transaction.atomic():
        DescriptionChange.objects.bulk_create(
            (DescriptionChange(description_id=one, changed_at=at) for one in open_records), batch_size=5000
        )
        _wake()
    return len(open_records)


def expire_pairs(*, at: datetime) -> int:
    """Pairs shortlisted 30 days ago and still undecided are overdue; the alert table tells whom."""
    late = Candidate.objects.filter(
        stage__in=(CandidateStage.SHORTLISTED, CandidateStage.VERIFICATION), shortlisted_at__lt=at - EXPIRES_AFTER
    ).values_list("pk", flat=True)
    return sum(_expire(candidate_id, at=at) for candidate_id in list(late))


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
