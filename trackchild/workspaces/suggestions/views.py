"""Children like this one, shown beside Form M and Form R while they are filled in.

A form is sent here as it stands; the question is kept and the browser sent on to its answer, which may be waited for a
second. With a script the answer appears in the form's page, without one on a page of its own.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from trackchild.accounts.guards import ViewerRequest, requires
from trackchild.accounts.permissions import Permission
from trackchild.cases.forms.description import DescriptionSheet
from trackchild.cases.forms.form_m import FormMSheet
from trackchild.cases.forms.form_r import FormRSheet
from trackchild.cases.models import FoundChild, MissingCase
from trackchild.matching import suggesting
from trackchild.matching.models import AskedSide
from trackchild.workspaces.pages import show

from .reasons import reasons_of
from .said import is_enough, said_of


@dataclass(frozen=True, slots=True)
class Form:
    """A form that may ask: its sheet, the name of its moment, and where its answer is read."""

    side: AskedSide
    sheet: type[DescriptionSheet]
    event: str
    answer: str


FORM_M = Form(AskedSide.MISSING, FormMSheet, "last_seen_at", "suggestions:answer_form_m")
FORM_R = Form(AskedSide.FOUND, FormRSheet, "found_at", "suggestions:answer_form_r")


@require_POST
@requires(Permission.CASE_REGISTER)
def ask_form_m(request: ViewerRequest) -> HttpResponse:
    """Form M asks for found children like the missing one."""
    return _ask(request, FORM_M)


@require_POST
@requires(Permission.FOUND_RECORD)
def ask_form_r(request: ViewerRequest) -> HttpResponse:
    """Form R asks for missing cases like the found child."""
    return _ask(request, FORM_R)


@require_GET
@requires(Permission.CASE_REGISTER)
def answer_form_m(request: ViewerRequest) -> HttpResponse:
    """Found children like the one of Form M."""
    return _answer(request)


@require_GET
@requires(Permission.FOUND_RECORD)
def answer_form_r(request: ViewerRequest) -> HttpResponse:
    """Missing cases like the child of Form R."""
    return _answer(request)


def _ask(request: ViewerRequest, form: Form) -> HttpResponse:
    now = timezone.now()
    said = said_of(form.sheet(request.POST, at=now), form.event)
    if not is_enough(said):
        return _tell(request, {"too_early": True})
    try:
        asked = suggesting.ask(side=form.side, said=said, by=request.viewer, at=now)
    except suggesting.AskedTooOften:
        return _tell(request, {"too_often": True})
    return redirect(f"{reverse(form.answer)}?{urlencode({'of': str(asked)})}")


def _answer(request: ViewerRequest) -> HttpResponse:
    asked = _id(request.GET.get("of", ""))
    suggestions = asked and suggesting.take_answer(request_id=asked, by=request.viewer, at=timezone.now())
    rows = [(one, reasons_of(one.terms), _office(one.record), _own(request, one.record)) for one in suggestions or ()]
    return _tell(request, {"is_away": suggestions is None, "rows": rows})


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _office(record: Any) -> Any:
    """Who is called about a child: the station, or the committee; where a found child lives is not told."""
    return record.owner if isinstance(record, MissingCase) else record.committee


def _own(request: ViewerRequest, record: Any) -> bool:
    """Whether the viewer may open the record itself."""
    if isinstance(record, MissingCase):
        return MissingCase.objects.visible_to(request.viewer, Permission.CASE_READ).filter(pk=record.pk).exists()
    return FoundChild.objects.visible_to(request.viewer, Permission.FOUND_READ).filter(pk=record.pk).exists()


def _tell(request: ViewerRequest, context: dict[str, Any]) -> HttpResponse:
    if "HX-Request" in request.headers:
        return render(request, "suggestions/_answer.html", {"viewer": request.viewer, **context})
    return show(request, "suggestions/answer.html", context)
