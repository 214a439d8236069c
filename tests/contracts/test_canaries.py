"""Planted words are looked for wherever they must not be: public pages, messages, jobs, logs, other offices' pages."""

import logging
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.accounts.signing import sign_in_as
from tests.factories import NOW
from tests.people import Country
from tests.ui.solving import added
from trackchild.accounts.models import User
from trackchild.accounts.viewer import Viewer
from trackchild.alerts.rules import BULK, CITIZENS
from trackchild.cases.actions import publication
from trackchild.cases.actions.reports import secret_digest
from trackchild.cases.models import CitizenReport, FoundChild, MissingCase, TimelineEvent
from trackchild.cases.states import Event
from trackchild.cases.timeline import record
from trackchild.core.privacy import Tier
from trackchild.directory.models import Agency
from trackchild.messaging.models import Message
from trackchild.photos.models import Photo, PhotoSize
from trackchild.photos.signing import PUBLIC, photo_url
from trackchild.portal.articles import ARTICLES
from trackchild.portal.forms.status import StatusForm
from trackchild.reactions import react_to_event

from .canaries import Canary, plant, seen_in
from .routes import all_routes
from .story import Story, a_search, go_home

pytestmark = pytest.mark.django_db

IN_MESSAGES = frozenset({"cases.MissingCase.number", "cases.FoundChild.number", "cases.CitizenReport.reference"})
"""Numbers for people to write down: random, and never enough to open anything."""
TO_THE_FAMILY = IN_MESSAGES | {
    "cases.MissingCase.fir_number",
    "cases.MissingCase.investigator",
    "cases.MissingCase.investigator_phone",
}
STEPS = ("child", "where", "photo", "you", "check", "nonsense")
SECRET = "S-AAAA-BBBB-CCCC"


@pytest.fixture
def story(country: Country) -> Story:
    """A published search with a pair, told today so that its publication stands."""
    story = a_search(country)
    record(
        Event.NOTED, by=country.asha, at=NOW, case=story.case, reason="Qzxreasonkanari", facts={"note": "Qzxfactkanari"}
    )
    publications = story.case.publications
    publications.update(expires_on=timezone.localdate() + timezone.timedelta(days=30))
    return story


@pytest.fixture
def canaries(story: Story) -> list[Canary]:
    """The story with a word of its own in every field."""
    planted = plant()
    lines = [("reason", "Qzxreasonkanari"), ("facts", "Qzxfactkanari")]
    return [*planted, *(Canary(word, f"cases.TimelineEvent.{name}", Tier.T3, "") for name, word in lines)]


def public_addresses(story: Story) -> list[str]:
    """Every address that needs no sign-in, with every record and picture in it that somebody could try."""
    values: dict[str, list[Any]] = {
        "case_id": [story.case.pk, story.found.pk, story.report.pk, story.pair.pk],
        "kind": ["missing", "sighting", "unsafe"],
        "step": list(STEPS),
        "token": ["no-token"],
        "seal": ["no-seal"],
        "message_id": [1],
        "key": list(ARTICLES),
        "agency_id": list(Agency.objects.values_list("pk", flat=True)),
    }
    found = []
    for route in all_routes():
        if not route.is_public or "GET" not in route.methods or "<language>" not in route.pattern and route.name == "":
            continue
        for one in combinations(dict.fromkeys(name for name, _kind in route.parameters), values):
            found.append(reverse(route.name, kwargs=one))
    pictures = [photo_url(photo, size, PUBLIC) for photo in Photo.objects.all() for size in PhotoSize]
    words = ("Ravi", "Qzx", "9830000001", story.case.number, story.report.reference)
    asked = [f"{reverse('portal:gallery')}?q={word}&name={word}&page=1" for word in words]
    return [*found, *pictures, *asked]


