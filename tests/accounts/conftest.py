"""People of two states and a fast password hasher."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import translation

from tests.accounts.signing import may_sign_in
from tests.factories import HOWRAH, a_posting, an_agency
from trackchild.accounts.models import Posting
from trackchild.accounts.permissions import Role
from trackchild.directory.kinds import Kind
from trackchild.messaging import codes


@pytest.fixture(autouse=True)
def _own_pages(settings: object) -> None:
    """Pages of accounts and a small office."""
    settings.ROOT_URLCONF = "tests.accounts.urls"  # type: ignore[attr-defined]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """A page opened in Hindi leaves its language behind in the thread."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _one_long_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counts of tries must not begin anew in the middle of a test, whatever the clock says."""
    age = timedelta(days=36500)
    monkeypatch.setattr("trackchild.accounts.views.signing_in.WINDOW", age)
    monkeypatch.setattr("trackchild.messaging.codes.LIMITS", (codes.Limit("phone", age, 3),))


@pytest.fixture
def asha(db: None) -> Posting:
    """The head of Howrah station, with a password."""
    posting = a_posting(Role.STATION_HEAD, an_agency(Kind.POLICE_STATION, HOWRAH), name="Asha Sen", username="asha")
    may_sign_in(posting.user)
    return posting
