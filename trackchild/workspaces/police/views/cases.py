"""Missing cases: the list with its filters, and the page of one case."""

from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from trackchild.accounts.guards import ViewerRequest, requires
from trackchild.accounts.permissions import Permission
from trackchild.cases.publicity import standing_publication
from trackchild.cases.queries import get_case, look_at, timeline_of
from trackchild.cases.states import MISSING_CASE, CaseMove
from trackchild.cases.vocabulary import Grade
from trackchild.panels.clocks import case_due
from trackchild.panels.facts import case_groups, tier_of
from trackchild.panels.stages import CASE_STAGES
from trackchild.ui.forms import PlainForm
from trackchild.workspaces.acting import Asked, open_acts
from trackchild.workspaces.merges import merges_of
from trackchild.workspaces.pages import show
from trackchild.workspaces.police import queries
from trackchild.workspaces.police.case_acts import CASE_ACTS, CASES
from trackchild.workspaces.shelves import PAGE

LINES_SHOWN = 100


class CaseFilter(PlainForm):
    """The filters of the list; all of them stand in the address."""

    q = forms.CharField(label=_("Name or number"), required=False, max_length=100)
    stage = forms.ChoiceField(
        label=_("Stage"), required=False, choices=lambda: [("", _("All open")), *CASE_STAGES.items()]
    )
    grade = forms.ChoiceField(label=_("Risk"), required=False, choices=[("", _("All")), *Grade.choices])


@require_GET
@requires(Permission.CASE_READ)
def list_cases(request: ViewerRequest) -> HttpResponse:
    """Missing cases within reach."""
    form = CaseFilter(request.GET)
    form.is_valid()
    rows = queries.listed_cases(request.viewer, timezone.now(), form.cleaned_data)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    look_at(request.viewer, "case", [case.pk for case in page])
    dues = [(case, case_due(case)) for case in page]
    return show(request, "police/list_cases.html", {"page": page, "dues": dues, "form": form})


@require_GET
@requires(Permission.CASE_READ)
def view_case(request: ViewerRequest, case_id: UUID) -> HttpResponse:
    """One case: what happened, what is known, what may be done next."""
    viewer, now = request.viewer, timezone.now()
    case = get_case(viewer, case_id, Permission.CASE_READ)
    upto = tier_of(viewer)
    context = {
        "case": case,
        "upto": upto,
        "lines": timeline_of(case)[:LINES_SHOWN],
        "groups": case_groups(case, upto),
        "contacts": case.contacts.prefetch_related("phones").order_by("pk"),
        "pairs": queries.pairs_of_case(viewer, case) if viewer.may(Permission.MATCH_READ) else [],
        "is_shown": standing_publication(case.pk, timezone.localdate(now)) is not None,
        "publications": case.publications.select_related("ordered_by", "consent_recorded_by").order_by("-pk"),
        "consents": case.consents.select_related("recorded_by").order_by("-pk"),
        "reports": case.reports.order_by("submitted_at", "pk"),
        "merges": merges_of(viewer, case),
        "record_page": CASES.page,
        "acts": open_acts(CASE_ACTS, CASES, Asked(case, viewer, now)),
        "may_correct": viewer.may(Permission.CASE_REGISTER)
        and case.stage in MISSING_CASE.moves[CaseMove.CORRECT].start,
    }
    return show(request, "police/view_case.html", context)