def combinations(names: Any, values: dict[str, list[Any]]) -> list[dict[str, Any]]:
    """Every way to fill the parameters of an address."""
    filled: list[dict[str, Any]] = [{}]
    for name in names:
        filled = [{**one, name: value} for one in filled for value in values[name]]
    return filled


def text_of(answer: Any) -> str:
    """Everything an answer tells: headers and body."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return f"{answer.headers} {body.decode('utf-8', 'replace')}"


def test_no_public_page_says_more_than_everybody_may_know(story: Story, canaries: list[Canary]) -> None:
    client = Client()
    opened = 0
    for language in ("en", "hi"):
        with translation.override(language):
            for address in public_addresses(story):
                answer = client.get(address)
                opened += answer.status_code == 200
                assert seen_in(text_of(answer), canaries) == [], address
    assert opened > 20


def test_the_card_is_shown_and_says_the_first_name(story: Story, canaries: list[Canary]) -> None:
    answer = Client().get(reverse("portal:child_page", args=[story.case.pk]))

    assert answer.status_code == 200
    assert "Ravi" in answer.content.decode()


@pytest.mark.parametrize("record_of", ["found", "report", "pair"])
def test_no_other_record_has_a_public_address(story: Story, record_of: str) -> None:
    ident = getattr(story, record_of).pk

    assert Client().get(reverse("portal:child_page", args=[ident])).status_code == 404
    assert Client().get(reverse("short_card", args=[ident])).status_code == 404


def test_a_picture_of_a_found_child_is_never_public(story: Story) -> None:
    photo = story.found.description.photos.get()

    assert [Client().get(photo_url(photo, size, PUBLIC)).status_code for size in PhotoSize] == [404, 404, 404]


def test_an_ended_appeal_tells_nothing_but_thanks(story: Story, canaries: list[Canary]) -> None:
    photo = story.case.description.photos.get()
    addresses = [reverse("portal:child_page", args=[story.case.pk]), photo_url(photo, PhotoSize.CARD, PUBLIC)]
    assert [Client().get(address).status_code for address in addresses] == [200, 200]

    publication.withdraw(case_id=story.case.pk, reason="asked", by=story.country.asha, at=NOW)

    for address in addresses:
        answer = Client().get(address)
        assert answer.status_code == 410
        assert seen_in(text_of(answer), canaries) == []
        assert "Ravi" not in answer.content.decode()


def test_the_reporter_sees_her_own_circle_and_no_more(story: Story, canaries: list[Canary]) -> None:
    CitizenReport.objects.filter(pk=story.report.pk).update(
        secret_digest=secret_digest(SECRET), reference="R-AAAA-BBBB-CCCC"
    )
    client = Client()
    proof = {"reference": "R-AAAA-BBBB-CCCC", "secret": SECRET, **added(StatusForm)}
    client.post(reverse("portal:check_status"), proof)

    page = text_of(client.get(reverse("portal:show_status")))

    assert "R-AAAA-BBBB-CCCC" in page
    assert seen_in(page, [canary for canary in canaries if canary.tier > Tier.T1]) == []


def test_messages_jobs_and_logs_carry_no_word_of_a_child(
    story: Story, canaries: list[Canary], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    go_home(story, words="Qzxwordskanari")
    canaries.append(Canary("Qzxwordskanari", "what people write on the way home", Tier.T3, ""))
    for event in TimelineEvent.objects.order_by("pk"):
        react_to_event(event_id=event.pk)
    secret = [canary for canary in canaries if canary.field not in TO_THE_FAMILY]

    texts = [f"{message.subject} {message.text} {message.about}" for message in Message.objects.all()]
    jobs = [str(args) for args in ProcrastinateJob.objects.values_list("args", flat=True)]

    assert len(texts) > 10
    assert len(jobs) > 10
    assert [seen_in(text, secret) for text in texts if seen_in(text, secret)] == []
    assert seen_in("\n".join(jobs), canaries) == []
    assert seen_in(caplog.text, canaries) == []


def test_only_the_family_reads_the_number_of_the_fir(story: Story, canaries: list[Canary]) -> None:
    for event in TimelineEvent.objects.order_by("pk"):
        react_to_event(event_id=event.pk)
    fir = [canary for canary in canaries if canary.field == "cases.MissingCase.fir_number"]
    officers = Message.objects.exclude(recipient=None)

    assert officers.exists()
    assert [message.template for message in officers if seen_in(message.text, fir)] == []
    assert not BULK & CITIZENS


def seated(viewer: Viewer) -> Client:
    """A client at somebody's desk."""
    client = Client()
    sign_in_as(client, User.objects.get(pk=viewer.user_id))
    return client


