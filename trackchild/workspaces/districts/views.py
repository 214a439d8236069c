"""Visits to children who went home, for the district unit and the committee."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from trackchild.accounts.guards import ViewerRequest, requires
from trackchild.accounts.permissions import Permission
from trackchild.cases.queries import look_at
from trackchild.panels.sentences import STEPS
from trackchild.workspaces import shelves
from trackchild.workspaces.pages import show

NAMES = ("restoration__found__description__names",)


@require_GET
@requires(Permission.FOLLOW_UP)
def list_visits(request: ViewerRequest) -> HttpResponse:
    """Visits still to be made, the earliest first."""
    rows = shelves.visits(request.viewer, timezone.now()).select_related(
        "restoration__found__description", "restoration__found__district"
    )
    ordered = rows.prefetch_related(*NAMES).order_by("due_on", "pk")
    page = Paginator(ordered, shelves.PAGE).get_page(request.GET.get("page"))
    look_at(request.viewer, "found", [visit.restoration.found_id for visit in page])
    visits = [(visit, STEPS[visit.step]) for visit in page]
    return show(request, "districts/list_visits.html", {"page": page, "visits": visits})
