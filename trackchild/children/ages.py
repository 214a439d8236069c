"""Age then and now: the one place where an age is carried from day to day and put into words.

A date of birth gives whole months. An age that was only told is kept to a tenth of a year, as people tell it.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import ngettext

DAYS_IN_A_YEAR = Decimal("365.25")
MONTHS_IN_A_YEAR = 12
OF_AGE = 18
TOLD_IN_MONTHS_BELOW = 24
"""A small child is so many months old, in people's mouths and on our pages."""
TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class ThenAndNow:
    """An age in words on the day of the event, and today; empty where it is not known."""

    then: str
    now: str

    @property
    def differ(self) -> bool:
        return bool(self.then and self.now and self.then != self.now)


def age_at(*, age_years: Decimal | None, age_on: date | None, birth_on: date | None, on: date) -> Decimal | None:
    """Years of age on a date, to a tenth, carried forward from a birth date or from an age told on another date."""
    if birth_on is not None:
        years = Decimal((on - birth_on).days) / DAYS_IN_A_YEAR
        # Nobody is eighteen before the birthday, however near it is.
        whole = whole_months(birth_on, on) // MONTHS_IN_A_YEAR
        return max(Decimal(0), min(round(years, 1), whole + 1 - TENTH))
    if age_years is not None and age_on is not None:
        return max(Decimal(0), round(age_years + Decimal((on - age_on).days) / DAYS_IN_A_YEAR, 1))
    return age_years


def whole_months(since: date, on: date) -> int:
    """Months that are over between two days; below nought before the first."""
    return (on.year - since.year) * MONTHS_IN_A_YEAR + on.month - since.month - (on.day < since.day)


def months_at(*, age_years: Decimal | None, age_on: date | None, birth_on: date | None, on: date) -> int | None:
    """Months of age on a date."""
    if birth_on is not None:
        return max(0, whole_months(birth_on, on))
    if age_years is None:
        return None
    # A told age is a few weeks uncertain anyway: days are rounded to months, not cut.
    lived = round((on - age_on).days * MONTHS_IN_A_YEAR / DAYS_IN_A_YEAR) if age_on is not None else 0
    return max(0, in_months(age_years) + lived)


def in_months(years: Decimal) -> int:
    """A told age in months."""
    return round(years * MONTHS_IN_A_YEAR)


def age_words(months: int) -> str:
    """An age in whole years; below two years in months."""
    if months < TOLD_IN_MONTHS_BELOW:
        months = max(1, months)
        return ngettext("%(count)s month", "%(count)s months", months) % {"count": months}
    years = months // MONTHS_IN_A_YEAR
    return ngettext("%(count)s year", "%(count)s years", years) % {"count": years}


def then_and_now(*, age_years: Decimal | None, birth_on: date | None, event_on: date, on: date) -> ThenAndNow:
    """The age on the day of the event (told for that day, or counted from the date of birth) and on another day."""

    def words(day: date) -> str:
        months = months_at(age_years=age_years, age_on=event_on, birth_on=birth_on, on=day)
        return age_words(months) if months is not None else ""

    return ThenAndNow(words(event_on), words(on))
