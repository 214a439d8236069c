"""Every kind of record, in every stage and under every flag, at every address that everybody may open."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.people import Country
from trackchild.cases.models import FoundChild, FoundPublication, MissingCase, Publication
from trackchild.cases.states import SEARCHING, SHOWABLE, CaseStage, FoundStage
from trackchild.cases.vocabulary import Shown
from trackchild.portal.cards import card_of
from trackchild.portal.papers import forget_papers, is_kept

from .publishing import HIDDEN, a_published_case, a_shown_child, with_photo, with_progression

pytestmark = pytest.mark.django_db

Record = MissingCase | FoundChild
PAPERS = ("poster-a4.pdf", "poster-a5.pdf", "picture.jpg")
LISTS = ("/en/", "/en/children/", "/en/children/found/", "/en/site-map/", "/sitemap.xml", "/robots.txt", "/feed")
GONE = 410
RUN_OUT = {"expires_on": timezone.localdate() - timedelta(days=1)}
TAKEN_BACK = {"withdrawn_at": timezone.now(), "withdrawn_because": "asked"}


def pages_of(record: Record) -> list[str]:
    return [f"/en/children/{record.pk}", f"/ur/children/{record.pk}", f"/c/{record.pk}"]


def papers_of(record: Record) -> list[str]:
    return [f"/en/children/{record.pk}/{paper}" for paper in PAPERS]


def pictures_of(record: Record) -> list[str]:
    card = card_of(record.pk, on=timezone.localdate())
    assert card is not None
    assert card.thumbnail_url
    return [card.thumbnail_url, card.photo_url]


def met(client: Client, addresses: list[str]) -> set[int]:
    return {client.get(address).status_code for address in addresses}


def is_listed(client: Client, record: Record) -> bool:
    """Whether a list for everybody names the record or leads to it."""
    name = "Imran" if isinstance(record, MissingCase) else "Sonu"
    told = "".join(client.get(address).content.decode() for address in LISTS)
    return str(record.pk) in told or name in told


def check_hidden(client: Client, record: Record, pictures: list[str], why: Any) -> None:
    assert met(client, [*pages_of(record), *papers_of(record), *pictures]) == {GONE}, why
    assert not is_listed(client, record), why
    page = client.get(pages_of(record)[0]).content.decode()
    assert "Thank you for looking" in page
    assert not any(word in page for word in ("Imran", "Sonu", *HIDDEN.values())), why


@pytest.fixture
def no_press(monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers are set elsewhere; here it matters whether they are given out."""
    monkeypatch.setattr("trackchild.portal.papers.poster", lambda appeal, size: b"%PDF-")
    monkeypatch.setattr("trackchild.portal.papers.share_card", lambda appeal: b"jpeg")


@pytest.mark.usefixtures("no_press")
def test_a_missing_child_is_shown_in_the_stages_of_searching_and_in_no_other(client: Client, country: Country) -> None:
    case = a_published_case(country)
    with_photo(case)
    pictures = pictures_of(case)

    for stage in CaseStage:
        MissingCase.objects.filter(pk=case.pk).update(stage=stage)
        if stage in SEARCHING:
            assert met(client, [*pages_of(case)[:2], *papers_of(case), *pictures]) == {200}, stage
            assert client.get(pages_of(case)[2]).status_code == 302
            assert is_listed(client, case), stage
        else:
            check_hidden(client, case, pictures, stage)


@pytest.mark.usefixtures("no_press")
def test_a_found_child_is_shown_while_the_committee_looks_for_the_family(client: Client, country: Country) -> None:
    found = a_shown_child(country)
    with_photo(found)
    pictures = pictures_of(found)

    for stage in FoundStage:
        FoundChild.objects.filter(pk=found.pk).update(stage=stage)
        if stage in SHOWABLE:
            assert met(client, [*pages_of(found)[:2], *papers_of(found), *pictures]) == {200}, stage
            assert is_listed(client, found), stage
        else:
            check_hidden(client, found, pictures, stage)


FLAGS: dict[str, tuple[Callable[[Country], Record], type[Any], str, dict[str, Any]]] = {
    "missing, sexual offence": (a_published_case, MissingCase, "pk", {"sexual_offence": True}),
    "missing, run out": (a_published_case, Publication, "case_id", RUN_OUT),
    "missing, taken back": (a_published_case, Publication, "case_id", TAKEN_BACK),
    "found, sexual offence": (a_shown_child, FoundChild, "pk", {"sexual_offence": True}),
    "found, conflict with law": (a_shown_child, FoundChild, "pk", {"conflict_with_law": True}),
    "found, not before the committee": (a_shown_child, FoundChild, "pk", {"produced_at": None, "produced_by": None}),
    "found, run out": (a_shown_child, FoundPublication, "found_id", RUN_OUT),
    "found, taken back": (a_shown_child, FoundPublication, "found_id", TAKEN_BACK),
}


