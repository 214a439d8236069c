"""Fields that take what people really write: ages and heights in their own measure, a time of day."""

import re
from datetime import time
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from trackchild.geography.queries import districts_of, states
from trackchild.portal.ages import NotAnAge, read_age
from trackchild.ui.digits import fold_digits
from trackchild.ui.forms import PlainForm

NOT_KNOWN = "?"
OLDEST = 120
CM_IN_A_FOOT, CM_IN_AN_INCH = Decimal("30.48"), Decimal("2.54")
SMALLEST_CM, TALLEST_CM = 20, 230
_CM = re.compile(r"(\d{2,3})(?:\.\d+)?\s*(?:c|$)")
_FEET = re.compile(r"([1-7])(?:\.(\d{1,2}))?\s*(?:f|'|’|′)\D*(\d{1,2})?")
_CLOCK = re.compile(r"([01]?\d|2[0-3])(?:[:. ]?([0-5]\d))?(?::[0-5]\d)?\s*([ap])?\.?(?:m\.?)?")


class AgeField(forms.CharField):
    """An age in years or months, in any digits. Clean value: years as a Decimal, or None."""

    default_error_messages = {
        "age": gettext_lazy("Write the age as a number of years or months, for example 9 years, or 8 months."),
        "old": gettext_lazy("Check the age. It cannot be more than 120 years."),
    }

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            years = read_age(text)
        except NotAnAge as unread:
            raise ValidationError(self.error_messages["age"], code="age") from unread
        if years > OLDEST:
            raise ValidationError(self.error_messages["old"], code="old")
        return years


class HeightField(forms.CharField):
    """A height in centimetres, or in feet and inches. Clean value: centimetres, or None."""

    default_error_messages = {
        "height": gettext_lazy("Write the height in centimetres or in feet, for example 125 cm, or 4 feet 1 inch."),
    }

    def clean(self, value: Any) -> Any:
        text = fold_digits(super().clean(value)).casefold().strip()
        if not text:
            return None
        cm = _centimetres(text)
        if cm is None or not SMALLEST_CM <= cm <= TALLEST_CM:
            raise ValidationError(self.error_messages["height"], code="height")
        return cm


def _centimetres(text: str) -> int | None:
    if metric := _CM.match(text):
        return int(metric[1])
    if feet := _FEET.match(text):
        inches = int(feet[3] or feet[2] or 0)
        return round(int(feet[1]) * CM_IN_A_FOOT + inches * CM_IN_AN_INCH)
    return None


class ClockInput(forms.TextInput):
    """The telephone's own clock; a plain box where there is none."""

    input_type = "time"


class ClockField(forms.CharField):
    """A time of day: 17:30, 5.30 pm, 5 pm. Clean value: a time, or None."""

    widget = ClockInput
    default_error_messages = {
        "time": gettext_lazy("Write the time by the clock, for example 17:30 or 5.30 pm."),
    }

    def clean(self, value: Any) -> Any:
        text = fold_digits(super().clean(value)).casefold().strip()
        if not text:
            return None
        read = _CLOCK.fullmatch(text)
        hour = int(read[1]) if read else 0
        if read is None or (read[3] and not 1 <= hour <= 12):  # noqa: PLR2004
            raise ValidationError(self.error_messages["time"], code="time")
        if read[3]:
            hour = hour % 12 + (12 if read[3] == "p" else 0)
        return time(hour, int(read[2] or 0))


@lru_cache(maxsize=32)
def state_choices(language: str) -> tuple[tuple[str, str], ...]:
    """All states and union territories in a language; they change with a release, never between."""
    return tuple(sorted(((str(state.pk), state.name_in(language)) for state in states()), key=lambda pair: pair[1]))


@lru_cache(maxsize=512)
def district_choices(state_code: int, language: str) -> tuple[tuple[str, str], ...]:
    """The districts of a state in a language."""
    found = ((str(district.pk), district.name_in(language)) for district in districts_of(state_code))
    return tuple(sorted(found, key=lambda pair: pair[1]))


def states_to_choose() -> list[tuple[str, str]]:
    """For a select: an honest first line, then the states."""
    return [("", _("Choose")), *state_choices(get_language() or "en")]


def state_choices_or_all() -> list[tuple[str, str]]:
    """For a filter: all of India, or one state."""
    return [("", _("All India")), *state_choices(get_language() or "en")]


def districts_to_choose(state_code: int | None) -> list[tuple[str, str]]:
    """For a select: an honest first line, the districts, and the right not to know."""
    known = district_choices(state_code, get_language() or "en") if state_code else ()
    return [("", _("Choose")), *known, (NOT_KNOWN, _("I do not know the district"))]


class FilterBar(PlainForm):
    """Filters of a list. None is obligatory, so none says that it is optional."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields.values()
        for field in fields:
            field.template_name = "portal/filter.html"
