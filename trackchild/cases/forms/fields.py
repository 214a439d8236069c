"""Fields of official forms: a moment in boxes, a place chosen from the register of districts, words kept as written."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Field, Model
from django.forms.utils import flatatt
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from trackchild.geography.models import District, State
from trackchild.geography.queries import states
from trackchild.ui.digits import fold_digits
from trackchild.ui.widgets import PARTS

NOT_KNOWN = gettext_lazy("Not known")
MOMENT_PARTS = (*PARTS, ("time", gettext_lazy("Time"), 5))
CLOCK_TIME = re.compile(r"([01]?\d|2[0-3])[:.]?([0-5]\d)")
EXAMPLE = gettext_lazy("Day, month, year and the time by the 24-hour clock, for example 7 11 2026 and 14:05")


class MomentParts(forms.Widget):
    """Day, month, year and time as four short boxes; digits of any script. Reads as `YYYY-MM-DD HH:MM`."""

    template_name = "ui/widgets/date_parts.html"
    use_fieldset = True

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        base = context["widget"]["attrs"].pop("id", f"id_{name}")
        given = self.split(value)
        context["widget"]["parts"] = [
            {"name": f"{name}_{part}", "label": label, "size": size, "value": given[part], "id": f"{base}_{number}"}
            for number, (part, label, size) in enumerate(MOMENT_PARTS)
        ]
        return context

    @staticmethod
    def split(value: Any) -> dict[str, str]:
        """The boxes as written, also of an impossible moment so that it can be shown again."""
        if isinstance(value, datetime):
            local = timezone.localtime(value)
            value = f"{local:%Y-%m-%d %H:%M}"
        day, _space, time = str(value or "").partition(" ")
        year, month, number = (day.split("-") + ["", "", ""])[:3]
        return {"day": number, "month": month, "year": year, "time": time}

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str | None:
        given = {part: fold_digits(str(data.get(f"{name}_{part}") or "")).strip() for part, _l, _s in MOMENT_PARTS}
        if not any(given.values()):
            return data.get(name) or None
        day = "-".join(given[part].replace("-", "") for part in ("year", "month", "day"))
        return f"{day} {given['time']}"

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data and not any(f"{name}_{part}" in data for part, _l, _s in MOMENT_PARTS)


class MomentField(forms.Field):
    """A day and a time in Indian Standard Time."""

    widget = MomentParts
    default_error_messages = {
        "invalid": gettext_lazy("This is not a real date and time. Write, for example, 7 11 2026 and 14:05."),
        "time": gettext_lazy("Write the time too, by the 24-hour clock, for example 14:05."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"help_text": EXAMPLE, **kwargs})

    def to_python(self, value: Any) -> datetime | None:
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            return value
        day, _space, time = str(value).partition(" ")
        if not time:
            raise ValidationError(self.error_messages["time"], code="time")
        clock = CLOCK_TIME.fullmatch(time)
        try:
            year, month, number = (int(part) for part in day.split("-"))
            hour, minute = (int(part) for part in clock.groups()) if clock else (99, 99)
            return datetime(year, month, number, hour, minute, tzinfo=timezone.get_current_timezone())
        except ValueError as impossible:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from impossible


@dataclass(frozen=True, slots=True)
class Place:
    """A state, and the district where it is known."""

    state: State
    district: District | None

    @property
    def value(self) -> str:
        return place_value(self.state.pk, self.district.pk if self.district else None)


@lru_cache(maxsize=32)
def _place_options(language: str) -> SafeString:
    """The options of every place in one language; the districts of a country change with a release, not between."""
    groups = []
    for state in states().prefetch_related("districts__names"):
        districts = sorted(
            ((one.name_in(language), one.pk) for one in state.districts.all() if one.valid_to is None),
            key=lambda pair: pair[0],
        )
        name = state.name_in(language)
        unknown = format_html(
            '<option value="s{}">{}</option>', state.pk, _("%(state)s, district not known") % {"state": name}
        )
        known = format_html_join("", '<option value="d{1}">{0}</option>', districts)
        groups.append((name, unknown + known))
    return format_html_join("", '<optgroup label="{}">{}</optgroup>', groups)


def place_value(state_code: int, district_code: int | None) -> str:
    """The value of the select that stands for a place."""
    return f"d{district_code}" if district_code else f"s{state_code}"


class PlaceSelect(forms.Widget):
    """All districts of the country under their states. Rendered from one string: a page may hold two of them."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        value = value.value if isinstance(value, Place) else str(value or "")
        options = str(_place_options(get_language() or "en"))
        if value:
            chosen = f'value="{value}">'
            if chosen in options:
                options = options.replace(chosen, f'value="{value}" selected>', 1)
            elif place := read_place(value):
                options = format_html('<option value="{}" selected>{}</option>', value, place.district) + options
        return format_html(
            '<select name="{}"{}><option value="">{}</option>{}</select>',
            name,
            flatatt(self.build_attrs(self.attrs, attrs)),
            NOT_KNOWN,
            mark_safe(options),  # noqa: S308  (built from escaped parts above)
        )


def read_place(value: str) -> Place | None:
    """The place a value of the select stands for."""
    kind, number = value[:1], value[1:]
    if not number.isdecimal() or len(number) > 6:
        return None
    if kind == "d":
        district = District.objects.select_related("state").filter(pk=int(number)).first()
        return Place(district.state, district) if district else None
    state = State.objects.filter(pk=int(number)).first() if kind == "s" else None
    return Place(state, None) if state else None


class PlaceField(forms.Field):
    """A place chosen from the register of districts. Clean value: Place, or None."""

    widget = PlaceSelect

    def to_python(self, value: Any) -> Place | None:
        if value in self.empty_values:
            return None
        place = value if isinstance(value, Place) else read_place(str(value))
        if place is None:
            raise ValidationError(_("Choose a district from the list."), code="invalid")
        return place


class KeptChoiceField(forms.ChoiceField):
    """A choice that keeps a word of an earlier register although it is not in the list."""

    def keep(self, word: Any) -> None:
        """Offer what stands in the record as well."""
        offered: list[tuple[Any, Any]] = list(self.choices)  # type: ignore[arg-type]
        if word and word not in {value for value, _label in offered}:
            self.choices = [*offered, (word, word)]


Labels = Iterable[tuple[Any, str | Promise]]


def of(model: type[Model], name: str, **kwargs: Any) -> forms.Field:
    """The form field of a model's field."""
    field: Field[Any, Any] = model._meta.get_field(name)  # type: ignore[assignment]
    made: forms.Field | None = field.formfield(**kwargs)
    assert made is not None
    return made


def words(model: type[Model], name: str, rows: int = 2, **kwargs: Any) -> forms.Field:
    """A text of some lines."""
    return of(model, name, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


def chosen(label: Any, choices: Labels, **kwargs: Any) -> KeptChoiceField:
    """A select with an honest first line."""
    offered = [("", NOT_KNOWN), *((value, word) for value, word in choices if value)]
    return KeptChoiceField(label=label, choices=offered, **{"required": False, **kwargs})


def yes_or_no(label: Any) -> forms.Field:
    """Yes, no, or not known."""
    return forms.TypedChoiceField(
        label=label,
        required=False,
        choices=[("", NOT_KNOWN), ("yes", _lazy_yes), ("no", _lazy_no)],
        coerce=lambda value: value == "yes",
        empty_value=None,
    )


_lazy_yes = gettext_lazy("Yes")
_lazy_no = gettext_lazy("No")
