"""What a ticket can be about."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .states import TicketEvent


class Subject(models.TextChoices):
    """Chosen by whoever writes; the desk may put it right."""

    PAGES = "PAGES", _("These pages: something does not work, or is hard to understand")
    DIRECTORY = "DIRECTORY", _("An entry of the directory is wrong")
    TRANSLATION = "TRANSLATION", _("A translation is wrong or clumsy")
    PRAISE = "PRAISE", _("Something helped")
    OTHER = "OTHER", _("Something else")


class Channel(models.TextChoices):
    """How it reached the desk."""

    FORM = "FORM", _("Form")
    TELEPHONE = "TELEPHONE", _("Telephone")
    MAIL = "MAIL", _("Mail")


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
"""What a line of a ticket's history says."""
