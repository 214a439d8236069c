"""The way in: password, second factor, posting; locking and leaving. Each try is counted outside any transaction."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from trackchild.accounts import actions as account_actions
from trackchild.accounts import queries
from trackchild.accounts.devices import device_name
from trackchild.accounts.factors import Factor, authenticator_of, is_code_of_app
from trackchild.accounts.forms import CarefulSignInForm, CodeForm, PasswordForm, SignInForm
from trackchild.accounts.guards import AFTER_SIGN_IN, EntryRequest, ViewerRequest, step
from trackchild.accounts.middleware import LOCKED
from trackchild.accounts.models import User
from trackchild.accounts.throttle import count_try, forget_tries
from trackchild.core.demo_mark import is_demo_database
from trackchild.messaging import codes

from .frame import INVALID, TOO_MANY, onward

BACKEND = "django.contrib.auth.backends.ModelBackend"
WINDOW = timedelta(minutes=15)
FREE_TRIES = 3
"""Wrong passwords before the security check appears."""
TRIES = 10
"""Tries for one name from one address in a window; none is looked at after that."""
TRIES_FROM_EVERYWHERE = 50
FREE_TRIES_OF_ADDRESS = 30
"""Stations share addresses, so a busy one is asked to do the security check and never shut out."""
CODE_SENT = "code_sent"
PURPOSE = "SIGN_IN"


def is_demo() -> bool:
    """Whether the one-click sign-in exists: the settings and the database must both say so."""
    return bool(settings.DEMO) and is_demo_database()


@sensitive_post_parameters("password")
@login_not_required
@transaction.non_atomic_requests
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The password. Unknown name, wrong password and closed account get the same words, in the same time."""
    if request.method == "GET":
        return onward(request) if request.user.is_authenticated else _ask_password(request, SignInForm())
    at = timezone.now()
    username, address = request.POST.get("username", "").strip().lower(), request.META.get("REMOTE_ADDR", "")
    pair = f"{username}|{address}"
    tries = count_try("sign-in", pair, window=WINDOW, at=at)
    tries_everywhere = count_try("sign-in-name", username, window=WINDOW, at=at)
    tries_of_address = count_try("sign-in-address", address, window=WINDOW, at=at)
    is_careful = tries > FREE_TRIES or tries_of_address > FREE_TRIES_OF_ADDRESS
    form = (CarefulSignInForm if is_careful else SignInForm)(request.POST)
    if not form.is_valid():
        return _ask_password(request, form, status=INVALID)
    if tries > TRIES or tries_everywhere > TRIES_FROM_EVERYWHERE:
        form.add_error(None, _("There were too many wrong tries. Wait a quarter of an hour and sign in again."))
        return _ask_password(request, form, status=TOO_MANY)
    user = authenticate(request, username=username, password=form.cleaned_data["password"])
    if user is None:
        return _ask_password(request, _refused(request, is_careful=is_careful or tries >= FREE_TRIES), status=INVALID)
    forget_tries("sign-in", pair)
    _begin(request, user, at=at)
    return redirect("accounts:second_factor")


def _refused(request: HttpRequest, *, is_careful: bool) -> SignInForm:
    """The form once more with what is wrong, and with the security check when the next try needs it."""
    form = (CarefulSignInForm if is_careful else SignInForm)(request.POST)
    form.captcha_required = False  # type: ignore[attr-defined]
    form.add_error(None, _("The sign-in name or the password is not right."))
    return form


def _ask_password(request: HttpRequest, form: SignInForm, *, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "demo_people": queries.demo_people() if is_demo() else (),
    }
    return render(request, "accounts/sign_in.html", context, status=status)


def _begin(request: HttpRequest, user: Any, *, at: datetime) -> None:
    """Take up a session of this person under a new key; whoever sat here before is out."""
    if sitting := getattr(request, "sitting", None):
        account_actions.end_sitting(sitting_id=sitting.pk, user_id=sitting.user_id, at=at)
    wanted = request.POST.get("next", "")
    logout(request)
    login(request, user, backend=BACKEND)
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        request.session[AFTER_SIGN_IN] = wanted


def _sit_down(request: HttpRequest, user: Any, factor: Factor, *, at: datetime) -> Any:
    """The second proof is given: a new session key and a sitting under it."""
    request.session.cycle_key()
    return account_actions.begin_sitting(
        user_id=user.pk,
        session_key=request.session.session_key or "",
        second_factor=factor,
        device=device_name(request.headers.get("User-Agent", "")),
        at=at,
    )


@transaction.non_atomic_requests
@require_http_methods(["GET", "POST"])
@step("accounts:second_factor")
def second_factor(request: EntryRequest) -> HttpResponse:
    """A code from the app, or one sent to the telephone of record."""
    if request.sitting is not None:
        return onward(request)
    at = timezone.now()
    if request.POST.get("by") == "send":
        return _send_code(request, at=at)
    form = CodeForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return _ask_code(request, form)
    if count_try("second-factor", str(request.user.pk), window=WINDOW, at=at) > TRIES:
        form.add_error(None, _("There were too many wrong codes. Wait a quarter of an hour and sign in again."))
        return _ask_code(request, form, status=TOO_MANY)
    factor = Factor.PHONE if request.POST.get("by") == Factor.PHONE else Factor.TOTP
    if not CHECKS[factor](request, form.cleaned_data["code"], at):
        form.add_error("code", _("This code is not right, or its time is over. Type the newest one."))
        return _ask_code(request, form)
    _sit_down(request, request.user, factor, at=at)
    return onward(request)


