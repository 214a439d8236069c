"""What a police station does with a missing case (Form M)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate

from trackchild.accounts.acting import action
from trackchild.accounts.viewer import Viewer
from trackchild.cases.models import CitizenReport, MissingCase, RiskAssessment
from trackchild.cases.numbers import new_number
from trackchild.cases.people import Person, keep_person
from trackchild.cases.rules import Risk, risk_grade, risk_points
from trackchild.cases.states import MISSING_CASE, CaseMove, CaseStage, Event
from trackchild.cases.timeline import record
from trackchild.cases.vocabulary import CloseReason, HowTraced
from trackchild.children import actions as child_actions
from trackchild.children.ages import age_at
from trackchild.children.models import Child
from trackchild.photos import actions as photo_actions

from .case_moves import move_case, open_case
from .publication import MERGED, OFFENCE, TRACED, stand_again, withdraw_standing

HOURS = 3600


@dataclass(frozen=True, slots=True)
class FormM:
    """Form M as values: the fields of MissingCase by name, the description, the people, perhaps pictures."""

    facts: Mapping[str, Any]
    told: child_actions.Told
    people: tuple[Person, ...] = ()
    pictures: tuple[photo_actions.Given, ...] = ()


@action
def draft_case(*, form: FormM, by: Viewer, at: datetime, from_report: CitizenReport | None = None) -> MissingCase:
    """Begin a case at the viewer's station. Its clocks start with the complaint, not with the draft."""
    description = child_actions.describe(form.told)
    case = MissingCase.objects.create(
        **form.facts,
        number=new_number("M", state_code=by.state_code, at=at),
        child=Child.objects.create(),
        description=description,
        stage=CaseStage.DRAFT,
        owner_id=by.agency_id,
        station_id=by.agency_id,
        age_last_seen=_age_last_seen(form),
        created_at=at,
        created_by_id=by.user_id,
    )
    for person in form.people:
        keep_person(person, case=case)
    photo_actions.keep_all(description=description, given=form.pictures, at=at)
    record(Event.DRAFTED, by=by, at=at, case=case, report=from_report, after=case.stage)
    return case


@action
def correct_form(*, case_id: UUID, form: FormM, by: Viewer, at: datetime) -> MissingCase:
    """Write Form M again; what stood before stays in the history."""
    case, rule = open_case(case_id, CaseMove.CORRECT, by)
    for name, value in form.facts.items():
        setattr(case, name, value)
    case.age_last_seen = _age_last_seen(form)
    case.save()
    child_actions.describe_again(case.description, form.told)
    kinds = {person.kind for person in form.people}
    for contact in case.contacts.filter(kind__in=kinds):
        contact.delete()
    for person in form.people:
        keep_person(person, case=case)
    photo_actions.keep_all(description=case.description, given=form.pictures, at=at)
    record(rule.event, by=by, at=at, case=case)
    _hide_if_barred(case, by=by, at=at)
    return case


@action
def intimate(*, case_id: UUID, gd_number: str, gd_at: datetime, by: Viewer, at: datetime) -> MissingCase:
    """Enter the complaint in the general diary: the case now exists in law, and the FIR clock runs."""
    case, _rule = open_case(case_id, CaseMove.INTIMATE, by)
    case.gd_number, case.gd_at = gd_number, gd_at
    return move_case(case, CaseMove.INTIMATE, by=by, at=at)


@action
def register_fir(
    *, case_id: UUID, fir_number: str, fir_at: datetime, fir_sections: str, by: Viewer, at: datetime
) -> MissingCase:
    """Register the FIR. The database refuses one that is older than the diary entry or the complaint."""
    case, _rule = open_case(case_id, CaseMove.REGISTER_FIR, by)
    case.fir_number, case.fir_at, case.fir_sections = fir_number, fir_at, fir_sections
    return move_case(case, CaseMove.REGISTER_FIR, by=by, at=at, facts={"fir_number": fir_number})


@action
def explain_no_fir(*, case_id: UUID, reason: str, by: Viewer, at: datetime) -> MissingCase:
    """Say why there is no FIR yet; the superintendent sees it."""
    case, _rule = open_case(case_id, CaseMove.EXPLAIN_NO_FIR, by, reason=reason)
    case.no_fir_reason = reason
    return move_case(case, CaseMove.EXPLAIN_NO_FIR, by=by, at=at, reason=reason)


