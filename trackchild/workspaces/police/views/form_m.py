"""Form M on one page: begun by hand, or completed and corrected later."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from trackchild.accounts.guards import ViewerRequest, requires
from trackchild.accounts.permissions import Permission
from trackchild.cases.actions import missing as missing_actions
from trackchild.cases.forms.form_m import FormMSheet
from trackchild.cases.queries import get_case
from trackchild.workspaces.pages import INVALID, show
from trackchild.workspaces.refusals import attempt

GET_OR_POST = ["GET", "POST"]


def _given(request: ViewerRequest) -> tuple[Any, ...]:
    return (request.POST, request.FILES) if request.method == "POST" else ()


@require_http_methods(GET_OR_POST)
@requires(Permission.CASE_REGISTER)
def new_case(request: ViewerRequest) -> HttpResponse:
    """A case that begins at the station's desk."""
    now = timezone.now()
    form = FormMSheet(*_given(request), at=now)
    status = INVALID if form.is_bound else 200
    if form.is_bound and form.is_valid():
        case, status = attempt(form, lambda: missing_actions.draft_case(form=form.value(), by=request.viewer, at=now))
        if case:
            messages.success(request, _("The case is begun. Enter it in the general diary now."))
            return redirect("police:view_case", case.pk)
    return show(request, "police/form_m.html", {"form": form}, status=status)


@require_http_methods(GET_OR_POST)
@requires(Permission.CASE_REGISTER)
def edit_case(request: ViewerRequest, case_id: UUID) -> HttpResponse:
    """Form M completed or corrected; what stood before stays in the history."""
    viewer, now = request.viewer, timezone.now()
    case = get_case(viewer, case_id, Permission.CASE_REGISTER)
    form = FormMSheet.of(case, *_given(request), at=now, reads_offence=viewer.may(Permission.OFFENCE_READ))
    status = INVALID if form.is_bound else 200
    if form.is_bound and form.is_valid():
        saved, status = attempt(
            form, lambda: missing_actions.correct_form(case_id=case.pk, form=form.value(), by=viewer, at=now)
        )
        if saved:
            messages.success(request, _("The form is saved."))
            return redirect("police:view_case", case.pk)
    return show(request, "police/form_m.html", {"form": form, "case": case}, status=status)
