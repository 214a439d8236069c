"""What a search for a missing child asks."""

from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trackchild.portal.searching import PAGES, Asked
from trackchild.portal.steps import tidy
from trackchild.ui.captcha import CaptchaMixin
from trackchild.ui.digits import fold_digits

from .gallery import FilterForm

FEWEST_LETTERS, FIRST_YEAR = 3, 1990


class SearchForm(CaptchaMixin, FilterForm):
    """A name and one fact more, or the number on a poster."""

    name = forms.CharField(
        label=gettext_lazy("Name of the child"),
        max_length=200,
        help_text=gettext_lazy("In any script or spelling. Or the number on a poster, for example M-19-26-7K3M9."),
    )
    year = forms.CharField(
        label=gettext_lazy("Missing since the year"),
        max_length=10,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    page = forms.IntegerField(required=False, min_value=1, max_value=PAGES, widget=forms.HiddenInput)
    field_order = ("name", "state", "age", "sex", "year")

    def clean_name(self) -> str:
        """Three letters at least: shorter ones would leaf through the register."""
        name = tidy(self.cleaned_data["name"]).strip()
        if sum(letter.isalnum() for letter in name) < FEWEST_LETTERS:
            raise forms.ValidationError(_("Write at least three letters of the name."))
        return name

    def clean_year(self) -> int | None:
        """A year since the register began."""
        text = fold_digits(self.cleaned_data["year"]).strip()
        if not text:
            return None
        if not text.isdecimal() or not FIRST_YEAR <= int(text) <= localdate().year:
            raise forms.ValidationError(_("Write the year with four digits, for example 2015."))
        return int(text)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not self.asked().facts and not self.is_number():
            self.add_error("name", _("Choose one thing more: the state, the age, girl or boy, or the year."))
        return cleaned

    def is_number(self) -> bool:
        """Whether the number of a poster was written instead of a name."""
        return any(letter.isdigit() for letter in self.cleaned_data.get("name", ""))

    def asked(self) -> Asked:
        """The question as values."""
        given = self.cleaned_data
        return Asked(given["name"], self.given("state"), self.given("sex") or "", self.ages(), given.get("year"))
