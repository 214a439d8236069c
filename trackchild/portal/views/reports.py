"""Reporting, page by page: one view for every page of both journeys, and the endings where something happens."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trackchild.directory.queries import helplines
from trackchild.messaging.codes import TooManyCodes, check_code, send_code
from trackchild.photos.vocabulary import PhotoKind
from trackchild.portal import actions as portal_actions
from trackchild.portal import drafts, pictures, telling
from trackchild.portal.forms.people import DeclareForm, SmsCodeForm
from trackchild.portal.journeys import JOURNEYS
from trackchild.portal.models import Draft
from trackchild.portal.receipts import keep_receipt, receipt_of
from trackchild.portal.steps import Answers, Journey, Step, StepForm
from trackchild.portal.summary import pages_of
from trackchild.ui.templatetags.ui import ist

INVALID, TOO_MANY = 422, 429
PURPOSE = "REPORT"
LONGEST_NUMBER = 16
WITH_PHOTOS = frozenset({"portal/photo.html", "portal/place.html", "portal/check.html"})
"""Pages that show the pictures kept so far."""


@dataclass(frozen=True, slots=True)
class Page:
    """A request for one page of a journey, with what this browser has answered before."""

    request: HttpRequest
    journey: Journey
    step: Step
    draft: Draft | None
    answers: Answers
    at: datetime


@login_not_required
@require_safe
def report_missing(request: HttpRequest) -> HttpResponse:
    """To the first page of the report, or to where this browser left it."""
    return _resume(request, "missing")


@login_not_required
@require_safe
def report_sighting(request: HttpRequest) -> HttpResponse:
    """The same for a child that was seen; `?about=` names a published case."""
    return _resume(request, "sighting")


@login_not_required
@require_safe
def report_about(request: HttpRequest) -> HttpResponse:
    """For somebody whom an appeal is about; `?about=` names the case, which may be withdrawn by now."""
    return _resume(request, "about")


@never_cache
@sensitive_post_parameters()
@login_not_required
@transaction.non_atomic_requests  # a wrong code must be counted whatever happens after it
@require_http_methods(["GET", "HEAD", "POST"])
def report_step(request: HttpRequest, kind: str, step: str) -> HttpResponse:
    """Any page of any journey."""
    journey = JOURNEYS.get(kind)
    if journey is None or step not in journey.by_key:
        raise Http404
    at = timezone.now()
    draft = drafts.open_draft(request, kind, at=at)
    answers = Answers(journey, draft.answers if draft else {}, at=at)
    page = Page(request, journey, journey.by_key[step], draft, answers, at)
    if skipped := answers.skipped_before(page.step):
        if draft is None and page.step.ending and receipt_of(request, at=at):
            return redirect("portal:report_sent")  # sent twice: the first sending has taken the draft with it
        return _to(journey, skipped)
    return ENDINGS[step](page) if page.step.ending else _question(page)


def _question(page: Page) -> HttpResponse:
    request, step, answers = page.request, page.step, page.answers
    if request.method != "POST":
        about = request.GET.get("about", "")
        is_kept = answers.has(step) and not about
        form = answers.form(step) if is_kept else step.form(initial={"about": about}, answers=answers, at=page.at)
        return _show(page, form)
    form = step.form(request.POST, request.FILES, answers=answers, at=page.at)
    is_right = form.is_valid()
    draft = page.draft or drafts.begin(request, page.journey.kind, at=page.at)
    portal_actions.keep_answers(
        draft=draft, step=step.key, stored=form.stored(), language=get_language() or "en", at=page.at
    )
    has_changed = _heed_pictures(draft, form, request, page.at)
    if not is_right or form.errors:
        return _show(replace(page, draft=draft), form, status=INVALID)
    if has_changed and step.comes_back:
        return redirect(f"{_address(page.journey, step)}{'?change' if 'change' in request.GET else ''}#photos")
    answers = Answers(page.journey, draft.answers, at=page.at)
    if "change" in request.GET:
        return _to(page.journey, answers.first_open() or page.journey.by_key["check"])
    return _to(page.journey, answers.after(step))


def _heed_pictures(draft: Draft, form: StepForm, request: HttpRequest, at: datetime) -> bool:
    """Keep the picture that came, remove those that were ticked; whether there is something new to see."""
    removed = pictures.heed(draft=draft, posted=request.POST)
    picture = form.cleaned_data.get("photo")
    if picture is None:
        return removed
    kind, year = form.cleaned_data.get("photo_kind") or PhotoKind.CHILD, form.cleaned_data.get("photo_year")
    kept = pictures.keep_picture(draft=draft, picture=picture, at=at, kind=kind, year=year)
    if kept is None:
        form.add_error("photo", _("Six photos are kept already. Remove one of them to add another."))
    return kept is not None


def _check(page: Page) -> HttpResponse:
    """Read through, declare, and pass the security check before any message is sent."""
    if unfinished := page.answers.first_open():
        return _to(page.journey, unfinished)
    assert page.draft is not None
    form = DeclareForm(page.request.POST or None)
    if not form.is_valid():
        return _show(page, form, pages=list(pages_of(page.answers)))
    phone = telling.phone_of(page.answers)
    if phone and (refusal := _send_code(page, phone)):
        form.add_error(None, refusal)
        return _show(page, form, status=TOO_MANY, pages=list(pages_of(page.answers)))
    portal_actions.declare(draft=page.draft, at=page.at)
    return _to(page.journey, page.journey.by_key["code"]) if phone else _send(page)


def _code(page: Page) -> HttpResponse:
    """The telephone is proved; then the report goes."""
    phone = telling.phone_of(page.answers)
    if page.draft is None or page.draft.declared_at is None or not phone or page.answers.first_open():
        return _to(page.journey, page.journey.by_key["check"])
    posted = page.request.POST
    context: dict[str, Any] = {"phone": phone, "anonymous": page.journey.anonymous}
    if "unnamed" in posted and page.journey.anonymous:
        return _send(page)
    if "again" in posted:
        form = SmsCodeForm()
        refusal = _send_code(page, phone)
        return _show(
            page, form, refusal=refusal, sent_again=not refusal, status=TOO_MANY if refusal else 200, **context
        )
    form = SmsCodeForm(posted or None)
    if form.is_valid():
        if _is_right_code(page, phone, form.cleaned_data["code"]):
            return _send(page, phone_verified=True)
        form.add_error(
            "code", _("This code is not right, or it has run out. Check the message, or ask for a new code.")
        )
    return _show(page, form, **context)


ENDINGS: dict[str, Callable[[Page], HttpResponse]] = {"check": _check, "code": _code}


def _is_right_code(page: Page, phone: str, code: str) -> bool:
    session_key = page.request.session.session_key or ""
    return check_code(phone=phone, purpose=PURPOSE, code=code, session_key=session_key, at=page.at)


def _send_code(page: Page, phone: str) -> str:
    """Send a code; answers the sentence of a refusal, or nothing."""
    try:
        send_code(
            phone=phone,
            purpose=PURPOSE,
            language=get_language() or "en",
            session_key=page.request.session.session_key or "",
            at=page.at,
        )
    except TooManyCodes as refusal:
        return _("Too many codes were sent to this number. Ask again after %(time)s, or call Childline 1098.") % {
            "time": ist(refusal.retry_at)
        }
    return ""


def _send(page: Page, *, phone_verified: bool = False) -> HttpResponse:
    """One report from one draft, however often the button is pressed."""
    assert page.draft is not None
    told = page.journey.told(page.answers)
    told = replace(
        told,
        facts={**told.facts, "language": page.draft.language},
        reporter=replace(told.reporter, language=page.draft.language) if told.reporter and phone_verified else None,
        pictures=pictures.given_of(page.draft),
        phone_verified=phone_verified,
        idempotency_key=page.draft.idempotency_key,
    )
    submitted = portal_actions.send(draft=page.draft, told=told, at=page.at)
    keep_receipt(page.request, submitted, at=page.at)
    drafts.let_go(page.request, page.journey.kind)
    return redirect("portal:report_sent")


@never_cache
@login_not_required
@require_safe
def report_sent(request: HttpRequest) -> HttpResponse:
    """The reference, the secret, whom to call, what the law says, what happens next."""
    receipt = receipt_of(request, at=timezone.now())
    if receipt is None:
        return redirect("portal:home")
    return render(request, "portal/sent.html", {"receipt": receipt, "helplines": helplines()})


@login_not_required
@require_POST
def discard_draft(request: HttpRequest, kind: str) -> HttpResponse:
    """Forget the answers at once."""
    if kind not in JOURNEYS:
        raise Http404
    if draft := drafts.open_draft(request, kind, at=timezone.now()):
        portal_actions.discard(draft=draft)
        drafts.let_go(request, kind)
    return redirect("portal:home")


@never_cache
@login_not_required
@require_safe
def draft_picture(request: HttpRequest, kind: str) -> HttpResponse:
    """A picture of an unsent report, or one face of it, for the browser that holds the draft."""
    draft = drafts.open_draft(request, kind, at=timezone.now())
    image = pictures.image_of(draft, _number(request, "picture"), _number(request, "face")) if draft else None
    if image is None:
        raise Http404
    headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox"}
    return HttpResponse(image, content_type="image/webp", headers=headers)


def _number(request: HttpRequest, name: str) -> int | None:
    """A small number from the address, or none."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < LONGEST_NUMBER else None


