"""What needs an office: the rows behind every card of the inbox, as querysets.

An office sees its own duties. Who looks after a district or a state sees what is overdue below.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import (
    Case,
    DateTimeField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.utils.timezone import localdate

from trackchild.accounts.permissions import Permission as P
from trackchild.accounts.permissions import Reach
from trackchild.accounts.viewer import Viewer
from trackchild.cases.actions.publication import EXPIRED
from trackchild.cases.models import CitizenReport, Consent, FoundChild, FoundPublication, MissingCase, Publication
from trackchild.cases.rules import AHTU_WARNING, CLOCKS, PUBLICATION_WARNING, Clock
from trackchild.cases.states import ACTIVE, BEFORE_PRODUCTION, CLOSABLE, SHOWABLE, CaseStage, FoundStage, ReportStage
from trackchild.cases.vocabulary import Grade
from trackchild.directory.kinds import STATIONS
from trackchild.helpdesk.queries import waiting_tickets
from trackchild.helpdesk.states import TicketStage
from trackchild.matching.models import Candidate, DuplicatePair, SearchAgent
from trackchild.matching.states import ALIVE, CandidateStage
from trackchild.placements.models import FollowUp, Restoration
from trackchild.placements.states import AT_HOME, BEFORE_ORDER, RESTORATION, RestorationMove, RestorationStage

Rows = QuerySet[Any]
VISIT_WARNING = timedelta(days=7)
PRODUCTION_ENDS = ExpressionWrapper(
    F("charge_taken_at")
    + Value(CLOCKS[Clock.PRODUCE].time)
    + ExpressionWrapper(F("journey_hours") * Value(timedelta(hours=1)), output_field=DurationField()),
    output_field=DateTimeField(),
)
CRITICAL_FIRST = Case(When(missing__grade=Grade.CRITICAL, then=0), default=1)


def _is_office(viewer: Viewer, permission: P) -> bool:
    return viewer.reach(permission) is Reach.AGENCY


# Reports


def reports_to_answer(viewer: Viewer, at: datetime) -> Rows:
    rows = CitizenReport.objects.visible_to(viewer, P.REPORT_TRIAGE).filter(stage=ReportStage.ASSIGNED)
    if not _is_office(viewer, P.REPORT_TRIAGE):
        late = Q(submitted_at__lte=at - CLOCKS[Clock.ACKNOWLEDGE].time)
        rows = rows.filter(Q(station_id=viewer.agency_id) | Q(fir_refused=True) | late)
    return rows.order_by("-in_danger", "submitted_at", "pk")


def reports_to_decide(viewer: Viewer, at: datetime) -> Rows:
    rows = CitizenReport.objects.visible_to(viewer, P.REPORT_TRIAGE).filter(stage=ReportStage.ACKNOWLEDGED)
    return rows.filter(station_id=viewer.agency_id).order_by("submitted_at", "pk")


def spam_to_confirm(viewer: Viewer, at: datetime) -> Rows:
    rows = CitizenReport.objects.visible_to(viewer, P.REPORT_TRIAGE).filter(stage=ReportStage.CALLED_SPAM)
    return rows.exclude(decided_by_id=viewer.user_id).filter(station_id=viewer.agency_id).order_by("decided_at", "pk")


def tickets_to_answer(viewer: Viewer, at: datetime) -> Rows:
    return waiting_tickets(viewer).exclude(stage=TicketStage.WAITING_USER)


# Missing cases


def _own_cases(viewer: Viewer) -> Any:
    return MissingCase.objects.visible_to(viewer, P.CASE_REGISTER).filter(owner_id=viewer.agency_id)


def drafts(viewer: Viewer, at: datetime) -> Rows:
    return _own_cases(viewer).filter(stage=CaseStage.DRAFT).order_by("received_at", "pk")


def firs_to_register(viewer: Viewer, at: datetime) -> Rows:
    return _own_cases(viewer).filter(stage=CaseStage.INTIMATED).order_by("received_at", "pk")


def firs_overdue(viewer: Viewer, at: datetime) -> Rows:
    rows = MissingCase.objects.visible_to(viewer, P.CASE_SUPERVISE).filter(stage=CaseStage.INTIMATED)
    return rows.filter(received_at__lte=at - CLOCKS[Clock.REGISTER_FIR].time).order_by("received_at", "pk")


def risks_to_grade(viewer: Viewer, at: datetime) -> Rows:
    return _own_cases(viewer).filter(stage__in=ACTIVE, grade="").order_by("received_at", "pk")


def _ending(on: datetime) -> Any:
    """Publications that end within a fortnight, unless somebody renews them."""
    last = localdate(on + PUBLICATION_WARNING)
    rows = Publication.objects.filter(case=OuterRef("pk"), withdrawn_at=None, expires_on__gte=localdate(on))
    return rows.filter(expires_on__lte=last)


def _consent_since(viewer: Viewer, ordered_at: OuterRef) -> Any:
    return Consent.objects.filter(case=OuterRef("case"), recorded_at__gt=ordered_at).exclude(
        recorded_by_id=viewer.user_id
    )


def publications_ending(viewer: Viewer, at: datetime) -> Rows:
    """Appeals that will end: the guardian is asked again, or nothing is done and they end."""
    renewed = Consent.objects.filter(case=OuterRef("case"), recorded_at__gt=OuterRef("ordered_at"))
    rows = _own_cases(viewer).filter(stage__in=(CaseStage.FIR_REGISTERED, CaseStage.INVESTIGATION))
    return rows.filter(Exists(_ending(at).filter(~Exists(renewed)))).order_by("pk")


def publications_to_renew(viewer: Viewer, at: datetime) -> Rows:
    """Appeals whose guardian has consented again, before another officer."""
    agreed = _ending(at).filter(Exists(_consent_since(viewer, OuterRef("ordered_at"))))
    rows = MissingCase.objects.visible_to(viewer, P.CASE_PUBLISH).filter(sexual_offence=False)
    rows = rows.filter(stage__in=(CaseStage.FIR_REGISTERED, CaseStage.INVESTIGATION))
    return rows.filter(Exists(agreed)).order_by("pk")


def _shown_found(**how: Any) -> Any:
    return FoundPublication.objects.filter(found=OuterRef("pk"), withdrawn_at=None, **how)


def children_to_show(viewer: Viewer, at: datetime) -> Rows:
    """Found children whose written permission waits for a member's order."""
    filed = _shown_found(ordered_at=None, permitted_until__gte=localdate(at)).exclude(filed_by_id=viewer.user_id)
    rows = FoundChild.objects.visible_to(viewer, P.FOUND_ORDER).filter(stage__in=SHOWABLE, sexual_offence=False)
    return rows.filter(Exists(filed), committee_id=viewer.agency_id).order_by("pk")


