"""Ages are understood as people write them."""

from decimal import Decimal

import pytest

from trackchild.children.ages import age_words, in_months
from trackchild.portal.ages import NotAnAge, read_age


@pytest.mark.parametrize(
    ("written", "years"),
    [
        ("9", "9"),
        ("9 years", "9"),
        ("9.5", "9.5"),
        ("9½", "9.5"),
        ("8 months", "0.7"),
        ("8m", "0.7"),
        ("1 year 6 months", "1.5"),
        ("१० साल", "10"),
        ("६ महीने", "0.5"),
        ("৭ বছর", "7"),
        ("۸ ماہ", "0.7"),
        ("3 weeks", "0.1"),
    ],
)
def test_an_age_is_read_in_years_or_months_and_in_any_digits(written: str, years: str) -> None:
    assert read_age(written) == Decimal(years)


@pytest.mark.parametrize("written", ["", "nine", "9 monkeys", "about", "-3", "9 / 10"])
def test_words_that_are_no_age_are_refused(written: str) -> None:
    with pytest.raises(NotAnAge):
        read_age(written)


@pytest.mark.parametrize(
    ("years", "words"), [("0.1", "1 month"), ("0.7", "8 months"), ("2", "2 years"), ("9.9", "9 years")]
)
def test_a_baby_is_so_many_months_old(years: str, words: str) -> None:
    assert age_words(in_months(Decimal(years))) == words
