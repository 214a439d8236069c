"""The two reports on one page each, for a telephone without a network: few questions, so that the line can wait."""

import re
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from trackchild.photos.fields import PictureField
from trackchild.portal.steps import tidy
from trackchild.ui.fields import PhoneField
from trackchild.ui.forms import PlainForm

from .child import GROWN_UP, sex_choices
from .fields import NOT_KNOWN, AgeField, district_choices, state_choices
from .people import DangerForm, WhoForm

SECRET = re.compile(r"S(-[0-9A-HJKMNP-TV-Z]{4}){3}")
LONGEST_WAIT = timedelta(days=30)
"""How old a report may be when it arrives; an older moment comes from a clock that is wrong."""
DAYS = (
    ("0", gettext_lazy("Today")),
    ("1", gettext_lazy("Yesterday")),
    ("3", gettext_lazy("A few days ago")),
    ("10", gettext_lazy("Longer ago")),
)


def places_to_choose() -> list[Any]:
    """All districts under their states: without a network no second list can be asked for."""
    language = get_language() or "en"
    groups = [
        (name, [*district_choices(int(code), language), (f"{NOT_KNOWN}{code}", _("I do not know the district"))])
        for code, name in state_choices(language)
    ]
    return [("", _("Choose")), *groups]


class OfflineForm(PlainForm):
    """What both reports ask, and what the telephone adds. `at` is the moment of arrival."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    secret = forms.RegexField(SECRET, widget=forms.HiddenInput)
    written_at = forms.DateTimeField(widget=forms.HiddenInput)
    district = forms.ChoiceField(label=gettext_lazy("State and district"), choices=places_to_choose)
    place = forms.CharField(
        label=gettext_lazy("Place"),
        max_length=300,
        help_text=gettext_lazy("For example: platform 3, Howrah station, near the tea stall"),
    )
    days_ago = forms.TypedChoiceField(
        label=gettext_lazy("When?"),
        choices=DAYS,
        coerce=int,
        widget=forms.RadioSelect(attrs={"class": "choices-row"}),
    )
    sex = forms.ChoiceField(
        label=gettext_lazy("Girl or boy"),
        choices=sex_choices,
        widget=forms.RadioSelect(attrs={"class": "choices-row"}),
        required=False,
    )
    age = AgeField(
        label=gettext_lazy("About how old?"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("For example: 9 years. For a baby: 8 months."),
    )
    clothing = forms.CharField(label=gettext_lazy("Clothes"), max_length=300, required=False)
    photo = PictureField(label=gettext_lazy("Photo"), required=False)

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at

    def clean_written_at(self) -> datetime:
        """The telephone's clock, believed where it can be right."""
        written: datetime = self.cleaned_data["written_at"]
        return written if self.at - LONGEST_WAIT <= written <= self.at else self.at

    def clean_age(self) -> Any:
        """A grown-up is not what these forms are for."""
        age = self.cleaned_data["age"]
        if age is not None and age >= GROWN_UP:
            raise forms.ValidationError(
                _("This form is for children under 18. For a grown-up, go to the nearest police station or call 112.")
            )
        return age

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, value in cleaned.items():
            if isinstance(value, str):
                cleaned[name] = tidy(value)
        cleaned["seen_at"] = self._moment()
        return cleaned

    def _moment(self) -> datetime:
        """The moment that is meant: for today halfway since midnight, for another day its noon."""
        written = timezone.localtime(self.cleaned_data.get("written_at") or self.at)
        ago = self.cleaned_data.get("days_ago") or 0
        midnight = timezone.make_aware(datetime.combine(written.date() - timedelta(days=ago), time()))
        return midnight + (timedelta(hours=12) if ago else (written - midnight) / 2)


class OfflineMissingForm(OfflineForm):
    """A missing child. What is left out here the police ask, or the reporter adds later."""

    name = forms.CharField(label=gettext_lazy("Name of the child"), max_length=200, required=False)
    father = forms.CharField(label=gettext_lazy("Father’s name"), max_length=200, required=False)
    mother = forms.CharField(label=gettext_lazy("Mother’s name"), max_length=200, required=False)
    story = forms.CharField(
        label=gettext_lazy("What happened?"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    fir_refused = forms.BooleanField(
        label=gettext_lazy("A police station refused to register my complaint"), required=False
    )
    relation = forms.ChoiceField(
        label=gettext_lazy("You are the child’s"),
        choices=WhoForm.base_fields["relation"].choices,  # type: ignore[attr-defined]
    )
    reporter = forms.CharField(label=gettext_lazy("Your name"), max_length=160)
    phone = PhoneField(
        label=gettext_lazy("Your mobile number"), help_text=gettext_lazy("Ten digits. The police call it.")
    )
    field_order = (
        "name", "sex", "age", "district", "place", "days_ago", "clothing", "photo", "story", "father", "mother",
        "fir_refused", "relation", "reporter", "phone",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sex"].required = self.fields["age"].required = True


class OfflineSightingForm(OfflineForm):
    """A child that was seen, or is not safe."""

    danger = forms.ChoiceField(
        label=gettext_lazy("Is the child in danger now?"),
        choices=DangerForm.base_fields["danger"].choices,  # type: ignore[attr-defined]
        widget=forms.RadioSelect,
    )
    story = forms.CharField(
        label=gettext_lazy("What did you see?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("The child, the clothes, who was there, which way they went. In any language."),
    )
    heard_name = forms.CharField(label=gettext_lazy("Name, if you heard it"), max_length=200, required=False)
    phone = PhoneField(
        label=gettext_lazy("Your mobile number"),
        required=False,
        help_text=gettext_lazy("Only if the police may call you. You may stay unnamed."),
    )
    field_order = (
        "danger", "district", "place", "days_ago", "photo", "story", "sex", "age", "heard_name", "clothing", "phone",
    )  # fmt: skip


FORMS: dict[str, type[OfflineForm]] = {"missing": OfflineMissingForm, "sighting": OfflineSightingForm}