def showings_ending(viewer: Viewer, at: datetime) -> Rows:
    """Found children whose publication ends within a fortnight and for whom no new permission is filed."""
    ending = _shown_found(
        ordered_at__isnull=False,
        expires_on__gte=localdate(at),
        expires_on__lte=localdate(at + PUBLICATION_WARNING),
    )
    rows = FoundChild.objects.visible_to(viewer, P.FOUND_RECORD).filter(stage__in=SHOWABLE)
    return rows.filter(Exists(ending), ~Exists(_shown_found(ordered_at=None))).order_by("pk")


def publications_to_order(viewer: Viewer, at: datetime) -> Rows:
    asked = Consent.objects.filter(case=OuterRef("pk")).exclude(recorded_by_id=viewer.user_id)
    rows = MissingCase.objects.visible_to(viewer, P.CASE_PUBLISH).filter(
        stage__in=(CaseStage.FIR_REGISTERED, CaseStage.INVESTIGATION), sexual_offence=False
    )
    # One that has run out may be ordered anew; one that was withdrawn waits for nobody.
    published = Publication.objects.filter(case=OuterRef("pk"))
    ran_out = published.filter(Q(withdrawn_because=EXPIRED) | Q(withdrawn_at=None, expires_on__lt=localdate(at)))
    new_consent = asked.filter(
        ~Exists(Publication.objects.filter(case=OuterRef("case"), ordered_at__gte=OuterRef("recorded_at")))
    )
    return rows.filter(Exists(new_consent), ~Exists(published) | Exists(ran_out)).order_by("pk")


def handovers_to_ahtu(viewer: Viewer, at: datetime) -> Rows:
    rows = _own_cases(viewer).filter(stage=CaseStage.INVESTIGATION, owner__kind__in=STATIONS)
    return rows.filter(received_at__lte=at - AHTU_WARNING).order_by("received_at", "pk")


def transfers_to_answer(viewer: Viewer, at: datetime) -> Rows:
    rows = MissingCase.objects.visible_to(viewer, P.CASE_REGISTER).filter(offered_to_id=viewer.agency_id)
    return rows.order_by("received_at", "pk")


