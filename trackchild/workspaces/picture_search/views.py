"""Search by picture: who may, with a reason, within a daily budget. What comes back is to be looked at by a person."""

from typing import Any
from uuid import UUID

import numpy as np
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from trackchild.accounts.guards import ViewerRequest, requires
from trackchild.accounts.permissions import Permission
from trackchild.cases.models import FoundChild, MissingCase
from trackchild.faces import FacesUnavailable
from trackchild.matching import face_search
from trackchild.matching.face_search import DAILY_BUDGET, Found
from trackchild.panels.evidence import LEVELS
from trackchild.photos.derivatives import open_own
from trackchild.workspaces.pages import INVALID, show, status_of

from .forms import FaceForm, GatesForm, gates_of

TONES = {"very_alike": "good", "alike": "good", "somewhat_alike": "info"}
REFUSALS: dict[type[Exception], str | Promise] = {
    face_search.NoFaceSeen: _(
        "No face that could be compared is seen in this picture. Choose one with the face larger and from the front."
    ),
    face_search.SeveralFaces: _(
        "Several faces are seen in this picture. Cut out the one you look for, and choose that."
    ),
    face_search.BudgetSpent: _(
        "You have searched by picture as often today as one person may. A colleague can search, or you tomorrow."
    ),
    FacesUnavailable: _("Faces cannot be compared on this installation. Search the register by words instead."),
}


@require_http_methods(["GET", "POST"])
@requires(Permission.FACE_SEARCH)
def look_for_face(request: ViewerRequest) -> HttpResponse:
    """Ask for records whose photographs are like a picture."""
    form = FaceForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            pixels = np.asarray(open_own(form.cleaned_data["picture"].master))
            search = face_search.ask(
                face=face_search.encode(pixels),
                wanted=form.wanted(),
                reason=form.cleaned_data["reason"],
                by=request.viewer,
                at=timezone.now(),
            )
        except tuple(REFUSALS) as refused:
            form.add_error(None, _words(refused))
        else:
            return redirect(f"{reverse('picture_search:view_likenesses')}?{urlencode({'of': str(search)})}")
    context = {"form": form, "budget": DAILY_BUDGET}
    return show(request, "picture_search/look_for_face.html", context, status=status_of(form))


@require_GET
@requires(Permission.FACE_SEARCH)
def view_likenesses(request: ViewerRequest) -> HttpResponse:
    """The records whose photographs are most like the picture, to be looked at."""
    search_id = _id(request.GET.get("of", ""))
    answer = face_search.take_answer(search_id=search_id, by=request.viewer, at=timezone.now())
    if answer is None:
        return show(request, "picture_search/view_likenesses.html", {"is_away": True})
    own = _own(request, answer.found or ())
    rows = [
        (one.record, LEVELS["photo"].get(one.level, ""), TONES.get(one.level, ""), _office(one.record),
         one.record.pk in own) for one in answer.found or ()
    ]  # fmt: skip
    context = {
        "rows": rows,
        "cannot_tell": answer.found is None,
        "form": GatesForm(initial=gates_of(answer.wanted)),
        "of": search_id,
    }
    return show(request, "picture_search/view_likenesses.html", context)


@require_POST
@requires(Permission.FACE_SEARCH)
def widen_search(request: ViewerRequest) -> HttpResponse:
    """Look for the same face among others; the picture is not sent again."""
    search_id, form = _id(request.POST.get("of", "")), GatesForm(request.POST)
    if form.is_valid():
        try:
            asked = face_search.ask_again(
                search_id=search_id, wanted=form.wanted(), by=request.viewer, at=timezone.now()
            )
        except face_search.BudgetSpent as refused:
            form.add_error(None, _words(refused))
        else:
            page = "view_likenesses" if asked else "look_for_face"
            return redirect(f"{reverse(f'picture_search:{page}')}?{urlencode({'of': str(search_id)})}")
    return show(request, "picture_search/view_likenesses.html", {"form": form, "of": search_id}, status=INVALID)


def _words(refused: BaseException) -> Any:
    return next(words for kind, words in REFUSALS.items() if isinstance(refused, kind))


def _id(text: str) -> UUID:
    """The search that an address names; one that names none is a search that is over."""
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def _office(record: Any) -> Any:
    """Who is called about a child: the station, or the committee; where a found child lives is not told."""
    return record.owner if isinstance(record, MissingCase) else record.committee


def _own(request: ViewerRequest, found: tuple[Found, ...]) -> set[UUID]:
    """The records among them that the viewer may open."""
    ids = [one.record.pk for one in found]
    cases = MissingCase.objects.visible_to(request.viewer, Permission.CASE_READ).filter(pk__in=ids)
    children = FoundChild.objects.visible_to(request.viewer, Permission.FOUND_READ).filter(pk__in=ids)
    return {*cases.values_list("pk", flat=True), *children.values_list("pk", flat=True)}
