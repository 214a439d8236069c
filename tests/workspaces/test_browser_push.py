"""Notices in a closed browser: asked for in each browser, taken back there, and never sent to a machine of ours."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.accounts.signing import sign_in_as
from tests.factories import a_posting
from trackchild.accounts.models import User
from trackchild.accounts.permissions import Role
from trackchild.messaging.models import PushAddress
from trackchild.messaging.providers.keys import public_key_of

pytestmark = pytest.mark.django_db
KEY = "bm90IGEgc2VjcmV0LCBvbmx5IGEgdGVzdCBrZXkhISE"
BROWSER = {"endpoint": "https://push.example/abc", "public_key": "B" * 87, "secret": "s" * 22}


@pytest.fixture(autouse=True)
def _known(settings: Any) -> None:
    settings.PUSH_SERVICES = ("push.example",)
    settings.PUSH_KEY = KEY


@pytest.fixture
def officer(client: Client) -> User:
    user = a_posting(Role.STATION_OFFICER).user
    sign_in_as(client, user)
    return user


def test_the_page_hands_the_browser_the_public_half_of_the_key(client: Client, officer: User) -> None:
    page = client.get(reverse("browser_push:this_browser")).content.decode()

    assert public_key_of(KEY) in page
    assert KEY not in page


def test_without_a_key_the_page_says_so(client: Client, officer: User, settings: Any) -> None:
    settings.PUSH_KEY = ""

    assert "sends no notices" in client.get(reverse("browser_push:this_browser")).content.decode()


def test_a_browser_is_kept_for_its_official_and_taken_back(client: Client, officer: User) -> None:
    assert client.post(reverse("browser_push:keep"), BROWSER).status_code == 204
    kept = PushAddress.objects.get()
    assert (kept.of_user, kept.endpoint, kept.secret) == (officer.pk, BROWSER["endpoint"], BROWSER["secret"])

    assert client.post(reverse("browser_push:forget"), {"endpoint": BROWSER["endpoint"]}).status_code == 204
    assert not PushAddress.objects.exists()


def test_nobody_takes_back_anothers_browser(client: Client, officer: User) -> None:
    client.post(reverse("browser_push:keep"), BROWSER)
    PushAddress.objects.update(of_user=officer.pk + 1)

    client.post(reverse("browser_push:forget"), {"endpoint": BROWSER["endpoint"]})

    assert PushAddress.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"endpoint": "https://127.0.0.1/abc"},
        {"endpoint": "http://push.example/abc"},
        {"public_key": "short"},
        {"secret": "with spaces and more than enough"},
    ],
)
def test_what_no_browser_would_hand_over_is_refused(client: Client, officer: User, wrong: dict[str, str]) -> None:
    assert client.post(reverse("browser_push:keep"), BROWSER | wrong).status_code == 422
    assert not PushAddress.objects.exists()


def test_the_worker_serves_all_pages_of_the_offices_and_no_others(client: Client, officer: User) -> None:
    answer = client.get(reverse("browser_push:worker"))

    assert answer["Content-Type"].startswith("text/javascript")
    assert reverse("browser_push:worker").rpartition("/")[0] == reverse("office:home").rstrip("/")
    assert "fetch" not in answer.content.decode(), "it stands between no page and the network"