def closures_to_propose(viewer: Viewer, at: datetime) -> Rows:
    rows = _own_cases(viewer).filter(stage__in=(CaseStage.RESTORED, CaseStage.DECEASED), closure_proposed_at=None)
    return rows.order_by("restored_at", "pk")


def closures_to_decide(viewer: Viewer, at: datetime) -> Rows:
    rows = MissingCase.objects.visible_to(viewer, P.CASE_SUPERVISE).filter(stage__in=CLOSABLE)
    rows = rows.filter(closure_proposed_at__isnull=False, closed_at=None).exclude(closure_proposed_by_id=viewer.user_id)
    return rows.order_by("closure_proposed_at", "pk")


def closures_waiting(viewer: Viewer, at: datetime) -> Rows:
    rows = _own_cases(viewer).filter(stage__in=CLOSABLE, closure_proposed_at__isnull=False, closed_at=None)
    return rows.order_by("closure_proposed_at", "pk")


# Imported records


def cases_to_take_over(viewer: Viewer, at: datetime) -> Rows:
    """Imported cases with a living pair, the likeliest first: a whole register is a list, a possible match a duty."""
    pairs = Candidate.objects.filter(missing=OuterRef("pk"), stage__in=ALIVE).order_by("-probability")
    rows = MissingCase.objects.visible_to(viewer, P.CASE_ADOPT).filter(stage=CaseStage.IMPORTED)
    return rows.filter(Exists(pairs)).order_by(Subquery(pairs.values("probability")[:1]).desc(), "pk")


def children_to_take_over(viewer: Viewer, at: datetime) -> Rows:
    """Imported children with a living pair, the likeliest first."""
    pairs = Candidate.objects.filter(found=OuterRef("pk"), stage__in=ALIVE).order_by("-probability")
    rows = FoundChild.objects.visible_to(viewer, P.FOUND_ADOPT).filter(stage=FoundStage.IMPORTED)
    return rows.filter(Exists(pairs)).order_by(Subquery(pairs.values("probability")[:1]).desc(), "pk")


# Merges that one person proposed


def _merges(viewer: Viewer, permission: P) -> Any:
    return DuplicatePair.objects.visible_to(viewer, permission).waiting().filter(proposed_at__isnull=False)


def case_merges_to_decide(viewer: Viewer, at: datetime) -> Rows:
    return _merges(viewer, P.CASE_READ).exclude(proposed_by_id=viewer.user_id).order_by("proposed_at", "pk")


def child_merges_to_decide(viewer: Viewer, at: datetime) -> Rows:
    return _merges(viewer, P.FOUND_READ).exclude(proposed_by_id=viewer.user_id).order_by("proposed_at", "pk")


def case_merges_waiting(viewer: Viewer, at: datetime) -> Rows:
    return _merges(viewer, P.CASE_READ).filter(proposed_by_id=viewer.user_id).order_by("proposed_at", "pk")


def child_merges_waiting(viewer: Viewer, at: datetime) -> Rows:
    return _merges(viewer, P.FOUND_READ).filter(proposed_by_id=viewer.user_id).order_by("proposed_at", "pk")


# Pairs

TURNS: tuple[tuple[P, str, Q], ...] = (
    (P.MATCH_KEY_MISSING, "missing__owner_id", Q(missing_key_at=None)),
    (P.MATCH_KEY_FOUND, "found__committee_id", Q(found_key_at=None)),
    (P.MATCH_OPINION, "found__home_id", Q(home_opinion_at=None)),
)
"""Whose word a pair waits for: the right, the side of the office, and that it has not spoken."""


def pairs_to_look_at(viewer: Viewer, at: datetime) -> Rows:
    rows = Candidate.objects.visible_to(viewer, P.MATCH_READ).filter(stage__in=ALIVE)
    turn = next(((side, silent) for right, side, silent in TURNS if viewer.may(right)), None)
    if turn:
        side, silent = turn
        rows = rows.filter(silent, **{side: viewer.agency_id})
    elif _is_office(viewer, P.MATCH_READ):
        rows = rows.filter(first_looked_at=None)
    else:
        rows = rows.filter(stage=CandidateStage.EXPIRED)
    return rows.order_by(CRITICAL_FIRST, "shortlisted_at", "pk")


def pairs_waiting(viewer: Viewer, at: datetime) -> Rows:
    turn = next(((side, silent) for right, side, silent in TURNS if viewer.may(right)), None)
    if turn is None:
        return Candidate.objects.none()
    side, silent = turn
    rows = Candidate.objects.visible_to(viewer, P.MATCH_READ).filter(stage__in=ALIVE, **{side: viewer.agency_id})
    return rows.exclude(silent).order_by("shortlisted_at", "pk")


