"""What citizens sent: the list, and one report with its story, its sender and what it resembles."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from trackchild.accounts.guards import ViewerRequest, requires
from trackchild.accounts.permissions import Permission
from trackchild.cases.queries import get_report, look_at, timeline_of
from trackchild.panels.clocks import report_due
from trackchild.panels.evidence import evidence_of
from trackchild.panels.facts import description_groups, tier_of
from trackchild.workspaces.acting import Asked, open_acts
from trackchild.workspaces.pages import show
from trackchild.workspaces.police import queries
from trackchild.workspaces.police.report_acts import REPORT_ACTS, REPORTS
from trackchild.workspaces.shelves import PAGE


@require_GET
@requires(Permission.REPORT_READ)
def list_reports(request: ViewerRequest) -> HttpResponse:
    """Reports that wait for a decision."""
    which = request.GET.get("which", "")
    rows = queries.listed_reports(request.viewer, timezone.now(), which=which)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    look_at(request.viewer, "report", [report.pk for report in page])
    dues = [(report, due[1] if (due := report_due(report)) else None) for report in page]
    return show(request, "police/list_reports.html", {"page": page, "dues": dues, "which": which})


@require_GET
@requires(Permission.REPORT_READ)
def view_report(request: ViewerRequest, report_id: UUID) -> HttpResponse:
    """One report."""
    viewer, now = request.viewer, timezone.now()
    report = get_report(viewer, report_id, Permission.REPORT_READ)
    upto = tier_of(viewer)
    hits = queries.hits_of(report) if viewer.may(Permission.REPORT_TRIAGE) else []
    look_at(viewer, "case", [hit.missing_id for hit in hits if hit.missing_id])
    look_at(viewer, "found", [hit.found_id for hit in hits if hit.found_id])
    context = {
        "report": report,
        "due": report_due(report),
        "groups": description_groups(report.description, upto) if report.description else [],
        "contacts": report.contacts.prefetch_related("phones").order_by("pk"),
        "upto": upto,
        "hits": [(hit, hit.missing or hit.found, evidence_of(hit.terms, *_sides(report, hit))) for hit in hits],
        "lines": timeline_of(report),
        "acts": open_acts(REPORT_ACTS, REPORTS, Asked(report, viewer, now)),
    }
    return show(request, "police/view_report.html", context)


def _sides(report: object, hit: object) -> tuple:  # type: ignore[type-arg]
    """A complaint stands on the missing side, a child who was seen on the found side."""
    missing = getattr(hit, "missing", None)
    return (missing, report) if missing else (report, hit.found)  # type: ignore[attr-defined]
