"""What a home, a station or a committee does with a found child (Form R)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from trackchild.accounts.acting import action
from trackchild.accounts.permissions import Permission
from trackchild.accounts.viewer import Viewer
from trackchild.cases.models import FoundChild
from trackchild.cases.numbers import new_number
from trackchild.cases.people import Person, keep_person
from trackchild.cases.queries import get_found
from trackchild.cases.rules import CLOCKS, Clock
from trackchild.cases.states import FOUND_CHILD, Event, FoundMove, FoundStage
from trackchild.cases.timeline import record
from trackchild.children import actions as child_actions
from trackchild.children.models import Child
from trackchild.directory import queries as directory
from trackchild.directory.models import Agency
from trackchild.photos import actions as photo_actions

from .publication import MERGED, OFFENCE, TRACED
from .publication_found import found_stands_again, withdraw_standing_found


@dataclass(frozen=True, slots=True)
class FormR:
    """Form R as values: the fields of FoundChild by name, the description, the people, perhaps pictures."""

    facts: Mapping[str, Any]
    told: child_actions.Told
    people: tuple[Person, ...] = ()
    pictures: tuple[photo_actions.Given, ...] = ()


class ReasonForDelay(Exception):
    """The child is produced after the legal time: the committee must be told why."""


@action
def take_charge(*, form: FormR, by: Viewer, at: datetime) -> FoundChild:
    """Somebody has taken charge of a child: the 24 hours to the committee begin (JJ Act s.31)."""
    district_code = form.facts["district"].pk if form.facts.get("district") else by.district_code
    committee = _in_whose_charge(district_code, conflict_with_law=form.facts.get("conflict_with_law", False))
    description = child_actions.describe(form.told)
    found = FoundChild.objects.create(
        **form.facts,
        number=new_number("F", state_code=by.state_code, at=at),
        child=Child.objects.create(),
        description=description,
        stage=FoundStage.TAKEN_CHARGE,
        owner_id=by.agency_id,
        committee=committee,
        charge_taken_by_id=by.user_id,
        created_at=at,
        created_by_id=by.user_id,
    )
    for person in form.people:
        keep_person(person, found=found)
    photo_actions.keep_all(description=description, given=form.pictures, at=at)
    record(Event.CHARGE_TAKEN, by=by, at=at, found=found, after=found.stage)
    return found


def _in_whose_charge(district_code: int | None, *, conflict_with_law: bool) -> Agency | None:
    """The committee of the district, or its board for a child in conflict with law."""
    if district_code is None:
        return None
    return directory.board_of(district_code) if conflict_with_law else directory.committee_of(district_code)


@action
def admit_child(*, form: FormR, by: Viewer, at: datetime) -> FoundChild:
    """A home admits a child who was brought to it: taken into charge and admitted in one step."""
    found = take_charge(form=form, by=by, at=at)
    found.home_id, found.admitted_at, found.admitted_by_id = by.agency_id, at, by.user_id
    return move_found(found, FoundMove.ADMIT, by=by, at=at)


@action
def receive_child(*, found_id: UUID, by: Viewer, at: datetime) -> FoundChild:
    """A home receives a child placed there by the committee, or handed over by the office that took charge."""
    found = get_found(by, found_id, Permission.FOUND_RECORD, lock=True)
    found.home_id, found.admitted_at, found.admitted_by_id = by.agency_id, at, by.user_id
    return move_found(found, FoundMove.ADMIT, by=by, at=at)


@action
def adopt(*, found_id: UUID, home_id: int, register_number: str = "", by: Viewer, at: datetime) -> FoundChild:
    """A home takes an imported record over from the registry desk; from now on the rules of production apply.

    `register_number` is the child's number in the home's own admission register.
    """
    found = get_found(by, found_id, Permission.FOUND_ADOPT, lock=True)
    found.owner_id = found.home_id = home_id
    found.committee = _in_whose_charge(found.district_id, conflict_with_law=found.conflict_with_law)
    found.admitted_at, found.admitted_by_id = at, by.user_id
    return move_found(
        found, FoundMove.ADOPT, by=by, at=at, facts={"register": register_number} if register_number else None
    )


@action
def correct_form(*, found_id: UUID, form: FormR, by: Viewer, at: datetime) -> FoundChild:
    """Write Form R again; what stood before stays in the history."""
    found = get_found(by, found_id, Permission.FOUND_RECORD, lock=True)
    for name, value in form.facts.items():
        setattr(found, name, value)
    found.save()
    child_actions.describe_again(found.description, form.told)
    photo_actions.keep_all(description=found.description, given=form.pictures, at=at)
    record(Event.FORM_CORRECTED, by=by, at=at, found=found)
    if found.sexual_offence or found.conflict_with_law:
        withdraw_standing_found(found, because=OFFENCE, by=by, at=at)
    return found


def production_due(found: FoundChild) -> datetime:
    """When the 24 hours end, with the necessary journey added (JJ Act s.31)."""
    return CLOCKS[Clock.PRODUCE].due(found.charge_taken_at, pause=timedelta(hours=found.journey_hours))


@action
def produce(*, found_id: UUID, late_because: str, by: Viewer, at: datetime) -> FoundChild:
    """The committee records that the child stands before it. Raises ReasonForDelay when late without a reason."""
    found = get_found(by, found_id, Permission.FOUND_ORDER, lock=True)
    if at > production_due(found) and not late_because.strip():
        raise ReasonForDelay
    was_admitted = found.stage == FoundStage.ADMITTED
    found.produced_at, found.produced_by_id, found.produced_late_because = at, by.user_id, late_because
    move_found(found, FoundMove.PRODUCE, by=by, at=at)
    if was_admitted:
        # The child already lives in the home: the committee's interim placement confirms it there.
        found = place(found_id=found.pk, home_id=found.home_id, by=by, at=at)
        found = move_found(found, FoundMove.ADMIT, by=by, at=at)
    return found


@action
def place(*, found_id: UUID, home_id: int | None, by: Viewer, at: datetime) -> FoundChild:
    """The committee places the child in a home pending inquiry (Form 18)."""
    found = get_found(by, found_id, Permission.FOUND_ORDER, lock=True)
    found.home_id = home_id
    return move_found(found, FoundMove.PLACE, by=by, at=at)


@action
def note_tracing_effort(*, found_id: UUID, text: str, by: Viewer, at: datetime) -> FoundChild:
    """What was done to find the family; silence for 15 days puts the child on the list of those without effort."""
    found = get_found(by, found_id, Permission.FOUND_RECORD, lock=True)
    return move_found(found, FoundMove.TRY_TO_TRACE, by=by, at=at, reason=text)


def mark_identity_found(found: FoundChild, *, by: Viewer, at: datetime) -> FoundChild:
    """The child is known to be the child of a missing case. Called inside the action that proved it."""
    withdraw_standing_found(found, because=TRACED, by=by, at=at)
    return move_found(found, FoundMove.FIND_IDENTITY, by=by, at=at)


def withdraw_identity(found: FoundChild, *, reason: str, by: Viewer, at: datetime) -> FoundChild:
    """The confirmation was wrong: the child's family is unknown again."""
    if found.stage == FoundStage.RESTORATION_ORDERED:
        move_found(found, FoundMove.CANCEL_RESTORATION, by=by, at=at, reason=reason)
    found = move_found(found, FoundMove.WITHDRAW_IDENTITY, by=by, at=at, reason=reason)
    found_stands_again(found, because=TRACED, by=by, at=at)
    return found


