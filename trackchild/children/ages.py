"""Age then and now, from values alone."""

from datetime import date
from decimal import Decimal

DAYS_IN_A_YEAR = Decimal("365.25")


def age_at(*, age_years: Decimal | None, age_on: date | None, birth_on: date | None, on: date) -> Decimal | None:
    """Years of age on a date, carried forward from a birth date or from an age told on another date."""
    if birth_on is not None:
        years = Decimal((on - birth_on).days) / DAYS_IN_A_YEAR
    elif age_years is not None and age_on is not None:
        years = age_years + Decimal((on - age_on).days) / DAYS_IN_A_YEAR
    else:
        return age_years
    return max(Decimal(0), round(years, 1))
