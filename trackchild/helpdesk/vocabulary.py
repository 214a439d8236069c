"""What a ticket can be about."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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
