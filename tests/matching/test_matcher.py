"""The matcher's memory follows the database, whatever changes it, and what it writes is safe to write twice."""

from datetime import timedelta

import pytest
from django.db import connection

from tests.factories import NOW, a_case, a_found_child, a_report, a_told
from tests.people import Country
from trackchild.cases.actions import missing as missing_actions
from trackchild.cases.models import MissingCase
from trackchild.cases.vocabulary import HowTraced
from trackchild.children.models import DescriptionName
from trackchild.matching.engine import Side
from trackchild.matching.matcher import Matcher
from trackchild.matching.models import Candidate, DescriptionChange, ReportHit
from trackchild.matching.states import CandidateStage

pytestmark = pytest.mark.django_db


def a_matcher() -> Matcher:
    """A matcher that has loaded the register and done all that waits."""
    matcher = Matcher("test")
    matcher.load()
    work_off(matcher)
    return matcher


def work_off(matcher: Matcher) -> None:
    while matcher.take_changes():
        pass


def test_a_found_child_meets_the_missing_case_whichever_comes_first(country: Country) -> None:
    a_case(country.asha, stage="INVESTIGATION")
    matcher = a_matcher()
    a_found_child(country.das)

    work_off(matcher)

    pair = Candidate.objects.get()
    assert pair.stage == CandidateStage.SHORTLISTED
    assert {term["field"] for term in pair.terms if term["weight"] > 0} >= {"marks"}
    assert pair.weights_version == matcher.weights.version


def test_a_report_is_weighed_at_submission_and_shown_as_unverified(country: Country) -> None:
    found = a_found_child(country.das)
    matcher = a_matcher()
    report = a_report(country.station)

    work_off(matcher)

    assert list(ReportHit.objects.values_list("report", "found")) == [(report.pk, found.pk)]
    assert not Candidate.objects.exists()
    assert matcher.register.count(Side.MISSING) == 0


def test_a_changed_name_is_weighed_again_even_by_raw_sql(country: Country) -> None:
    case = a_case(country.asha, stage="INVESTIGATION", told=a_told(name="Zuber Ali", marks=(), relatives=()))
    a_found_child(country.das, told=a_told(name="Rabi Kumar", marks=(), relatives=()))
    matcher = a_matcher()
    before = Candidate.objects.get().probability if Candidate.objects.exists() else 0.0

    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE children_descriptionname SET text = 'Ravi Kumar' WHERE description_id = %s", [case.description_id]
        )
    work_off(matcher)

    assert Candidate.objects.get().probability > before


def test_a_traced_child_leaves_the_register(country: Country) -> None:
    case = a_case(country.asha, stage="INVESTIGATION")
    matcher = a_matcher()
    assert matcher.register.count(Side.MISSING) == 1

    missing_actions.mark_traced(case, how=HowTraced.RETURNED, place="home", by=country.asha, at=NOW)
    work_off(matcher)

    assert matcher.register.count(Side.MISSING) == 0


def test_a_restarted_matcher_finds_what_changed_while_it_was_down(country: Country) -> None:
    a_case(country.asha, stage="INVESTIGATION")
    a_matcher()  # and is killed: nothing of it is left
    a_found_child(country.das)

    a_matcher()

    assert Candidate.objects.count() == 1
    assert not DescriptionChange.objects.exists()


def test_a_record_that_cannot_be_weighed_is_put_back_and_does_not_hold_up_the_others(
    country: Country, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = a_case(country.asha, stage="INVESTIGATION")
    matcher = Matcher("test")
    matcher.load()
    DescriptionChange.objects.all().delete()
    a_found_child(country.das)
    DescriptionChange.objects.create(description_id=broken.description_id, changed_at=NOW)
    weigh = matcher.weigh

    def fail_for_one(one, *, at):  # noqa: ANN001, ANN202
        if one.description_id == broken.description_id:
            raise RuntimeError("cannot")
        weigh(one, at=at)

    monkeypatch.setattr(matcher, "weigh", fail_for_one)
    matcher.take_changes()

    assert list(DescriptionChange.objects.values_list("description_id", "attempts")) == [(broken.description_id, 1)]
    assert Candidate.objects.count() == 1


def test_weighing_twice_makes_one_pair(country: Country) -> None:
    case = a_case(country.asha, stage="INVESTIGATION")
    a_found_child(country.das)
    matcher = a_matcher()

    DescriptionChange.objects.create(description_id=case.description_id, changed_at=NOW)
    work_off(matcher)

    assert Candidate.objects.count() == 1


def test_memory_equals_a_fresh_load_after_a_storm_of_changes(country: Country) -> None:
    matcher = a_matcher()
    for number in range(12):
        case = a_case(country.asha, stage="INTIMATED", told=a_told(name=f"Child {number}"))
        if number % 3 == 0:
            missing_actions.call_not_a_case(case_id=case.pk, reason="came back", by=country.asha, at=NOW)
        if number % 4 == 0:
            DescriptionName.objects.filter(description=case.description).update(text="Another name")
    MissingCase.objects.filter(stage="INTIMATED").update(last_seen_at=NOW - timedelta(days=3))
    work_off(matcher)

    fresh = Matcher("fresh")
    fresh.load()
    assert set(matcher.register.keys(Side.MISSING)) == set(fresh.register.keys(Side.MISSING))
