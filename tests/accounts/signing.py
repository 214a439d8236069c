"""Ways into the house for tests: the whole way by HTTP, or straight to a desk."""

from typing import Any

from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.factories import PASSWORD
from trackchild.accounts import actions as account_actions
from trackchild.accounts.factors import Factor
from trackchild.accounts.models import Sitting, User


def sign_in_as(client: Client, user: User) -> Sitting:
    """Seat a person at her desk, proved by two factors."""
    client.force_login(user)
    return account_actions.begin_sitting(
        user_id=user.pk,
        session_key=client.session.session_key or "",
        second_factor=Factor.PHONE,
        at=timezone.now(),
    )


def may_sign_in(user: User, password: str = PASSWORD) -> User:
    """Give a person a password."""
    user.set_password(password)
    user.save()
    return user


def give_password(client: Client, user: User, password: str = PASSWORD, **more: str) -> Any:
    """The first page of the way in."""
    return client.post(reverse("accounts:sign_in"), {"username": user.username, "password": password, **more})


def an_app(user: User) -> TOTPDevice:
    """An authenticator app in use."""
    return TOTPDevice.objects.create(user=user, name="app", confirmed=True)


def code_of(device: TOTPDevice) -> str:
    """The six digits an app shows now."""
    return f"{totp(device.bin_key):06d}"


def session_key(client: Client) -> str:
    """The key of a client's session, as its cookie carries it."""
    return client.cookies[settings.SESSION_COOKIE_NAME].value
