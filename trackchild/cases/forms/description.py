"""The descriptive blocks that Form M and Form R share; each side fills in its own, nothing is copied across."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trackchild.cases.people import Person
from trackchild.children import vocabulary as child_words
from trackchild.children.actions import MarkSeen, NameWritten, RelativeTold, Told
from trackchild.children.models import Description, Relative
from trackchild.photos.actions import Given
from trackchild.photos.fields import PictureField
from trackchild.photos.vocabulary import PhotoKind
from trackchild.ui.fields import DateField, PhoneField
from trackchild.ui.forms import PlainForm

from .blocks import (
    BLOOD_GROUPS,
    CATEGORIES,
    MARK_PARTS,
    MARK_ROWS,
    MARKS,
    MOST_MARKS,
    PICTURES,
    PLAIN,
    RELATIONS,
    TONGUES,
    BoundSection,
    Section,
)
from .fields import KeptChoiceField, Place, PlaceField, chosen, of, words, yes_or_no
from .languages import LANGUAGE_NAMES

D = Description


class DescriptionSheet(PlainForm):
    """What one side says of a child. `at` is the present moment: nothing may be entered for a time to come."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200, required=False)
    native = forms.CharField(label=gettext_lazy("Name in its own script"), max_length=200, required=False)
    alias = forms.CharField(
        label=gettext_lazy("Pet names and aliases"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Several names are separated by a semicolon."),
    )
    sex = forms.ChoiceField(
        label=gettext_lazy("Girl or boy"),
        choices=child_words.Sex.choices,
        required=False,
        widget=forms.RadioSelect(attrs={"class": "choices-row"}),
    )
    age_years = forms.DecimalField(
        label=gettext_lazy("Age in years"),
        min_value=0,
        max_value=120,
        max_digits=4,
        decimal_places=1,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text=gettext_lazy("Half a year is 0.5."),
    )
    birth_on = DateField(label=gettext_lazy("Date of birth"), required=False)
    age_precision = chosen(gettext_lazy("How sure is the age"), child_words.AgePrecision.choices)
    age_source = chosen(gettext_lazy("Where the age comes from"), child_words.AgeSource.choices)
    religion = of(D, "religion")
    category = chosen(gettext_lazy("Category"), CATEGORIES)
    nationality = of(D, "nationality")
    school = of(D, "school")
    school_class = of(D, "school_class")
    aadhaar_last4 = of(
        D, "aadhaar_last4", validators=[RegexValidator(r"^\d{4}$", gettext_lazy("Write the last four digits only."))]
    )

    home = PlaceField(label=gettext_lazy("Home district"), required=False)
    home_village = of(D, "home_village")
    home_address = words(D, "home_address")
    home_pin = of(
        D, "home_pin", validators=[RegexValidator(r"^[1-9]\d{5}$", gettext_lazy("A PIN code has six digits."))]
    )
    home_country = of(D, "home_country")
    present_address = words(D, "present_address")
    family_migrated = yes_or_no(gettext_lazy("The family has moved for work"))

    height_cm = of(D, "height_cm", min_value=20, max_value=230)
    weight_kg = of(D, "weight_kg", min_value=1, max_value=200)
    build = chosen(gettext_lazy("Build"), child_words.Build.choices)
    complexion = chosen(gettext_lazy("Complexion"), child_words.Complexion.choices)
    face = chosen(gettext_lazy("Shape of the face"), child_words.Face.choices)
    hair = chosen(gettext_lazy("Hair"), child_words.Hair.choices)
    eyes = of(D, "eyes")
    teeth = of(D, "teeth")
    other_features = of(D, "other_features")
    speech = of(D, "speech")
    gait = of(D, "gait")
    blood_group = chosen(gettext_lazy("Blood group"), BLOOD_GROUPS)
    disability = of(D, "disability")
    health = words(D, "health")

    mother_tongue = chosen(gettext_lazy("Mother tongue"), LANGUAGE_NAMES.items())
    second_language = chosen(gettext_lazy("Second language"), LANGUAGE_NAMES.items())
    third_language = chosen(gettext_lazy("Third language"), LANGUAGE_NAMES.items())
    dialect = of(D, "dialect")
    can_read = yes_or_no(gettext_lazy("Can read and write"))

    clothing = words(D, "clothing")
    footwear = of(D, "footwear")
    jewellery = of(D, "jewellery")
    belongings = words(D, "belongings")

    photo_absent = chosen(gettext_lazy("Why there is no photograph"), child_words.PhotoAbsent.choices)

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        self._add_relatives()
        for name in PICTURES:
            self._add_picture(name)
        self.mark_rows = min(MOST_MARKS, max(MARK_ROWS, self._marks_given() + 2))
        for row in range(self.mark_rows):
            self._add_mark(row)
        for name, field in self.fields.items():
            if isinstance(field, KeptChoiceField):
                field.keep(self.get_initial_for_field(field, name))

    # Rows

    def _add_relatives(self) -> None:
        for prefix, _relation in RELATIONS:
            self.fields[f"{prefix}_name"] = of(Relative, "text", label=_("Name"))
            self.fields[f"{prefix}_native"] = of(Relative, "native", label=_("Name in its own script"))
            self.fields[f"{prefix}_living"] = yes_or_no(_("Living"))
            self.fields[f"{prefix}_occupation"] = of(Relative, "occupation", label=_("Occupation"))
            self.fields[f"{prefix}_phone"] = PhoneField(label=_("Mobile number"), required=False)

    def _add_picture(self, name: str) -> None:
        self.fields[name] = PictureField(label=_("Picture"), required=False)
        self.fields[f"{name}_kind"] = forms.ChoiceField(
            label=_("What it shows"), choices=PhotoKind.choices, initial=PhotoKind.CHILD, required=False
        )
        self.fields[f"{name}_on"] = DateField(label=_("Taken on"), required=False)

    def _marks_given(self) -> int:
        sent = {name.split("_")[1] for name in self.data if name.startswith("mark_")}
        known = {name.split("_")[1] for name in self.initial if name.startswith("mark_")}
        if sent:
            return max((int(row) for row in sent if row.isdecimal()), default=0) - 1
        return len(known)

    def _add_mark(self, row: int) -> None:
        self.fields[f"mark_{row}_kind"] = chosen(_("Kind"), child_words.MarkKind.choices)
        self.fields[f"mark_{row}_part"] = chosen(_("Part of the body"), child_words.BodyPart.choices)
        self.fields[f"mark_{row}_side"] = chosen(_("Side"), child_words.Side.choices)
        self.fields[f"mark_{row}_text"] = forms.CharField(label=_("In words"), max_length=200, required=False)
        self.fields[f"mark_{row}_intimate"] = forms.BooleanField(label=_("Covered by clothes"), required=False)

    # Drawing

    parts: tuple[Section, ...] = ()

    def sections(self) -> Iterator[BoundSection]:
        """The fieldsets in order; a field that this form does not hold (withheld from the reader) is left out."""
        for part in self.parts:
            fields = [self[name] for name in part.fields if name in self.fields]
            rows = [(title, [self[name] for name in names if name in self.fields]) for title, names in self._rows(part)]
            bound = [*fields, *(field for _title, row in rows for field in row)]
            if bound:
                has_errors = any(field.errors for field in bound)
                yield BoundSection(part.title, part.hint, fields, [row for row in rows if row[1]], has_errors)

    def _rows(self, part: Section) -> tuple[tuple[str | Promise, tuple[str, ...]], ...]:
        if part is not MARKS:
            return part.rows
        return tuple(
            (_("Mark %(number)d") % {"number": row + 1}, tuple(f"mark_{row}_{one}" for one in MARK_PARTS))
            for row in range(self.mark_rows)
        )

    # Reading

    def refuse_the_future(self, *names: str) -> None:
        """A time or day to come is an error of its own field."""
        for name in names:
            value = self.cleaned_data.get(name)
            now: date | datetime = self.at if isinstance(value, datetime) else localdate(self.at)
            if value and value > now:
                self.add_error(name, _("This time is still to come. Check the date."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.refuse_the_future("birth_on", *(f"{name}_on" for name in PICTURES))
        return cleaned

    def told(self, event_at: datetime) -> Told:
        """What the sheet says of the child; the age is the age on the day of the event."""
        given = self.cleaned_data
        home: Place | None = given["home"]
        facts = {name: given[name] for name in PLAIN}
        facts["age_on"] = localdate(event_at) if given["age_years"] is not None else None
        facts["home_state"], facts["home_district"] = (home.state, home.district) if home else (None, None)
        facts["languages"] = list(dict.fromkeys(given[one] for one in TONGUES if given[one]))
        return Told(facts=facts, names=self._names(), relatives=self._relatives(), marks=self._marks())

    def _names(self) -> tuple[NameWritten, ...]:
        kinds = child_words.NameKind
        given = self.cleaned_data
        aliases = (alias.strip() for alias in given["alias"].split(";"))
        written = [
            (kinds.NAME, given["name"]),
            (kinds.NATIVE, given["native"]),
            *((kinds.ALIAS, one) for one in aliases),
        ]
        return tuple(NameWritten(kind, text) for kind, text in written if text)

    def _relatives(self) -> tuple[RelativeTold, ...]:
        given = self.cleaned_data
        return tuple(
            RelativeTold(
                relation,
                given[f"{prefix}_name"],
                given[f"{prefix}_native"],
                given[f"{prefix}_living"],
                given[f"{prefix}_occupation"],
            )
            for prefix, relation in RELATIONS
        )

    def _marks(self) -> tuple[MarkSeen, ...]:
        return tuple(
            MarkSeen(**{part: self.cleaned_data[f"mark_{row}_{part}"] for part in MARK_PARTS})
            for row in range(self.mark_rows)
        )

    def relatives_to_call(self) -> tuple[Person, ...]:
        """Relatives whose telephone number was given."""
        given = self.cleaned_data
        return tuple(
            Person(kind="RELATIVE", name=given[f"{prefix}_name"], relation=relation, phones=(given[f"{prefix}_phone"],))
            for prefix, relation in RELATIONS
            if given[f"{prefix}_phone"]
        )

    def pictures(self) -> tuple[Given, ...]:
        """The pictures that came, each with what is said of it."""
        given = self.cleaned_data
        return tuple(
            Given(given[name], kind=given[f"{name}_kind"] or PhotoKind.CHILD, taken_on=given[f"{name}_on"])
            for name in PICTURES
            if given.get(name)
        )
