"""What a browser hands over when it asks for notices."""

from django import forms


class BrowserForm(forms.Form):
    """The address of its maker's service, and the keys by which only this browser reads."""

    endpoint = forms.URLField(max_length=500, assume_scheme="https")
    public_key = forms.RegexField(r"^[\w-]{80,120}$")
    secret = forms.RegexField(r"^[\w-]{20,60}$")
