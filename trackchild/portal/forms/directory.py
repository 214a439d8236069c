"""Where one looks for an office."""

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from .fields import FilterBar, district_choices, states_to_choose


class WhereForm(FilterBar):
    """A state; then one of its districts."""

    state = forms.TypedChoiceField(
        label=gettext_lazy("State or union territory"),
        choices=states_to_choose,
        coerce=int,
        empty_value=None,
        required=False,
    )
    district = forms.TypedChoiceField(label=gettext_lazy("District"), coerce=int, empty_value=None, required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        state = str(data.get("state", ""))
        known = district_choices(int(state), get_language() or "en") if state.isascii() and state.isdecimal() else ()
        self.fields["district"].choices = [("", _("Choose")), *known]  # type: ignore[attr-defined]
