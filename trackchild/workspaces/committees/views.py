"""Pages of a committee or a board: the cause list, and children on the way home."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from trackchild.accounts.guards import ViewerRequest, requires
from trackchild.accounts.permissions import Permission
from trackchild.cases.queries import look_at, timeline_of
from trackchild.panels.clocks import found_due
from trackchild.panels.facts import tier_of
from trackchild.placements.actions import get_restoration
from trackchild.workspaces.acting import Asked, open_acts
from trackchild.workspaces.child_steps import COMMITTEE_ACTS, COMMITTEES
from trackchild.workspaces.pages import show
from trackchild.workspaces.shelves import PAGE

from . import queries
from .acts import RESTORATION_ACTS, RESTORATIONS

LINES_SHOWN = 50
FIRST_STEPS = COMMITTEE_ACTS[:2]
"""To produce and to place: what the cause list is for."""


@require_GET
@requires(Permission.FOUND_ORDER)
def list_causes(request: ViewerRequest) -> HttpResponse:
    """Children to be heard and placed, least legal time first."""
    viewer, now = request.viewer, timezone.now()
    page = Paginator(queries.causes(viewer, now), PAGE).get_page(request.GET.get("page"))
    look_at(viewer, "found", [found.pk for found in page])
    causes = [
        (found, found_due(found), open_acts(FIRST_STEPS, COMMITTEES, Asked(found, viewer, now))) for found in page
    ]
    return show(request, "committees/list_causes.html", {"page": page, "causes": causes})


@require_GET
@requires(Permission.FOUND_READ)
def list_restorations(request: ViewerRequest) -> HttpResponse:
    """Children on the way home, within reach."""
    viewer = request.viewer
    page = Paginator(queries.ways_home(viewer, timezone.now()), PAGE).get_page(request.GET.get("page"))
    look_at(viewer, "found", [restoration.found_id for restoration in page])
    return show(request, "committees/list_restorations.html", {"page": page})


@require_GET
@requires(Permission.FOUND_READ)
def view_restoration(request: ViewerRequest, restoration_id: UUID) -> HttpResponse:
    """One child on the way home: the steps taken, the next ones, the visits."""
    viewer, now = request.viewer, timezone.now()
    restoration = get_restoration(viewer, restoration_id, Permission.FOUND_READ)
    context = {
        "restoration": restoration,
        "found": restoration.found,
        "upto": tier_of(viewer),
        "lines": timeline_of(restoration.found)[:LINES_SHOWN],
        "visits": restoration.follow_ups.select_related("done_by").order_by("due_on", "pk"),
        "acts": open_acts(RESTORATION_ACTS, RESTORATIONS, Asked(restoration, viewer, now)),
    }
    return show(request, "committees/view_restoration.html", context)
