"""`match --all` over the database: the pairs the matcher would store, and no old weight over a newer one."""

from datetime import timedelta
from io import StringIO
from typing import Any
from unittest.mock import patch

import pytest
from django.core.management import CommandError, call_command

from tests.factories import NOW, a_case, a_found_child, a_told
from tests.people import Country
from trackchild.cases.actions import missing as missing_actions
from trackchild.cases.models import MissingCase
from trackchild.cases.vocabulary import HowTraced
from trackchild.children.models import DescriptionName
from trackchild.matching.engine import load_weights
from trackchild.matching.matcher import Matcher
from trackchild.matching.models import Candidate, DescriptionChange, MatcherPulse, WholeRun
from trackchild.matching.whole import Asked, rank_register
from trackchild.matching.whole.keeping import Kept, OpenRegister

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=2)


def match(*arguments: str) -> str:
    out = StringIO()
    call_command("match", "--all", *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def keep_all(opened: OpenRegister) -> Kept:
    ranked = rank_register(opened.register, opened.cases(), engine="local", asked=Asked(20, 0.005, 1))
    return opened.keep(list(ranked), at=LATER)


def as_stored() -> list[tuple[object, ...]]:
    return sorted(
        Candidate.objects.values_list("missing", "found", "weight", "probability", "strength", "evidence_digest"),
        key=str,
    )


def test_it_stores_the_pairs_the_matcher_stores(country: Country) -> None:
    a_case(country.asha, stage="INVESTIGATION")
    a_case(country.asha, told=a_told(name="Meena", relatives=()), stage="INVESTIGATION")
    a_found_child(country.das)
    matcher = Matcher("test")
    matcher.load()
    while matcher.take_changes():
        pass
    by_matcher = as_stored()
    Candidate.objects.all().delete()

    said = match("--engine", "local", "--processes", "1")

    assert by_matcher
    assert as_stored() == by_matcher
    assert "2 of 2 cases weighed" in said


def test_it_may_run_twice(country: Country) -> None:
    a_case(country.asha, stage="INVESTIGATION")
    a_found_child(country.das)
    match("--engine", "local", "--processes", "1")
    first = as_stored()

    match("--engine", "local", "--processes", "1")

    assert as_stored() == first
    assert len(first) == 1


def test_a_case_changed_meanwhile_is_left_to_the_matcher(country: Country) -> None:
    case = a_case(country.asha, stage="INVESTIGATION")
    a_found_child(country.das)
    opened = OpenRegister.read(load_weights())
    DescriptionName.objects.filter(description=case.description).update(text="Somebody Else")

    kept = keep_all(opened)

    assert kept == Kept(pairs=0, left=1)
    assert not Candidate.objects.exists()
    assert DescriptionChange.objects.filter(description_id=case.description_id).exists()


def test_a_child_traced_meanwhile_gets_no_pair(country: Country) -> None:
    case = a_case(country.asha, stage="INVESTIGATION")
    a_found_child(country.das)
    opened = OpenRegister.read(load_weights())
    missing_actions.mark_traced(case, how=HowTraced.RETURNED, place="home", by=country.asha, at=NOW)

    keep_all(opened)

    assert not Candidate.objects.exists()


def test_an_earlier_pair_is_weighed_again_when_its_evidence_is_gone(country: Country) -> None:
    case = a_case(country.asha, stage="INVESTIGATION")
    found = a_found_child(country.das)
    match("--engine", "local", "--processes", "1")
    before = Candidate.objects.get()
    found.description.sex = "F"
    found.description.age_years = 2
    found.description.save()
    DescriptionName.objects.filter(description=found.description).update(text="Xyz")

    match("--engine", "local", "--processes", "1", "--top", "1")

    after = Candidate.objects.get(missing=case, found=found)
    assert after.weight < before.weight
    assert after.scored_at > before.scored_at


def test_without_an_engine_a_small_register_goes_to_the_running_matcher(country: Country) -> None:
    a_case(country.asha, stage="INVESTIGATION")
    Matcher("test").pulse()
    DescriptionChange.objects.all().delete()

    assert "1 records wait for the matcher" in match()
    assert DescriptionChange.objects.count() == 1


def test_without_a_running_matcher_it_is_matched_here(country: Country) -> None:
    a_case(country.asha, stage="INVESTIGATION")
    a_found_child(country.das)
    Matcher("test").pulse()
    MatcherPulse.objects.update(at=NOW - timedelta(days=400))

    assert "engine local" in match("--processes", "1")
    assert Candidate.objects.count() == 1


def test_ctrl_c_keeps_what_is_stored_and_says_how_far_it_came(country: Country) -> None:
    a_case(country.asha, stage="INVESTIGATION")
    a_found_child(country.das)

    with (
        patch("trackchild.matching.management.commands.match.KEPT_AT_ONCE", 1),
        patch.object(OpenRegister, "keep", side_effect=[KeyboardInterrupt]),
        pytest.raises(CommandError, match="0 of 1 cases weighed.*what is stored stays") as stopped,
    ):
        match("--engine", "local", "--processes", "1")

    assert stopped.value.returncode == 130


@pytest.mark.parametrize("arguments", [("--limit", "0"), ("--top", "0"), ("--processes", "0")])
def test_numbers_below_one_are_refused(arguments: tuple[str, str]) -> None:
    with pytest.raises(CommandError, match="at least 1"):
        match("--engine", "local", *arguments)


def three_cases(country: Country) -> None:
    for name in ("Ravi Kumar", "Meena Devi", "Asif Ali"):
        a_case(country.asha, told=a_told(name=name), stage="INVESTIGATION")
    a_found_child(country.das)


def test_a_stopped_run_goes_on_where_it_stopped_and_stores_what_an_unbroken_one_stores(country: Country) -> None:
    three_cases(country)
    match("--engine", "local", "--processes", "1")
    unbroken = as_stored()
    Candidate.objects.all().delete()
    keep, kept = OpenRegister.keep, []

    def killed_after_one(self: OpenRegister, *some: Any, **how: Any) -> Kept:
        if kept:
            raise KeyboardInterrupt
        kept.append(keep(self, *some, **how))
        return kept[0]

    with (
        patch("trackchild.matching.management.commands.match.KEPT_AT_ONCE", 1),
        patch.object(OpenRegister, "keep", killed_after_one),
        pytest.raises(CommandError, match="1 of 3 cases weighed.*--resume goes on"),
    ):
        match("--engine", "local", "--processes", "1")
    stopped = WholeRun.objects.latest("pk")

    said = match("--engine", "local", "--processes", "1", "--resume")

    assert (stopped.done, stopped.ended_at) == (1, None)
    assert "2 of 2 cases weighed" in said
    assert as_stored() == unbroken
    assert WholeRun.objects.latest("pk").ended_at is not None


def test_there_is_nothing_to_resume_after_a_run_that_ended(country: Country) -> None:
    three_cases(country)
    match("--engine", "local", "--processes", "1")

    with pytest.raises(CommandError, match="no stopped run"):
        match("--engine", "local", "--processes", "1", "--resume")


def test_a_whole_run_spares_the_matcher_an_import_but_no_news(country: Country) -> None:
    three_cases(country)
    MissingCase.objects.filter(description__names__text="Asif Ali").update(stage="IMPORTED")
    DescriptionChange.objects.all().delete()
    for case in MissingCase.objects.all():
        DescriptionChange.objects.create(
            description_id=case.description_id, changed_at=NOW - timedelta(days=1), is_backlog=True, is_held=True
        )
        DescriptionChange.objects.create(description_id=case.description_id, changed_at=NOW - timedelta(days=1))

    match("--engine", "local", "--processes", "1")

    left = DescriptionChange.objects.all()
    assert (left.filter(is_backlog=False).count(), left.filter(is_backlog=True).count()) == (3, 2)
