"""Notices of missing children of one district by SMS: begin with a code to the telephone, end with the stop code."""

from datetime import datetime, timedelta

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from trackchild.accounts.throttle import count_try
from trackchild.alerts import subscribing
from trackchild.messaging.codes import TooManyCodes, check_code, send_code
from trackchild.portal.forms.alerts import ConfirmForm, StopForm, SubscribeForm

INVALID, TOO_MANY = 422, 429
PURPOSE = "DISTRICT_ALERTS"
WINDOW, TRIES = timedelta(minutes=15), 10


@never_cache
@sensitive_post_parameters("phone", "code")
@login_not_required
@transaction.non_atomic_requests  # a guess at a code counts whatever happens after it
@require_http_methods(["GET", "HEAD", "POST"])
def district_alerts(request: HttpRequest) -> HttpResponse:
    """Ask for a district and a telephone, then for the code that was sent to it."""
    at = timezone.now()
    if request.method != "POST":
        return render(request, "portal/district_alerts.html", {"form": SubscribeForm()})
    if "code" in request.POST:
        return _confirm(request, at=at)
    form = SubscribeForm(request.POST)
    if not form.is_valid():
        return render(request, "portal/district_alerts.html", {"form": form}, status=INVALID)
    where, phone = form.cleaned_data["where"], form.cleaned_data["phone"]
    if not request.session.session_key:
        request.session.create()
    try:
        send_code(
            phone=phone,
            purpose=PURPOSE,
            language=get_language() or "en",
            session_key=request.session.session_key or "",
            at=at,
        )
    except TooManyCodes:
        form.add_error(None, _("Too many codes were asked for. Wait a while and try again."))
        return render(request, "portal/district_alerts.html", {"form": form}, status=TOO_MANY)
    return _ask_code(request, ConfirmForm(initial={"where": where.value, "phone": phone}))


def _confirm(request: HttpRequest, *, at: datetime) -> HttpResponse:
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return _ask_code(request, form, status=INVALID)
    where, phone, code = (form.cleaned_data[name] for name in ("where", "phone", "code"))
    session_key = request.session.session_key or ""
    is_right = check_code(phone=phone, purpose=PURPOSE, code=code, session_key=session_key, at=at)
    if not is_right or where.district is None:
        form.add_error("code", _("This code is not right, or it has run out. Check the message, or begin again."))
        return _ask_code(request, form, status=INVALID)
    subscribing.subscribe(district_id=where.district.pk, phone=phone, language=get_language() or "en", at=at)
    return render(
        request, "portal/district_alerts_on.html", {"district": where.district.name_in(get_language() or "en")}
    )


def _ask_code(request: HttpRequest, form: ConfirmForm, *, status: int = 200) -> HttpResponse:
    return render(request, "portal/district_alerts_code.html", {"form": form}, status=status)


@never_cache
@sensitive_post_parameters("phone", "code")
@login_not_required
@transaction.non_atomic_requests
@require_http_methods(["GET", "HEAD", "POST"])
def stop_alerts(request: HttpRequest) -> HttpResponse:
    """End the notices. The page says the same for a number it does not know as for a wrong code."""
    at = timezone.now()
    form = StopForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return render(request, "portal/stop_alerts.html", {"form": form}, status=INVALID if form.is_bound else 200)
    phone, code = form.cleaned_data["phone"], form.cleaned_data["code"]
    if count_try("stop-alerts", phone, window=WINDOW, at=at) > TRIES:
        form.add_error(None, _("There were too many tries. Wait for a quarter of an hour, or call Childline 1098."))
        return render(request, "portal/stop_alerts.html", {"form": form}, status=TOO_MANY)
    if not subscribing.stop_by_code(phone=phone, code=code, at=at):
        form.add_error("code", _("No notices fit this number and code. Look at the message once more."))
        return render(request, "portal/stop_alerts.html", {"form": form}, status=INVALID)
    return render(request, "portal/stop_alerts.html", {"is_stopped": True})
