"""What only a real browser can tell: the solver, the width of a phone, accessibility, pages without scripts."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browsing import RULES, a_chromium, needs_browser

pytestmark = [*needs_browser, pytest.mark.urls("tests.ui.urls")]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with a_chromium() as chromium:
        yield chromium


def opened(browser: Browser, address: str, **options: object) -> Page:
    page = browser.new_context(**options).new_page()  # type: ignore[arg-type]
    page.goto(address)
    return page


def test_the_security_check_finishes_by_itself_at_the_first_touch(browser: Browser, live_server: LiveServer) -> None:
    page = opened(browser, f"{live_server.url}/ui-gallery/")
    box = page.locator("[data-captcha]").first
    expect(box.get_by_role("status")).to_have_text("Security check: runs by itself")
    page.locator("#empty_place").focus()
    expect(box.get_by_role("status")).to_have_text("Security check: done")
    assert box.locator("input").first.input_value()


def test_without_scripts_the_form_asks_for_a_sum_with_its_picture(browser: Browser, live_server: LiveServer) -> None:
    page = opened(browser, f"{live_server.url}/ui-gallery/", java_script_enabled=False)
    expect(page.get_by_label("Add the two numbers in the picture").first).to_be_visible()
    picture = page.get_by_alt_text("Two numbers to add").first
    expect(picture).to_be_visible()
    assert page.request.get(f"{live_server.url}{picture.get_attribute('src')}").ok


def test_the_error_summary_takes_the_focus(browser: Browser, live_server: LiveServer) -> None:
    page = opened(browser, f"{live_server.url}/ui-gallery/")
    expect(page.locator("[data-errors]")).to_be_focused()


@pytest.mark.parametrize("address", ["/en/gallery/", "/hi/gallery/", "/ur/gallery/", "/ur/gallery/?shell=office"])
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_no_page_is_wider_than_the_screen(browser: Browser, live_server: LiveServer, address: str, width: int) -> None:
    page = opened(browser, live_server.url + address, viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ["/en/gallery/", "/ur/gallery/?shell=office"])
def test_axe_finds_nothing_in_either_shell(
    browser: Browser, live_server: LiveServer, address: str, scheme: str
) -> None:
    page = opened(browser, live_server.url + address, color_scheme=scheme)
    results = Axe().run(page, options=RULES)
    assert results.violations_count == 0, results.generate_report()
