"""The page of the photographs on a telephone, with a real face, and without scripts as well."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page

from tests.accounts.signing import sign_in_as
from tests.browsing import a_chromium, is_in_order, needs_browser
from tests.factories import NOW, a_case
from tests.people import Country
from tests.photos.pictures import LEFT, RIGHT, astronaut_file, given
from trackchild.accounts.models import User
from trackchild.photos.actions import Given, keep_given
from trackchild.photos.intake import read_picture
from trackchild.portal.models import DraftPicture

from .walking import MISSING, walk

pytestmark = needs_browser


@pytest.fixture
def chromium() -> Iterator[Browser]:
    with a_chromium() as browser:
        yield browser


def before_the_photo() -> Client:
    """Somebody who has answered everything up to the photo."""
    client = Client()
    walk(client, "missing", {key: MISSING[key] for key in list(MISSING)[: list(MISSING).index("photo")]})
    return client


def page_of(browser: Browser, server: Any, client: Client, width: int = 360, **how: Any) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 780}, **how)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": server.url}])
    return context.new_page()


def choose(page: Page, *, twice: bool = False, side: int = 512) -> None:
    content = astronaut_file(twice=twice, side=side).getvalue()
    page.set_input_files("[name=photo]", {"name": "p.jpg", "mimeType": "image/jpeg", "buffer": content})
    page.get_by_role("button", name="Continue").click()
    page.wait_for_load_state()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_mother_adds_photos_and_points_to_her_child(
    chromium: Browser, live_server: Any, country: Country, *, scripts: bool
) -> None:
    page = page_of(chromium, live_server, before_the_photo(), java_script_enabled=scripts)
    page.goto(f"{live_server.url}/en/report/missing/photo/")

    choose(page)
    assert page.get_by_text("The face is seen well in this photo").is_visible()
    choose(page, twice=True)
    assert page.get_by_text("Which one is the child?").is_visible()
    if scripts:
        is_in_order(page)

    faces = page.locator(".face input")
    assert faces.count() == 2
    faces.nth(0).focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/story/**")

    assert list(DraftPicture.objects.order_by("pk").values_list("chosen_face", flat=True)) == [None, 0]
    page.go_back()
    page.reload()
    assert page.locator(".face input").nth(0).is_checked()


def test_a_small_face_is_kept_with_a_friendly_word(chromium: Browser, live_server: Any, country: Country) -> None:
    page = page_of(chromium, live_server, before_the_photo())
    page.goto(f"{live_server.url}/en/report/missing/photo/")

    choose(page, side=180)

    assert page.get_by_text("Thank you, the photo is kept.").is_visible()
    page.locator("[name^=remove_]").check(force=True)
    page.get_by_role("button", name="Continue").click()
    page.wait_for_load_state()
    assert DraftPicture.objects.count() == 0
    assert "/report/missing/photo/" in page.url


def test_an_officers_page_of_pictures_is_in_order(chromium: Browser, live_server: Any, country: Country) -> None:
    case = a_case(country.asha)
    read = read_picture(astronaut_file(side=900).getvalue())
    for told in (Given(read), given(faces=(LEFT, RIGHT)), given(faces=(LEFT,), kind="FAMILY")):
        keep_given(description=case.description, given=told, at=NOW)
    client = Client()
    sign_in_as(client, User.objects.get(pk=country.asha.user_id))

    for width in (1280, 360):
        page = page_of(chromium, live_server, client, width)
        page.goto(live_server.url + reverse("pictures:view_case_photos", args=[case.pk]))
        is_in_order(page)
        assert page.evaluate("[...document.images].every((one) => one.complete && one.naturalWidth > 0)")

    page.goto(live_server.url + reverse("pictures:open_case_original", args=[case.pk]))
    is_in_order(page)