def _is_code_of_phone(request: HttpRequest, code: str, at: datetime) -> bool:
    user: Any = request.user
    return bool(user.phone) and codes.check_code(
        phone=user.phone, purpose=PURPOSE, code=code, session_key=request.session.session_key or "", at=at
    )


def _is_code_of_app(request: HttpRequest, code: str, _at: datetime) -> bool:
    return is_code_of_app(request.user, code)  # type: ignore[arg-type]


CHECKS: dict[Factor, Callable[[HttpRequest, str, datetime], bool]] = {
    Factor.TOTP: _is_code_of_app,
    Factor.PHONE: _is_code_of_phone,
}


def _send_code(request: HttpRequest, *, at: datetime) -> HttpResponse:
    user: Any = request.user
    if not user.phone:
        raise Http404
    try:
        codes.send_code(
            phone=user.phone,
            purpose=PURPOSE,
            language=user.language,
            session_key=request.session.session_key or "",
            at=at,
        )
    except codes.TooManyCodes:
        words = _("Too many codes were asked for. Wait a while, or use the authenticator app.")
        return _ask_code(request, CodeForm(), status=TOO_MANY, problem=words)
    request.session[CODE_SENT] = True
    return redirect("accounts:second_factor")


def _ask_code(request: HttpRequest, form: CodeForm, *, status: int = 0, problem: str = "") -> HttpResponse:
    user: Any = request.user
    context = {
        "form": form,
        "has_app": authenticator_of(user.pk) is not None,
        "phone_end": user.phone[-4:],
        "is_sent": request.session.get(CODE_SENT, False),
        "used": request.POST.get("by", ""),
        "problem": problem,
    }
    return render(request, "accounts/second_factor.html", context, status=status or (INVALID if form.is_bound else 200))


@require_http_methods(["GET", "POST"])
@step("accounts:choose_posting")
def choose_posting(request: ViewerRequest) -> HttpResponse:
    """In which office and role one works now; who has one posting is never asked."""
    if request.method == "POST":
        posting_id = request.POST.get("posting", "")
        if not posting_id.isdecimal():
            raise Http404
        account_actions.choose_posting(
            sitting_id=request.sitting.pk, user_id=request.sitting.user_id, posting_id=int(posting_id)
        )
        return onward(request)
    postings = queries.postings_of(request.sitting.user_id)
    return render(request, "accounts/choose_posting.html", {"postings": postings})


@sensitive_post_parameters("password")
@transaction.non_atomic_requests
@require_http_methods(["GET", "POST"])
@step("accounts:unlock")
def unlock(request: EntryRequest) -> HttpResponse:
    """The password opens a desk that was left; too many wrong ones end the sitting."""
    form = PasswordForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return render(request, "accounts/unlock.html", {"form": form}, status=INVALID if form.is_bound else 200)
    at, user = timezone.now(), request.user
    if count_try("unlock", str(user.pk), window=WINDOW, at=at) > TRIES:
        _leave(request, at=at)
        return redirect("accounts:sign_in")
    if not user.check_password(form.cleaned_data["password"]):
        form.add_error("password", _("This password is not right."))
        return render(request, "accounts/unlock.html", {"form": form}, status=INVALID)
    request.session.pop(LOCKED, None)
    forget_tries("unlock", str(user.pk))
    if request.sitting is not None:
        account_actions.touch_sitting(sitting_id=request.sitting.pk, at=at)
    return onward(request)


@require_POST
@step("accounts:unlock")
def sign_out(request: EntryRequest) -> HttpResponse:
    """Leave; the sitting ends with the session."""
    _leave(request, at=timezone.now())
    return redirect("accounts:sign_in")


def _leave(request: EntryRequest, *, at: datetime) -> None:
    if request.sitting is not None:
        account_actions.end_sitting(sitting_id=request.sitting.pk, user_id=request.sitting.user_id, at=at)
    logout(request)


@login_not_required
@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """One click, only in the demonstration country; anywhere else this page does not exist."""
    if not is_demo():
        raise Http404
    at = timezone.now()
    if (posting_id := request.POST.get("posting", "")).isdecimal():
        posting = get_object_or_404(queries.demo_people(), pk=int(posting_id))
        _begin(request, posting.user, at=at)
        sitting = _sit_down(request, posting.user, Factor.DEMO, at=at)
        account_actions.choose_posting(sitting_id=sitting.pk, user_id=posting.user_id, posting_id=posting.pk)
        return onward(request)
    user_id = request.POST.get("user", "")
    user = get_object_or_404(User, pk=int(user_id) if user_id.isdecimal() else 0, is_active=True)
    _begin(request, user, at=at)
    _sit_down(request, user, Factor.DEMO, at=at)
    return onward(request)
