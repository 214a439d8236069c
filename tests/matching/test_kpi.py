"""Days both records existed unmatched: counted from the later record to the second key, or until now."""

from datetime import timedelta

import pytest

from tests.contracts.story import a_pair
from tests.factories import GAYA, NOW, a_case, a_found_child
from tests.people import Country
from trackchild.accounts.permissions import Permission
from trackchild.cases.models import FoundChild, MissingCase
from trackchild.matching import kpi
from trackchild.matching.models import Candidate
from trackchild.matching.states import CandidateStage

pytestmark = pytest.mark.django_db


def pair_of(country: Country, case_days: int, found_days: int) -> Candidate:
    """A pair whose records were written so many days ago."""
    case, found = a_case(country.asha, stage="INTIMATED"), a_found_child(country.das)
    MissingCase.objects.filter(pk=case.pk).update(created_at=NOW - timedelta(days=case_days))
    FoundChild.objects.filter(pk=found.pk).update(created_at=NOW - timedelta(days=found_days))
    return a_pair(case, found)


def confirm(pair: Candidate, days_ago: int) -> None:
    at = NOW - timedelta(days=days_ago)
    Candidate.objects.filter(pk=pair.pk).update(
        stage=CandidateStage.CONFIRMED,
        confirmed_at=at,
        missing_key_at=at,
        missing_key_by=pair.missing.created_by_id,
        found_key_at=at,
        found_key_by=pair.found.created_by_id,
        missing_on=at.date(),
        found_on=at.date(),
    )


def test_days_run_from_the_later_record_until_now(country: Country) -> None:
    pair_of(country, case_days=40, found_days=10)

    waiting = kpi.days_unmatched(Candidate.objects.all(), at=NOW).waiting

    assert waiting == kpi.Figures(1, 10.0, 10.0, 10.0)


def test_days_end_with_the_second_key(country: Country) -> None:
    confirm(pair_of(country, case_days=40, found_days=10), days_ago=7)

    figures = kpi.days_unmatched(Candidate.objects.all(), at=NOW)

    assert figures.confirmed == kpi.Figures(1, 3.0, 3.0, 3.0)
    assert figures.waiting == kpi.Figures(0, None, None, None)


def test_median_the_ninth_tenth_and_the_oldest_are_told(country: Country) -> None:
    for days in (1, 2, 3, 4, 50):
        pair_of(country, case_days=days, found_days=days)

    assert kpi.days_unmatched(Candidate.objects.all(), at=NOW).waiting == kpi.Figures(5, 3.0, 31.6, 50.0)


def test_a_rejected_pair_does_not_wait(country: Country) -> None:
    pair = pair_of(country, case_days=9, found_days=9)
    Candidate.objects.filter(pk=pair.pk).update(stage=CandidateStage.SUPPRESSED)

    assert kpi.days_unmatched(Candidate.objects.all(), at=NOW).waiting.count == 0


def test_an_area_counts_the_pairs_of_either_side(country: Country) -> None:
    pair_of(country, case_days=9, found_days=9)

    assert [kpi.in_area(district_code=code).count() for code in (313, 212, GAYA)] == [1, 1, 0]
    assert [kpi.in_area(state_code=code).count() for code in (19, 10, 27)] == [1, 1, 0]
    assert kpi.in_area().count() == 1


def test_the_longest_unmatched_come_first_within_reach(country: Country) -> None:
    young, old = pair_of(country, 3, 2), pair_of(country, 30, 20)

    seen = kpi.oldest_waiting(Candidate.objects.visible_to(country.farida, Permission.MATCH_READ), at=NOW)

    assert list(seen) == [old, young]
    assert [pair.unmatched.days for pair in seen] == [20, 2]
