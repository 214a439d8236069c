"""Five minutes after an appeal has ended no cache on the way shows anything of it: a fake clock, a cache that keeps."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.people import Country
from trackchild.cases.actions import missing as missing_actions
from trackchild.cases.actions import publication, publication_found
from trackchild.cases.models import FoundChild, MissingCase
from trackchild.cases.vocabulary import HowTraced
from trackchild.portal.cards import card_of

from .http_cache import HttpCache
from .publishing import a_published_case, a_shown_child, with_photo

pytestmark = pytest.mark.django_db

FIVE_MINUTES = timedelta(minutes=5)
SECOND = timedelta(seconds=1)


class Clock:
    """The time of the whole house, moved by hand."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock(timezone.now())
    monkeypatch.setattr("django.utils.timezone.now", clock)
    return clock


@pytest.fixture(autouse=True)
def _no_press(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trackchild.portal.papers.poster", lambda appeal, size: f"%PDF- {appeal.name}".encode())
    monkeypatch.setattr("trackchild.portal.papers.share_card", lambda appeal: f"jpeg {appeal.name}".encode())


def withdraw(record: Any, country: Country, at: datetime) -> None:
    if isinstance(record, MissingCase):
        publication.withdraw(case_id=record.pk, reason="asked", by=country.asha, at=at)
    else:
        publication_found.withdraw_found(found_id=record.pk, reason="asked", by=country.gita, at=at)


def trace(record: Any, country: Country, at: datetime) -> None:
    missing_actions.mark_traced(record, how=HowTraced.PATROL, place="Patna", by=country.asha, at=at)


def suspect(record: Any, _country: Country, _at: datetime) -> None:
    type(record).objects.filter(pk=record.pk).update(sexual_offence=True)


def addresses_of(record: MissingCase | FoundChild) -> list[str]:
    """Everything a cache may hold of a child."""
    card = card_of(record.pk, on=timezone.localdate())
    assert card is not None
    page = f"/en/children/{record.pk}"
    papers = [f"{page}/{name}" for name in ("poster-a4.pdf", "poster-a5.pdf", "picture.jpg")]
    return [page, f"/hi/children/{record.pk}", *papers, f"/c/{record.pk}", card.thumbnail_url, card.photo_url]


@pytest.mark.parametrize("is_browser", [False, True])
@pytest.mark.parametrize(
    ("make", "end"),
    [
        (a_published_case, withdraw),
        (a_published_case, trace),
        (a_published_case, suspect),
        (a_shown_child, withdraw),
        (a_shown_child, suspect),
    ],
)
def test_five_minutes_after_the_end_no_cache_shows_the_child(
    country: Country, clock: Clock, make: Callable[[Country], Any], end: Any, is_browser: bool
) -> None:
    record = make(country)
    with_photo(record)
    cache = HttpCache(Client(), clock, is_browser=is_browser)
    addresses = addresses_of(record)
    lists = ["/en/", "/en/children/", "/en/children/found/"]
    for address in (*addresses, *lists):
        assert cache.get(address).status_code in {200, 302}, address

    clock.at += FIVE_MINUTES - 2 * SECOND
    for address in addresses:
        cache.get(address)
    assert cache.hits >= len(addresses) - 1, "the cache must really keep, or this test shows nothing"
    # The worst moment: kept anew by a cache in the second before the end.
    clock.at += 2 * SECOND
    for address in (*addresses, *lists):
        cache.get(address)
    end(record, country, clock.at)
    assert any(cache.get(address).status_code == 200 for address in addresses), "caches still hold it: that is why"

    clock.at += FIVE_MINUTES
    for address in addresses:
        assert cache.get(address).status_code == 410, address
    shown = "".join(cache.get(address).content.decode() for address in lists)
    assert str(record.pk) not in shown


def test_an_appeal_that_runs_out_at_midnight_is_in_no_cache_at_five_past(country: Country, clock: Clock) -> None:
    case = a_published_case(country)
    with_photo(case)
    last_day = case.publications.get().expires_on
    clock.at = timezone.make_aware(datetime.combine(last_day, time(23, 59, 59)))
    cache = HttpCache(Client(), clock)
    addresses = addresses_of(case)
    for address in addresses:
        assert cache.get(address).status_code in {200, 302}, address

    clock.at += SECOND + FIVE_MINUTES

    assert {cache.get(address).status_code for address in addresses} == {410}


def test_every_answer_of_an_appeal_must_leave_a_cache_within_five_minutes(country: Country, clock: Clock) -> None:
    case = a_published_case(country)
    with_photo(case)

    for address in addresses_of(case):
        control = Client().get(address).headers["Cache-Control"]
        assert "max-age=300" in control, address
        assert "stale" not in control, "no cache may show it longer because the house is slow"
