"""The words of the alert table: who may be told, how soon, and up which ladder an unopened duty climbs."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Audience(StrEnum):
    """The people of an event. Who they are just now is found in `audiences.py`."""

    REPORTER = "REPORTER"
    FINDER = "FINDER"
    COMPLAINANT = "COMPLAINANT"
    REPORT_DESK = "REPORT_DESK"
    CASE_OFFICE = "CASE_OFFICE"
    CASE_KEY = "CASE_KEY"
    FIRST_STATION = "FIRST_STATION"
    RECEIVER = "RECEIVER"
    HOME = "HOME"
    KEEPER = "KEEPER"
    COMMITTEE = "COMMITTEE"
    SJPU = "SJPU"
    AHTU = "AHTU"
    SUPERINTENDENT = "SUPERINTENDENT"
    DCPU = "DCPU"
    DISTRICT_MAGISTRATE = "DISTRICT_MAGISTRATE"
    STATE_NODAL = "STATE_NODAL"
    STATE_SOCIETY = "STATE_SOCIETY"
    MINISTRY = "MINISTRY"
    DISTRICT_STATIONS = "DISTRICT_STATIONS"
    NEIGHBOUR_STATIONS = "NEIGHBOUR_STATIONS"
    CORRIDOR_RAILWAY = "CORRIDOR_RAILWAY"
    STATIONS_AROUND_HOME = "STATIONS_AROUND_HOME"
    DISTRICT_HOMES = "DISTRICT_HOMES"
    DISTRICT_COMMITTEE = "DISTRICT_COMMITTEE"
    ORIGIN_STATIONS = "ORIGIN_STATIONS"
    ORIGIN_NODAL = "ORIGIN_NODAL"
    ALERTED = "ALERTED"
    """Every officer who was told of the search before: whoever got the notice gets its end."""
    SUBSCRIBERS = "SUBSCRIBERS"
    SUBSCRIBERS_TOLD = "SUBSCRIBERS_TOLD"


FAMILY = frozenset({Audience.REPORTER, Audience.FINDER, Audience.COMPLAINANT})
PUBLIC = frozenset({Audience.SUBSCRIBERS, Audience.SUBSCRIBERS_TOLD})
CITIZENS = FAMILY | PUBLIC
BULK = frozenset(
    {
        Audience.DISTRICT_STATIONS,
        Audience.NEIGHBOUR_STATIONS,
        Audience.CORRIDOR_RAILWAY,
        Audience.STATIONS_AROUND_HOME,
        Audience.DISTRICT_HOMES,
        Audience.DISTRICT_COMMITTEE,
        Audience.ORIGIN_STATIONS,
        Audience.ALERTED,
        Audience.MINISTRY,
    }
)
"""Told in numbers: in English by SMS (a part holds 160 letters, not 70), and never a word of an FIR."""


class Urgency(StrEnum):
    AT_ONCE = "AT_ONCE"
    DAYTIME = "DAYTIME"
    """May wait for the morning: a telephone that rings at night frightens a family, and tires an officer."""


class Ladder(StrEnum):
    """Matters of the police and matters of care climb to different people (domain paper, section 5.8)."""

    CASE = "CASE"
    CARE = "CARE"


A = Audience
LADDERS: dict[Ladder, tuple[tuple[Audience, ...], ...]] = {
    Ladder.CASE: ((A.CASE_KEY,), (A.SJPU, A.SUPERINTENDENT), (A.STATE_NODAL, A.AHTU), (A.MINISTRY,)),
    Ladder.CARE: ((A.DCPU,), (A.COMMITTEE,), (A.DISTRICT_MAGISTRATE, A.STATE_SOCIETY), (A.MINISTRY,)),
}
"""Rungs above the people whose duty it is, lowest first. A rung where nobody sits is passed at once."""


@dataclass(frozen=True, slots=True)
class Duty:
    """Somebody must open the message within a time; unopened, the next rung is told, after each such time again."""

    ladder: Ladder
    opens_within: timedelta


POLICE_AUDIENCES = frozenset(
    {
        A.REPORT_DESK,
        A.CASE_OFFICE,
        A.CASE_KEY,
        A.FIRST_STATION,
        A.RECEIVER,
        A.SJPU,
        A.AHTU,
        A.SUPERINTENDENT,
        A.STATE_NODAL,
    }
)


class Notes(TextChoices):
    """How an officer reads what is for her knowledge only."""

    SINGLE = "SINGLE", _("One by one, in the application")
    DIGEST = "DIGEST", _("Counted, in the digest")


class Digest(TextChoices):
    """How often she gets a summary."""

    USUAL = "USUAL", _("As is usual for my office")
    DAILY = "DAILY", _("Every working day")
    WEEKLY = "WEEKLY", _("On Mondays")
    NEVER = "NEVER", _("Never")


class Stopped(TextChoices):
    """Why a telephone gets no more."""

    WISH = "WISH", "WISH"
    WRONG = "WRONG", "WRONG"