@pytest.mark.usefixtures("no_press")
@pytest.mark.parametrize("name", FLAGS)
def test_a_flag_closes_every_address_in_every_stage(client: Client, country: Country, name: str) -> None:
    make, model, key, facts = FLAGS[name]
    record = make(country)
    with_photo(record)
    pictures = pictures_of(record)
    model.objects.filter(**{key: record.pk}).update(**facts)

    for stage in SEARCHING if isinstance(record, MissingCase) else SHOWABLE:
        type(record).objects.filter(pk=record.pk).update(stage=stage)  # type: ignore[attr-defined]
        check_hidden(client, record, pictures, (name, stage))


@pytest.mark.parametrize("make", [a_published_case, a_shown_child])
def test_what_was_never_ordered_has_no_address(client: Client, country: Country, make: Any) -> None:
    record = make(country)
    FoundPublication.objects.update(ordered_at=None, ordered_by=None, expires_on=None)
    Publication.objects.all().delete()

    assert met(client, [*pages_of(record), *papers_of(record)]) == {404}
    assert not is_listed(client, record)


def test_papers_are_given_out_as_what_they_are_and_forgotten_with_the_appeal(client: Client, country: Country) -> None:
    case = a_published_case(country)
    with_photo(case)
    answers = [client.get(address, {"with": "hi"}) for address in papers_of(case)]

    assert [answer.headers["Content-Type"] for answer in answers] == ["application/pdf"] * 2 + ["image/jpeg"]
    assert [answer.content[:4] for answer in answers] == [b"%PDF", b"%PDF", b"\xff\xd8\xff\xe0"]
    assert all(answer.headers["X-Robots-Tag"].startswith("noindex") for answer in answers)
    assert len(answers[0].content) < 300_000
    assert is_kept(case.pk)

    MissingCase.objects.filter(pk=case.pk).update(sexual_offence=True)
    assert client.get(papers_of(case)[0]).status_code == GONE
    assert not is_kept(case.pk)


def test_a_paper_is_set_once_for_as_long_as_it_says_the_same(
    client: Client, country: Country, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    monkeypatch.setattr("trackchild.portal.papers.poster", lambda appeal, size: made.append(size) or b"%PDF-")
    case = a_published_case(country)

    for _time in range(2):
        client.get(papers_of(case)[0])
    case.description.clothing = "green shirt"
    case.description.save()
    client.get(papers_of(case)[0])
    client.get(papers_of(case)[0], {"with": "bn"})

    assert made == ["a4"] * 3
    forget_papers(case.pk)


@pytest.mark.parametrize("item", Shown.values)
def test_a_found_child_shows_only_what_the_permission_lists(client: Client, country: Country, item: str) -> None:
    words = {
        "PHOTO": "<img",
        "NAME": "Sonu",
        "AGE": "9 years",
        "SEX": "Boy",
        "DISTRICT": "Patna",
        "CLOTHING": "red frock",
        "MARKS": "Scar",
        "LANGUAGES": "Hindi",
    }
    found = a_shown_child(country, scope=[item])
    photo = with_photo(found)

    page = client.get(pages_of(found)[0]).content.decode()
    main = page[page.index("<main") : page.index('id="with"')]

    assert {name for name, word in words.items() if word in main} == {item}
    assert photo.pk.hex not in page
    for secret in ("Ghost", "Sneha", "Junction", found.number):
        assert secret not in page, secret


def test_a_photograph_beyond_the_permission_stays_closed(client: Client, country: Country) -> None:
    found = a_shown_child(country)
    with_photo(found)
    pictures = pictures_of(found)
    FoundPublication.objects.update(scope=["NAME"])

    assert met(client, pictures) == {404}


def test_without_fonts_the_reader_is_told_and_the_log_says_what_to_install(
    client: Client, country: Country, monkeypatch: pytest.MonkeyPatch, tmp_path: Any, caplog: pytest.LogCaptureFixture
) -> None:
    case = a_published_case(country)
    monkeypatch.setattr("trackchild.paper.fonts.FOLDERS", (tmp_path,))

    answer = client.get(papers_of(case)[0])

    assert answer.status_code == 503
    assert answer.headers["Cache-Control"] == "no-store"
    assert "fonts-noto-core" in caplog.text


def test_a_progression_stands_beside_the_photograph_and_is_named(client: Client, country: Country) -> None:
    case = a_published_case(country)
    with_progression(case)
    alone = client.get(pages_of(case)[0]).content.decode()
    with_photo(case)
    beside = client.get(pages_of(case)[0]).content.decode()

    assert "No photograph" in alone, "it never takes the place of the photograph"
    for page, pictures in ((alone, 1), (beside, 2)):
        assert page.count('<img class="photo"') == pictures
        assert page.count("How the child may look now, drawn by an artist or a laboratory. Not a photograph.") == 1


def test_a_picture_of_the_family_is_never_shown(client: Client, country: Country) -> None:
    case = a_published_case(country)
    photo = with_photo(case)
    pictures = pictures_of(case)
    type(photo).objects.filter(pk=photo.pk).update(kind="FAMILY")

    assert "No photograph" in client.get(pages_of(case)[0]).content.decode()
    assert met(client, pictures) == {404}
