"""The filters of the gallery: an address with them can be sent to somebody."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from trackchild.children.vocabulary import Sex

from .fields import FilterBar, state_choices_or_all

AGES = (
    ("0-5", gettext_lazy("Up to 5 years")),
    ("6-11", gettext_lazy("6 to 11 years")),
    ("12-17", gettext_lazy("12 to 17 years")),
    ("18-99", gettext_lazy("18 years and above now")),
)


class FilterForm(FilterBar):
    """State, age by now, girl or boy. Every filter may stay open."""

    state = forms.TypedChoiceField(
        label=gettext_lazy("State"),
        choices=state_choices_or_all,
        coerce=int,
        empty_value=None,
        required=False,
    )
    age = forms.ChoiceField(
        label=gettext_lazy("Age now"),
        choices=[("", gettext_lazy("Any age")), *AGES],
        required=False,
    )
    sex = forms.ChoiceField(
        label=gettext_lazy("Girl or boy"),
        choices=[("", gettext_lazy("All children")), *((value, label) for value, label in Sex.choices if value)],
        required=False,
    )

    district = forms.IntegerField(required=False, widget=forms.HiddenInput)
    """The district of somebody who asked what is near."""

    def ages(self) -> tuple[int, int] | None:
        """The least age and the age they are below, in years."""
        chosen = self.cleaned_data.get("age")
        if not chosen:
            return None
        least, most = chosen.split("-")
        return int(least), int(most) + 1

    def given(self, name: str) -> Any:
        """One filter; None where it is open or wrong: a wrong filter in an old address filters nothing."""
        return self.cleaned_data.get(name) or None