@action
def call_not_a_case(*, case_id: UUID, reason: str, by: Viewer, at: datetime) -> MissingCase:
    """The child came back within hours, or it is a duplicate. The juvenile police unit reviews such decisions."""
    case, _rule = open_case(case_id, CaseMove.CALL_NOT_A_CASE, by, reason=reason)
    return move_case(case, CaseMove.CALL_NOT_A_CASE, by=by, at=at, reason=reason)


@action
def begin_investigation(
    *, case_id: UUID, investigator: str, rank: str, phone: str, by: Viewer, at: datetime
) -> MissingCase:
    """Name the investigating officer."""
    case, _rule = open_case(case_id, CaseMove.INVESTIGATE, by)
    case.investigator, case.investigator_rank, case.investigator_phone = investigator, rank, phone
    return move_case(case, CaseMove.INVESTIGATE, by=by, at=at)


@action
def assess_risk(*, case_id: UUID, answers: Mapping[str, bool], by: Viewer, at: datetime) -> RiskAssessment:
    """Keep the risk form and the grade that follows from it; the grade moves the clocks."""
    case, rule = open_case(case_id, CaseMove.GRADE, by)
    points = risk_points(
        Risk(
            age_years=case.age_last_seen,
            is_girl=case.description.sex == "F",
            hours_missing=(at - case.last_seen_at).total_seconds() / HOURS,
            **answers,
        )
    )
    assessment = RiskAssessment.objects.create(
        case=case, points=points, grade=risk_grade(points), assessed_at=at, assessed_by_id=by.user_id, **answers
    )
    case.grade = assessment.grade
    case.sexual_offence = case.sexual_offence or assessment.sexual_offence
    case.save(update_fields=["grade", "sexual_offence"])
    record(rule.event, by=by, at=at, case=case, facts={"grade": assessment.grade})
    _hide_if_barred(case, by=by, at=at)
    return assessment


@action
def add_note(*, case_id: UUID, text: str, by: Viewer, at: datetime) -> MissingCase:
    """A progress note on the timeline."""
    case, _rule = open_case(case_id, CaseMove.NOTE, by, reason=text)
    return move_case(case, CaseMove.NOTE, by=by, at=at, reason=text)


@action
def guard_case(*, case_id: UUID, reason: str, by: Viewer, at: datetime) -> MissingCase:
    """From now on whoever complained learns nothing of the child, and the pages do not tell that they say nothing."""
    case, _rule = open_case(case_id, CaseMove.GUARD, by, reason=reason)
    case.guarded_at = case.guarded_at or at
    return move_case(case, CaseMove.GUARD, by=by, at=at, reason=reason)


@action
def unguard_case(*, case_id: UUID, reason: str, by: Viewer, at: datetime) -> MissingCase:
    """The danger is over, or never was."""
    case, _rule = open_case(case_id, CaseMove.UNGUARD, by, reason=reason)
    case.guarded_at = None
    return move_case(case, CaseMove.UNGUARD, by=by, at=at, reason=reason)


def mark_traced(case: MissingCase, *, how: HowTraced, place: str, by: Viewer, at: datetime) -> MissingCase:
    """The child is located and identified. Called inside the action that proved it; publicity ends at once."""
    MISSING_CASE.check(CaseMove.TRACE, stage=case.stage)
    case.traced_at, case.traced_by_id, case.how_traced, case.traced_place = at, by.user_id, how, place
    withdraw_standing(case, because=TRACED, by=by, at=at)
    return move_case(case, CaseMove.TRACE, by=by, at=at)


def reverse_tracing(case: MissingCase, *, reason: str, by: Viewer, at: datetime) -> MissingCase:
    """A confirmation was wrong: the child is missing again, and the search goes on."""
    case.traced_at = case.traced_by = case.restored_at = case.restored_by = None
    case.how_traced = case.traced_place = ""
    return move_case(case, CaseMove.REVERSE_TRACING, by=by, at=at, reason=reason)


