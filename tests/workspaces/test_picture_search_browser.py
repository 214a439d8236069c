"""The search by picture in a real browser, on a telephone and on a desk: in order, and the face first."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.accounts.signing import sign_in_as
from tests.browsing import a_chromium, is_in_order, needs_browser
from tests.factories import NOW, a_found_child, a_told
from tests.people import Country
from tests.workspaces.test_picture_search import PORTRAIT, file_of
from trackchild.accounts.models import User
from trackchild.faces.likeness import SHIPPED
from trackchild.matching import answering_faces, feed
from trackchild.matching.engine import Register, warm_up
from trackchild.photos.actions import keep_picture
from trackchild.photos.faces_encoding import encode_photo
from trackchild.photos.models import FaceVector

pytestmark = needs_browser
SHOTS = os.environ.get("TRACKCHILD_SHOTS")


@pytest.fixture(params=[360, 1280])
def page(request: pytest.FixtureRequest, transactional_db: None) -> Iterator[Page]:
    """A telephone and a desk."""
    with a_chromium() as chromium:
        yield chromium.new_context(viewport={"width": request.param, "height": 800}).new_page()


@pytest.fixture
def matcher(country: Country) -> Iterator[None]:
    """A matcher that holds a boy with the portrait's face among strangers."""
    warm_up()
    (model_id,), rng = SHIPPED, np.random.default_rng(4)
    for number in range(40):
        vector = rng.standard_normal(128).astype(np.float32)
        FaceVector.objects.create(
            description=a_found_child(country.das, told=a_told(f"Boy {number}")).description,
            model_id=model_id, vector=(vector / np.linalg.norm(vector)).tobytes(),
        )  # fmt: skip
    found = a_found_child(country.das, told=a_told("Rabi Kumar"))
    assert found.description
    photo = keep_picture(description=found.description, upload=file_of(PORTRAIT.rotate(8)).read(), at=NOW)
    encode_photo(photo_id=photo.pk, at=NOW)
    register, stop = Register(lines=feed.lines()), threading.Event()
    register.load(described.record for described in feed.everything())
    answers = threading.Thread(target=answer, args=(register, stop))
    answers.start()
    yield
    stop.set()
    answers.join()


def answer(register: Register, stop: threading.Event) -> None:
    """As the matcher's process does, over a connection of its own."""
    parts = connection.get_connection_params()
    where = {name: parts[name] for name in ("dbname", "user", "password", "host", "port") if parts.get(name)}
    with psycopg.connect(**where, autocommit=True) as own, own.cursor() as desk:
        while not stop.wait(0.02):
            answering_faces.answer_faces(desk, register, at=timezone.now())


def shoot(page: Page, name: str) -> None:
    """A picture of the page, where somebody asked for it."""
    if SHOTS and page.viewport_size:
        page.screenshot(path=Path(SHOTS) / f"{name}-{page.viewport_size['width']}.png", full_page=True)


def test_an_officer_looks_for_a_face(
    page: Page, live_server: LiveServer, country: Country, matcher: None, tmp_path: Path
) -> None:
    client = Client()
    sign_in_as(client, User.objects.get(pk=country.asha.user_id))
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}])
    page.goto(live_server.url + reverse("picture_search:look_for_face"))
    is_in_order(page)
    shoot(page, "look_for_face")

    picture = tmp_path / "face.jpg"
    picture.write_bytes(file_of().read())
    page.locator("[name=picture]").set_input_files(picture)
    page.locator("[name=sex]").select_option("M")
    page.locator("[name=age_from]").fill("7")
    page.locator("[name=age_to]").fill("12")
    page.locator("[name=reason]").fill("Case M-19-26-ABCDEF, shown to the mother")
    page.get_by_role("button", name="Search", exact=True).click()

    expect(page.locator(".likenesses article").first).to_contain_text("Rabi Kumar")
    is_in_order(page)
    shoot(page, "view_likenesses")
