"""Citizens' pages in a real browser: a telephone's width, every direction, with and without scripts, for everybody."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.people import Country, make_country
from tests.portal.publishing import a_published_case, with_photo
from tests.portal.walking import DAY, newest_code
from trackchild.cases.models import CitizenReport, MissingCase
from trackchild.ui.captcha import sum_of

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}
PAGES = (
    "",
    "children/",
    "directory/?state=19&district=313",
    "status/",
    "help/",
    "accessibility/",
    "privacy/",
    "terms/",
    "feedback/",
    "site-map/",
    "report/missing/who/",
    "report/sighting/danger/",
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Chromium"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium. Its driver runs a loop in this thread, beside which Django would refuse to read rows."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS.split())
        yield chromium
        chromium.close()


@pytest.fixture
def published(browser: Browser, transactional_db: None) -> MissingCase:
    """A published child in a country with its offices."""
    country: Country = make_country()
    case = a_published_case(country)
    with_photo(case)
    return case


def opened(browser: Browser, address: str, *, width: int = 320, scripts: bool = True) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 700}, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(address)
    return page


def check(page: Page) -> None:
    """Fits its window, and the accessibility rules find nothing."""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"


def press(page: Page) -> None:
    """The button that goes on."""
    page.locator("main form button.button:not([type=button])").first.click()
    page.wait_for_load_state()


def choose(page: Page, value: str) -> None:
    page.locator(f'label[for="{page.locator(f"input[value={value}]").get_attribute("id")}"]').click()


@pytest.mark.parametrize("language", ["en", "hi", "ur"])
def test_every_page_fits_a_small_telephone_and_is_for_everybody(
    browser: Browser, live_server: LiveServer, published: MissingCase, language: str
) -> None:
    page = opened(browser, f"{live_server.url}/{language}/")
    for address in (*PAGES, f"children/{published.pk}"):
        page.goto(f"{live_server.url}/{language}/{address}")
        check(page)


def test_a_sighting_is_sent_with_scripts_and_every_page_is_for_everybody(
    browser: Browser, live_server: LiveServer, published: MissingCase
) -> None:
    page = opened(browser, f"{live_server.url}/en/children/{published.pk}")
    page.get_by_role("link", name="I have seen this child").click()
    press(page)
    check(page)  # with its error
    choose(page, "NOW")
    press(page)
    check(page)
    press(page)
    page.select_option("[name=state]", "19")
    check(page)
    press(page)
    page.select_option("[name=district]", "313")
    page.fill("[name=place]", "Bus stand")
    choose(page, "NOW")
    check(page)
    press(page)
    page.fill("[name=story]", "A boy alone")
    check(page)
    press(page)
    check(page)
    page.locator("label[for=id_good_faith]").click()
    press(page)
    page.wait_for_url("**/report/sent/")
    check(page)
    report = CitizenReport.objects.get()
    assert (report.about_case, report.in_danger) == (published, True)

    reference, secret = page.locator("strong.big").all_inner_texts()
    page.goto(f"{live_server.url}/en/status/")
    page.fill("[name=reference]", reference)
    page.fill("[name=secret]", secret)
    press(page)
    page.wait_for_url("**/status/report/")
    check(page)


def test_a_missing_child_is_reported_without_scripts_in_a_right_to_left_language(
    browser: Browser, live_server: LiveServer, published: MissingCase
) -> None:
    page = opened(browser, f"{live_server.url}/ur/report/missing/", scripts=False)
    choose(page, "mother")
    press(page)
    page.fill("[name=name]", "رضیہ")
    choose(page, "F")
    page.fill("[name=age]", "۹ سال")
    press(page)
    page.select_option("[name=state]", "19")
    press(page)
    page.select_option("[name=district]", "313")
    page.fill("[name=place]", "Howrah")
    for box, value in DAY.items():
        page.fill(f"[name={box}]", value)
    press(page)
    while not page.url.endswith("/family/"):
        press(page)
    choose(page, "SAME")
    press(page)
    press(page)  # no photo
    page.fill("[name=story]", "وہ بازار گئی تھی")
    press(page)
    page.fill("[name=name]", "لکشمی")
    page.fill("[name=phone]", "۹۸۳۰۰ ۱۲۳۴۵")
    press(page)
    page.locator("label[for=id_good_faith]").click()
    token = page.locator("[name=captcha_token]").get_attribute("value")
    page.fill("[name=captcha_sum]", str(sum(sum_of(token or ""))))
    press(page)
    page.fill("[name=code]", newest_code())
    press(page)

    assert page.url.endswith("/ur/report/sent/")
    report = CitizenReport.objects.get()
    assert (report.language, report.description.name) == ("ur", "رضیہ")  # type: ignore[union-attr]
