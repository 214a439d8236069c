"""The calendar of offices: which month is told of, and on which day an office works."""

from datetime import date, datetime, timedelta

from .rules import IST

SATURDAY = 5
NATIONAL_HOLIDAYS = frozenset({(1, 26), (8, 15), (10, 2)})
"""Republic Day, Independence Day and Gandhi's birthday are kept everywhere; all others differ by state."""


def day_in_india(at: datetime) -> date:
    """The date on the wall of an office."""
    return at.astimezone(IST).date()


def is_working_day(day: date) -> bool:
    """Whether offices work everywhere."""
    return day.weekday() < SATURDAY and (day.month, day.day) not in NATIONAL_HOLIDAYS


def first_working_day(month: date) -> date:
    """The first day of a month on which offices work."""
    day = month.replace(day=1)
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def month_before(day: date) -> date:
    """The first day of the month before a day's."""
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def month_after(month: date) -> date:
    """The first day of the next month."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)
