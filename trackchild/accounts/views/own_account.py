"""One's own account: language, password, telephone, authenticator app, and the browsers one is signed in with."""

from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from trackchild.accounts import actions as account_actions
from trackchild.accounts import factors, queries
from trackchild.accounts.forms import ChangePasswordForm, CodeForm, LanguageForm, NewPasswordForm, NewPhoneForm
from trackchild.accounts.guards import ViewerRequest, requires, step
from trackchild.accounts.permissions import Permission
from trackchild.accounts.throttle import count_try
from trackchild.messaging import codes

from .frame import TOO_MANY, onward, own_user, show, status_of
from .signing_in import TRIES, WINDOW

PURPOSE = "NEW_PHONE"
NEW_PHONE = "new_phone"
"""Session key: the number to which a code was sent and which waits to become the telephone of record."""


@require_GET
@requires(Permission.OWN_ACCOUNT)
def my_account(request: ViewerRequest) -> HttpResponse:
    """What the house knows of me, and what I may change."""
    user = own_user(request)
    context = {
        "person": user,
        "posting": request.sitting.posting,
        "postings": queries.postings_of(user.pk),
        "has_app": factors.authenticator_of(user.pk) is not None,
        "language_form": LanguageForm(initial={"language": user.language}),
    }
    return show(request, "accounts/my_account.html", context)


@require_POST
@requires(Permission.OWN_ACCOUNT)
def change_language(request: ViewerRequest) -> HttpResponse:
    """The language of my pages and messages."""
    form = LanguageForm(request.POST)
    if form.is_valid():
        account_actions.change_language(language=form.cleaned_data["language"], by=request.viewer)
    return redirect("accounts:my_account")


@sensitive_post_parameters("password", "new_password", "repeated")
@require_http_methods(["GET", "POST"])
@step("accounts:change_password")
def change_password(request: ViewerRequest) -> HttpResponse:
    """A new password: at the first sign-in, and whenever I wish. All other browsers are signed out."""
    user = own_user(request)
    is_first = user.must_change_password
    form = (NewPasswordForm if is_first else ChangePasswordForm)(request.POST or None)
    if request.method == "POST" and form.is_valid() and _is_own_password(request, form):
        try:
            changed = account_actions.change_password(
                password=form.cleaned_data["new_password"],
                by=request.viewer,
                keep=request.sitting.pk,
                at=timezone.now(),
            )
        except ValidationError as error:
            form.add_error("new_password", error)
        else:
            update_session_auth_hash(request, changed)
            account_actions.touch_sitting(
                sitting_id=request.sitting.pk, session_key=request.session.session_key or "", at=timezone.now()
            )
            return onward(request)
    return show(request, "accounts/change_password.html", {"form": form, "is_first": is_first}, status=status_of(form))


def _is_own_password(request: ViewerRequest, form: NewPasswordForm | NewPhoneForm) -> bool:
    """Whether the present password of the form is right; a form that does not ask for it passes."""
    if "password" not in form.fields:
        return True
    if count_try("own-password", str(request.viewer.user_id), window=WINDOW, at=timezone.now()) > TRIES:
        form.add_error("password", _("There were too many wrong tries. Wait a quarter of an hour."))
        return False
    if request.user.check_password(form.cleaned_data["password"]):
        return True
    form.add_error("password", _("This password is not right."))
    return False


@sensitive_post_parameters("password")
@transaction.non_atomic_requests
@require_http_methods(["GET", "POST"])
@requires(Permission.OWN_ACCOUNT)
def change_phone(request: ViewerRequest) -> HttpResponse:
    """A new telephone of record: the password first, then a code that was sent to the new number."""
    form = NewPhoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _is_own_password(request, form):
        phone = form.cleaned_data["phone"]
        try:
            codes.send_code(
                phone=phone,
                purpose=PURPOSE,
                language=request.viewer.language,
                session_key=request.session.session_key or "",
                at=timezone.now(),
            )
        except codes.TooManyCodes:
            form.add_error(None, _("Too many codes were asked for. Wait a while and try again."))
            return show(request, "accounts/change_phone.html", {"form": form}, status=TOO_MANY)
        request.session[NEW_PHONE] = phone
        return redirect("accounts:confirm_phone")
    return show(request, "accounts/change_phone.html", {"form": form}, status=status_of(form))


@transaction.non_atomic_requests
@require_http_methods(["GET", "POST"])
@requires(Permission.OWN_ACCOUNT)
def confirm_phone(request: ViewerRequest) -> HttpResponse:
    """The code from the new number."""
    phone = request.session.get(NEW_PHONE)
    if not phone:
        return redirect("accounts:change_phone")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if codes.check_code(
            phone=phone,
            purpose=PURPOSE,
            code=form.cleaned_data["code"],
            session_key=request.session.session_key or "",
            at=timezone.now(),
        ):
            account_actions.change_phone(phone=phone, by=request.viewer, at=timezone.now())
            del request.session[NEW_PHONE]
            return redirect("accounts:my_account")
        form.add_error("code", _("This code is not right, or its time is over. Type the newest one."))
    context = {"form": form, "phone_end": phone[-4:]}
    return show(request, "accounts/confirm_phone.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
@requires(Permission.OWN_ACCOUNT)
def set_up_totp(request: ViewerRequest) -> HttpResponse:
    """Take an authenticator app into use: show it the secret, then let it show a code."""
    user_id, form = request.viewer.user_id, CodeForm()
    if request.POST.get("step") == "offer":
        factors.offer_authenticator(user_id)
        return redirect("accounts:set_up_totp")
    if request.method == "POST":
        form = CodeForm(request.POST)
        if form.is_valid():
            if factors.confirm_authenticator(user_id, form.cleaned_data["code"]):
                return redirect("accounts:my_account")
            form.add_error("code", _("The app shows another code. Check the clock of the telephone and try again."))
    device = factors.waiting_authenticator_of(user_id)
    context = {
        "form": form,
        "device": device,
        "secret": factors.secret_in_words(device) if device else "",
        "has_app": factors.authenticator_of(user_id) is not None,
    }
    return show(request, "accounts/set_up_totp.html", context, status=status_of(form))


@require_GET
@requires(Permission.OWN_ACCOUNT)
def sittings(request: ViewerRequest) -> HttpResponse:
    """Every browser I am signed in with."""
    context = {
        "sittings": queries.sittings_of(request.viewer.user_id).select_related("posting__agency"),
        "present": request.sitting.pk,
    }
    return show(request, "accounts/sittings.html", context)


@require_POST
@requires(Permission.OWN_ACCOUNT)
def end_sitting(request: ViewerRequest, sitting_id: int) -> HttpResponse:
    """Sign one of my browsers out."""
    account_actions.end_sitting(sitting_id=sitting_id, user_id=request.viewer.user_id, at=timezone.now())
    return redirect("accounts:sittings")


@require_POST
@requires(Permission.OWN_ACCOUNT)
def end_other_sittings(request: ViewerRequest) -> HttpResponse:
    """Sign all my other browsers out."""
    account_actions.end_other_sittings(user_id=request.viewer.user_id, keep=request.sitting.pk, at=timezone.now())
    return redirect("accounts:sittings")
