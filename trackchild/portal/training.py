"""The training: short walks through a country of invented children, for whoever works with the register."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trackchild.accounts.permissions import Role

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do, and what to see then."""

    do: Words
    see: Words


@dataclass(frozen=True, slots=True)
class Tour:
    """A walk at one desk."""

    key: str
    title: Words
    role: Role | None
    """Whose desk it is; None for a citizen."""
    steps: tuple[Step, ...]


TOURS: tuple[Tour, ...] = (
    Tour(
        "mother",
        _("A mother reports her child"),
        None,
        (
            Step(
                _("On the first page choose “My child is missing”."),
                _("One question at a time. Nothing you write is lost."),
            ),
            Step(
                _("Answer until “Check your answers”, then send."),
                _("In this training the code stands on the page “Outbox”."),
            ),
            Step(
                _("Write down the reference and the secret."),
                _("“Check my report” shows five plain steps."),
            ),
        ),
    ),
    Tour(
        "station",
        _("A station registers a case"),
        Role.STATION_HEAD,
        (
            Step(
                _("Sign in as the station house officer and open “My work”."),
                _("The duty with the least time left stands first."),
            ),
            Step(
                _("Open the new report and choose “Begin Form M”."),
                _("What the mother wrote is filled in already."),
            ),
            Step(
                _("Enter the diary number and the FIR."),
                _("An FIR older than the diary entry is refused, with the reason."),
            ),
            Step(
                _("Open “Possible matches” and a pair."),
                _("What speaks against stands first; the score opens after your own look."),
            ),
        ),
    ),
    Tour(
        "home",
        _("A home admits a child"),
        Role.HOME_HEAD,
        (
            Step(
                _("Sign in as the superintendent of the home and begin Form R."),
                _("While you type, children like this one are shown."),
            ),
            Step(
                _("Save the form with a photo."),
                _("A possible match appears within seconds on both desks."),
            ),
            Step(
                _("Say what the home thinks of the pair."),
                _("An opinion is not a decision: two other offices turn the keys."),
            ),
        ),
    ),
    Tour(
        "committee",
        _("A committee decides"),
        Role.COMMITTEE_MEMBER,
        (
            Step(
                _("Sign in as a member of the committee and open the cause list."),
                _("24 hours run from the moment a child is taken into charge."),
            ),
            Step(
                _("Record the production and place the child."),
                _("The order has its number, and the home is told."),
            ),
            Step(
                _("Turn the committee’s key on a pair."),
                _("When both keys agree, the public card closes and the way home begins."),
            ),
        ),
    ),
)
