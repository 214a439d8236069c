"""Open figures hide small cells, and those that would give a small cell away."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import GAYA, HOWRAH, a_case
from tests.people import Country
from tests.portal.publishing import a_published_case
from trackchild.cases.models import MissingCase
from trackchild.portal.statistics import SMALLEST, last_month, release, suppressed


@given(st.dictionaries(st.integers(1, 38), st.integers(0, 60), max_size=12))
def test_no_small_cell_is_shown_and_none_follows_from_the_others(column: dict[int, int]) -> None:
    shown = suppressed(column)
    hidden = [key for key, number in shown.items() if number is None]
    assert all(number == 0 or number >= SMALLEST for number in shown.values() if number is not None)
    assert all(shown[key] == column[key] for key in column if key not in hidden)
    if hidden and any(number for number in shown.values()):
        assert len(hidden) > 1
        assert sum(column[key] for key in hidden) >= SMALLEST


def test_a_true_nought_is_told() -> None:
    assert suppressed({1: 0, 2: 30}) == {1: 0, 2: 30}


@pytest.mark.django_db
def test_the_page_and_the_file_tell_the_last_whole_month(client: Client, country: Country) -> None:
    cache.clear()
    month = last_month(timezone.now())
    for _number in range(SMALLEST + 2):
        case = a_case(country.asha)
        MissingCase.objects.filter(pk=case.pk).update(
            last_seen_at=timezone.now() - timedelta(days=80),
            received_at=timezone.make_aware(timezone.datetime(month.year, month.month, 15)),  # type: ignore[attr-defined]
        )
    assert release(month).totals[0] == SMALLEST + 2
    assert "West Bengal" in client.get("/en/statistics/").content.decode()
    lines = client.get("/en/statistics/file/").content.decode("utf-8-sig").splitlines()
    assert f"West Bengal,{SMALLEST + 2},0,0,0" in lines


@pytest.mark.django_db
def test_a_month_that_is_not_over_cannot_be_asked(client: Client) -> None:
    now = timezone.localdate()
    assert client.get("/en/statistics/", {"month": f"{now:%Y-%m}"}).status_code == 404
    assert client.get("/en/statistics/", {"month": "nonsense"}).status_code == 404


@pytest.mark.django_db
def test_a_point_becomes_a_district_and_stands_in_no_address(client: Client) -> None:
    page = client.post("/en/near/", {"lat": "22.58", "lon": "88.31", "what": "offices"})
    assert page.headers["Location"].startswith("/en/directory/?state=19&district=")
    assert "22.5" not in page.headers["Location"]
    assert client.post("/en/near/", {"lat": "", "lon": "", "what": "children"}).headers["Location"] == "/en/children/"
    assert client.post("/en/near/", {"lat": "51.5", "lon": "0", "what": "x"}).headers["Location"] == "/en/"


@pytest.mark.django_db
def test_what_is_near_shows_the_district_and_those_around_it(client: Client, country: Country) -> None:
    case = a_published_case(country)
    near = client.get("/en/children/", {"state": "19", "district": str(HOWRAH)})
    far = client.get("/en/children/", {"state": "10", "district": str(GAYA)})
    assert [card.record_id for card in near.context["cards"]] == [case.pk]
    assert far.context["cards"] == []
