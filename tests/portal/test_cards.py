"""What everybody sees of a published child, and what becomes of it when the appeal ends."""

import uuid
from dataclasses import asdict
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import a_case
from tests.people import Country
from trackchild.cases.actions import missing as missing_actions
from trackchild.cases.actions import publication
from trackchild.cases.models import CitizenReport, MissingCase, Publication
from trackchild.cases.shown_names import first_name
from trackchild.cases.vocabulary import HowTraced
from trackchild.portal.cards import card_of
from trackchild.portal.views.gallery import PER_PAGE

from .publishing import HIDDEN, a_published_case, with_photo
from .walking import SIGHTING, send

pytestmark = pytest.mark.django_db


def page_of(case: MissingCase, language: str = "en") -> str:
    return f"/{language}/children/{case.pk}"


@pytest.mark.parametrize(
    ("written", "first"),
    [
        ("Ravi Kumar", "Ravi"),
        ("Md. Imran Khan", "Imran"),
        ("K. Selvam", "Selvam"),
        ("रवि कुमार", "रवि"),
        ("Kumari Sunita", "Sunita"),
        ("", ""),
    ],
)
def test_the_first_name_is_neither_title_nor_initial(written: str, first: str) -> None:
    assert first_name(written) == first


def test_the_card_says_what_helps_to_know_the_child(client: Client, country: Country) -> None:
    case = a_published_case(country)

    page = client.get(page_of(case))

    text = page.content.decode()
    assert page.status_code == 200
    for words in ("Imran", "इमरान", "9 years", "Boy", "Howrah", "June 2026", "blue school shirt", "Hindi", "tel:1098"):
        assert words in text, words
    assert "Scar · Knee · Left side" in text
    assert f"/en/report/sighting/?about={case.pk}" in text


def test_the_card_carries_nothing_that_is_not_for_everybody(client: Client, country: Country) -> None:
    case = a_published_case(country)
    with_photo(case)

    for address in (page_of(case), "/en/children/", "/en/"):
        text = client.get(address).content.decode()
        for words in ("Khan", "खान", "host", "Mole", "Chest", "Suresh", case.number, *HIDDEN.values(), "14-06-2026"):
            assert words not in text, (address, words)


def test_a_card_is_made_of_plain_values_only(country: Country) -> None:
    card = card_of(a_published_case(country).pk, on=timezone.localdate())

    assert card is not None
    assert card.month.day == 1, "the day of the last sight is not told"
    assert {type(value).__name__ for value in asdict(card).values()} <= {"UUID", "str", "date", "tuple"}


def test_the_full_name_is_shown_only_by_consent_and_order(client: Client, country: Country) -> None:
    assert "Md. Imran Khan" in client.get(page_of(a_published_case(country, full_name=True))).content.decode()


