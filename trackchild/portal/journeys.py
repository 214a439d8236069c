"""The two reports a citizen can make, as tables: which pages, in which order, for whom."""

from django.utils.translation import gettext_lazy as _

from trackchild.directory.queries import stations_of

from . import telling
from .forms import about, child, people, photo, place
from .steps import Answers, Journey, Step

CHECK = Step("check", _("Check your answers"), template="portal/check.html", ending=True)


def has_stations(answers: Answers) -> bool:
    """Whether there is a choice of stations at the place."""
    district = answers.given("place").get("district")
    return district is not None and stations_of(district).count() > 1


def home_is_elsewhere(answers: Answers) -> bool:
    """The child comes from another district than that of the last sight."""
    return answers.given("family").get("home_where") == "OTHER"


def is_in_danger(answers: Answers) -> bool:
    """Somebody must act now: the numbers come before any question."""
    return answers.given("danger").get("danger") == "NOW"


def gave_phone(answers: Answers) -> bool:
    """A number was given and must be proved."""
    return bool(telling.phone_of(answers))


CODE = Step("code", _("Enter the code we sent you"), template="portal/code.html", asked=gave_phone, ending=True)

MISSING = Journey(
    kind="missing",
    title=_("Report a missing child"),
    told=telling.missing_report,
    anonymous=False,
    steps=(
        Step("who", _("Who are you?"), people.WhoForm),
        Step("child", _("Who is missing?"), child.ChildForm),
        Step("state", _("In which state was the child last seen?"), place.StateForm),
        Step("place", _("Where and when was the child last seen?"), place.LastSeenForm, template="portal/place.html"),
        Step(
            "station",
            _("Which police station is nearest?"),
            place.StationForm,
            hint=_("Nearest to the place where the child was last seen"),
            asked=has_stations,
        ),
        Step("looks", _("What does the child look like?"), child.LooksForm, hint=_("Leave out what you do not know.")),
        Step(
            "marks",
            _("Is there a mark on the body?"),
            child.MarksForm,
            hint=_("A mole, a scar, a tattoo. A mark tells one child from another. Leave it out if there is none."),
            template="portal/marks.html",
        ),
        Step("family", _("Whose child is it, and where is home?"), child.FamilyForm),
        Step("home_state", _("In which state is the child’s home?"), place.HomeStateForm, asked=home_is_elsewhere),
        Step("home", _("In which district is the child’s home?"), place.HomeForm, asked=home_is_elsewhere),
        Step(
            "photo",
            _("Do you have a photo of the child?"),
            photo.PhotoForm,
            hint=_(
                "It helps most of all. Three photos of different years help more than one. They are shown to nobody "
                "but the police until they ask you."
            ),
            template="portal/photo.html",
            comes_back=True,
        ),
        Step("story", _("What happened?"), people.StoryForm),
        Step("you", _("How can we reach you?"), people.YouForm),
        CHECK,
        CODE,
    ),
)

SIGHTING = Journey(
    kind="sighting",
    title=_("I have seen a child"),
    told=telling.sighting_report,
    anonymous=True,
    steps=(
        Step(
            "danger",
            _("I have seen a child"),
            people.DangerForm,
            hint=_("Do not follow, stop or photograph anyone from near. Stay safe yourself."),
        ),
        Step("call", _("Call now"), people.CallForm, template="portal/call.html", asked=is_in_danger),
        Step("state", _("In which state did you see the child?"), place.StateForm),
        Step("place", _("Where and when did you see the child?"), place.SeenForm, template="portal/place.html"),
        Step("seen", _("What did you see?"), people.SeenChildForm),
        CHECK,
        CODE,
    ),
)

ABOUT = Journey(
    kind="about",
    title=_("This appeal is about me, or is wrong"),
    told=telling.about_report,
    anonymous=False,
    steps=(
        Step(
            "who",
            _("This appeal is about me, or is wrong"),
            about.WhoAboutForm,
            hint=_("Nobody is told where you are. Are you in danger? Call 1098 or 112."),
        ),
        Step("what", _("What is it about?"), about.WhatAboutForm),
        Step(
            "you",
            _("How can we reach you?"),
            people.YouForm,
            hint=_("The station asks who you are before anything is changed. It must answer within a day."),
        ),
        CHECK,
        CODE,
    ),
)

JOURNEYS = {journey.kind: journey for journey in (MISSING, SIGHTING, ABOUT)}
