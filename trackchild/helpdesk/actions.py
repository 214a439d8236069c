"""Writing a ticket, answering it, and letting it end: every move as the table says, each with its line."""

import hashlib
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from trackchild.accounts.acting import action
from trackchild.accounts.permissions import Permission
from trackchild.accounts.viewer import Viewer
from trackchild.core.ids import new_reference
from trackchild.directory.models import Agency
from trackchild.messaging.actions import queue_message
from trackchild.messaging.vocabulary import Channel as By
from trackchild.messaging.vocabulary import MessageClass

from .models import Ticket, TicketLine
from .queries import secret_digest
from .states import (
    CLOSES_AFTER,
    LAPSES_AFTER,
    REOPENINGS,
    TICKET,
    Level,
    Priority,
    TicketEvent,
    TicketMove,
    TicketStage,
)
from .vocabulary import Subject

ABOVE = {Level.L1: Level.L2, Level.L2: Level.L3, Level.L3: Level.L3}
SAID_TO_THE_WRITER = frozenset({TicketMove.ASK_BACK, TicketMove.RESOLVE})
DESK_MOVES = frozenset(move for move, rule in TICKET.moves.items() if rule.permission == Permission.TICKET_ANSWER)


@action
def open_ticket(
    *,
    subject: str,
    text: str,
    language: str,
    at: datetime,
    page: str = "",
    email: str = "",
    agency: Agency | None = None,
) -> tuple[Ticket, str]:
    """A new ticket and the secret of its receipt. One about an entry begins with the office that owns the entry."""
    secret = new_reference("S")
    ticket = Ticket.objects.create(
        number=new_reference("T"),
        secret_digest=secret_digest(secret),
        subject=subject,
        text=text,
        page=page.partition("?")[0][:200],
        language=language,
        agency=agency,
        state=agency.state if agency else None,
        email=email,
        stage=TicketStage.NEW,
        priority=Priority.WISH if subject == Subject.PRAISE else Priority.NORMAL,
        level=Level.L1 if agency else Level.L2,
        opened_at=at,
    )
    TicketLine.objects.create(ticket=ticket, event=TicketEvent.OPENED, at=at, public=True)
    return ticket, secret


@action
def move_ticket(
    *, ticket_id: UUID, move: TicketMove, by: Viewer, at: datetime, words: str = "", priority: str = ""
) -> Ticket:
    """A step of the desk. Raises MoveNotAllowed where the table has no such step."""
    ticket = Ticket.objects.visible_to(by, Permission.TICKET_ANSWER).select_for_update(of=("self",)).get(pk=ticket_id)
    if move not in DESK_MOVES:
        raise ValueError(f"{move} belongs to the writer of the ticket")
    if move is TicketMove.ESCALATE:
        ticket.level = ABOVE[Level(ticket.level)]
    elif move is TicketMove.RESTRICT:
        ticket.restricted = True
    elif move is TicketMove.ASSIGN:
        ticket.assigned_to_id = by.user_id
    if priority:
        ticket.priority = priority
    _move(ticket, move, at=at, by=by, words=words)
    if move in SAID_TO_THE_WRITER:
        ticket.answered_at = ticket.answered_at or at
        ticket.save(update_fields=["answered_at"])
        _tell_the_writer(ticket, at=at)
    return ticket


@action
def writer_moves(*, ticket: Ticket, move: TicketMove, at: datetime, words: str = "") -> Ticket:
    """A step of whoever wrote it: an answer, agreement, or an objection. The third objection goes a desk higher."""
    ticket = Ticket.objects.select_for_update(of=("self",)).get(pk=ticket.pk)
    if move in DESK_MOVES:
        raise ValueError(f"{move} belongs to the desk")
    if move is TicketMove.REOPEN:
        ticket.reopened += 1
        if ticket.reopened > REOPENINGS:
            ticket.level = ABOVE[Level(ticket.level)]
    return _move(ticket, move, at=at, words=words)


def let_tickets_lapse(*, at: datetime) -> int:
    """End what nobody came back to: a question after a week, a solution after three days. Answers how many."""
    lapsed = 0
    for stage, wait in ((TicketStage.WAITING_USER, LAPSES_AFTER), (TicketStage.RESOLVED, CLOSES_AFTER)):
        for ticket in Ticket.objects.filter(stage=stage, answered_at__lte=at - wait):
            with transaction.atomic():
                standing = Ticket.objects.select_for_update(of=("self",)).get(pk=ticket.pk)
                newest = standing.lines.latest("at", "pk")
                if standing.stage == stage and newest.at <= at - wait:
                    _move(standing, TicketMove.LAPSE, at=at)
                    lapsed += 1
    return lapsed


def _move(ticket: Ticket, move: TicketMove, *, at: datetime, by: Viewer | None = None, words: str = "") -> Ticket:
    rule = TICKET.check(move, stage=ticket.stage, reason=words)
    ticket.stage = rule.end or ticket.stage
    if ticket.stage in (TicketStage.CLOSED, TicketStage.DUPLICATE):
        ticket.closed_at = at
    ticket.save()
    TicketLine.objects.create(
        ticket=ticket,
        event=rule.event,
        at=at,
        by_id=by.user_id if by else None,
        text=words,
        public=by is None or move in SAID_TO_THE_WRITER,
    )
    return ticket


def _tell_the_writer(ticket: Ticket, *, at: datetime) -> None:
    """A mail that says only that there is an answer; the answer itself stands behind number and secret."""
    if not ticket.email:
        return
    with override(ticket.language):
        queue_message(
            channel=By.EMAIL,
            message_class=MessageClass.ALERT,
            template="ticket_answered",
            language=ticket.language,
            subject=_("Your feedback has an answer"),
            text=_("Your feedback %(number)s has an answer. Read it on the page “Feedback” with its number and secret.")
            % {"number": ticket.number},
            to_email=ticket.email,
            dedupe_key=hashlib.sha256(f"ticket:{ticket.pk}:{at.isoformat()}".encode()).hexdigest(),
            at=at,
        )
