"""Age then and now: whole months from a date of birth, never a birthday before its day."""

from datetime import date
from decimal import Decimal

import pytest

from trackchild.children.ages import age_at, age_words, in_months, months_at, then_and_now, whole_months


@pytest.mark.parametrize(
    ("since", "on", "months"),
    [
        (date(2020, 1, 31), date(2020, 2, 29), 0),
        (date(2020, 1, 31), date(2020, 3, 1), 1),
        (date(2020, 2, 29), date(2021, 2, 28), 11),
        (date(2020, 2, 29), date(2021, 3, 1), 12),
        (date(2020, 5, 10), date(2020, 5, 9), -1),
        (date(2020, 12, 15), date(2021, 1, 15), 1),
    ],
)
def test_a_month_is_over_on_its_own_day(since: date, on: date, months: int) -> None:
    assert whole_months(since, on) == months


@pytest.mark.parametrize("months", range(1, 30))
def test_an_age_by_date_of_birth_is_right_to_the_month(months: int) -> None:
    born = date(2023, 3, 14)
    year, month = divmod(born.month - 1 + months, 12)
    day = date(born.year + year, month + 1, 14)

    assert months_at(age_years=None, age_on=None, birth_on=born, on=day) == months
    assert months_at(age_years=None, age_on=None, birth_on=born, on=day.replace(day=13)) == months - 1


def test_nobody_is_eighteen_before_the_birthday() -> None:
    born = date(2008, 6, 15)

    assert age_at(age_years=None, age_on=None, birth_on=born, on=date(2026, 6, 14)) == Decimal("17.9")
    assert age_at(age_years=None, age_on=None, birth_on=born, on=date(2026, 6, 15)) == Decimal(18)


@pytest.mark.parametrize(
    ("told", "years_later", "then", "now"),
    [
        ("9", 0, "9 years", "9 years"),
        ("9", 4, "9 years", "13 years"),
        ("0.7", 0, "8 months", "8 months"),
        ("0.7", 1, "8 months", "20 months"),
        ("1.5", 1, "18 months", "2 years"),
    ],
)
def test_a_told_age_is_carried_forward(told: str, years_later: int, then: str, now: str) -> None:
    seen = date(2022, 6, 14)

    ages = then_and_now(
        age_years=Decimal(told), birth_on=None, event_on=seen, on=seen.replace(year=seen.year + years_later)
    )

    assert (ages.then, ages.now) == (then, now)
    assert ages.differ is (then != now)


def test_a_date_of_birth_is_believed_before_a_told_age() -> None:
    ages = then_and_now(
        age_years=Decimal(5), birth_on=date(2015, 1, 2), event_on=date(2022, 6, 14), on=date(2026, 1, 1)
    )

    assert (ages.then, ages.now) == ("7 years", "10 years")


def test_an_unknown_age_says_nothing() -> None:
    ages = then_and_now(age_years=None, birth_on=None, event_on=date(2022, 6, 14), on=date(2026, 1, 1))

    assert (ages.then, ages.now, ages.differ) == ("", "", False)


def test_a_newborn_is_a_month_old_in_words() -> None:
    assert age_words(0) == "1 month"
    assert age_words(in_months(Decimal("23") / 12)) == "23 months"
    assert age_words(24) == "2 years"
