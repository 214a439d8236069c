"""The questions of notices for a district: where, to which telephone, and how to end them."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trackchild.cases.forms.fields import Place, PlaceField
from trackchild.ui.captcha import CaptchaMixin
from trackchild.ui.fields import CodeField, PhoneField
from trackchild.ui.forms import PlainForm


class SubscribeForm(CaptchaMixin, PlainForm):
    """A district and a telephone."""

    where = PlaceField(label=gettext_lazy("District"))
    phone = PhoneField(
        label=gettext_lazy("Your mobile number"),
        help_text=gettext_lazy("We send a code to it, to be sure it is yours."),
    )

    def clean_where(self) -> Place:
        """A whole state would be too many messages."""
        where: Place = self.cleaned_data["where"]
        if where.district is None:
            raise ValidationError(_("Choose a district, not a whole state."), code="district")
        return where


class ConfirmForm(PlainForm):
    """The code, with what was asked before."""

    where = PlaceField(widget=forms.HiddenInput)
    phone = PhoneField(widget=forms.HiddenInput)
    code = CodeField(label=gettext_lazy("Code from the message"), help_text=gettext_lazy("Six digits"))


class StopForm(CaptchaMixin, PlainForm):
    """The telephone and the stop code of the first message."""

    phone = PhoneField(label=gettext_lazy("Your mobile number"))
    code = CodeField(
        label=gettext_lazy("Stop code"),
        help_text=gettext_lazy("Six digits; they stood in the message when the notices began."),
    )
