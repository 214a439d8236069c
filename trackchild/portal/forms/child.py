"""Questions about the child: who, how the child looks, which marks, whose child."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trackchild.cases.forms.languages import LANGUAGE_NAMES
from trackchild.children import vocabulary as words
from trackchild.portal.steps import StepForm
from trackchild.ui.fields import DateField

from .fields import AgeField, HeightField

NOT_KNOWN = gettext_lazy("Not known")
GROWN_UP = 18
MARK_ROWS = 3


def known(choices: Any) -> list[tuple[str, Any]]:
    """The choices of a select, with an honest first line."""
    return [("", NOT_KNOWN), *((value, label) for value, label in choices if value)]


def sex_choices() -> list[tuple[str, Any]]:
    """Girl, boy, transgender."""
    return [(value, label) for value, label in words.Sex.choices if value]


class ChildForm(StepForm):
    """Who is missing."""

    name = forms.CharField(
        label=gettext_lazy("Name of the child"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("In any language and script. Leave it empty if you do not know it."),
    )
    pet_name = forms.CharField(
        label=gettext_lazy("Pet name"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("What the child is called at home"),
    )
    sex = forms.ChoiceField(
        label=gettext_lazy("Girl or boy"),
        choices=sex_choices,
        widget=forms.RadioSelect(attrs={"class": "choices-row"}),
    )
    age = AgeField(
        label=gettext_lazy("Age"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("For example: 9 years. For a baby: 8 months."),
    )
    birth_on = DateField(
        label=gettext_lazy("Date of birth"),
        required=False,
        help_text=gettext_lazy("If you know it. For example: 7 11 2016"),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        age, birth_on = cleaned.get("age"), cleaned.get("birth_on")
        today = localdate(self.at)
        if birth_on and birth_on > today:
            self.add_error("birth_on", _("The date of birth is still to come. Check the year."))
        elif birth_on and birth_on <= today.replace(year=today.year - GROWN_UP, day=min(today.day, 28)):
            self.add_error("birth_on", self._grown_up())
        if age is not None and age >= GROWN_UP:
            self.add_error("age", self._grown_up())
        if age is None and not birth_on and not {"age", "birth_on"} & set(self.errors):
            self.add_error("age", _("Write the age, or the date of birth. A guess helps too."))
        return cleaned

    @staticmethod
    def _grown_up() -> str:
        return _("This form is for children under 18. For a grown-up, go to the nearest police station or call 112.")


class LooksForm(StepForm):
    """How the child looks and what the child wore and speaks."""

    height = HeightField(
        label=gettext_lazy("Height"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("For example: 125 cm, or 4 feet 1 inch"),
    )
    complexion = forms.ChoiceField(
        label=gettext_lazy("Complexion"), choices=known(words.Complexion.choices), required=False
    )
    hair = forms.ChoiceField(label=gettext_lazy("Hair"), choices=known(words.Hair.choices), required=False)
    clothing = forms.CharField(
        label=gettext_lazy("Clothes when last seen"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("For example: red frock with white dots, blue slippers"),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language the child speaks best"), choices=known(LANGUAGE_NAMES.items()), required=False
    )
    other_language = forms.ChoiceField(
        label=gettext_lazy("Another language the child speaks"), choices=known(LANGUAGE_NAMES.items()), required=False
    )


class MarksForm(StepForm):
    """Marks on the body, in rows. Each row is one mark."""

    PARTS = ("kind", "part", "side", "text", "covered")

    def prepare(self) -> None:
        for row in range(MARK_ROWS):
            self.fields[f"kind_{row}"] = forms.ChoiceField(
                label=_("Kind of mark"), choices=known(words.MarkKind.choices), required=False
            )
            self.fields[f"part_{row}"] = forms.ChoiceField(
                label=_("Where on the body"), choices=known(words.BodyPart.choices), required=False
            )
            self.fields[f"side_{row}"] = forms.ChoiceField(
                label=_("Side"), choices=known(words.Side.choices), required=False
            )
            self.fields[f"text_{row}"] = forms.CharField(label=_("In your words"), max_length=200, required=False)
            self.fields[f"covered_{row}"] = forms.BooleanField(
                label=_("Clothes cover this part. It will not be shown in public."), required=False
            )

    def rows(self) -> list[list[BoundField]]:
        """The fields of each mark together."""
        return [[self[f"{part}_{row}"] for part in self.PARTS] for row in range(MARK_ROWS)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        told = [{part: cleaned.get(f"{part}_{row}") for part in self.PARTS} for row in range(MARK_ROWS)]
        cleaned["marks"] = [mark for mark in told if mark["kind"] or mark["part"] or mark["text"]]
        return cleaned


class FamilyForm(StepForm):
    """The parents' names and where home is."""

    father = forms.CharField(label=gettext_lazy("Father’s name"), max_length=200, required=False)
    mother = forms.CharField(label=gettext_lazy("Mother’s name"), max_length=200, required=False)
    guardian = forms.CharField(
        label=gettext_lazy("Guardian’s name"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("If the child does not live with a parent"),
    )
    home_where = forms.ChoiceField(
        label=gettext_lazy("Where is the child’s home?"),
        choices=[
            ("SAME", gettext_lazy("In the district where the child was last seen")),
            ("OTHER", gettext_lazy("In another district")),
            ("UNKNOWN", gettext_lazy("I do not know")),
        ],
        widget=forms.RadioSelect,
    )
    village = forms.CharField(label=gettext_lazy("Village, ward or town"), max_length=120, required=False)
    address = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Only the police see it."),
    )
