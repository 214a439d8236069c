"""Fetching a record a viewer may act on. Missing and forbidden both look like 404, and every fetch leaves a look."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from trackchild.accounts.permissions import Permission
from trackchild.accounts.viewer import Viewer
from trackchild.audit.looks import note_looks

from .models import CitizenReport, FoundChild, MissingCase, TimelineEvent


def get_case(
    viewer: Viewer, case_id: UUID, permission: Permission, *, lock: bool = False, reason: str = ""
) -> MissingCase:
    """A missing case within reach. Raises Http404."""
    cases = MissingCase.objects.visible_to(viewer, permission).with_description()
    case = get_object_or_404(cases.select_for_update(of=("self",)) if lock else cases, pk=case_id)
    look_at(viewer, "case", [case.pk], reason=reason)
    return case


def get_found(
    viewer: Viewer, found_id: UUID, permission: Permission, *, lock: bool = False, reason: str = ""
) -> FoundChild:
    """A found child within reach. Raises Http404."""
    children = FoundChild.objects.visible_to(viewer, permission).with_description()
    found = get_object_or_404(children.select_for_update(of=("self",)) if lock else children, pk=found_id)
    look_at(viewer, "found", [found.pk], reason=reason)
    return found


def get_report(viewer: Viewer, report_id: UUID, permission: Permission, *, lock: bool = False) -> CitizenReport:
    """A citizen's report within reach. Raises Http404."""
    reports = CitizenReport.objects.visible_to(viewer, permission).with_description()
    report = get_object_or_404(reports.select_for_update(of=("self",)) if lock else reports, pk=report_id)
    look_at(viewer, "report", [report.pk])
    return report


def look_at(viewer: Viewer, kind: str, record_ids: Iterable[UUID], *, reason: str = "") -> None:
    """Note that a viewer was shown these records (lists note each child they name)."""
    note_looks(
        user_id=viewer.user_id,
        posting_id=viewer.posting_id,
        route=viewer.route,
        kind=kind,
        record_ids=record_ids,
        reason=reason,
    )


def timeline_of(record: MissingCase | FoundChild | CitizenReport) -> QuerySet[TimelineEvent]:
    """The lines of a record, newest first."""
    lines: QuerySet[TimelineEvent] = record.events.select_related("agency", "posting__user")
    return lines.order_by("-at", "-pk")
