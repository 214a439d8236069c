"""Tickets, as the desk and as their writer find them."""

import hashlib
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.crypto import constant_time_compare

from trackchild.accounts.permissions import Permission
from trackchild.accounts.viewer import Viewer
from trackchild.core.ids import read_reference

from .models import Ticket
from .states import FIRST_ANSWER, SOLUTION, Priority


def secret_digest(secret: str) -> str:
    """The digest under which the secret of a receipt is kept."""
    return hashlib.sha256(secret.encode()).hexdigest()


def waiting_tickets(viewer: Viewer) -> QuerySet[Ticket]:
    """What a desk still has to answer, the most urgent first."""
    return Ticket.objects.visible_to(viewer, Permission.TICKET_ANSWER).waiting().order_by("priority", "opened_at", "pk")


def get_ticket(viewer: Viewer, ticket_id: UUID, permission: Permission) -> Ticket:
    """A ticket within reach. Raises Http404."""
    return get_object_or_404(Ticket.objects.visible_to(viewer, permission), pk=ticket_id)


def ticket_with_secret(number: str, secret: str) -> Ticket | None:
    """The ticket of a receipt. A wrong number and a wrong secret give the same answer by the same work."""
    ticket = Ticket.objects.filter(number=read_reference(number)).first()
    kept = ticket.secret_digest if ticket else secret_digest("")
    return ticket if constant_time_compare(secret_digest(read_reference(secret)), kept) else None


def due_at(ticket: Ticket) -> datetime | None:
    """When the first answer, then the solution, is due; None where nothing was promised."""
    priority = Priority(ticket.priority)
    if ticket.answered_at is None:
        return ticket.opened_at + FIRST_ANSWER[priority]
    solution = SOLUTION.get(priority)
    return ticket.opened_at + solution if solution and ticket.closed_at is None else None