def reversals_to_decide(viewer: Viewer, at: datetime) -> Rows:
    rows = Candidate.objects.visible_to(viewer, P.MATCH_REVERSE).filter(
        stage=CandidateStage.CONFIRMED, reversal_asked_at__isnull=False
    )
    return rows.exclude(reversal_asked_by__postings__agency_id=viewer.agency_id).order_by("reversal_asked_at", "pk")


# Found children


def children_to_produce(viewer: Viewer, at: datetime) -> Rows:
    rows = FoundChild.objects.visible_to(viewer, P.FOUND_RECORD).awaiting_production()
    rows = rows.filter(Q(home_id=viewer.agency_id) | Q(home=None, owner_id=viewer.agency_id))
    return rows.order_by(PRODUCTION_ENDS, "pk")


def children_to_hear(viewer: Viewer, at: datetime) -> Rows:
    rows = FoundChild.objects.visible_to(viewer, P.FOUND_ORDER).filter(stage__in=BEFORE_PRODUCTION, produced_at=None)
    return rows.order_by(PRODUCTION_ENDS, "pk")


def children_to_place(viewer: Viewer, at: datetime) -> Rows:
    rows = FoundChild.objects.visible_to(viewer, P.FOUND_ORDER).filter(stage=FoundStage.PRODUCED)
    return rows.order_by("produced_at", "pk")


def children_to_receive(viewer: Viewer, at: datetime) -> Rows:
    rows = FoundChild.objects.visible_to(viewer, P.FOUND_RECORD).filter(stage=FoundStage.PLACED)
    return rows.filter(home_id=viewer.agency_id).order_by("produced_at", "pk")


# The way home


def families_found(viewer: Viewer, at: datetime) -> Rows:
    """Children whose family is known and whose way home nobody has opened."""
    confirmed = Candidate.objects.filter(found=OuterRef("pk"), stage=CandidateStage.CONFIRMED)
    opened = Restoration.objects.filter(found=OuterRef("pk")).open()
    rows = FoundChild.objects.visible_to(viewer, P.RESTORATION_ORDER).filter(produced_at__isnull=False)
    rows = rows.exclude(stage=FoundStage.RESTORED)
    return rows.filter(Exists(confirmed), ~Exists(opened)).order_by("produced_at", "pk")


def _ways(viewer: Viewer, permission: P, stages: Any) -> Rows:
    rows = Restoration.objects.visible_to(viewer, permission).filter(stage__in=stages)
    return rows.order_by("proposed_at", "pk")


def ways_to_further(viewer: Viewer, at: datetime) -> Rows:
    stages = (BEFORE_ORDER - {RestorationStage.HOME_REPORT_ASKED}) | {
        RestorationStage.HOME_REPORT_NEGATIVE,
        RestorationStage.FAMILY_NOT_FOUND,
        RestorationStage.IN_TRANSIT,
    }
    return _ways(viewer, P.RESTORATION_ORDER, stages)


def homes_to_report_on(viewer: Viewer, at: datetime) -> Rows:
    return _ways(viewer, P.FOLLOW_UP, (RestorationStage.HOME_REPORT_ASKED,))


def children_to_hand_over(viewer: Viewer, at: datetime) -> Rows:
    return _ways(viewer, P.RESTORATION_HAND_OVER, RESTORATION.moves[RestorationMove.HAND_OVER].start)


def ways_waiting(viewer: Viewer, at: datetime) -> Rows:
    stages = RESTORATION.moves[RestorationMove.HAND_OVER].start | {RestorationStage.HOME_REPORT_ASKED}
    return _ways(viewer, P.RESTORATION_ORDER, stages)


def visits_due(viewer: Viewer, at: datetime) -> Rows:
    restored = Restoration.objects.visible_to(viewer, P.FOLLOW_UP).filter(stage__in=AT_HOME)
    rows = FollowUp.objects.filter(done_at=None, restoration__in=restored)
    return rows.filter(due_on__lte=localdate(at + VISIT_WARNING)).order_by("due_on", "pk")


def searches_with_news(viewer: Viewer, at: datetime) -> Rows:
    """One's own saved searches that found something new which one may still see."""
    news = SearchAgent.objects.with_news_for(viewer).filter(posting__user_id=viewer.user_id)
    return news.order_by("name", "pk")
