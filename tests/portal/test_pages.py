"""The pages around the reports: first page, language, directory, and those that only tell something."""

import pytest
from django.test import Client

from tests.factories import HOWRAH, PATNA, an_agency
from tests.people import Country
from trackchild.directory.kinds import Kind

from .publishing import a_published_case

pytestmark = pytest.mark.django_db
PAGES = (
    "",
    "children/",
    "status/",
    "directory/",
    "help/",
    "accessibility/",
    "privacy/",
    "terms/",
    "feedback/",
    "site-map/",
    "search/",
    "offline/",
    "statistics/",
    "training/",
    "help/matching/",
    "help/schools/",
    "feedback/answer/",
    "report/missing/who/",
    "report/sighting/danger/",
)

SAME_FOR_ALL = {"offline/", "statistics/"}
"""Pages without a form of this visit, which any cache may keep for a while."""


@pytest.mark.parametrize("language", ["en", "hi", "bn", "ur", "ta", "sat"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_in_every_direction(client: Client, page: str, language: str) -> None:
    answer = client.get(f"/{language}/{page}")

    assert answer.status_code == 200
    text = answer.content.decode()
    assert f'<html lang="{language}" dir="{"rtl" if language == "ur" else "ltr"}">' in text
    assert 'href="tel:1098"' in text
    assert ("public" if page in SAME_FOR_ALL else "private") in answer.headers["Cache-Control"]


def test_the_first_page_leads_everywhere_and_counts_with_a_date(client: Client, country: Country) -> None:
    a_published_case(country)

    text = client.get("/en/").content.decode()

    for address in ("report/missing/", "report/sighting/", "children/", "status/", "help/", "directory/"):
        assert f'href="/en/{address}"' in text
    assert "Imran</bdi>, 9 years" in text
    assert "fewer than 10" in text, "small figures are not told"
    assert "Figures of this register on" in text


@pytest.mark.parametrize(
    ("headers", "cookie", "leads_to"),
    [
        ({"Accept-Language": "hi-IN,hi;q=0.9,en;q=0.8"}, "", "/hi/"),
        ({"Accept-Language": "fr,bn;q=0.5"}, "", "/bn/"),
        ({"Accept-Language": "hi"}, "ur", "/ur/"),
    ],
)
def test_the_bare_address_knows_the_language_of_the_reader(
    client: Client, headers: dict[str, str], cookie: str, leads_to: str
) -> None:
    client.cookies["language"] = cookie

    assert client.get("/", headers=headers).headers["Location"] == leads_to


def test_an_unknown_reader_is_asked_for_the_language_in_its_own_script(client: Client) -> None:
    page = client.get("/", headers={"Accept-Language": "fr"}).content.decode()

    assert "हिन्दी" in page
    assert "اردو" in page


def test_a_chosen_language_is_remembered(client: Client) -> None:
    answer = client.post("/en/language/", {"language": "hi", "next": "/en/status/"})

    assert answer.headers["Location"] == "/hi/status/"
    assert client.get("/").headers["Location"] == "/hi/"


def test_the_language_form_leads_to_no_other_site(client: Client) -> None:
    answer = client.post("/en/language/", {"language": "hi", "next": "https://example.org/"})

    assert answer.headers["Location"].startswith("/")


def test_the_directory_shows_the_telephone_of_every_office_near(client: Client, country: Country) -> None:
    an_agency(Kind.CWC, HOWRAH, name="Committee of Howrah", phone="0332111111", address="Court Road")
    an_agency(Kind.AHTU, HOWRAH, name="Unit of Howrah", phone="0332222222")

    text = client.get("/en/directory/", {"state": "19", "district": str(HOWRAH)}).content.decode()

    for words in ("tel:0332000000", "tel:0332111111", "tel:0332222222", "Court Road", "tel:15100"):
        assert words in text
    assert "Patna" not in text


def test_the_directory_tells_of_a_home_only_its_kind_and_a_telephone(client: Client, country: Country) -> None:
    an_agency(
        Kind.CHILDREN_HOME,
        PATNA,
        name="Ghost Home",
        phone="0612999999",
        address="Ghost Lane 1",
        email="ghost@example.org",
    )

    text = client.get("/en/directory/", {"state": "10", "district": str(PATNA)}).content.decode()

    assert "Children’s home" in text or "Children&#x27;s home" in text
    assert "tel:0612999999" in text
    assert "host" not in text.replace("hosted", "")
    assert "Sneha" not in text


def test_the_directory_takes_nonsense_calmly(client: Client) -> None:
    for query in ({"state": "x"}, {"state": "999999999999"}, {"district": "1"}, {"state": "19", "district": "x"}):
        assert client.get("/en/directory/", query).status_code == 200


def test_feedback_names_the_help_desk_if_there_is_one(client: Client) -> None:
    assert "district child protection unit" in client.get("/en/feedback/").content.decode()

    an_agency(Kind.HELP_DESK, None, name="National help desk", phone="1800111222", email="desk@example.org")

    assert "tel:1800111222" in client.get("/en/feedback/").content.decode()
