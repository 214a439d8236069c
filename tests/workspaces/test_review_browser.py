"""The comparison by keyboard alone, at the width of the smallest telephone; and the sheet as paper."""

from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browsing import a_chromium, is_in_order, needs_browser
from tests.people import Country
from tests.workspaces.pairs import a_pair
from tests.workspaces.test_browser import seat
from trackchild.matching.models import Candidate, FirstImpression

pytestmark = needs_browser
A4_INSIDE_ITS_MARGINS = {"width": 688, "height": 1000}


@pytest.fixture
def page() -> Iterator[Page]:
    """A telephone of 320 pixels."""
    with a_chromium() as chromium:
        yield chromium.new_context(viewport={"width": 320, "height": 700}).new_page()


def address_of(live_server: LiveServer, pair: Candidate, name: str = "compare_pair") -> str:
    return live_server.url + reverse(f"matches:{name}", args=[pair.pk])


def test_a_pair_is_looked_at_decided_and_left_by_keyboard_alone(
    page: Page, live_server: LiveServer, country: Country
) -> None:
    first, second = sorted((a_pair(country), a_pair(country)), key=lambda pair: pair.pk)
    seat(page, country.asha, live_server)
    page.goto(address_of(live_server, first))
    expect(page.get_by_role("heading", name="Keys")).to_be_visible()
    is_in_order(page)

    page.keyboard.press("j")
    page.wait_for_url(address_of(live_server, second))
    page.keyboard.press("k")
    page.wait_for_url(address_of(live_server, first))
    page.keyboard.press("l")
    page.keyboard.press("Enter")
    page.wait_for_url("**#score")
    expect(page.get_by_text("91 of 100")).to_be_visible()
    assert FirstImpression.objects.get().leaning == "ALIKE"
    is_in_order(page)

    page.keyboard.press("1")
    assert page.evaluate("document.activeElement.value") == "SAME"
    page.keyboard.press("s")
    assert Candidate.objects.get(pk=first.pk).missing_key_at is None, "a stray key decided"
    page.keyboard.press("Enter")
    page.wait_for_url(address_of(live_server, second))
    assert Candidate.objects.get(pk=first.pk).missing_key_at is not None
    page.keyboard.press("p")
    page.wait_for_url(address_of(live_server, second, "print_pair"))
    is_in_order(page)


def test_letters_of_a_reason_are_letters_and_no_keys(page: Page, live_server: LiveServer, country: Country) -> None:
    pair, _other = a_pair(country), a_pair(country)
    seat(page, country.asha, live_server)
    page.goto(address_of(live_server, pair))

    page.get_by_label("In your words").press_sequentially("jklp 12")

    assert page.get_by_label("In your words").input_value() == "jklp 12"
    assert page.url == address_of(live_server, pair)


def test_without_scripts_the_page_decides_all_the_same(live_server: LiveServer, country: Country) -> None:
    pair = a_pair(country)
    with a_chromium() as chromium:
        page = chromium.new_context(viewport={"width": 320, "height": 700}, java_script_enabled=False).new_page()
        seat(page, country.asha, live_server)
        page.goto(address_of(live_server, pair))

        assert not page.get_by_role("heading", name="Keys").is_visible(), "keys that do nothing are promised"
        page.get_by_role("button", name="I cannot say").click()
        page.get_by_text("The same child: turn our key").click()
        page.get_by_role("button", name="Save and next").click()

    assert Candidate.objects.get(pk=pair.pk).missing_key_at is not None
    assert FirstImpression.objects.get().leaning == "UNSURE"


def test_the_sheet_fits_a4_without_the_frame_of_the_office(
    page: Page, live_server: LiveServer, country: Country
) -> None:
    seat(page, country.asha, live_server)
    page.emulate_media(media="print")
    page.set_viewport_size(A4_INSIDE_ITS_MARGINS)  # type: ignore[arg-type]
    page.goto(address_of(live_server, a_pair(country), "print_pair"))

    for hidden in ("#office-nav", ".brand", "[data-print]", ".crumbs"):
        assert not page.locator(hidden).first.is_visible(), hidden
    assert page.get_by_text("Signature and seal").count() == 2
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    sheets = page.pdf(prefer_css_page_size=True)
    assert sheets.count(b"/Type /Page\n") <= 2
