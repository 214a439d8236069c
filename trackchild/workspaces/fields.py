"""Fields that several offices ask with."""

from typing import Any

from django import forms


class OfficeField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's class takes no argument at run time
    """Offices by name."""

    def label_from_instance(self, office: Any) -> str:
        return f"{office.name} ({office.code})"
