"""The second proof that a person is who she says: an authenticator app, or a code on the telephone of record."""

from base64 import b32encode
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django_otp import verify_token
from django_otp.plugins.otp_totp.models import TOTPDevice

if TYPE_CHECKING:
    from .models import User


class Factor(StrEnum):
    """How a sitting was proved beyond the password."""

    TOTP = "totp"
    PHONE = "phone"
    DEMO = "demo"
    """One-click sign-in of the demonstration country; it exists nowhere else."""


FACTOR_NAMES = {
    Factor.TOTP: _("Authenticator app"),
    Factor.PHONE: _("Code by message"),
    Factor.DEMO: _("Demonstration"),
}


def authenticator_of(user_id: int) -> Any | None:
    """The authenticator app a person signs in with."""
    return TOTPDevice.objects.filter(user_id=user_id, confirmed=True).first()


def waiting_authenticator_of(user_id: int) -> Any | None:
    """An app that was offered its secret and has not yet shown a code."""
    return TOTPDevice.objects.filter(user_id=user_id, confirmed=False).first()


def is_code_of_app(user: "User", code: str) -> bool:
    """Whether the app shows this code now. A code is good once; wrong ones slow down the next."""
    device = authenticator_of(user.pk)
    return device is not None and verify_token(user, device.persistent_id, code) is not None


def offer_authenticator(user_id: int) -> None:
    """A fresh secret for a new app; the present one keeps working until the new one has shown a code."""
    with transaction.atomic():
        TOTPDevice.objects.filter(user_id=user_id, confirmed=False).delete()
        TOTPDevice.objects.create(user_id=user_id, name="app", confirmed=False)


def confirm_authenticator(user_id: int, code: str) -> bool:
    """Take the new app into use if it shows the right code, instead of any before it."""
    device = waiting_authenticator_of(user_id)
    if device is None or not device.verify_token(code):
        return False
    with transaction.atomic():
        TOTPDevice.objects.filter(user_id=user_id, confirmed=True).delete()
        TOTPDevice.objects.filter(pk=device.pk).update(confirmed=True)
    return True


def forget_devices(user_id: int) -> None:
    """The person has no authenticator app any more."""
    TOTPDevice.objects.filter(user_id=user_id).delete()


def secret_in_words(device: Any) -> str:
    """The secret as it is typed into an app: groups of four letters."""
    letters = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(letters[start : start + 4] for start in range(0, len(letters), 4))
