"""Beside a half-filled form stand the children it may be about: never more of them than the comparison tier."""

from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.factories import IST, NOW, a_case, a_found_child, a_told
from tests.matching.test_matcher import a_matcher
from tests.people import Country
from tests.workspaces.conftest import Desk
from tests.workspaces.sheets import form_m, form_r, moment
from trackchild.audit.models import Look
from trackchild.cases.forms.form_m import FormMSheet
from trackchild.matching import answering
from trackchild.matching.matcher import Matcher
from trackchild.matching.models import SuggestionRequest
from trackchild.workspaces.suggestions.said import is_enough, said_of

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def matcher(desk: Desk, country: Country) -> Matcher:
    """A matcher that holds a boy found in Patna, by the house's clock."""
    a_found_child(country.das, told=a_told("Rabi", health="asthma", home_address="12 Station Road"))
    matcher = a_matcher()
    matcher.pulse()
    return matcher


def asked(client: Client, matcher: Matcher, page: str, sheet: dict[str, Any], **headers: str) -> Any:
    """The form is sent, the matcher answers, the browser follows."""
    response = client.post(reverse(page), sheet, headers=headers or None)
    assert response.status_code == 302
    with connection.cursor() as cursor:
        answering.answer_waiting(cursor, matcher.register, at=NOW)
    return client.get(response["Location"], headers=headers or None)


def test_form_m_shows_found_children_like_it(desk: Desk, country: Country, matcher: Matcher) -> None:
    page = asked(desk(country.asha), matcher, "suggestions:ask_form_m", form_m(), **HTMX).content.decode()

    assert "1 child like this is already in the register" in page
    assert "Rabi" in page and "CWC Patna" in page and "Marks:" in page
    assert "<html" not in page


def test_the_shelter_and_everything_above_the_comparison_tier_stay_hidden(
    desk: Desk, country: Country, matcher: Matcher
) -> None:
    page = asked(desk(country.asha), matcher, "suggestions:ask_form_m", form_m()).content.decode()

    assert "Rabi" in page
    for secret in ("Sneha Home", "asthma", "12 Station Road"):
        assert secret not in page


def test_form_r_shows_missing_cases_like_it(desk: Desk, country: Country, matcher: Matcher) -> None:
    case = a_case(country.asha, stage="INTIMATED")
    matcher.take_changes()

    page = asked(desk(country.das), matcher, "suggestions:ask_form_r", form_r(), **HTMX).content.decode()

    assert "Ravi Kumar" in page and "Howrah" in page
    assert reverse("police:view_case", args=[case.pk]) not in page


def test_ones_own_record_is_a_link(desk: Desk, country: Country, matcher: Matcher) -> None:
    case = a_case(country.asha, stage="INTIMATED")
    matcher.take_changes()

    page = asked(desk(country.asha), matcher, "suggestions:ask_form_r", form_r(), **HTMX).content.decode()

    assert reverse("police:view_case", args=[case.pk]) in page


def test_a_look_is_noted_under_the_page(desk: Desk, country: Country, matcher: Matcher) -> None:
    asked(desk(country.asha), matcher, "suggestions:ask_form_m", form_m())

    look = Look.objects.get(route="suggestions:answer_form_m")
    assert (look.record_kind, look.user_id) == ("found", country.asha.user_id)


def test_without_a_script_the_answer_is_a_page_of_its_own(desk: Desk, country: Country, matcher: Matcher) -> None:
    page = asked(desk(country.asha), matcher, "suggestions:ask_form_m", form_m()).content.decode()

    assert "<html" in page and "Your form is still open" in page


def test_a_form_that_says_too_little_asks_nobody(desk: Desk, country: Country, matcher: Matcher) -> None:
    response = desk(country.asha).post(reverse("suggestions:ask_form_m"), {"name": "Ravi", "sex": "M"}, headers=HTMX)

    assert "Fill in girl or boy, the age and the district first." in response.content.decode()
    assert not SuggestionRequest.objects.exists()


def test_when_the_matcher_is_away_the_form_goes_on(desk: Desk, country: Country) -> None:
    client = desk(country.asha)
    response = client.post(reverse("suggestions:ask_form_m"), form_m(), headers=HTMX)

    page = client.get(response["Location"], headers=HTMX)

    assert page.status_code == 200
    assert "Suggestions are not available now." in page.content.decode()


def test_nobody_reads_the_answer_of_another(desk: Desk, country: Country, matcher: Matcher) -> None:
    response = desk(country.asha).post(reverse("suggestions:ask_form_m"), form_m())
    with connection.cursor() as cursor:
        answering.answer_waiting(cursor, matcher.register, at=NOW)

    page = desk(country.bimal).get(response["Location"]).content.decode()

    assert "Rabi" not in page and "Suggestions are not available now." in page


@pytest.mark.parametrize(("person", "page"), [("das", "suggestions:ask_form_m"), ("gita", "suggestions:ask_form_r")])
def test_who_fills_no_such_form_asks_nothing(desk: Desk, country: Country, person: str, page: str) -> None:
    assert desk(getattr(country, person)).post(reverse(page), form_m()).status_code == 404


def test_both_forms_hold_the_panel(desk: Desk, country: Country) -> None:
    form_m_page = desk(country.asha).get(reverse("police:new_case")).content.decode()
    form_r_page = desk(country.das).get(reverse("homes:admit_child")).content.decode()

    assert f'hx-post="{reverse("suggestions:ask_form_m")}"' in form_m_page
    assert f'formaction="{reverse("suggestions:ask_form_r")}"' in form_r_page


def test_wrong_boxes_say_nothing_and_stop_nothing() -> None:
    sheet = form_m(height_cm="very tall", age_years="9", **moment("last_seen_at", NOW))
    said = said_of(FormMSheet({**sheet, "last_seen_at_month": "13"}, at=NOW), "last_seen_at")

    assert is_enough(said)
    assert "height_cm" not in said and "event_on" not in said


def test_what_a_form_says_is_what_its_record_would_say(country: Country) -> None:
    sheet = FormMSheet(form_m(), at=datetime(2026, 6, 15, 10, tzinfo=IST))
    said = said_of(sheet, "last_seen_at")

    assert said["names"] == ["Ravi Kumar", "रवि कुमार"]
    assert said["alias"] == ["Rabi", "Raju"]
    assert (said["gender"], said["age_years"], said["event_on"]) == ("M", 9.0, "2026-06-14")
    assert (said["state"], said["district"], said["home_district"]) == (19, 313, 212)
    assert said["marks"] == ["scar on left knee", "mole"]
    assert said["languages"] == ["Hindi", "Bhojpuri"]
