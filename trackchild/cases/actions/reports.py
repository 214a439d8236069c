"""What a citizen sends, and what a station decides about it."""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from trackchild.accounts.acting import action
from trackchild.accounts.permissions import Permission
from trackchild.accounts.viewer import Viewer
from trackchild.cases.models import CitizenReport, Contact, FoundChild, MissingCase, TimelineEvent
from trackchild.cases.people import Person, keep_person, persons_of
from trackchild.cases.queries import get_report
from trackchild.cases.states import CITIZEN_REPORT, Event, ReportMove, ReportStage
from trackchild.cases.timeline import record
from trackchild.cases.vocabulary import Channel, ContactKind, ReportKind
from trackchild.children import actions as child_actions
from trackchild.children.reading import told_by
from trackchild.core.ids import new_reference
from trackchild.directory import queries as directory
from trackchild.photos import actions as photo_actions

from . import found as found_actions
from . import missing as missing_actions


@dataclass(frozen=True, slots=True)
class ReportTold:
    """A citizen's report as values: fields of CitizenReport by name, what is said of the child, who says it."""

    facts: Mapping[str, Any]
    told: child_actions.Told | None = None
    reporter: Person | None = None
    pictures: tuple[photo_actions.Given, ...] = ()
    phone_verified: bool = False
    station_id: int | None = None
    idempotency_key: str | None = None
    secret: str | None = None
    """The receipt's secret, where the reporter's own telephone made it before there was a network."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """The report, and the secret that opens its status page; the secret is shown once and kept as a digest only."""

    report: CitizenReport
    secret: str


def secret_digest(secret: str) -> str:
    """The digest under which a receipt secret (60 random bits) is kept."""
    return hashlib.sha256(secret.encode()).hexdigest()


@action
def submit_report(*, told: ReportTold, at: datetime, by: Viewer | None = None) -> Submitted:
    """Keep a report, send it to the station of the place and to the state's nodal officer at once.

    The same idempotency key returns the report that already stands, with a fresh secret never issued twice.
    """
    if told.idempotency_key:
        standing = CitizenReport.objects.filter(idempotency_key=told.idempotency_key).first()
        if standing is not None:
            return Submitted(standing, "")
    secret = told.secret or new_reference("S")
    description = child_actions.describe(told.told) if told.told else None
    report = CitizenReport.objects.create(
        **told.facts,
        reference=new_reference("R"),
        secret_digest=secret_digest(secret),
        idempotency_key=told.idempotency_key or secrets.token_hex(16),
        stage=ReportStage.SUBMITTED,
        description=description,
        phone_verified=told.phone_verified,
        submitted_at=at,
    )
    if told.reporter:
        keep_person(told.reporter, verified_at=at if told.phone_verified else None, report=report)
    if description:
        photo_actions.keep_all(description=description, given=told.pictures, at=at)
    _route_at_submission(report, told.station_id, at=at)
    return Submitted(report, secret)


def _route_at_submission(report: CitizenReport, station_id: int | None, *, at: datetime) -> None:
    """The station the citizen chose, else the nearest of the district, else the unit above; never nobody's."""
    if station_id is None and report.district_id:
        station = directory.intake_station(report.district_id, lat=report.lat, lon=report.lon)
        station_id = station.pk if station else None
    if station_id is None:
        desk = directory.state_nodal_desk(report.state_id)
        station_id = desk.pk if desk else None
    before = report.stage
    if station_id is not None:
        report.station_id, report.stage = station_id, ReportStage.ASSIGNED
        report.save(update_fields=["station", "stage"])
    record(
        Event.REPORTED,
        by=None,
        at=at,
        report=report,
        before=before,
        after=report.stage,
        facts={"kind": report.kind, "fir_refused": report.fir_refused, "in_danger": report.in_danger},
    )


@action
def acknowledge(*, report_id: UUID, by: Viewer, at: datetime) -> CitizenReport:
    """An officer has read the report and answers for it."""
    report = get_report(by, report_id, Permission.REPORT_TRIAGE, lock=True)
    report.acknowledged_at, report.acknowledged_by_id = at, by.user_id
    return _move(report, ReportMove.ACKNOWLEDGE, by=by, at=at)


@action
def return_report(*, report_id: UUID, to_station_id: int, reason: str, by: Viewer, at: datetime) -> CitizenReport:
    """Send a report to the station it belongs to, with the reason; it is never nobody's."""
    report = get_report(by, report_id, Permission.REPORT_TRIAGE, lock=True)
    CITIZEN_REPORT.check(ReportMove.RETURN, stage=report.stage, reason=reason)
    report.station_id = to_station_id
    report.acknowledged_at = report.acknowledged_by = None
    return _move(report, ReportMove.RETURN, by=by, at=at, reason=reason)


