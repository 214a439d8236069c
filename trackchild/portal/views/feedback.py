"""Feedback with a number and an answer; corrections of the directory go to the office that owns the entry."""

from datetime import timedelta
from urllib.parse import urlsplit
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from trackchild.accounts.throttle import count_try
from trackchild.core.states import MoveNotAllowed
from trackchild.directory.models import Agency
from trackchild.helpdesk import actions as helpdesk
from trackchild.helpdesk.models import Ticket
from trackchild.helpdesk.queries import due_at, ticket_with_secret
from trackchild.helpdesk.states import TicketMove, TicketStage
from trackchild.helpdesk.vocabulary import Subject
from trackchild.portal.forms.feedback import AnswerForm, CorrectionForm, FeedbackForm, ReplyForm
from trackchild.portal.offices import help_desk, public_name

INVALID, TOO_MANY = 422, 429
OPENED, OPEN_FOR = "opened_ticket", timedelta(minutes=30)
SENT = "sent_ticket"
WINDOW, TRIES = timedelta(minutes=15), 30


@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest) -> HttpResponse:
    """Write to the help desk."""
    came_from = urlsplit(request.headers.get("Referer", "")).path
    form = FeedbackForm(request.POST or None, initial={"page": came_from})
    if not form.is_valid():
        status = INVALID if form.is_bound else 200
        return render(request, "portal/feedback.html", {"form": form, "desk": help_desk()}, status=status)
    given = form.cleaned_data
    return _open(request, subject=given["subject"], text=given["text"], email=given["email"], page=given["page"])


@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def correct_entry(request: HttpRequest, agency_id: int) -> HttpResponse:
    """Say what is wrong about an entry of the directory."""
    agency = get_object_or_404(Agency.objects.active().named(), pk=agency_id)
    form = CorrectionForm(request.POST or None)
    if not form.is_valid():
        context = {"form": form, "entry": public_name(agency)}
        return render(request, "portal/correct_entry.html", context, status=INVALID if form.is_bound else 200)
    given = form.cleaned_data
    return _open(request, subject=Subject.DIRECTORY, text=given["text"], email=given["email"], agency=agency)


def _open(request: HttpRequest, **told: object) -> HttpResponse:
    ticket, secret = helpdesk.open_ticket(language=get_language() or "en", at=timezone.now(), **told)  # type: ignore[arg-type]
    request.session[SENT] = [ticket.number, secret]
    return redirect("portal:feedback_sent")


@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD"])
def feedback_sent(request: HttpRequest) -> HttpResponse:
    """The number and the secret, shown while this visit lasts."""
    if SENT not in request.session:
        return redirect("portal:feedback")
    number, secret = request.session[SENT]
    ticket = get_object_or_404(Ticket, number=number)
    return render(request, "portal/feedback_sent.html", {"number": number, "secret": secret, "due": due_at(ticket)})


@never_cache
@sensitive_post_parameters()
@login_not_required
@transaction.non_atomic_requests  # a wrong try must be counted whatever happens after it
@require_http_methods(["GET", "HEAD", "POST"])
def find_answer(request: HttpRequest) -> HttpResponse:
    """Ask for number and secret. Whatever is wrong, the answer is the same."""
    form = AnswerForm(request.POST or None)
    if not form.is_valid():
        return render(request, "portal/find_answer.html", {"form": form}, status=INVALID if form.is_bound else 200)
    at = timezone.now()
    tries = count_try("ticket", request.META.get("REMOTE_ADDR", ""), window=WINDOW, at=at)
    ticket = ticket_with_secret(form.cleaned_data["number"], form.cleaned_data["secret"]) if tries <= TRIES else None
    if ticket is None:
        form.add_error(None, _("No feedback fits this number and secret. Check both, letter by letter."))
        return render(request, "portal/find_answer.html", {"form": form}, status=INVALID)
    request.session[OPENED] = [str(ticket.pk), (at + OPEN_FOR).isoformat()]
    return redirect("portal:read_answer")


@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def read_answer(request: HttpRequest) -> HttpResponse:
    """The feedback this browser has opened, what was said to it, and room for a reply."""
    at = timezone.now()
    kept = request.session.get(OPENED)
    if kept is None or kept[1] < at.isoformat():
        return redirect("portal:find_answer")
    ticket = get_object_or_404(Ticket, pk=UUID(kept[0]))
    form = ReplyForm(request.POST or None)
    if form.is_valid():
        try:
            move = TicketMove(form.cleaned_data["move"])
            helpdesk.writer_moves(ticket=ticket, move=move, at=at, words=form.cleaned_data["words"])
        except MoveNotAllowed:
            form.add_error(None, _("The desk has moved on. Read what it says now."))
        else:
            return redirect("portal:read_answer")
    context = {
        "ticket": ticket,
        "subject": Subject(ticket.subject).label,
        "lines": ticket.lines.filter(public=True).exclude(text="").order_by("at", "pk"),
        "is_asked": ticket.stage == TicketStage.WAITING_USER,
        "is_resolved": ticket.stage == TicketStage.RESOLVED,
        "is_closed": ticket.stage in (TicketStage.CLOSED, TicketStage.DUPLICATE),
        "due": due_at(ticket),
        "form": form,
    }
    return render(request, "portal/answer.html", context, status=INVALID if form.is_bound else 200)
