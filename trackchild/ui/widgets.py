"""Widgets that Django lacks: a date in three boxes, a telephone number."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .digits import fold_digits

PARTS = (("day", _("Day"), 2), ("month", _("Month"), 2), ("year", _("Year"), 4))


class DateParts(forms.Widget):
    """Day, month and year as three short boxes; digits of any script. Reads as YYYY-MM-DD."""

    template_name = "ui/widgets/date_parts.html"
    use_fieldset = True

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        year, month, day = self.split(value)
        given = {"day": day, "month": month, "year": year}
        base = context["widget"]["attrs"].pop("id", f"id_{name}")
        context["widget"]["parts"] = [
            {"name": f"{name}_{part}", "label": label, "size": size, "value": given[part], "id": f"{base}_{number}"}
            for number, (part, label, size) in enumerate(PARTS)
        ]
        return context

    @staticmethod
    def split(value: Any) -> tuple[str, str, str]:
        """(year, month, day) as written, also of an impossible date so that it can be shown again."""
        if isinstance(value, date):
            return str(value.year), str(value.month), str(value.day)
        parts = str(value or "").split("-")
        return (parts[0], parts[1], parts[2]) if len(parts) == len(PARTS) else ("", "", "")

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str | None:
        parts = [fold_digits(str(data.get(f"{name}_{part}") or "")).strip() for part in ("year", "month", "day")]
        if not any(parts):
            return data.get(name) or None
        return "-".join(part.replace("-", "") for part in parts)

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data and not any(f"{name}_{part}" in data for part, _label, _size in PARTS)


class PhoneInput(forms.TextInput):
    """Ten digits with a telephone keyboard."""

    input_type = "tel"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "tel", "autocomplete": "tel-national", "dir": "ltr", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        """A stored number is shown as a person writes it."""
        return value.removeprefix("+91") if isinstance(value, str) else None
