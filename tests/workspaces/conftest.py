"""Desks: everybody of the country signed in, in a house whose clock stands at NOW."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone

from tests.accounts.signing import sign_in_as
from tests.factories import NOW
from tests.people import Country
from trackchild.accounts.models import User
from trackchild.accounts.viewer import Viewer

Desk = Callable[[Viewer], Client]


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The house's clock."""
    standing = Clock()
    monkeypatch.setattr(timezone, "now", standing)
    return standing


@pytest.fixture
def desk(country: Country, clock: Clock) -> Desk:
    """A browser at somebody's desk."""

    def sit(viewer: Viewer) -> Client:
        client = Client()
        sign_in_as(client, User.objects.get(pk=viewer.user_id))
        return client

    return sit
