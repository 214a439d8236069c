"""The frame around every page of an office: whose desk it is, and the lists with their lengths."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trackchild.accounts.guards import ViewerRequest
from trackchild.accounts.permissions import Permission
from trackchild.ui.templatetags.ui import indian_number

from . import inbox
from .counting import MOST, count_all
from .shelves import shelves_of

INVALID = 422
TELLING = (
    (Permission.WORDING_RELEASE, gettext_lazy("Wordings of messages"), "telling:list_wordings"),
    (Permission.BULK_RELEASE, gettext_lazy("Sendings that wait"), "telling:list_held"),
    (Permission.OWN_ACCOUNT, gettext_lazy("What I want to hear"), "telling:my_wishes"),
)


def show(request: ViewerRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """A page inside the frame of the viewer's office."""
    return render(request, template, _frame(request) | context, status=status)


def _frame(request: ViewerRequest) -> dict[str, Any]:
    viewer, now = request.viewer, timezone.now()
    page = request.resolver_match.view_name if request.resolver_match else ""
    shelves = shelves_of(viewer)
    duties = inbox.rows_of(viewer, now)
    counts = count_all([*(shelf.rows(viewer, now) for shelf in shelves), *duties])
    mine = sum(counts[len(shelves) :])
    lists = [
        (shelf.label, reverse(shelf.page), _count(count), shelf.page == page)
        for shelf, count in zip(shelves, counts, strict=False)
    ]
    posting = request.sitting.posting
    work = (_("My work"), reverse("office:home"), _count(mine), page == "office:home")
    return {
        "office_name": posting.agency.name if posting else "",
        "user_name": viewer.name,
        "office_nav": [work, *lists, *_rest(request)],
        "things": mine,
    }


def _count(count: int) -> int | str:
    return count if count <= MOST else f"{indian_number(MOST)}+"


def _rest(request: ViewerRequest) -> list[tuple[Any, ...]]:
    """Pages of other packages that belong to a desk."""
    links: list[tuple[Any, ...]] = []
    if request.viewer.may(Permission.FACE_SEARCH):
        page = reverse("picture_search:look_for_face")
        links.append((_("Search by picture"), page, None, request.path == page))
    for permission, words, name in TELLING:
        if request.viewer.may(permission):
            links.append((words, reverse(name), None, request.path == reverse(name)))
    if request.viewer.may(Permission.GATEWAYS_RUN):
        page = reverse("gateways:overview")
        links.append((_("Gateways"), page, None, request.path == page))
    if request.viewer.may(Permission.PEOPLE_MANAGE):
        links.append((_("People"), reverse("accounts:people"), None, False))
    if settings.PUSH_KEY:
        links.append((_("Notices in this browser"), reverse("browser_push:this_browser"), None, False))
    return [*links, (_("My account"), reverse("accounts:my_account"), None, False)]


def status_of(*forms: Any) -> int:
    """422 when a form that was sent is wrong, else 200."""
    return INVALID if any(form.is_bound and form.errors for form in forms) else 200
