"""Telephone numbers that work from anywhere in the country, with where each is known from."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Helpline:
    """A number to call, whose it is, when to call it."""

    number: str
    name: Promise
    purpose: Promise
    source: str


HELPLINES: tuple[Helpline, ...] = (
    Helpline(
        "1098",
        _("Child helpline"),
        _("A child is in trouble, alone or missing. Free, day and night."),
        "Mission Vatsalya: run by the district child protection units, linked with 112",
    ),
    Helpline(
        "112",
        _("Emergency"),
        _("Somebody is in danger now: police, fire, ambulance."),
        "Emergency Response Support System, Ministry of Home Affairs",
    ),
    Helpline(
        "15100",
        _("Legal aid"),
        _("Free legal advice and a lawyer."),
        "National Legal Services Authority (NALSA)",
    ),
    Helpline(
        "181",
        _("Women's helpline"),
        _("A woman or a girl needs help or shelter."),
        "Universalisation of Women Helpline, Ministry of Women and Child Development",
    ),
    Helpline(
        "139",
        _("Railway help"),
        _("A child is alone on a train or at a railway station."),
        "Indian Railways; common knowledge, not checked against a notification",
    ),
)
