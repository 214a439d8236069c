"""What follows from values alone: the risk grade, and the clocks the law and the register set.

Clocks are one table. `source` says where a time comes from; "proposed" means it is ours, as the help pages say.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .vocabulary import Grade


@dataclass(frozen=True, slots=True)
class Risk:
    """The station house officer's answers, as values."""

    age_years: Decimal | None
    is_girl: bool
    hours_missing: float
    needs_medicine: bool = False
    with_stranger: bool = False
    sexual_offence: bool = False
    self_harm: bool = False
    in_disaster: bool = False
    with_known_adult: bool = False


# Points by age: a small child cannot wait (domain paper 5.1; the numbers are proposed).
AGE_POINTS = ((8, 5), (12, 4), (16, 2), (18, 1))
ANSWER_POINTS = {
    "needs_medicine": 4,
    "with_stranger": 5,
    "sexual_offence": 5,
    "self_harm": 5,
    "in_disaster": 3,
    "with_known_adult": -1,
}
GRADES = ((8, Grade.CRITICAL), (5, Grade.HIGH))


def risk_points(risk: Risk) -> int:
    """Points of a risk form; never below nought. An unknown age counts as a small child's."""
    points = (
        5 if risk.age_years is None else next((points for limit, points in AGE_POINTS if risk.age_years < limit), 0)
    )
    if risk.is_girl and risk.age_years is not None and risk.age_years >= 10:
        points += 1
    points += sum(value for answer, value in ANSWER_POINTS.items() if getattr(risk, answer))
    points += 2 if risk.hours_missing > 72 else 1 if risk.hours_missing > 24 else 0
    return max(0, points)


def risk_grade(points: int) -> Grade:
    """Critical from 8 points, high from 5, else standard."""
    return next((grade for limit, grade in GRADES if points >= limit), Grade.STANDARD)


class Clock(StrEnum):
    """A time somebody must keep."""

    ACKNOWLEDGE = "ACKNOWLEDGE"
    REGISTER_FIR = "REGISTER_FIR"
    PRODUCE = "PRODUCE"
    HAND_TO_AHTU = "HAND_TO_AHTU"
    FIRST_LOOK = "FIRST_LOOK"
    FINAL_ORDER = "FINAL_ORDER"
    ACCEPT_TRANSFER = "ACCEPT_TRANSFER"
    DECIDE_CLOSURE = "DECIDE_CLOSURE"
    FOLLOW_UP = "FOLLOW_UP"


@dataclass(frozen=True, slots=True)
class ClockRule:
    """How long an office has. `critical` shortens it for a critical case."""

    time: timedelta
    words: str | Promise
    source: str
    critical: timedelta | None = None

    def due(self, start: datetime, *, critical: bool = False, pause: timedelta = timedelta()) -> datetime:
        """The moment the time is up; a necessary journey pauses the clock. Holidays never stop it."""
        return start + (self.critical if critical and self.critical else self.time) + pause


CLOCKS: dict[Clock, ClockRule] = {
    Clock.ACKNOWLEDGE: ClockRule(timedelta(hours=24), _("Answer the report"), "proposed", timedelta(hours=2)),
    Clock.REGISTER_FIR: ClockRule(timedelta(hours=24), _("Register the FIR"), "Supreme Court 10-5-2013; 24 h proposed"),
    Clock.PRODUCE: ClockRule(timedelta(hours=24), _("Produce the child before the committee"), "JJ Act s.31"),
    Clock.HAND_TO_AHTU: ClockRule(
        timedelta(days=120), _("Hand over to the anti-human-trafficking unit"), "Supreme Court 10-5-2013: four months"
    ),
    Clock.FIRST_LOOK: ClockRule(timedelta(hours=72), _("Look at the possible match"), "proposed", timedelta(hours=24)),
    Clock.FINAL_ORDER: ClockRule(timedelta(days=120), _("Pass the final order"), "JJ Act s.36(2): four months"),
    Clock.ACCEPT_TRANSFER: ClockRule(timedelta(hours=48), _("Accept or refuse the transfer"), "proposed"),
    Clock.DECIDE_CLOSURE: ClockRule(timedelta(days=7), _("Decide on the proposed closure"), "proposed"),
    Clock.FOLLOW_UP: ClockRule(timedelta(days=0), _("Visit the child at home"), "Form 7 part D: 2 and 6 months"),
}
AHTU_WARNING = timedelta(days=105)
PUBLICATION_LIFE = timedelta(days=90)
PUBLICATION_WARNING = timedelta(days=14)
"""So long before its end two people may renew a publication, and the inbox asks them to."""
