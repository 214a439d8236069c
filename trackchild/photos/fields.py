"""The input for a picture, the same on citizens' pages and in the officers' forms."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from .intake import MAX_BYTES, Picture, PictureRefused, read_picture
from .vocabulary import REFUSALS

ACCEPTED = "image/jpeg,image/png,image/webp"
"""An iPhone that reads this list turns its own format into JPEG while it sends."""


class PictureField(forms.FileField):
    """A picture, decoded apart while the form is checked. Clean value: a Picture, or None."""

    widget = forms.FileInput(attrs={"accept": ACCEPTED})

    def clean(self, data: Any, initial: Any = None) -> Picture | None:
        if not data:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        try:
            # A byte more than is allowed is enough to know that the file is too large.
            return read_picture(data.read(MAX_BYTES + 1))
        except PictureRefused as refused:
            raise ValidationError(str(REFUSALS[refused.reason]), code=refused.reason) from refused
