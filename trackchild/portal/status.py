"""Where a report stands, in five plain steps: built from the report and its case, from fields its reporter may read.

Nothing here tells where a child was found or lives, and bad news is never told by a page: then an officer speaks.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from trackchild.cases.models import CitizenReport, MissingCase
from trackchild.cases.rules import CLOCKS, Clock
from trackchild.cases.states import WAITING, CaseStage, Event, ReportStage
from trackchild.cases.vocabulary import CloseReason, ReportKind
from trackchild.matching import duplicates

Words = str | Promise


class Mark(StrEnum):
    """Where a step is."""

    DONE = "done"
    NOW = "now"
    TO_COME = "to_come"


@dataclass(frozen=True, slots=True)
class StatusStep:
    """One of the steps. `on` is the day it was done."""

    words: Words
    mark: Mark
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """Whose turn it is, and how to reach them."""

    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class Status:
    """All that the reporter of a report sees of it."""

    reference: str
    is_missing: bool
    says: Words
    steps: tuple[StatusStep, ...]
    last_action_on: date
    turn: Office | None
    next_words: Words
    next_due: datetime | None
    fir_number: str
    fir_on: date | None
    investigator: str
    investigator_phone: str


C = CaseStage
AFTER_REGISTERING = (
    (
        frozenset({C.DRAFT, C.INTIMATED, C.IMPORTED}),
        _("The police have your report and must register it as a case (FIR)."),
    ),
    (frozenset({C.FIR_REGISTERED, C.INVESTIGATION}), _("The police are looking for the child.")),
    (
        frozenset({C.TRACED, C.TRACED_NOT_RETURNED, C.RECOVERED, C.PRODUCED, C.DECEASED}),
        _("There is news. Please call or visit the police station: an officer will speak with you."),
    ),
    (frozenset({C.RESTORED}), _("The child is with the family.")),
)
ENDED = _("The police have ended their work on this report. Ask the police station if you have a question.")
CHECKING = _("The police are checking whether a child who was found is this child. Nothing is certain yet.")
CHECKED = 3
NOW_AFTER = {0: 1, CHECKED: 4}
"""Numbers of the steps: after receiving comes registering, after tracing the way home; between them is the search."""
TRACED = frozenset({C.TRACED, C.RECOVERED, C.PRODUCED, C.RESTORED})

REPORT_WORDS: dict[str, Words] = {
    ReportStage.SUBMITTED: _("Your report has arrived. An office is being found for it."),
    ReportStage.ASSIGNED: _("Your report is with the police station. An officer will read it."),
    ReportStage.ACKNOWLEDGED: _("An officer has read your report and is working on it."),
    ReportStage.CONVERTED: _("The police have acted on your report. Thank you."),
    ReportStage.MERGED: _("The same was already reported. Both reports are worked on together. Thank you."),
}

NEXT: dict[str, Clock] = {
    ReportStage.SUBMITTED: Clock.ACKNOWLEDGE,
    ReportStage.ASSIGNED: Clock.ACKNOWLEDGE,
    C.DRAFT: Clock.REGISTER_FIR,
    C.INTIMATED: Clock.REGISTER_FIR,
    C.FIR_REGISTERED: Clock.HAND_TO_AHTU,
    C.INVESTIGATION: Clock.HAND_TO_AHTU,
}
"""What the police must do next, by the stage of the case, or of the report while there is no case."""
NEXT_WORDS: dict[Clock, Words] = {
    Clock.ACKNOWLEDGE: _("An officer must answer your report by"),
    Clock.REGISTER_FIR: _("The police must register the case (FIR) by"),
    Clock.HAND_TO_AHTU: _("If the child is not found, the anti-human-trafficking unit takes over on"),
}


def status_of(report: CitizenReport) -> Status:
    """The status page of a report."""
    answering = report.merged_into or report
    case = report.converted_case or answering.converted_case
    # Two cases of one child were joined: the family follows the one that goes on.
    case = duplicates.goes_on_as(case) if case else None
    is_missing = report.kind == ReportKind.MISSING
    if not is_missing:
        case = None  # what became of another family's child is not for the person who saw it
    if guarded_at := _guarded_at(report, case):
        return _frozen(report, case, guarded_at)
    checking = case is not None and _is_being_checked(case)
    due = _next_due(answering, case)
    is_known = case is not None and bool(case.fir_number)
    return Status(
        reference=report.reference,
        is_missing=is_missing,
        says=CHECKING if checking else _says(report, case),
        steps=_missing_steps(report, case, checking=checking) if is_missing else _other_steps(report),
        last_action_on=_last_action_on(report, case),
        turn=_turn(answering, case),
        next_words=NEXT_WORDS[due[0]] if due else "",
        next_due=due[1] if due else None,
        fir_number=case.fir_number if case else "",
        fir_on=localdate(case.fir_at) if case and case.fir_at else None,
        investigator=f"{case.investigator_rank} {case.investigator}".strip() if case and is_known else "",
        investigator_phone=case.investigator_phone if case and is_known else "",
    )


def _guarded_at(report: CitizenReport, case: MissingCase | None) -> datetime | None:
    """Since when whoever reported must not learn what becomes of the child."""
    moments = [report.guarded_at, report.converted_case.guarded_at if report.converted_case else None]
    moments.append(case.guarded_at if case else None)
    return min((moment for moment in moments if moment), default=None)


def _frozen(report: CitizenReport, case: MissingCase | None, guarded_at: datetime) -> Status:
    """What could be read when the guard began, and nothing of what happened after: not even that time stands still."""
    fir_at = case.fir_at if case and case.fir_at and case.fir_at <= guarded_at else None
    published = case.publications.filter(ordered_at__lte=guarded_at).order_by("ordered_at").first() if case else None
    is_missing = report.kind == ReportKind.MISSING
    days: list[tuple[Words, date | None]] = [(_("Received"), localdate(report.submitted_at))]
    if is_missing:
        days += [
            (_("Registered by the police (FIR)"), localdate(fir_at) if fir_at else None),
            (_("Shown to the public"), localdate(published.ordered_at) if published else None),
            (_("A possible match is being checked"), None),
            (_("Child with the family"), None),
        ]
    else:
        days += [(_("Read by an officer"), None), (_("Dealt with"), None)]
    furthest = max(number for number, (_words, day) in enumerate(days) if day)
    now = NOW_AFTER.get(furthest) if is_missing else furthest + 1
    station = report.station
    if fir_at:
        due = NEXT_WORDS[Clock.HAND_TO_AHTU], CLOCKS[Clock.HAND_TO_AHTU].due(fir_at)
    else:
        answered_by = CLOCKS[Clock.ACKNOWLEDGE].due(report.submitted_at, critical=report.in_danger)
        due = NEXT_WORDS[Clock.ACKNOWLEDGE], answered_by
    return Status(
        reference=report.reference,
        is_missing=is_missing,
        says=AFTER_REGISTERING[1 if fir_at else 0][1] if is_missing else REPORT_WORDS[ReportStage.ASSIGNED],
        steps=tuple(
            StatusStep(words, Mark.DONE if day else Mark.NOW if number == now else Mark.TO_COME, day)
            for number, (words, day) in enumerate(days)
            if day or number > furthest
        ),
        last_action_on=localdate(max(moment for moment in (report.submitted_at, fir_at) if moment)),
        turn=Office(station.name_in(get_language() or "en"), station.phone) if station else None,
        next_words=due[0],
        next_due=due[1],
        fir_number=case.fir_number if case and fir_at else "",
        fir_on=localdate(fir_at) if fir_at else None,
        investigator=f"{case.investigator_rank} {case.investigator}".strip() if case and fir_at else "",
        investigator_phone=case.investigator_phone if case and fir_at else "",
    )


def _says(report: CitizenReport, case: MissingCase | None) -> Words:
    if case is None:
        return REPORT_WORDS.get(report.stage, ENDED)
    if case.stage == C.CLOSED and case.close_reason == CloseReason.RESTORED:
        return AFTER_REGISTERING[-1][1]
    return next((words for stages, words in AFTER_REGISTERING if case.stage in stages), ENDED)


def _missing_steps(report: CitizenReport, case: MissingCase | None, *, checking: bool) -> tuple[StatusStep, ...]:
    """Received, registered, published, being checked, home. Only what somebody is really doing now is marked so."""
    published = case.publications.order_by("ordered_at").first() if case else None
    with_family = case is not None and case.restored_at is not None and case.stage in (C.RESTORED, C.CLOSED)
    traced = case is not None and case.traced_at is not None and (case.stage in TRACED or with_family)
    days: list[tuple[Words, date | None]] = [
        (_("Received"), localdate(report.submitted_at)),
        (_("Registered by the police (FIR)"), localdate(case.fir_at) if case and case.fir_at else None),
        (_("Shown to the public"), localdate(published.ordered_at) if published else None),
        (_("A possible match is being checked"), localdate(case.traced_at) if case and traced else None),
        (_("Child with the family"), localdate(case.restored_at) if case and with_family else None),
    ]
    # Not every case is shown to the public: a later step that is done leaves none open behind it.
    furthest = max(number for number, (_words, day) in enumerate(days) if day)
    is_alive = case is not None or report.stage in WAITING
    now = CHECKED if checking else NOW_AFTER.get(furthest) if is_alive else None
    return tuple(
        StatusStep(words, Mark.DONE if day else Mark.NOW if number == now else Mark.TO_COME, day)
        for number, (words, day) in enumerate(days)
        if day or number > furthest
    )


def _other_steps(report: CitizenReport) -> tuple[StatusStep, ...]:
    days = [
        (_("Received"), localdate(report.submitted_at)),
        (_("Read by an officer"), localdate(at) if (at := report.acknowledged_at or report.decided_at) else None),
        (_("Dealt with"), localdate(report.decided_at) if report.decided_at else None),
    ]
    now = sum(1 for _words, day in days if day)
    return tuple(
        StatusStep(words, Mark.DONE if day else Mark.NOW if number == now else Mark.TO_COME, day)
        for number, (words, day) in enumerate(days)
    )


def _is_being_checked(case: MissingCase) -> bool:
    """One of the two keys is turned: a suggestion alone would give hope too early."""
    kinds = (Event.MATCH_KEY_TURNED, Event.MATCH_REJECTED, Event.MATCH_CONFIRMED, Event.MATCH_REVERSED)
    last: dict[object, str] = {}
    for pair, kind in case.events.filter(kind__in=kinds).order_by("at", "pk").values_list("candidate_id", "kind"):
        last[pair] = kind
    return Event.MATCH_KEY_TURNED in last.values() and case.traced_at is None


def _next_due(report: CitizenReport, case: MissingCase | None) -> tuple[Clock, datetime] | None:
    clock = NEXT.get(case.stage if case else report.stage)
    if clock is None:
        return None
    starts = {
        Clock.ACKNOWLEDGE: report.submitted_at,
        Clock.REGISTER_FIR: case.received_at if case else None,
        Clock.HAND_TO_AHTU: case.fir_at if case else None,
    }
    start = starts[clock]
    return (clock, CLOCKS[clock].due(start, critical=report.in_danger)) if start else None


def _last_action_on(report: CitizenReport, case: MissingCase | None) -> date:
    moments = [report.submitted_at, report.acknowledged_at, report.decided_at]
    if case:
        moments += [case.fir_at, case.traced_at, case.restored_at]
    return localdate(max(moment for moment in moments if moment))


def _turn(report: CitizenReport, case: MissingCase | None) -> Office | None:
    """The office that must act now; nobody when the child is home or the work has ended."""
    if case is not None:
        office = case.owner if case.stage not in (C.RESTORED, C.CLOSED, C.NOT_A_CASE, C.DISCARDED) else None
    else:
        office = report.station if report.stage in WAITING else None
    return Office(office.name_in(get_language() or "en"), office.phone) if office else None