def _resume(request: HttpRequest, kind: str) -> HttpResponse:
    journey, at = JOURNEYS[kind], timezone.now()
    draft = drafts.open_draft(request, kind, at=at)
    step = Answers(journey, draft.answers, at=at).first_open() if draft else journey.steps[0]
    if about := request.GET.get("about"):
        return redirect(f"{_address(journey, journey.steps[0])}?{urlencode({'about': about})}")
    return _to(journey, step or journey.by_key["check"])


def _address(journey: Journey, step: Step) -> str:
    return reverse("portal:report", args=[journey.kind, step.key])


def _to(journey: Journey, step: Step) -> HttpResponse:
    return redirect(_address(journey, step))


def _show(page: Page, form: BaseForm, *, status: int | None = None, **context: Any) -> HttpResponse:
    answers, step = page.answers, page.step
    before = answers.before(step)
    questions = answers.questions
    is_wrong = page.request.method == "POST" and form.is_bound and bool(form.errors)
    context |= {
        "form": form,
        "step": step,
        "journey": page.journey,
        "number": questions.index(step) + 1 if step in questions else 0,
        "total": len(questions),
        "back": _address(page.journey, before) if before else reverse("portal:home"),
        "draft": page.draft,
        "photos": list(pictures.shown(page.draft)) if step.template in WITH_PHOTOS else [],
        "station": telling.station_of(answers),
    }
    return render(page.request, step.template, context, status=status or (INVALID if is_wrong else 200))
