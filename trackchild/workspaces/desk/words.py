"""What a line of a ticket's history says."""

from django.utils.translation import gettext_lazy as _

from trackchild.helpdesk.states import TicketEvent

EVENT_WORDS = {
    TicketEvent.OPENED: _("It was written"),
    TicketEvent.TRIAGED: _("Its urgency was set"),
    TicketEvent.ASSIGNED: _("Somebody took it"),
    TicketEvent.ASKED_BACK: _("The writer was asked"),
    TicketEvent.ANSWERED: _("The writer answered"),
    TicketEvent.ESCALATED: _("It was passed to the next desk"),
    TicketEvent.RESTRICTED: _("It was taken out of the open queue"),
    TicketEvent.CALLED_DUPLICATE: _("It was written before"),
    TicketEvent.RESOLVED: _("It was answered"),
    TicketEvent.ACCEPTED: _("The writer agreed"),
    TicketEvent.REOPENED: _("The writer objected"),
    TicketEvent.LAPSED: _("It ended because nobody came back to it"),
}
