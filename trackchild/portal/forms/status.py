"""The questions before a status page: which report, and the proof that it is the reader's own."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trackchild.photos.fields import PictureField
from trackchild.ui.captcha import CaptchaMixin
from trackchild.ui.fields import CodeField, PhoneField
from trackchild.ui.forms import PlainForm

AS_WRITTEN = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "dir": "ltr"}


class StatusForm(CaptchaMixin, PlainForm):
    """The reference, with the secret of the receipt or the telephone of the reporter."""

    reference = forms.CharField(
        label=gettext_lazy("Reference of your report"),
        max_length=30,
        widget=forms.TextInput(attrs=AS_WRITTEN),
        help_text=gettext_lazy("For example: R-7K3M-92QX-4TBN"),
    )
    secret = forms.CharField(
        label=gettext_lazy("Secret from your receipt"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs=AS_WRITTEN),
        help_text=gettext_lazy("It begins with S. You saw it when the report was sent."),
    )
    phone = PhoneField(
        label=gettext_lazy("Or your mobile number"),
        required=False,
        help_text=gettext_lazy("The number you gave in the report. We send a code to it."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("secret") and not cleaned.get("phone") and "phone" not in self.errors:
            self.add_error("secret", _("Write the secret from your receipt, or your mobile number below."))
        return cleaned


class AddForm(PlainForm):
    """What the reporter knows beyond the report."""

    words = forms.CharField(
        label=gettext_lazy("What do you know now?"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    photo = PictureField(label=gettext_lazy("Photo"), required=False)


class ComplainForm(PlainForm):
    """What the reporter asks those above the station."""

    words = forms.CharField(
        label=gettext_lazy("What was promised, and what has not happened?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ProveForm(PlainForm):
    """The code, with what was asked before."""

    reference = forms.CharField(max_length=30, widget=forms.HiddenInput)
    phone = PhoneField(widget=forms.HiddenInput)
    code = CodeField(label=gettext_lazy("Code from the message"), help_text=gettext_lazy("Six digits"))
