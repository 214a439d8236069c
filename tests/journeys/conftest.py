"""A whole house for a journey: web, worker and matcher as processes over the test's own database."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from tests.accounts.signing import sign_in_as
from tests.browsing import a_chromium
from tests.people import Country
from trackchild.accounts.models import User
from trackchild.accounts.viewer import Viewer

ROOT = Path(__file__).resolve().parents[2]
SESSIONS = "journey"
PATIENCE = 90.0
"""Seconds to wait for something that will happen; a journey waits for events and asserts no time."""


def wait_for(happened: Callable[[], object], what: str) -> None:
    """Wait until something is so; the test fails when it never is."""
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < deadline, f"{what} never happened"
        time.sleep(0.1)


@dataclass
class Desk:
    """A person at a browser."""

    page: Page
    base: str

    def go(self, path: str) -> "Desk":
        self.page.goto(self.base + path)
        return self

    def fill(self, **answers: str) -> "Desk":
        """Answer by the names of the inputs: text, choices, ticks."""
        for name, value in answers.items():
            box = self.page.locator(f"main [name='{name}']")
            kind = box.first.evaluate("element => element.type")
            if kind == "radio":
                self.page.locator(f"main [name='{name}'][value='{value}']").check(force=True)
            elif kind == "checkbox":
                box.set_checked(value == "on", force=True)
            elif kind == "select-one":
                box.select_option(value)
            else:
                box.fill(value)
        return self

    def attach(self, name: str, picture: bytes) -> "Desk":
        """Choose a picture, as from a telephone's gallery."""
        self.page.set_input_files(
            f"main [name='{name}']", {"name": "picture.png", "mimeType": "image/png", "buffer": picture}
        )
        return self

    def send(self, label: str = "") -> "Desk":
        """Press a form's button: the one so labelled, or that of the page's first form."""
        form = self.page.locator("main form[method='post']")
        button = form.get_by_role("button", name=label) if label else form.first.get_by_role("button")
        with self.page.expect_navigation():
            button.last.click()
        return self

    def follow(self, text: str) -> "Desk":
        """Follow a link, unfolding what is folded as a person would."""
        folded = self.page.locator("main details:not([open]) > summary")
        while not self.page.get_by_role("link", name=text).count() and folded.count():
            folded.first.click()
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=text).first.click()
        return self

    def says(self, text: str) -> bool:
        return text in self.page.locator("body").inner_text()


@dataclass
class House:
    """The running house and its people."""

    base: str
    browser: Browser
    country: Country
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str) -> None:
        """Start the worker or the matcher over this test's database."""
        database = settings.DATABASES["default"]
        url = f"postgresql://{database['USER']}@/{connection.settings_dict['NAME']}?host={database['HOST']}"
        environment = {**os.environ, "DATABASE_URL": url, "TRACKCHILD_LOG": "ERROR", "PGAPPNAME": SESSIONS}
        self.processes[name] = subprocess.Popen(
            [sys.executable, "-m", "trackchild.console", name], cwd=ROOT, env=environment, start_new_session=True
        )

    def kill(self, name: str) -> None:
        """As a power cut would: no farewell."""
        os.killpg(self.processes[name].pid, signal.SIGKILL)
        self.processes.pop(name).wait()

    def desk_of(self, viewer: Viewer, *, width: int = 1280) -> Desk:
        """A person signed in at her desk."""
        client = Client()
        sign_in_as(client, User.objects.get(pk=viewer.user_id))
        context = self.browser.new_context(viewport={"width": width, "height": 900})
        key = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": self.base}])
        return self._desk(context)

    def citizen(self, *, width: int = 360, **options: object) -> Desk:
        """Somebody with a telephone."""
        return self._desk(
            self.browser.new_context(viewport={"width": width, "height": 740}, **options)  # type: ignore[arg-type]
        )

    def _desk(self, context: BrowserContext) -> Desk:
        context.set_default_timeout(10_000)
        return Desk(context.new_page(), self.base)


@pytest.fixture
def house(transactional_db: None, live_server: LiveServer) -> Iterator[House]:
    """Everything running; everything ended afterwards."""
    from tests.people import make_country

    with a_chromium() as browser:
        running = House(live_server.url, browser, make_country())
        for name in ("worker", "matcher"):
            running.start(name)
        try:
            yield running
        finally:
            for name in list(running.processes):
                running.kill(name)
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = %s", [SESSIONS]
                )
