"""Citizens find a published child by name in any script with one fact more, and nothing else: no list, no oracle."""

import random
from dataclasses import fields
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import HOWRAH
from tests.people import Country
from tests.portal.publishing import a_published_case
from tests.ui.solving import solved
from trackchild.cases.actions import publication
from trackchild.cases.models import MissingCase
from trackchild.portal.forms.search import SearchForm
from trackchild.portal.searching import PAGES, PER_PAGE, Asked, Found, search
from trackchild.portal.views.search import HARDEST, MOST_OF_VISIT, effort

pytestmark = pytest.mark.django_db


def ask(client: Client, **asked: str) -> Any:
    return client.post("/en/search/", {**asked, **solved(SearchForm)})


def cards(page: Any) -> list[Any]:
    found = page.context.get("found")
    return [card.record_id for card in found.cards] if found else []


@pytest.mark.parametrize("spelling", ["Imran", "imraan", "Md Imran", "इमरान", "ইমরান", "عمران"])
def test_a_child_is_found_in_any_script_and_spelling(client: Client, country: Country, spelling: str) -> None:
    case = a_published_case(country)
    assert cards(ask(client, name=spelling, state="19")) == [case.pk]


def test_a_name_alone_finds_nothing_and_says_what_is_missing(client: Client, country: Country) -> None:
    a_published_case(country)
    page = ask(client, name="Imran")
    assert page.status_code == 422
    assert "Choose one thing more" in page.content.decode()


@pytest.mark.parametrize("name", ["", "a", "Im", "..."])
def test_a_name_of_fewer_than_three_letters_is_refused(client: Client, country: Country, name: str) -> None:
    assert ask(client, name=name, state="19").status_code == 422


def test_nobody_is_found_by_a_name_the_card_hides(client: Client, country: Country) -> None:
    case = a_published_case(country)
    assert cards(ask(client, name="Khan", state="19")) == []
    assert cards(ask(client, name="Ghostname", state="19")) == []
    publication.withdraw(case_id=case.pk, reason="new consent", by=country.asha, at=timezone.now())
    whole = a_published_case(country, full_name=True)
    assert cards(ask(client, name="Khan", state="19")) == [whole.pk]


def test_facts_narrow_and_a_withdrawn_appeal_is_gone_at_once(client: Client, country: Country) -> None:
    case = a_published_case(country)
    assert cards(ask(client, name="Imran", state="10")) == []
    assert cards(ask(client, name="Imran", sex="F")) == []
    assert cards(ask(client, name="Imran", year=str(case.last_seen_at.year))) == [case.pk]
    publication.withdraw(case_id=case.pk, reason="traced", by=country.asha, at=timezone.now())
    assert cards(ask(client, name="Imran", state="19")) == []


def test_the_number_of_a_poster_leads_to_its_page_only_while_it_stands(client: Client, country: Country) -> None:
    case = a_published_case(country)
    number = MissingCase.objects.get(pk=case.pk).number
    assert ask(client, name=number.lower()).headers["Location"] == f"/en/children/{case.pk}"
    publication.withdraw(case_id=case.pk, reason="traced", by=country.asha, at=timezone.now())
    page = ask(client, name=number)
    assert page.status_code == 200
    assert "No child shown here fits" in page.content.decode()


def test_answers_end_after_three_pages_and_are_never_counted(client: Client, country: Country) -> None:
    for _number in range(PAGES * PER_PAGE + 2):
        a_published_case(country)
    asked, now = Asked("Imran", state=19), timezone.now()
    pages = [search(asked, page=number, at=now, on=timezone.localdate()) for number in (1, 2, 3)]
    assert [len(page.cards) for page in pages] == [PER_PAGE] * PAGES
    assert [page.has_next for page in pages] == [True, True, False]
    assert len({card.record_id for page in pages for card in page.cards}) == PAGES * PER_PAGE
    assert ask(client, name="Imran", state="19", page="4").status_code == 422
    assert {field.name for field in fields(Found)} == {"cards", "page", "has_next"}, "no page says how many there are"


def test_random_questions_do_not_leaf_through_the_register(country: Country) -> None:
    """The portal is no menu: thousands of guesses at names gather a small part of the children."""
    names = [
        f"{first}{last}" for first in ("Ka", "Ri", "Su", "De", "Jo", "Mi") for last in ("lpana", "tesh", "vita", "bu")
    ]
    published = {a_published_case(country, name=name).pk for name in names}
    letters, draw = "abcdefghijklmnoprstuvy", random.Random(7)
    seen: set[Any] = set()
    for _guess in range(300):
        guess = "".join(draw.choice(letters) for _letter in range(draw.randint(3, 6)))
        found = search(Asked(guess, state=19), page=1, at=timezone.now(), on=timezone.localdate())
        seen |= {card.record_id for card in found.cards}
    assert len(seen) <= len(published) * 0.15


def test_whoever_asks_often_works_longer_and_is_stopped_in_the_end(client: Client, country: Country) -> None:
    assert [effort(1, 1), effort(5, 5), effort(12, 12), effort(400, 400)] == [1, 2, 4, HARDEST]
    for _search in range(MOST_OF_VISIT):
        assert client.post("/en/search/", {"name": "Imran"}).status_code == 422
    assert ask(client, name="Imran", state="19").status_code == 429


def test_no_address_holds_what_was_asked(client: Client, country: Country) -> None:
    a_published_case(country, district_id=HOWRAH)
    page = ask(client, name="Imran", state="19")
    assert page.status_code == 200
    assert client.get("/en/search/", {"name": "Imran", "state": "19"}).context.get("found") is None


def test_nothing_is_searched_without_the_security_check(client: Client, country: Country) -> None:
    a_published_case(country)
    assert client.post("/en/search/", {"name": "Imran", "state": "19"}).status_code == 422
