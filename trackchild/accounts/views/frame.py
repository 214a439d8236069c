"""The frame around pages of an account: whose desk it is, and where one may go from here."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from trackchild.accounts.guards import AFTER_SIGN_IN, ViewerRequest
from trackchild.accounts.permissions import Permission

PARTS = (
    (_("My account"), "accounts:my_account", Permission.OWN_ACCOUNT),
    (_("Where I am signed in"), "accounts:sittings", Permission.OWN_ACCOUNT),
    (_("People"), "accounts:people", Permission.PEOPLE_MANAGE),
    (_("Who looked at a record"), "accounts:looks", Permission.LOOKS_READ),
)
INVALID = 422
TOO_MANY = 429


def show(request: ViewerRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """A page inside the frame."""
    posting = request.sitting.posting
    page = request.resolver_match.view_name if request.resolver_match else ""
    frame = {
        "office_name": posting.agency.name if posting else "",
        "user_name": request.viewer.name,
        "office_nav": [
            (label, reverse(address), None, address == page)
            for label, address, permission in PARTS
            if request.viewer.may(permission)
        ],
    }
    return render(request, template, frame | context, status=status)


def status_of(*forms: Any) -> int:
    """422 when a form that was sent is wrong, else 200."""
    return INVALID if any(form.is_bound and form.errors for form in forms) else 200


def onward(request: HttpRequest) -> HttpResponseRedirect:
    """To the page asked for before the way in began, or to the desk; what is still missing is asked there."""
    return redirect(request.session.pop(AFTER_SIGN_IN, None) or settings.LOGIN_REDIRECT_URL)


def own_user(request: ViewerRequest) -> Any:
    """The signed-in person, fresh from the database."""
    return get_user_model().objects.get(pk=request.viewer.user_id)
