"""Fields that Django lacks, with errors a person can act on."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .digits import fold_digits
from .widgets import DateParts, PhoneInput

MOBILE = re.compile(r"[6-9]\d{9}")
PREFIXES = ("+91", "0091", "91", "0")
TEN = 10


class PhoneField(forms.CharField):
    """An Indian mobile number as a person types it; clean value `+91XXXXXXXXXX`, or the empty string."""

    widget = PhoneInput
    default_error_messages = {
        "length": _("A mobile number has ten digits. Check the number and type it again."),
        "letters": _("Type the mobile number in digits only, for example 98765 43210."),
        "series": _("A mobile number in India begins with 6, 7, 8 or 9. Check the number."),
    }

    def clean(self, value: Any) -> str:
        text = re.sub(r"[\s().\-\u200e\u200f]", "", fold_digits(super().clean(value)))
        if not text:
            return ""
        if not re.fullmatch(r"\+?\d+", text):
            raise ValidationError(self.error_messages["letters"], code="letters")
        digits = next((text.removeprefix(p) for p in PREFIXES if text.startswith(p) and len(text) > TEN), text)
        if len(digits) != TEN or not digits.isascii():
            raise ValidationError(self.error_messages["length"], code="length")
        if not MOBILE.fullmatch(digits):
            raise ValidationError(self.error_messages["series"], code="series")
        return f"+91{digits}"


class DateField(forms.DateField):
    """A date in three boxes."""

    widget = DateParts
    input_formats = ["%Y-%m-%d"]
    default_error_messages = {
        "invalid": _("This is not a real date. Write day, month and four digits of the year, for example 7 11 2026."),
    }


class CodeField(forms.CharField):
    """A code sent by SMS: digits only, of any script, with the keyboard's own paste."""

    default_error_messages = {"code": _("The code has %(length)d digits. Look at the message again.")}

    def __init__(self, *, length: int = 6, **kwargs: Any) -> None:
        self.code_length = length
        attrs = {"inputmode": "numeric", "autocomplete": "one-time-code", "dir": "ltr"}
        super().__init__(**{"widget": forms.TextInput(attrs), **kwargs})

    def clean(self, value: Any) -> str:
        digits = re.sub(r"[\s\-]", "", fold_digits(super().clean(value)))
        if digits and not (digits.isascii() and digits.isdigit() and len(digits) == self.code_length):
            raise ValidationError(self.error_messages["code"], code="code", params={"length": self.code_length})
        return digits
