"""Checking a report: by its reference and the secret of the receipt, or a code to the telephone."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trackchild.accounts.throttle import count_try
from trackchild.cases.actions import reports as report_actions
from trackchild.cases.models import CitizenReport
from trackchild.core.ids import read_reference
from trackchild.messaging.codes import TooManyCodes, check_code, send_code
from trackchild.photos.actions import Given
from trackchild.portal.forms.status import AddForm, ComplainForm, ProveForm, StatusForm
from trackchild.portal.queries import report_with_phone, report_with_secret
from trackchild.portal.receipts import forget_opened, opened_report, remember_opened
from trackchild.portal.status import status_of
from trackchild.ui.forms import PlainForm

INVALID, TOO_MANY = 422, 429
PURPOSE = "STATUS"
WINDOW = timedelta(minutes=15)
WRITINGS = 10
TRIES_OF_REFERENCE, TRIES_OF_ADDRESS = 10, 200
"""Whole towns share one address with their mobile network, so the address alone stops only a machine."""


@never_cache
@sensitive_post_parameters()
@login_not_required
@transaction.non_atomic_requests  # a wrong try must be counted whatever happens after it
@require_http_methods(["GET", "HEAD", "POST"])
def check_status(request: HttpRequest) -> HttpResponse:
    """Ask for the reference and the proof. Whatever is wrong, the answer is the same."""
    at = timezone.now()
    if request.method != "POST":
        return _ask(request, StatusForm())
    if "code" in request.POST:
        return _prove(request, at=at)
    form = StatusForm(request.POST)
    if not form.is_valid():
        return _ask(request, form, status=INVALID)
    reference, secret, phone = (form.cleaned_data[name] for name in ("reference", "secret", "phone"))
    if _too_many_tries(request, reference, at=at):
        form.add_error(None, _("There were too many tries. Wait for a quarter of an hour, or call Childline 1098."))
        return _ask(request, form, status=TOO_MANY)
    if not secret:
        return _send_code(request, reference, phone, at=at)
    report = report_with_secret(reference, secret)
    if report is None:
        form.add_error(None, _("No report fits this reference and secret. Check both, letter by letter."))
        return _ask(request, form, status=INVALID)
    return _open(request, report, at=at)


def _prove(request: HttpRequest, *, at: datetime) -> HttpResponse:
    """The second page of the way by telephone."""
    form = ProveForm(request.POST)
    if not form.is_valid():
        return render(request, "portal/status_code.html", {"form": form}, status=INVALID)
    reference, phone, code = (form.cleaned_data[name] for name in ("reference", "phone", "code"))
    if _too_many_tries(request, reference, at=at):
        form.add_error(None, _("There were too many tries. Wait for a quarter of an hour, or call Childline 1098."))
        return render(request, "portal/status_code.html", {"form": form}, status=TOO_MANY)
    report = report_with_phone(reference, phone)
    purpose = f"{PURPOSE} {read_reference(reference)}"
    session_key = request.session.session_key or ""
    is_right = check_code(phone=phone, purpose=purpose, code=code, session_key=session_key, at=at)
    if report is None or not is_right:
        form.add_error("code", _("This code is not right, or it has run out. Check the message, or begin again."))
        return render(request, "portal/status_code.html", {"form": form}, status=INVALID)
    return _open(request, report, at=at)


def _send_code(request: HttpRequest, reference: str, phone: str, *, at: datetime) -> HttpResponse:
    """A code goes out only to the number of the report, and the page is the same when none does."""
    if not request.session.session_key:
        request.session.create()
    form = ProveForm(initial={"reference": reference, "phone": phone})
    if report_with_phone(reference, phone):
        with suppress(TooManyCodes):  # said aloud, it would tell that the number belongs to the report
            send_code(
                phone=phone,
                purpose=f"{PURPOSE} {read_reference(reference)}",
                language=get_language() or "en",
                session_key=request.session.session_key or "",
                at=at,
            )
    return render(request, "portal/status_code.html", {"form": form})


def _too_many_tries(request: HttpRequest, reference: str, *, at: datetime) -> bool:
    address = request.META.get("REMOTE_ADDR", "")
    of_reference = count_try("status", read_reference(reference), window=WINDOW, at=at)
    of_address = count_try("status-address", address, window=WINDOW, at=at)
    return of_reference > TRIES_OF_REFERENCE or of_address > TRIES_OF_ADDRESS


def _open(request: HttpRequest, report: CitizenReport, *, at: datetime) -> HttpResponse:
    remember_opened(request, report, at=at)
    return redirect("portal:show_status")


def _ask(request: HttpRequest, form: StatusForm, *, status: int = 200) -> HttpResponse:
    return render(request, "portal/check_status.html", {"form": form}, status=status)


@never_cache
@login_not_required
@require_safe
def show_status(request: HttpRequest) -> HttpResponse:
    """The report this browser has opened."""
    report = opened_report(request, at=timezone.now())
    if report is None:
        return redirect("portal:check_status")
    said = {"sent": "sent" in request.GET, "stopped": "stopped" in request.GET}
    return render(request, "portal/status.html", {"status": status_of(report), **said})


@never_cache
@sensitive_post_parameters()
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_information(request: HttpRequest) -> HttpResponse:
    """The reporter knows more, or has a photo."""

    def keep(report: CitizenReport, given: dict[str, Any], at: datetime) -> None:
        pictures = [Given(given["photo"])] if given["photo"] else []
        report_actions.add_information(report_id=report.pk, text=given["words"], pictures=pictures, at=at)

    return _write(request, AddForm, "portal/add_information.html", keep)


@never_cache
@sensitive_post_parameters()
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def complain(request: HttpRequest) -> HttpResponse:
    """The reporter asks the superintendent of police and the district child protection unit why nothing happens."""

    def ask(report: CitizenReport, given: dict[str, Any], at: datetime) -> None:
        report_actions.complain(report_id=report.pk, text=given["words"], at=at)

    return _write(request, ComplainForm, "portal/complain.html", ask)


def _write(
    request: HttpRequest,
    kind: type[PlainForm],
    template: str,
    keep: Callable[[CitizenReport, dict[str, Any], datetime], None],
) -> HttpResponse:
    """A page of an opened report: its form, then one action, then the report again with a word of thanks."""
    at = timezone.now()
    report = opened_report(request, at=at)
    if report is None:
        return redirect("portal:check_status")
    form = kind(request.POST or None, request.FILES or None)
    if form.is_valid():
        if count_try("status-write", str(report.pk), window=WINDOW, at=at) <= WRITINGS:
            keep(report, form.cleaned_data, at)
            return redirect(f"{reverse('portal:show_status')}?sent")
        form.add_error(None, _("There were too many messages. Wait for a quarter of an hour, or call the station."))
    return render(request, template, {"form": form}, status=INVALID if form.is_bound else 200)


@login_not_required
@require_POST
def stop_messages(request: HttpRequest) -> HttpResponse:
    """No more messages to this reporter; the report goes on."""
    report = opened_report(request, at=timezone.now())
    if report is None:
        return redirect("portal:check_status")
    report_actions.stop_messages(report_id=report.pk, at=timezone.now())
    return redirect(f"{reverse('portal:show_status')}?stopped")


@login_not_required
@require_POST
def close_status(request: HttpRequest) -> HttpResponse:
    """Close the report on this telephone or computer."""
    forget_opened(request)
    return redirect("portal:check_status")
