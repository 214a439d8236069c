"""Found children: the list, admission by Form R, and the page of one child, for homes, committees and stations."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from trackchild.accounts.guards import ViewerRequest, requires
from trackchild.accounts.permissions import Permission
from trackchild.cases.actions import found as found_actions
from trackchild.cases.forms.form_r import FormRSheet
from trackchild.cases.publicity import standing_publication
from trackchild.cases.queries import get_found, look_at, timeline_of
from trackchild.directory.kinds import HOMES as HOME_KINDS
from trackchild.panels.clocks import found_due
from trackchild.panels.facts import found_groups, tier_of
from trackchild.workspaces.acting import Asked, open_acts
from trackchild.workspaces.child_steps import COMMITTEE_ACTS, COMMITTEES, HOME_ACTS, HOMES
from trackchild.workspaces.custody_steps import LATER_ORDERS, LIVING_ACTS
from trackchild.workspaces.merges import merges_of
from trackchild.workspaces.pages import INVALID, show
from trackchild.workspaces.refusals import attempt
from trackchild.workspaces.shelves import PAGE

from . import queries

LINES_SHOWN = 100


@require_GET
@requires(Permission.FOUND_READ)
def list_children(request: ViewerRequest) -> HttpResponse:
    """Children in somebody's charge, within reach."""
    words = request.GET.get("q", "")
    rows = queries.listed_children(request.viewer, timezone.now(), words=words)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    look_at(request.viewer, "found", [found.pk for found in page])
    dues = [(found, found_due(found)) for found in page]
    return show(request, "homes/list_children.html", {"page": page, "dues": dues, "q": words})


@require_GET
@requires(Permission.FOUND_READ)
def view_child(request: ViewerRequest, found_id: UUID) -> HttpResponse:
    """One found child: what happened, what is known, what may be done next."""
    viewer, now = request.viewer, timezone.now()
    found = get_found(viewer, found_id, Permission.FOUND_READ)
    asked, upto = Asked(found, viewer, now), tier_of(viewer)
    context = {
        "found": found,
        "upto": upto,
        "lines": timeline_of(found)[:LINES_SHOWN],
        "groups": found_groups(found, upto),
        "contacts": found.contacts.prefetch_related("phones").order_by("pk"),
        "pairs": queries.pairs_of_child(viewer, found) if viewer.may(Permission.MATCH_READ) else [],
        "restorations": found.restorations.order_by("-proposed_at"),
        "showings": found.publications.select_related("filed_by", "ordered_by").order_by("-pk"),
        "is_shown": standing_publication(found.pk, timezone.localdate(now)) is not None,
        "placements": found.placements.select_related("home").order_by("-began_at"),
        "merges": merges_of(viewer, found),
        "record_page": HOMES.page,
        "acts": [
            *open_acts((*HOME_ACTS, *LIVING_ACTS), HOMES, asked),
            *open_acts((*COMMITTEE_ACTS, *LATER_ORDERS), COMMITTEES, asked),
        ],
        "may_correct": viewer.may(Permission.FOUND_RECORD),
    }
    return show(request, "homes/view_child.html", context)


def _given(request: ViewerRequest) -> tuple[Any, ...]:
    return (request.POST, request.FILES) if request.method == "POST" else ()


@require_http_methods(["GET", "POST"])
@requires(Permission.FOUND_RECORD)
def admit_child(request: ViewerRequest) -> HttpResponse:
    """A child was brought: a home admits it, a station takes it into charge. Recorded independently of any case."""
    viewer, now = request.viewer, timezone.now()
    form = FormRSheet(*_given(request), at=now)
    status = INVALID if form.is_bound else 200
    is_home = viewer.agency_kind in HOME_KINDS
    begin = found_actions.admit_child if is_home else found_actions.take_charge
    if form.is_bound and form.is_valid():
        found, status = attempt(form, lambda: begin(form=form.value(), by=viewer, at=now))
        if found:
            messages.success(request, _("The child is recorded. The 24 hours to the committee are running."))
            return redirect("homes:view_child", found.pk)
    return show(request, "homes/form_r.html", {"form": form, "is_home": is_home}, status=status)


@require_http_methods(["GET", "POST"])
@requires(Permission.FOUND_RECORD)
def edit_child(request: ViewerRequest, found_id: UUID) -> HttpResponse:
    """Form R completed or corrected; what stood before stays in the history."""
    viewer, now = request.viewer, timezone.now()
    found = get_found(viewer, found_id, Permission.FOUND_RECORD)
    form = FormRSheet.of(found, *_given(request), at=now, reads_offence=viewer.may(Permission.OFFENCE_READ))
    status = INVALID if form.is_bound else 200
    if form.is_bound and form.is_valid():
        saved, status = attempt(
            form, lambda: found_actions.correct_form(found_id=found.pk, form=form.value(), by=viewer, at=now)
        )
        if saved:
            messages.success(request, _("The form is saved."))
            return redirect("homes:view_child", found.pk)
    return show(request, "homes/form_r.html", {"form": form, "found": found}, status=status)
