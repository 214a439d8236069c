"""Fields that several offices ask with."""

from typing import Any

from django import forms


class OfficeField(forms.ModelChoiceField):
    """Offices by name."""

    def label_from_instance(self, office: Any) -> str:
        return f"{office.name} ({office.code})"