def test_the_other_side_of_a_pair_sees_the_comparison_and_no_more(story: Story, canaries: list[Canary]) -> None:
    case, page = story.case, reverse("matches:compare_pair", args=[story.pair.pk])
    others = {
        *(str(row.pk) for row in (case, case.description, *case.contacts.all())),
        *(str(phone.pk) for contact in case.contacts.all() for phone in contact.phones.all()),
    }
    hidden = [canary for canary in canaries if canary.tier >= Tier.T3 and canary.row in others]
    hidden = [
        canary for canary in hidden if canary.field.startswith(("cases.Missing", "children.Desc", "cases.Contact"))
    ]

    answer = seated(story.country.das).get(page)

    assert answer.status_code == 200
    assert hidden
    assert seen_in(answer.content.decode(), hidden) == []


@pytest.mark.parametrize(
    ("person", "page"),
    [
        ("asha", "police:view_case"),
        ("asha", "police:edit_case"),
        ("farida", "police:view_case"),
        ("das", "homes:view_child"),
        ("gita", "homes:view_child"),
        ("gita", "matches:compare_pair"),
        ("asha", "police:view_report"),
        ("nodal", "police:view_case"),
    ],
)
def test_no_page_opens_what_is_sealed(story: Story, canaries: list[Canary], person: str, page: str) -> None:
    record_of = {"view_case": "case", "edit_case": "case", "view_child": "found", "compare_pair": "pair"}
    ident = getattr(story, record_of.get(page.partition(":")[2], "report")).pk
    sealed = [canary for canary in canaries if canary.tier == Tier.T5]

    answer = seated(getattr(story.country, person)).get(reverse(page, args=[ident]))

    assert answer.status_code == 200
    assert sealed
    assert seen_in(answer.content.decode(), sealed) == []


def test_the_detail_of_an_offence_is_hidden_from_who_does_not_investigate(story: Story, canaries: list[Canary]) -> None:
    detail = [canary for canary in canaries if canary.field == "cases.FoundChild.allegation"]
    page = reverse("homes:view_child", args=[story.found.pk])
    assert detail[0].tier == Tier.T4

    home, committee = (seated(getattr(story.country, person)).get(page).content.decode() for person in ("das", "gita"))

    assert seen_in(home, detail) == []
    assert seen_in(committee, detail) == ["cases.FoundChild.allegation"]


def test_who_keeps_a_record_reads_the_planted_words(story: Story, canaries: list[Canary]) -> None:
    page = seated(story.country.asha).get(reverse("police:view_case", args=[story.case.pk]))

    read = seen_in(page.content.decode(), canaries)

    assert {"cases.MissingCase.place", "cases.MissingCase.circumstance_text", "children.DescriptionName.text"} <= set(
        read
    )


def test_every_record_of_the_story_holds_a_canary(story: Story, canaries: list[Canary]) -> None:
    fields = {canary.field for canary in canaries}

    assert {"cases.MissingCase.place", "cases.FoundChild.own_account", "children.Relative.text"} <= fields
    assert MissingCase.objects.get(pk=story.case.pk).place.startswith("Qzx")
    assert FoundChild.objects.get(pk=story.found.pk).own_account.startswith("Qzx")
