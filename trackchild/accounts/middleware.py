"""Who is asking: finds the sitting behind a session, and keeps ended, idle and half-proved ones out of the offices."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control

from . import actions as account_actions
from . import queries
from .models import Sitting
from .viewer import Viewer

STAFF_PAGES = ("/office/", "/account/", "/outbox/")
TOUCH_AFTER = timedelta(minutes=1)
LOCKED = "locked"
"""Session key: the sitting was silent too long, and the password is asked again."""


def idle_limit() -> timedelta:
    """How long a sitting may be silent before it locks; station computers are shared."""
    return timedelta(minutes=getattr(settings, "IDLE_LOCK_MINUTES", 30))


class ViewerMiddleware:
    """Gives every request `sitting` (proved by two factors and not ended) and `viewer` (a sitting in a posting)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        _attach(request, at=timezone.now())
        viewer: Viewer | None = request.viewer  # type: ignore[attr-defined]
        is_staff_page = request.path.startswith(STAFF_PAGES)
        if viewer is not None and is_staff_page:
            translation.activate(viewer.language)
            request.LANGUAGE_CODE = translation.get_language()
        response = self.get_response(request)
        if is_staff_page or viewer is not None:
            patch_cache_control(response, no_store=True, private=True)
        return _whole_page(request, response)


def _attach(request: HttpRequest, *, at: datetime) -> None:
    """Citizens without a session cost no query; a session of an official costs one."""
    request.sitting = request.viewer = None  # type: ignore[attr-defined]
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or SESSION_KEY not in request.session:
        return
    sitting = queries.sitting_of(session_key=request.session.session_key or "")
    if sitting is None:
        return  # the password was right, the second factor is still to come
    if sitting.ended_at is not None or not request.user.is_authenticated:
        logout(request)
        return
    request.sitting = sitting  # type: ignore[attr-defined]
    if _is_locked(request, sitting, at=at):
        return
    if "X-Background" not in request.headers and at - sitting.seen_at >= TOUCH_AFTER:
        account_actions.touch_sitting(sitting_id=sitting.pk, at=at)
    posting = sitting.posting
    if posting is not None and posting.ended_at is None:
        request.viewer = Viewer.of(posting)  # type: ignore[attr-defined]


def _is_locked(request: HttpRequest, sitting: Sitting, *, at: datetime) -> bool:
    """Once locked, only the password opens it: a page that refreshes itself must not keep a left desk open."""
    if not request.session.get(LOCKED) and at - sitting.seen_at > idle_limit():
        request.session[LOCKED] = True
    return bool(request.session.get(LOCKED))


def _whole_page(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A fragment's request that is sent to sign in must change the page, not paint the sign-in form into it."""
    target = response.headers.get("Location", "")
    if response.status_code == 302 and "HX-Request" in request.headers and target.startswith("/account/"):
        return HttpResponse(status=204, headers={"HX-Redirect": target, "Cache-Control": "no-store, private"})
    return response