def mark_merged(found: FoundChild, *, into: FoundChild, by: Viewer, at: datetime) -> FoundChild:
    """The child stands in the register under another number. Called inside the action by which two people said so."""
    withdraw_standing_found(found, because=MERGED, by=by, at=at)
    return move_found(found, FoundMove.MERGE, by=by, at=at, facts={"into": into.number})


def unmerge(found: FoundChild, *, stage: str, reason: str, by: Viewer, at: datetime) -> FoundChild:
    """They were two children: the record stands where it stood before."""
    found = move_found(found, FoundMove.UNMERGE, by=by, at=at, reason=reason, back_to=stage)
    found_stands_again(found, because=MERGED, by=by, at=at)
    return found


def move_restoration(
    found: FoundChild,
    move: FoundMove,
    *,
    by: Viewer,
    at: datetime,
    reason: str = "",
    facts: dict[str, Any] | None = None,
) -> FoundChild:
    """A step of the restoration that changes where the child stands; called by the placements package."""
    if move is FoundMove.HAND_OVER:
        found.restored_at, found.restored_by_id = at, by.user_id
    return move_found(found, move, by=by, at=at, reason=reason, facts=facts)


def move_found(
    found: FoundChild,
    move: FoundMove,
    *,
    by: Viewer,
    at: datetime,
    reason: str = "",
    facts: dict[str, Any] | None = None,
    back_to: str = "",
) -> FoundChild:
    """Change the stage as the table says and write the line that says so."""
    rule = FOUND_CHILD.check(move, stage=found.stage, reason=reason)
    before = found.stage
    found.stage = (back_to if rule.returns else rule.end) or found.stage
    found.save()
    record(rule.event, by=by, at=at, found=found, before=before, after=found.stage, reason=reason, facts=facts)
    return found