@action
def refuse(*, report_id: UUID, reason: str, by: Viewer, at: datetime) -> CitizenReport:
    """Nothing supports the report; the reporter is told in neutral words, the reason stays inside."""
    report = get_report(by, report_id, Permission.REPORT_TRIAGE, lock=True)
    _decide(report, reason, by=by, at=at)
    return _move(report, ReportMove.REFUSE, by=by, at=at, reason=reason)


@action
def merge(*, report_id: UUID, into_id: UUID, reason: str, by: Viewer, at: datetime) -> CitizenReport:
    """The same child was already reported: both stay, one answers for both."""
    report = get_report(by, report_id, Permission.REPORT_TRIAGE, lock=True)
    other = get_report(by, into_id, Permission.REPORT_READ)
    if other.pk == report.pk:
        raise ValueError("a report cannot be merged into itself")
    report.merged_into, report.converted_case = other, other.converted_case
    _decide(report, reason, by=by, at=at)
    return _move(report, ReportMove.MERGE, by=by, at=at, reason=reason)


@action
def call_spam(*, report_id: UUID, reason: str, by: Viewer, at: datetime) -> CitizenReport:
    """One officer holds the report to be no report at all; a second must agree."""
    report = get_report(by, report_id, Permission.REPORT_TRIAGE, lock=True)
    _decide(report, reason, by=by, at=at)
    return _move(report, ReportMove.CALL_SPAM, by=by, at=at, reason=reason)


@action
def confirm_spam(*, report_id: UUID, by: Viewer, at: datetime) -> CitizenReport:
    """The second officer agrees. Raises TakesTwoPeople for the first."""
    report = get_report(by, report_id, Permission.REPORT_TRIAGE, lock=True)
    if report.decided_by_id == by.user_id:
        raise missing_actions.TakesTwoPeople
    return _move(report, ReportMove.CONFIRM_SPAM, by=by, at=at)


@action
def convert_to_case(*, report_id: UUID, by: Viewer, at: datetime) -> MissingCase:
    """Begin a Form M from a complaint; the complainant's own words become the station's first description."""
    report = get_report(by, report_id, Permission.REPORT_TRIAGE, lock=True)
    CITIZEN_REPORT.check(ReportMove.CONVERT, stage=report.stage)
    if report.kind != ReportKind.MISSING or report.description is None:
        raise ValueError("only a complaint of a missing child becomes a missing case")
    people = tuple(replace(person, kind=ContactKind.COMPLAINANT) for person in persons_of(report.contacts))
    case = missing_actions.draft_case(
        form=missing_actions.FormM(facts=_case_facts(report), told=told_by(report.description), people=people),
        by=by,
        at=at,
        from_report=report,
    )
    _copy_pictures(report, case.description, at=at)
    if report.guarded_at:
        case.guarded_at = report.guarded_at
        case.save(update_fields=["guarded_at"])
    report.converted_case = case
    _decide(report, "", by=by, at=at)
    _move(report, ReportMove.CONVERT, by=by, at=at)
    return case


@action
def convert_to_found(*, report_id: UUID, charge_taken_at: datetime, by: Viewer, at: datetime) -> FoundChild:
    """The officer went there and took the child who was seen into charge: a Form R begins."""
    report = get_report(by, report_id, Permission.REPORT_TRIAGE, lock=True)
    CITIZEN_REPORT.check(ReportMove.CONVERT, stage=report.stage)
    if report.kind not in (ReportKind.SIGHTING, ReportKind.UNSAFE) or report.description is None:
        raise ValueError("only a child who was seen becomes a found child")
    facts = {
        "found_at": charge_taken_at,
        "charge_taken_at": charge_taken_at,
        "place": report.place,
        "state": report.state,
        "district": report.district,
        "lat": report.lat,
        "lon": report.lon,
        "found_by": "CITIZEN",
    }
    found = found_actions.take_charge(
        form=found_actions.FormR(facts=facts, told=told_by(report.description)), by=by, at=at
    )
    _copy_pictures(report, found.description, at=at)
    report.converted_found = found
    _decide(report, "", by=by, at=at)
    _move(report, ReportMove.CONVERT, by=by, at=at)
    return found


