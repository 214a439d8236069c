"""A case that goes from one office to another: offered and accepted, never pushed; and what happens to it by itself."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.timezone import localdate

from trackchild.accounts.acting import action
from trackchild.accounts.viewer import Viewer
from trackchild.cases.models import MissingCase, TimelineEvent
from trackchild.cases.rules import CLOCKS, Clock
from trackchild.cases.states import ACTIVE, MISSING_CASE, CaseMove, Event
from trackchild.cases.timeline import record
from trackchild.cases.vocabulary import Subject
from trackchild.children.ages import OF_AGE, age_at
from trackchild.directory import queries as directory
from trackchild.directory.kinds import STATIONS, Kind
from trackchild.directory.models import Agency

from .case_moves import move_case, open_case

TAKERS = (*STATIONS, Kind.AHTU, Kind.CID)
"""Kinds of offices that take a case over."""


class TransferRefused(Exception):
    """The case cannot go there; `reason` is a code: same, kind, open, not_offered, early, no_unit."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@action
def offer_transfer(*, case_id: UUID, to_id: int, reason: str, by: Viewer, at: datetime) -> MissingCase:
    """Offer the case to another station or unit. It stays where it is until that office accepts."""
    case, _rule = open_case(case_id, CaseMove.OFFER_TRANSFER, by, reason=reason)
    receiver = Agency.objects.active().get(pk=to_id)
    if receiver.pk == case.owner_id:
        raise TransferRefused("same")
    if receiver.kind not in TAKERS:
        raise TransferRefused("kind")
    if case.offered_to_id:
        raise TransferRefused("open")
    case.offered_to = receiver
    return move_case(case, CaseMove.OFFER_TRANSFER, by=by, at=at, reason=reason)


@action
def accept_transfer(*, case_id: UUID, by: Viewer, at: datetime) -> MissingCase:
    """The receiving office takes the case over, with its clocks: none begins anew."""
    case, _rule = open_case(case_id, CaseMove.ACCEPT_TRANSFER, by)
    _is_offered_to(case, by)
    before = case.owner
    case.owner_id, case.offered_to = by.agency_id, None
    return move_case(case, CaseMove.ACCEPT_TRANSFER, by=by, at=at, facts={"from": before.name})


@action
def refuse_transfer(*, case_id: UUID, reason: str, by: Viewer, at: datetime) -> MissingCase:
    """The receiving office gives the offer back, with its reason."""
    case, _rule = open_case(case_id, CaseMove.REFUSE_TRANSFER, by, reason=reason)
    _is_offered_to(case, by)
    case.offered_to = None
    return move_case(case, CaseMove.REFUSE_TRANSFER, by=by, at=at, reason=reason)


@action
def hand_to_ahtu(*, case_id: UUID, by: Viewer, at: datetime) -> MissingCase:
    """Four months without a trace: the anti-human-trafficking unit of the district takes over.

    Source: Supreme Court, Bachpan Bachao Andolan, 10-5-2013. Raises TransferRefused before the time, or where the
    district has no unit.
    """
    case, _rule = open_case(case_id, CaseMove.HAND_TO_AHTU, by)
    if at < CLOCKS[Clock.HAND_TO_AHTU].due(case.received_at):
        raise TransferRefused("early")
    district_id = case.district_id or case.owner.district_id
    unit = directory.unit_of(Kind.AHTU, district_id) if district_id else None
    if unit is None:
        raise TransferRefused("no_unit")
    before = case.owner
    case.owner, case.offered_to = unit, None
    return move_case(case, CaseMove.HAND_TO_AHTU, by=by, at=at, facts={"from": before.name})


def note_majorities(*, at: datetime) -> int:
    """Say once on the timeline that a child became 18 while it is searched; the search goes on. Answers how many."""
    said = TimelineEvent.objects.filter(case=OuterRef("pk"), kind=Event.ATTAINED_MAJORITY)
    waiting = MissingCase.objects.filter(stage__in=ACTIVE, subject=Subject.CHILD).exclude(Exists(said))
    number = 0
    for case in waiting.exclude(age_last_seen=None).select_related("description").order_by("pk").iterator():
        age = age_at(
            age_years=case.age_last_seen,
            age_on=localdate(case.last_seen_at),
            birth_on=case.description.birth_on,
            on=localdate(at),
        )
        if age is not None and age >= OF_AGE:
            number += _note_majority(case_id=case.pk, at=at)
    return number


@action
def _note_majority(*, case_id: UUID, at: datetime) -> int:
    case = MissingCase.objects.select_for_update(of=("self",)).get(pk=case_id)
    rule = MISSING_CASE.moves[CaseMove.ATTAIN_MAJORITY]
    if case.stage not in rule.start or case.events.filter(kind=rule.event).exists():
        return 0
    record(rule.event, by=None, at=at, case=case)
    return 1


def _is_offered_to(case: MissingCase, by: Viewer) -> None:
    if case.offered_to_id != by.agency_id:
        raise TransferRefused("not_offered")
