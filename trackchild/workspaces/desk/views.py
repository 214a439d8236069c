"""The queue of a desk and one ticket."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from trackchild.accounts.guards import ViewerRequest, requires
from trackchild.accounts.permissions import Permission
from trackchild.helpdesk.queries import due_at, get_ticket
from trackchild.helpdesk.states import TicketEvent
from trackchild.workspaces import shelves
from trackchild.workspaces.acting import Asked, open_acts
from trackchild.workspaces.pages import show

from .ticket_acts import TICKET_ACTS, TICKETS
from .words import EVENT_WORDS


@require_GET
@requires(Permission.TICKET_ANSWER)
def list_tickets(request: ViewerRequest) -> HttpResponse:
    """Tickets that wait for the desk, the most urgent first."""
    rows = shelves.tickets(request.viewer, timezone.now()).select_related("agency", "state")
    page = Paginator(rows, shelves.PAGE).get_page(request.GET.get("page"))
    return show(
        request, "desk/list_tickets.html", {"page": page, "tickets": [(ticket, due_at(ticket)) for ticket in page]}
    )


@require_GET
@requires(Permission.TICKET_ANSWER)
def view_ticket(request: ViewerRequest, ticket_id: UUID) -> HttpResponse:
    """A ticket with its history and the steps that are open."""
    ticket = get_ticket(request.viewer, ticket_id, Permission.TICKET_ANSWER)
    asked = Asked(ticket, request.viewer, timezone.now())
    lines = ticket.lines.select_related("by").order_by("at", "pk")
    context = {
        "ticket": ticket,
        "due": due_at(ticket),
        "lines": [(line, EVENT_WORDS[TicketEvent(line.event)]) for line in lines],
        "acts": open_acts(TICKET_ACTS, TICKETS, asked),
    }
    return show(request, "desk/view_ticket.html", context)
