"""A citizen's page is light enough for a slow line: the sum of everything a cold browser fetches before scrolling."""

import gzip
import re

import pytest
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.test import Client

from tests.factories import NOW
from tests.people import Country
from tests.portal.publishing import a_published_case
from tests.portal.walking import MISSING, SIGHTING, address, walk
from trackchild.demo.faces import draw_face
from trackchild.photos.actions import keep_picture
from trackchild.portal.journeys import JOURNEYS

pytestmark = pytest.mark.django_db
FORM_STEP, CHILD_PAGE, FIRST_PAGES = 24 * 1024, 56 * 1024, 64 * 1024
FIRST_SCREEN = 14 * 1024
"""HTML and style sheets fit in what a server sends before the first answer of the browser."""


def wire(content: bytes) -> int:
    return len(gzip.compress(content, 9))


def weights(client: Client, page: bytes) -> dict[str, int]:
    """What each thing on a page weighs on the line; pictures further down are fetched when somebody scrolls there."""
    text = page.decode()
    parts = {"html": wire(page), "css": 0, "js": 0, "pictures": 0}
    for link in re.findall(r'(?:href|src)="/static/([^"]+\.(css|js))"', text):
        found = finders.find(link[0])
        assert found, link
        with open(found, "rb") as file:
            parts[link[1]] += wire(file.read())
    for picture in re.findall(r"<img [^>]+>", text):
        source = re.search(r'src="([^"]+)"', picture)
        if source and "lazy" not in picture:
            parts["pictures"] += len(client.get(source[1]).content)
    return parts


def many_published(country: Country) -> str:
    """Thirteen children with drawn faces; the address of the last one's page."""
    cache.clear()
    for number in range(13):
        case = a_published_case(country, name=f"Asha{number} Devi")
        keep_picture(description=case.description, upload=draw_face(number, girl=number % 2 == 0, age=9), at=NOW)
    return f"/en/children/{case.pk}"


@pytest.mark.parametrize(("kind", "answers"), [("missing", MISSING), ("sighting", SIGHTING)])
def test_every_page_of_a_report_is_light(
    client: Client, country: Country, kind: str, answers: dict[str, dict[str, str]]
) -> None:
    walk(client, kind, answers)

    for step in JOURNEYS[kind].steps:
        page = client.get(address(kind, step.key, "hi"))
        if page.status_code == 200:
            found = weights(client, page.content)
            assert sum(found.values()) <= FORM_STEP, (step.key, found)
            assert found["html"] + found["css"] <= FIRST_SCREEN, (step.key, found)


@pytest.mark.parametrize("language", ["en", "hi", "ur"])
def test_the_first_page_and_the_gallery_are_light(client: Client, country: Country, language: str) -> None:
    many_published(country)

    for page in (f"/{language}/", f"/{language}/children/"):
        found = weights(client, client.get(page).content)
        assert found["pictures"] > 0
        assert sum(found.values()) <= FIRST_PAGES, (page, found)


def test_a_childs_page_is_light(client: Client, country: Country) -> None:
    found = weights(client, client.get(many_published(country)).content)

    assert sum(found.values()) <= CHILD_PAGE, found