def mark_produced(case: MissingCase, *, by: Viewer, at: datetime) -> MissingCase:
    """The traced child is before the committee."""
    return move_case(case, CaseMove.PRODUCE, by=by, at=at)


def mark_restored(case: MissingCase, *, by: Viewer, at: datetime) -> MissingCase:
    """The child is with the family by the committee's order."""
    case.restored_at, case.restored_by_id = at, by.user_id
    return move_case(case, CaseMove.RESTORE, by=by, at=at)


def mark_merged(case: MissingCase, *, into: MissingCase, by: Viewer, at: datetime) -> MissingCase:
    """The child is searched under another number. Called inside the action by which two people said so."""
    withdraw_standing(case, because=MERGED, by=by, at=at)
    return move_case(case, CaseMove.MERGE, by=by, at=at, facts={"into": into.number})


def unmerge(case: MissingCase, *, stage: str, reason: str, by: Viewer, at: datetime) -> MissingCase:
    """They were two children: the case stands where it stood before, and so does its publication."""
    move_case(case, CaseMove.UNMERGE, by=by, at=at, reason=reason, back_to=stage)
    stand_again(case, because=MERGED, by=by, at=at)
    return case


@action
def propose_closure(
    *, case_id: UUID, reason: CloseReason, words: str, racket_found: bool, by: Viewer, at: datetime
) -> MissingCase:
    """The station proposes; the superintendent decides. Whether a racket was involved must be answered."""
    case, _rule = open_case(case_id, CaseMove.PROPOSE_CLOSURE, by, reason=words)
    case.close_reason, case.racket_found = reason, racket_found
    case.closure_proposed_at, case.closure_proposed_by_id = at, by.user_id
    return move_case(case, CaseMove.PROPOSE_CLOSURE, by=by, at=at, reason=words)


class TakesTwoPeople(Exception):
    """The second step of a two-person rule was tried by the person who made the first."""


class NothingProposed(Exception):
    """A case can only be closed on a proposal of its station."""


@action
def close_case(*, case_id: UUID, by: Viewer, at: datetime) -> MissingCase:
    """The second pair of eyes closes the case. Raises NothingProposed, TakesTwoPeople."""
    case, _rule = open_case(case_id, CaseMove.CLOSE, by)
    if case.closure_proposed_at is None:
        raise NothingProposed
    if case.closure_proposed_by_id == by.user_id:
        raise TakesTwoPeople
    case.closed_at, case.closed_by_id = at, by.user_id
    return move_case(case, CaseMove.CLOSE, by=by, at=at)


@action
def reopen_case(*, case_id: UUID, reason: str, by: Viewer, at: datetime) -> MissingCase:
    """New facts: the case is searched again."""
    case, _rule = open_case(case_id, CaseMove.REOPEN, by, reason=reason)
    case.closed_at = case.closed_by = case.closure_proposed_at = case.closure_proposed_by = None
    case.traced_at = case.traced_by = case.restored_at = case.restored_by = None
    case.close_reason = case.how_traced = case.traced_place = ""
    return move_case(case, CaseMove.REOPEN, by=by, at=at, reason=reason)


@action
def adopt(*, case_id: UUID, station_id: int, gd_number: str, gd_at: datetime, by: Viewer, at: datetime) -> MissingCase:
    """A station takes an imported record over from the registry desk; from now on the diary rules apply."""
    case, _rule = open_case(case_id, CaseMove.ADOPT, by)
    case.owner_id = case.station_id = station_id
    case.gd_number, case.gd_at = gd_number, gd_at
    return move_case(case, CaseMove.ADOPT, by=by, at=at)


def _hide_if_barred(case: MissingCase, *, by: Viewer, at: datetime) -> None:
    """POCSO Act s.23: a child against whom a sexual offence is suspected is shown to nobody from this moment."""
    if case.sexual_offence:
        withdraw_standing(case, because=OFFENCE, by=by, at=at)


def _age_last_seen(form: FormM) -> Any:
    facts = form.told.facts
    return age_at(
        age_years=facts.get("age_years"),
        age_on=facts.get("age_on"),
        birth_on=facts.get("birth_on"),
        on=localdate(form.facts["last_seen_at"]),
    )
