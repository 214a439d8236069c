"""Form M in a real browser beside a matcher that answers over its own connection: the list comes while one writes."""

import threading
from collections.abc import Iterator

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.accounts.signing import sign_in_as
from tests.browsing import a_chromium, is_in_order, needs_browser
from tests.factories import HOWRAH, a_found_child, a_told
from tests.matching.test_matcher import a_matcher
from tests.people import Country
from trackchild.accounts.models import User
from trackchild.matching import answering
from trackchild.matching.engine import Register

pytestmark = needs_browser


@pytest.fixture
def page(transactional_db: None) -> Iterator[Page]:
    """A telephone of 320 pixels."""
    with a_chromium() as chromium:
        yield chromium.new_context(viewport={"width": 320, "height": 700}).new_page()


@pytest.fixture
def matcher(country: Country) -> Iterator[None]:
    """A matcher that holds a boy found in Patna and answers, as its process does, over a connection of its own."""
    a_found_child(country.das, told=a_told("Rabi Kumar"))
    matcher, stop = a_matcher(), threading.Event()
    matcher.pulse()
    answers = threading.Thread(target=answer, args=(matcher.register, stop))
    answers.start()
    yield
    stop.set()
    answers.join()


def answer(register: Register, stop: threading.Event) -> None:
    parts = connection.get_connection_params()
    where = {name: parts[name] for name in ("dbname", "user", "password", "host", "port") if parts.get(name)}
    with psycopg.connect(**where, autocommit=True) as own, own.cursor() as desk:
        while not stop.wait(0.02):
            answering.answer_waiting(desk, register, at=timezone.now())


def open_form_m(page: Page, live_server: LiveServer, country: Country) -> None:
    client = Client()
    sign_in_as(client, User.objects.get(pk=country.asha.user_id))
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}])
    page.goto(f"{live_server.url}/office/police/cases/new")


def write(page: Page) -> None:
    page.locator("[name=name]").fill("Ravi Kumar")
    page.locator("[name=father_name]").fill("Suresh Kumar")
    page.locator("[name=mark_0_text]").fill("scar on left knee")
    page.locator("label[for=id_sex_1]").click()
    page.locator("[name=age_years]").fill("9")
    page.locator("[name=event]").select_option(f"d{HOWRAH}")


def test_the_list_comes_while_one_writes_and_the_form_stays(
    page: Page, live_server: LiveServer, country: Country, matcher: None
) -> None:
    open_form_m(page, live_server, country)
    write(page)

    summary = page.get_by_text("1 child like this is already in the register")
    expect(summary).to_be_visible()
    is_in_order(page)
    summary.click()
    expect(page.get_by_role("heading", name="Rabi Kumar")).to_be_visible()
    is_in_order(page)
    expect(page.locator("[name=name]")).to_have_value("Ravi Kumar")


def test_without_a_matcher_the_form_says_so_and_goes_on(page: Page, live_server: LiveServer, country: Country) -> None:
    open_form_m(page, live_server, country)
    write(page)

    expect(page.get_by_text("Suggestions are not available now.")).to_be_visible()
    expect(page.locator("[name=name]")).to_have_value("Ravi Kumar")
