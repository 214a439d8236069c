"""Error pages help a person on, in the reader's language, even when everything behind them is broken."""

import pytest
from django.template.loader import get_template
from django.utils import translation

PAGES = ["400", "403", "403_csrf", "404", "410", "429", "500", "503"]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("code", ["en", "hi", "bn", "ur"])
def test_an_error_page_needs_neither_request_nor_database_and_names_the_helplines(page: str, code: str) -> None:
    with translation.override(code):
        html = get_template(f"{page}.html").render()
    assert f'<html lang="{code}"' in html
    assert html.count("<h1>") == 1
    assert 'href="tel:1098"' in html
    assert 'href="tel:112"' in html


def test_a_closed_appeal_tells_nothing_of_the_child_and_does_not_say_found() -> None:
    html = get_template("410.html").render()
    assert "closed" in html
    assert "found" not in html
