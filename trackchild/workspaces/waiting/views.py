"""How long both records of one child lay in the register unmatched: the figures of one's reach, the longest first."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from trackchild.accounts.guards import ViewerRequest, requires
from trackchild.accounts.permissions import Permission
from trackchild.cases.queries import look_at
from trackchild.matching import kpi
from trackchild.matching.models import Candidate
from trackchild.workspaces.pages import show
from trackchild.workspaces.shelves import PAGE


@require_GET
@requires(Permission.MATCH_READ)
def list_waiting(request: ViewerRequest) -> HttpResponse:
    """Pairs nobody has decided, by the days both records have existed; a supervisor sees the offices of the area."""
    viewer, now = request.viewer, timezone.now()
    pairs = Candidate.objects.visible_to(viewer, Permission.MATCH_READ)
    rows = kpi.oldest_waiting(pairs.with_sides(), at=now)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    look_at(viewer, "case", [pair.missing_id for pair in page])
    look_at(viewer, "found", [pair.found_id for pair in page])
    days = [(pair, pair.unmatched.days) for pair in page]
    context = {"page": page, "days": days, "figures": kpi.days_unmatched(pairs, at=now)}
    return show(request, "waiting/list_waiting.html", context)
