"""The page of a published child and the pages behind it in a real browser: width, accessibility, and papers by hand."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.browsing import a_chromium, is_in_order, needs_browser
from tests.people import Country
from trackchild.cases.actions import publication
from trackchild.cases.models import MissingCase

from .publishing import a_published_case, a_shown_child, with_photo, with_progression

pytestmark = needs_browser


@pytest.fixture(params=[360, 1280])
def page(request: pytest.FixtureRequest) -> Iterator[Page]:
    """A telephone and a desk."""
    with a_chromium() as chromium:
        yield chromium.new_context(viewport={"width": request.param, "height": 900}).new_page()


@pytest.fixture
def case(country: Country) -> MissingCase:
    """A boy missing for three years, with a photograph and a picture of how he may look now."""
    case = a_published_case(country)
    MissingCase.objects.filter(pk=case.pk).update(last_seen_at=timezone.now() - timedelta(days=3 * 366))
    with_photo(case)
    with_progression(case)
    return case


def test_the_pages_of_published_children_are_in_order(
    page: Page, live_server: LiveServer, country: Country, case: MissingCase
) -> None:
    found = a_shown_child(country)
    with_photo(found)

    for path in (
        f"/en/children/{case.pk}",
        f"/ur/children/{case.pk}",
        f"/hi/children/{found.pk}",
        "/en/children/found/",
    ):
        answer = page.goto(live_server.url + path)
        assert answer is not None
        assert answer.status == 200, path
        is_in_order(page)


def test_a_citizen_makes_a_poster_in_two_languages(page: Page, live_server: LiveServer, case: MissingCase) -> None:
    page.goto(f"{live_server.url}/en/children/{case.pk}")
    page.get_by_label("Second language of the poster").select_option("hi")

    with page.expect_request(lambda request: "poster-a4.pdf" in request.url) as asked:
        page.get_by_role("button", name="Poster, A4").click()
    poster = page.request.get(asked.value.url)

    assert urlsplit(asked.value.url).query == "with=hi"
    assert (poster.status, poster.body()[:5]) == (200, b"%PDF-")


def test_the_page_of_an_ended_appeal_is_in_order_and_shows_no_picture(
    page: Page, live_server: LiveServer, country: Country, case: MissingCase
) -> None:
    publication.withdraw(case_id=case.pk, reason="asked", by=country.asha, at=timezone.now())

    answer = page.goto(f"{live_server.url}/en/children/{case.pk}")

    assert answer is not None
    assert answer.status == 410
    assert page.locator("main img").count() == 0
    is_in_order(page)
