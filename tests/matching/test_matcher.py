"""The matcher's memory follows the database, whatever changes it, and what it writes is safe to write twice."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from tests.factories import NOW, a_case, a_found_child, a_report, a_told
from tests.people import Country
from trackchild.audit.actor import begin_batch
from trackchild.audit.models import Change
from trackchild.cases.actions import missing as missing_actions
from trackchild.cases.models import MissingCase
from trackchild.cases.vocabulary import HowTraced
from trackchild.children.models import DescriptionName
from trackchild.matching import storing, sweeping
from trackchild.matching.engine import Side
from trackchild.matching.feed import Described
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


@contextmanager
def an_import() -> Iterator[None]:
    """What is written inside is a bulk import's."""
    begin_batch("old register")
    yield
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('trackchild.batch', '', true)")


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

    def fail_for_one(one: Described, **how: Any) -> None:
        if one.description_id == broken.description_id:
            raise RuntimeError("cannot")
        weigh(one, **how)

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


def test_news_is_weighed_before_an_import_and_finds_what_the_import_brought(country: Country) -> None:
    matcher = a_matcher()
    with an_import():
        a_found_child(country.das)
    a_case(country.asha, stage="INVESTIGATION")

    matcher.take_changes()

    assert Candidate.objects.count() == 1
    assert set(DescriptionChange.objects.values_list("is_backlog", "is_held")) == {(True, True)}
    work_off(matcher)
    assert not DescriptionChange.objects.exists()


def test_a_bulk_import_is_a_backlog_and_a_saved_child_is_news(country: Country) -> None:
    with an_import():
        a_case(country.asha)
    imported = list(DescriptionChange.objects.values_list("is_backlog", flat=True))
    DescriptionChange.objects.all().delete()
    a_case(country.asha)

    assert set(imported) >= {True}
    assert set(DescriptionChange.objects.values_list("is_backlog", flat=True)) == {False}


def test_a_turn_ends_when_its_time_is_up_and_the_rest_still_waits(
    country: Country, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        a_case(country.asha, stage="INTIMATED", told=a_told(name=f"Child {number}"))
    matcher = Matcher("test")
    matcher.load()
    monkeypatch.setattr("trackchild.matching.matcher.TURN_SECONDS", 0.0)

    matcher.take_changes()

    waiting = set(DescriptionChange.objects.values_list("description_id", flat=True))
    assert len(waiting) == 3
    work_off(matcher)
    assert not DescriptionChange.objects.exists()


def test_pairs_of_a_closed_record_are_put_aside_and_return_with_it(country: Country) -> None:
    case = a_case(country.asha, stage="INVESTIGATION")
    a_found_child(country.das)
    matcher = a_matcher()
    MissingCase.objects.filter(pk=case.pk).update(stage="RESTORED")
    work_off(matcher)
    aside = Candidate.objects.get()
    assert (aside.stage, aside.suppressed_because) == (CandidateStage.SUPPRESSED, storing.CLOSED)

    MissingCase.objects.filter(pk=case.pk).update(stage="INVESTIGATION")
    work_off(matcher)

    assert Candidate.objects.get().stage == CandidateStage.SHORTLISTED


def test_a_round_that_changes_nothing_writes_no_history(country: Country) -> None:
    a_case(country.asha, stage="INVESTIGATION")
    a_found_child(country.das)
    matcher = a_matcher()
    before = Change.objects.filter(table_name="matching_candidate").count()

    sweeping.weigh_all_again(at=NOW)
    work_off(matcher)

    assert before > 0
    assert Change.objects.filter(table_name="matching_candidate").count() == before
