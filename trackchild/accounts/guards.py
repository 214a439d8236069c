"""Who may open a staff page: `requires(Permission.X)`. What is missing on the way in is asked for step by step."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from trackchild.audit.actor import tell_actor

from .factors import Factor
from .middleware import LOCKED
from .models import Sitting
from .permissions import Permission
from .viewer import Viewer

P = ParamSpec("P")
AFTER_SIGN_IN = "after_sign_in"
"""Session key: the page a person asked for before the way in was complete."""


class ViewerRequest(HttpRequest):
    """A request behind `requires`: somebody proved by two factors, acting in a posting."""

    viewer: Viewer
    sitting: Sitting


class EntryRequest(HttpRequest):
    """A request on the way in: the password was right, the rest may still be missing."""

    viewer: Viewer | None
    sitting: Sitting | None


Asking = TypeVar("Asking", ViewerRequest, EntryRequest)
View = Callable[Concatenate[ViewerRequest, P], HttpResponseBase]
Page = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

# The way in, in order: the page that asks, and whether it is still to be passed.
STEPS: tuple[tuple[str, Callable[[ViewerRequest], bool]], ...] = (
    ("accounts:sign_in", lambda request: not request.user.is_authenticated),
    ("accounts:unlock", lambda request: bool(request.session.get(LOCKED))),
    ("accounts:second_factor", lambda request: request.sitting is None),
    ("accounts:choose_posting", lambda request: request.viewer is None),
    (
        "accounts:change_password",
        lambda request: request.sitting.user.must_change_password and request.sitting.second_factor != Factor.DEMO,
    ),
)


def next_step(request: HttpRequest) -> str | None:
    """The page that must be passed next; None when the way in is complete."""
    return next((page for page, is_due in STEPS if is_due(request)), None)  # type: ignore[arg-type]


def requires(permission: Permission) -> Callable[[View[P]], Page[P]]:
    """Only for somebody signed in whose posting holds the permission; to all others the page does not exist."""

    def guard(view: View[P]) -> Page[P]:
        @wraps(view)
        def wrapper(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if step := next_step(request):
                if request.method == "GET" and "HX-Request" not in request.headers:
                    request.session[AFTER_SIGN_IN] = request.get_full_path()
                return redirect(step)
            viewer: Viewer = request.viewer  # type: ignore[attr-defined]
            if not viewer.may(permission):
                raise Http404
            tell_actor(user_id=viewer.user_id, posting_id=viewer.posting_id)
            match = request.resolver_match
            request.viewer = viewer.on(match.view_name if match else "")  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)  # type: ignore[arg-type]

        wrapper.required_permission = permission  # type: ignore[attr-defined]
        return wrapper

    return guard


def step(page: str) -> Callable[[Callable[Concatenate[Asking, P], HttpResponseBase]], Page[P]]:
    """A page of the way in itself: opened when the steps before it are passed."""

    def guard(view: Callable[Concatenate[Asking, P], HttpResponseBase]) -> Page[P]:
        @wraps(view)
        def wrapper(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            for earlier, is_due in STEPS:
                if earlier == page:
                    break
                if is_due(request):  # type: ignore[arg-type]
                    return redirect(earlier)
            return view(request, *args, **kwargs)  # type: ignore[arg-type]

        wrapper.required_permission = Permission.OWN_ACCOUNT  # type: ignore[attr-defined]
        return wrapper

    return guard
