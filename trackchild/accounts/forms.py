"""What people type to come in, about themselves, and about those they post."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trackchild.ui.captcha import CaptchaMixin
from trackchild.ui.fields import CodeField, PhoneField
from trackchild.ui.forms import PlainForm
from trackchild.ui.languages import offered

from .permissions import ROLE_NAMES, Role

NEW_PASSWORD = {"autocomplete": "new-password", "dir": "ltr"}
PRESENT_PASSWORD = {"autocomplete": "current-password", "dir": "ltr"}
SIGN_IN_NAME = {"autocapitalize": "none", "spellcheck": "false", "dir": "ltr"}
SIGN_IN_NAME_PATTERN = r"^[A-Za-z][A-Za-z0-9._-]{2,59}$"


def _present_password() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Your present password"), strip=False, widget=forms.PasswordInput(PRESENT_PASSWORD)
    )


class SignInForm(PlainForm):
    """The first proof."""

    username = forms.CharField(
        label=gettext_lazy("Sign-in name"),
        max_length=60,
        widget=forms.TextInput({**SIGN_IN_NAME, "autocomplete": "username"}),
    )
    password = forms.CharField(
        label=gettext_lazy("Password"), strip=False, max_length=500, widget=forms.PasswordInput(PRESENT_PASSWORD)
    )


class CarefulSignInForm(CaptchaMixin, SignInForm):
    """The same after wrong tries: a guessing program has to work for each guess."""


class CodeForm(PlainForm):
    """Six digits, from the app or from the message."""

    code = CodeField(label=gettext_lazy("Code"))


class PasswordForm(PlainForm):
    """The password once more, before something that matters."""

    password = _present_password()


class NewPasswordForm(PlainForm):
    """A new password, twice."""

    new_password = forms.CharField(
        label=gettext_lazy("New password"),
        help_text=gettext_lazy(
            "At least 12 characters. Three or four words that do not belong together make a good one."
        ),
        strip=False,
        max_length=500,
        widget=forms.PasswordInput(NEW_PASSWORD),
    )
    repeated = forms.CharField(
        label=gettext_lazy("New password once more"),
        strip=False,
        max_length=500,
        widget=forms.PasswordInput(NEW_PASSWORD),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("repeated") and cleaned.get("new_password") != cleaned["repeated"]:
            raise ValidationError({"repeated": _("The two new passwords are not the same. Type the new one twice.")})
        return cleaned


class ChangePasswordForm(NewPasswordForm):
    """A new password of one's own wish."""

    password = _present_password()
    field_order = ("password", "new_password", "repeated")


class LanguageForm(PlainForm):
    """The language of one's pages and messages."""

    language = forms.ChoiceField(label=gettext_lazy("Language"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = _languages()  # type: ignore[attr-defined]


class NewPhoneForm(PlainForm):
    """A new telephone of record; codes will go there."""

    phone = PhoneField(label=gettext_lazy("New mobile number"))
    password = _present_password()


class PostAgainForm(PlainForm):
    """Somebody who has an account takes up a role in this office."""

    username = forms.CharField(
        label=gettext_lazy("Sign-in name"),
        max_length=60,
        widget=forms.TextInput({**SIGN_IN_NAME, "autocomplete": "off"}),
    )
    role = forms.ChoiceField(label=gettext_lazy("Role in this office"), widget=forms.RadioSelect)
    designation = forms.CharField(
        label=gettext_lazy("Rank or designation"),
        help_text=gettext_lazy("For example Sub-Inspector, or Superintendent of the home."),
        max_length=120,
        required=False,
    )

    def __init__(self, *args: Any, roles: tuple[Role, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, ROLE_NAMES[role]) for role in roles]  # type: ignore[attr-defined]


class PostPersonForm(PostAgainForm):
    """Somebody new."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    phone = PhoneField(
        label=gettext_lazy("Mobile number"),
        help_text=gettext_lazy("Her own official number: sign-in codes go there."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), initial="en")
    field_order = ("name", "phone", "username", "role", "designation", "language")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = _languages()  # type: ignore[attr-defined]
        self.fields["username"].validators.append(
            RegexValidator(
                SIGN_IN_NAME_PATTERN,
                _("A sign-in name begins with a letter and has three or more Latin letters, digits, dots or dashes."),
            )
        )


class RenewSecondFactorForm(PlainForm):
    """The new telephone of somebody who lost hers."""

    phone = PhoneField(label=gettext_lazy("New mobile number"))


def _languages() -> list[tuple[str, str]]:
    return [(language.code, language.own_name) for language in offered()]