@action
def note_on_case(*, report_id: UUID, case_id: UUID, reason: str, by: Viewer, at: datetime) -> CitizenReport:
    """What was seen concerns a case that stands: it becomes a note there."""
    report = get_report(by, report_id, Permission.REPORT_TRIAGE, lock=True)
    case = missing_actions.add_note(case_id=case_id, text=f"{report.reference}: {reason}", by=by, at=at)
    report.about_case = report.converted_case = case
    _decide(report, reason, by=by, at=at)
    return _move(report, ReportMove.CONVERT, by=by, at=at, reason=reason)


@action
def guard(*, report_id: UUID, reason: str, by: Viewer, at: datetime) -> CitizenReport:
    """From now on whoever reported learns nothing of the child; a case that began from the report is guarded too."""
    report = get_report(by, report_id, Permission.REPORT_TRIAGE, lock=True)
    report.guarded_at = report.guarded_at or at
    return _move(report, ReportMove.GUARD, by=by, at=at, reason=reason)


@action
def unguard(*, report_id: UUID, reason: str, by: Viewer, at: datetime) -> CitizenReport:
    """The danger is over, or never was."""
    report = get_report(by, report_id, Permission.REPORT_TRIAGE, lock=True)
    report.guarded_at = None
    return _move(report, ReportMove.UNGUARD, by=by, at=at, reason=reason)


@action
def add_information(
    *, report_id: UUID, text: str, pictures: Sequence[photo_actions.Given] = (), at: datetime
) -> TimelineEvent:
    """The reporter knows more: a line on the report and on the case it led to, pictures with the report's child."""
    report = CitizenReport.objects.select_for_update(of=("self",)).get(pk=report_id)
    if pictures and report.description is None:
        report.description = child_actions.describe(child_actions.Told(facts={}))
        report.save(update_fields=["description"])
    case = report.converted_case
    for description in {report.description, case.description if case else None} - {None}:
        photo_actions.keep_all(description=description, given=pictures, at=at)  # type: ignore[arg-type]
    return record(
        Event.INFORMATION_ADDED,
        by=None,
        at=at,
        report=report,
        case=report.converted_case,
        reason=text,
        facts={"pictures": len(pictures)},
    )


@action
def complain(*, report_id: UUID, text: str, at: datetime) -> TimelineEvent:
    """The reporter asks those above the station why nothing happens."""
    report = CitizenReport.objects.select_for_update(of=("self",)).get(pk=report_id)
    return record(Event.FAMILY_COMPLAINED, by=None, at=at, report=report, case=report.converted_case, reason=text)


@action
def stop_messages(*, report_id: UUID, at: datetime) -> int:
    """The reporter wants no more messages; the report itself goes on. Answers how many contacts fell silent."""
    told = Contact.objects.filter(Q(report_id=report_id) | Q(case__reports=report_id, kind=ContactKind.COMPLAINANT))
    return told.filter(messages_stopped_at=None).update(messages_stopped_at=at)


def _case_facts(report: CitizenReport) -> dict[str, Any]:
    return {
        "channel": Channel.PORTAL,
        # To the minute, as the diary is kept: an entry made in the same minute is not before the complaint.
        "received_at": report.submitted_at.replace(second=0, microsecond=0),
        "last_seen_at": report.seen_at,
        "place": report.place,
        "state": report.state,
        "district": report.district,
        "lat": report.lat,
        "lon": report.lon,
        "circumstance_text": report.story,
    }


def _copy_pictures(report: CitizenReport, description: Any, *, at: datetime) -> None:
    if report.description:
        photo_actions.copy_pictures(source=report.description, target=description, at=at)


def _decide(report: CitizenReport, reason: str, *, by: Viewer, at: datetime) -> None:
    report.decided_at, report.decided_by_id, report.decision_reason = at, by.user_id, reason[:300]


def _move(report: CitizenReport, move: ReportMove, *, by: Viewer, at: datetime, reason: str = "") -> CitizenReport:
    """Change the stage as the table says and write the line that says so."""
    rule = CITIZEN_REPORT.check(move, stage=report.stage, reason=reason)
    before = report.stage
    report.stage = rule.end or report.stage
    report.save()
    record(rule.event, by=by, at=at, report=report, before=before, after=report.stage, reason=reason)
    return report


__all__ = [
    "ReportTold",
    "Submitted",
    "acknowledge",
    "add_information",
    "call_spam",
    "complain",
    "confirm_spam",
    "convert_to_case",
    "convert_to_found",
    "guard",
    "merge",
    "note_on_case",
    "refuse",
    "return_report",
    "secret_digest",
    "stop_messages",
    "submit_report",
    "unguard",
]
