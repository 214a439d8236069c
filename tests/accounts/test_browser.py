"""Accessibility and width of the account pages, and the way in with the security check, in a real browser."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.accounts.signing import an_app, code_of, may_sign_in, sign_in_as
from tests.browsing import a_chromium, is_in_order, needs_browser
from tests.factories import PASSWORD, a_posting, an_agency
from trackchild.accounts.models import Posting
from trackchild.accounts.permissions import Role
from trackchild.directory.kinds import Kind

pytestmark = needs_browser


@pytest.fixture
def page() -> Iterator[Page]:
    """A telephone of 320 pixels."""
    with a_chromium() as chromium:
        yield chromium.new_context(viewport={"width": 320, "height": 700}).new_page()


@pytest.fixture
def chief() -> Posting:
    """An administrator who also supervises: she has every page of the account."""
    posting = a_posting(Role.DISTRICT_ADMIN, an_agency(Kind.DCPU), name="Rehana Ali", username="rehana")
    may_sign_in(posting.user)
    return posting


def seat(page: Page, posting: Posting, live_server: LiveServer) -> None:
    client = Client()
    sign_in_as(client, posting.user)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}])


def test_every_page_of_the_account_is_in_order(page: Page, live_server: LiveServer, chief: Posting) -> None:
    station = an_agency(Kind.POLICE_STATION, name="Howrah")
    posting = a_posting(Role.STATION_OFFICER, station, name="Bimal Roy")
    seat(page, chief, live_server)

    for address in (
        "",
        "password",
        "phone",
        "authenticator",
        "sittings",
        "posting",
        "people",
        "people/offices",
        f"people/offices/{station.pk}/post",
        f"people/offices/{station.pk}/post-again",
        f"people/{posting.pk}",
    ):
        page.goto(f"{live_server.url}/account/{address}")
        is_in_order(page)


def test_the_list_of_looks_is_in_order(page: Page, live_server: LiveServer) -> None:
    seat(page, a_posting(Role.SUPERINTENDENT_POLICE, an_agency(Kind.SP_OFFICE)), live_server)

    page.goto(f"{live_server.url}/account/looks")
    page.get_by_label("Number of the record").fill("abc")
    page.get_by_role("button", name="Show").click()

    expect(page.get_by_text("0 looks by offices outside your reach.")).to_be_visible()
    is_in_order(page)


def test_after_wrong_passwords_the_browser_does_the_sum_and_lets_her_in(
    page: Page, live_server: LiveServer, chief: Posting
) -> None:
    device = an_app(chief.user)
    page.goto(f"{live_server.url}/office/")
    is_in_order(page)

    for password in ("wrong one", "wrong two", "wrong three", PASSWORD):
        page.get_by_label("Sign-in name").fill("rehana")
        page.get_by_label("Password").fill(password)
        if (check := page.locator("[data-captcha]")).count():
            expect(check.get_by_role("status")).to_have_text("Security check: done")
            is_in_order(page)
        page.get_by_role("button", name="Go on").click()

    is_in_order(page)
    page.get_by_label("Code").fill(code_of(device))
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("Rehana Ali office:home")).to_be_visible()