def test_a_case_that_was_never_published_is_no_page(client: Client, country: Country) -> None:
    case = a_case(country.asha, stage="INVESTIGATION")

    for address in (page_of(case), f"/c/{case.pk}", f"/en/children/{uuid.uuid4()}", f"/c/{uuid.uuid4()}"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("end", ["withdrawn", "traced", "expired", "offence"])
def test_an_appeal_that_has_ended_is_gone_and_says_thank_you(client: Client, country: Country, end: str) -> None:
    case = a_published_case(country)
    with_photo(case)
    photo = card_of(case.pk, on=timezone.localdate()).photo_url  # type: ignore[union-attr]
    _end(case, country, end)

    for address in (page_of(case), page_of(case, "ur"), f"/c/{case.pk}"):
        page = client.get(address)
        assert page.status_code == 410, (end, address)
        assert "Imran" not in page.content.decode()
    assert "Thank you for looking" in client.get(page_of(case)).content.decode()
    assert client.get(photo).status_code == 410
    assert (
        "0 children" in client.get("/en/children/").content.decode()
        or "No child is shown" in client.get("/en/children/").content.decode()
    )


def _end(case: MissingCase, country: Country, how: str) -> None:
    at = timezone.now()
    match how:
        case "withdrawn":
            publication.withdraw(case_id=case.pk, reason="The guardian asked", by=country.asha, at=at)
        case "traced":
            missing_actions.mark_traced(case, how=HowTraced.PATROL, place="Ghost town", by=country.asha, at=at)
        case "expired":
            Publication.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
        case "offence":
            MissingCase.objects.update(sexual_offence=True)


def test_the_short_address_leads_to_the_page_in_the_readers_language(client: Client, country: Country) -> None:
    case = a_published_case(country)

    answer = client.get(f"/c/{case.pk}", headers={"Accept-Language": "hi-IN,en;q=0.5"})

    assert (answer.status_code, answer.headers["Location"]) == (302, page_of(case, "hi"))


def test_a_card_may_be_kept_five_minutes_and_no_longer(client: Client, country: Country) -> None:
    case = a_published_case(country)
    with_photo(case)
    photo = card_of(case.pk, on=timezone.localdate()).photo_url  # type: ignore[union-attr]

    for address in (page_of(case), photo):
        assert set(client.get(address).headers["Cache-Control"].split(", ")) == {"public", "max-age=300"}
    assert client.get(page_of(case)).headers["X-Robots-Tag"].startswith("noindex")


@pytest.mark.parametrize(
    ("filters", "shown"),
    [
        ({}, True),
        ({"state": "19"}, True),
        ({"state": "10"}, False),
        ({"sex": "M"}, True),
        ({"sex": "F"}, False),
        ({"age": "6-11"}, True),
        ({"age": "0-5"}, False),
        ({"age": "12-17"}, False),
        ({"state": "nonsense", "age": "' or 1=1"}, True),
    ],
)
def test_the_gallery_is_narrowed_by_plain_filters(
    client: Client, country: Country, filters: dict[str, str], shown: bool
) -> None:
    a_published_case(country)

    page = client.get("/en/children/", filters).content.decode()

    assert ("Imran" in page) is shown
    assert ("1 child. Showing 1 to 1." in page) is shown
    assert 'role="status"' in page


def test_a_child_missing_for_years_is_found_under_the_age_of_today(client: Client, country: Country) -> None:
    case = a_published_case(country)
    MissingCase.objects.filter(pk=case.pk).update(last_seen_at=timezone.now() - timedelta(days=365 * 4))

    assert "13 years" in client.get(page_of(case)).content.decode()
    assert "Imran" in client.get("/en/children/", {"age": "12-17"}).content.decode()
    assert "Imran" not in client.get("/en/children/", {"age": "6-11"}).content.decode()


def test_the_gallery_shows_twelve_a_page_with_as_many_queries_as_for_one(
    client: Client, country: Country, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    case = a_published_case(country)
    with_photo(case)
    client.get("/en/children/")
    with django_assert_max_num_queries(12) as asked:
        client.get("/en/children/")
    for number in range(PER_PAGE):
        with_photo(a_published_case(country, name=f"Asha{number} Devi"))

    with django_assert_num_queries(len(asked)):
        first = client.get("/en/children/").content.decode()
    second = client.get("/en/children/", {"page": "2"}).content.decode()

    assert first.count('class="photo-card"') == PER_PAGE
    assert "13 children. Showing 1 to 12." in first
    assert second.count('class="photo-card"') == 1


def test_a_sighting_of_a_published_child_is_hung_on_its_case(client: Client, country: Country) -> None:
    case = a_published_case(country)
    start = client.get("/en/report/sighting/", {"about": str(case.pk)}).headers["Location"]
    assert f'value="{case.pk}"' in client.get(start).content.decode()

    send(client, "sighting", {**SIGHTING, "danger": {"danger": "NO", "about": str(case.pk)}})

    assert CitizenReport.objects.get().about_case == case


def test_a_sighting_cannot_be_hung_on_a_case_nobody_may_know(client: Client, country: Country) -> None:
    case = a_case(country.asha, stage="INVESTIGATION")

    send(client, "sighting", {**SIGHTING, "danger": {"danger": "NO", "about": str(case.pk)}})

    assert CitizenReport.objects.get().about_case is None
