"""Accessibility, width and weight of the desks in a real browser, at a telephone's width."""

import gzip
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.accounts.signing import sign_in_as
from tests.browsing import a_chromium, is_in_order, needs_browser
from tests.factories import a_case, a_report
from tests.people import Country
from tests.workspaces.pairs import a_pair
from trackchild.accounts.models import User
from trackchild.accounts.viewer import Viewer

pytestmark = needs_browser
HEAVIEST_PAGE = 25 * 1024
"""Bytes of HTML over the wire."""


@pytest.fixture
def page() -> Iterator[Page]:
    """A telephone of 320 pixels."""
    with a_chromium() as chromium:
        yield chromium.new_context(viewport={"width": 320, "height": 700}).new_page()


def seat(page: Page, viewer: Viewer, live_server: LiveServer) -> None:
    client = Client()
    sign_in_as(client, User.objects.get(pk=viewer.user_id))
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}])


def look_over(page: Page, live_server: LiveServer, viewer: Viewer, addresses: dict[str, list[object]]) -> None:
    """Open each page: in order, not wider than the screen, not heavier than a station's line bears."""
    seat(page, viewer, live_server)
    for name, args in addresses.items():
        answer = page.goto(live_server.url + reverse(name, args=args))
        assert answer is not None
        assert answer.status == 200, name
        assert len(gzip.compress(answer.body())) <= HEAVIEST_PAGE, name
        is_in_order(page)


def test_the_desks_are_in_order_on_a_telephone(page: Page, live_server: LiveServer, country: Country) -> None:
    pair = a_pair(country)
    report, waiting = a_report(country.station, in_danger=True), a_case(country.asha, stage="INTIMATED")

    look_over(
        page,
        live_server,
        country.asha,
        {
            "office:home": [],
            "police:list_reports": [],
            "police:view_report": [report.pk],
            "police:list_cases": [],
            "police:view_case": [pair.missing_id],
            "police:new_case": [],
            "police:register_fir": [waiting.pk],
            "police:grade_risk": [waiting.pk],
            "matches:list_pairs": [],
            "matches:compare_pair": [pair.pk],
        },
    )
    look_over(
        page,
        live_server,
        country.das,
        {"office:home": [], "homes:list_children": [], "homes:view_child": [pair.found_id], "homes:admit_child": []},
    )
    look_over(
        page,
        live_server,
        country.gita,
        {
            "office:home": [],
            "committees:list_causes": [],
            "committees:produce_child": [pair.found_id],
            "committees:list_restorations": [],
            "districts:list_visits": [],
            "matches:compare_pair": [pair.pk],
        },
    )


def test_a_wrong_form_takes_the_eye_to_what_is_wrong(page: Page, live_server: LiveServer, country: Country) -> None:
    seat(page, country.asha, live_server)
    page.goto(live_server.url + reverse("police:new_case"))
    page.get_by_label("Place", exact=True).fill("Howrah station road")

    page.get_by_role("button", name="Save Form M").click()

    assert page.evaluate("document.activeElement.matches('[data-errors]')")
    assert page.get_by_label("Place", exact=True).input_value() == "Howrah station road"
    is_in_order(page)
    page.get_by_role("link", name="Choose girl, boy or transgender.").click()
    assert page.evaluate("document.activeElement.name") == "sex"
