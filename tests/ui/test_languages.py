"""All 23 languages work the Indian way; those that are ready are offered."""

from datetime import date

import pytest
from django.conf import settings
from django.template import Context, Template
from django.test import Client
from django.utils import formats, translation

from trackchild.ui import languages
from trackchild.ui.catalogues import ensure_compiled

CODES = [language.code for language in languages.TABLE]


def test_the_table_holds_the_22_scheduled_languages_and_english() -> None:
    assert len(set(CODES)) == 23
    assert [language.code for language in languages.TABLE if language.rtl] == ["ks", "sd", "ur"]
    assert [code for code, _name in settings.LANGUAGES] == CODES


@pytest.mark.parametrize("code", CODES)
def test_numbers_and_dates_are_written_the_indian_way_in_every_language(code: str) -> None:
    with translation.override(code):
        assert translation.get_language() == code
        assert formats.number_format(252266, force_grouping=True) == "2,52,266"
        assert formats.date_format(date(2026, 11, 7), "SHORT_DATE_FORMAT") == "07-11-2026"
        assert translation.get_language_bidi() is languages.BY_CODE[code].rtl


@pytest.mark.parametrize("code", CODES)
def test_every_language_has_a_compiled_catalogue_and_names_itself(code: str) -> None:
    assert translation.check_for_language(code)
    assert translation.get_language_info(code)["name_local"] == languages.BY_CODE[code].own_name


@pytest.mark.parametrize("code", CODES)
def test_a_month_is_named_in_every_language(code: str) -> None:
    with translation.override(code):
        text = Template("{% load ui %}{{ day|month_year }}").render(Context({"day": date(2026, 11, 7)}))
    assert "2026" in text
    assert ("November" in text) is (code == "en")


def test_django_s_wrong_hindi_november_is_put_right() -> None:
    with translation.override("hi"):
        assert translation.gettext("November") == "नवंबर"


def test_languages_that_are_ready_are_offered_and_unfinished_ones_are_not() -> None:
    offered = [language.code for language in languages.offered()]
    assert offered[:3] == ["en", "hi", "bn"]
    assert "ur" in offered
    assert "sat" not in offered
    assert all(languages.completeness(code) >= 95 for code in ("en", "hi", "bn"))


@pytest.mark.urls("tests.ui.urls")
@pytest.mark.parametrize(("code", "direction"), [("hi", "ltr"), ("ur", "rtl"), ("ks", "rtl")])
@pytest.mark.django_db
def test_a_page_declares_its_language_and_direction(client: Client, code: str, direction: str) -> None:
    html = client.get(f"/{code}/page/").content.decode()
    assert f'<html lang="{code}" dir="{direction}">' in html


@pytest.mark.urls("tests.ui.urls")
@pytest.mark.django_db
def test_the_language_menu_leads_to_the_same_page_and_is_legible_to_three_scripts(client: Client) -> None:
    html = client.get("/hi/page/?page=2").content.decode()
    assert 'href="/bn/page/?page=2" lang="bn"' in html
    assert all(word in html for word in ("भाषा", "زبان", "Language"))


def test_catalogues_up_to_date_are_not_compiled_again() -> None:
    compiled = languages.LOCALE / "hi" / "LC_MESSAGES" / "django.mo"
    ensure_compiled(languages.LOCALE)
    before = compiled.stat().st_mtime_ns
    ensure_compiled(languages.LOCALE)
    assert compiled.stat().st_mtime_ns == before
