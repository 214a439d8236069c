"""The browser of the tests: the system's Chromium, headless, with nothing of it reaching outside this machine."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connections
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = Path(shutil.which("chromium") or "/usr/bin/chromium")
FLAGS = [
    f"--{flag}"
    for flag in (
        "no-sandbox",
        "disable-gpu",
        "disable-quic",
        "no-first-run",
        "disable-background-networking",
        "disable-component-update",
        "disable-sync",
    )
]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}
IS_REQUIRED = os.environ.get("TRACKCHILD_BROWSER") == "required"

needs_browser = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("nobody_left_behind"),
    pytest.mark.skipif(not CHROMIUM.exists() and not IS_REQUIRED, reason="needs Chromium"),
]
"""Marks of a module that drives a browser. Where it is required, a missing one is a failure, not a skip."""


@contextmanager
def a_chromium() -> Iterator[Browser]:
    """A browser for one test or module."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        # The driver keeps a loop in this thread, and Django would take it for an asynchronous view.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        try:
            yield chromium
        finally:
            chromium.close()
            # Inside the driver's loop Django keeps connections of its own, which would outlive the test database.
            connections.close_all()
            del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def is_in_order(page: Page) -> None:
    """The page fits its screen and the accessibility engine finds nothing at level AA."""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (
        "the page is wider than the screen"
    )
    results = Axe().run(page, options=RULES)
    assert results.violations_count == 0, results.generate_report()
