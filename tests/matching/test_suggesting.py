"""A half-filled form asks the matcher; the answer comes while it weighs other things, and never holds the form up."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from tests.factories import NOW, a_case, a_found_child, a_told
from tests.matching.test_matcher import a_matcher
from tests.people import Country
from trackchild.audit.models import Look
from trackchild.cases.models import FoundChild
from trackchild.cases.states import FoundStage
from trackchild.children.models import DescriptionName
from trackchild.matching import answering, suggesting
from trackchild.matching.engine import Side
from trackchild.matching.matcher import Matcher
from trackchild.matching.models import AskedSide, SuggestionRequest

pytestmark = pytest.mark.django_db
RAVI = {
    "names": ["Ravi Kumar", "रवि कुमार"],
    "father": ["Suresh Kumar"],
    "gender": "M",
    "age_years": 9.0,
    "event_on": "2026-06-14",
    "state": 10,
    "district": 212,
    "marks": ["scar on left knee"],
}


@pytest.fixture
def matcher(country: Country) -> Matcher:
    """A matcher that holds a boy found in Patna and has said that it is awake."""
    a_found_child(country.das)
    matcher = a_matcher()
    matcher.pulse()
    return matcher


def answer(matcher: Matcher) -> int:
    with connection.cursor() as cursor:
        return answering.answer_waiting(cursor, matcher.register, at=timezone.now())


def test_the_other_side_is_suggested_with_its_reasons(country: Country, matcher: Matcher) -> None:
    now = timezone.now()
    asked = suggesting.ask(side=AskedSide.MISSING, said=RAVI, by=country.asha, at=now)
    assert answer(matcher) == 1

    [suggestion] = suggesting.take_answer(request_id=asked, by=country.asha, at=now) or []

    assert suggestion.record == FoundChild.objects.get()
    assert {term["field"] for term in suggestion.terms if term["weight"] > 0} >= {"name", "marks", "age"}


def test_a_form_r_is_answered_with_missing_cases(country: Country, matcher: Matcher) -> None:
    case = a_case(country.asha, stage="INTIMATED")
    matcher.take_changes()
    now = timezone.now()
    asked = suggesting.ask(side=AskedSide.FOUND, said={**RAVI, "kind": "found"}, by=country.das, at=now)
    answer(matcher)

    [suggestion] = suggesting.take_answer(request_id=asked, by=country.das, at=now) or []

    assert suggestion.record == case


def test_every_child_that_is_shown_leaves_a_look(country: Country, matcher: Matcher) -> None:
    now = timezone.now()
    asked = suggesting.ask(side=AskedSide.MISSING, said=RAVI, by=country.asha, at=now)
    answer(matcher)

    suggesting.take_answer(request_id=asked, by=country.asha.on("suggestions:answer"), at=now)

    look = Look.objects.get(route="suggestions:answer")
    assert (look.record_kind, look.record_id, look.user_id) == (
        "found",
        str(FoundChild.objects.get().pk),
        country.asha.user_id,
    )


def test_a_question_is_answered_to_its_asker_once_and_then_gone(country: Country, matcher: Matcher) -> None:
    now = timezone.now()
    asked = suggesting.ask(side=AskedSide.MISSING, said=RAVI, by=country.asha, at=now)
    answer(matcher)

    assert suggesting.take_answer(request_id=asked, by=country.bimal, at=now, patience=0) is None
    assert suggesting.take_answer(request_id=asked, by=country.asha, at=now)
    assert not SuggestionRequest.objects.exists()
    assert suggesting.take_answer(request_id=asked, by=country.asha, at=now) is None


def test_without_a_matcher_nobody_waits(country: Country, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(_seconds: float) -> None:
        raise AssertionError("waited for a matcher that is away")

    monkeypatch.setattr(suggesting.time, "sleep", never)
    now = timezone.now()
    asked = suggesting.ask(side=AskedSide.MISSING, said=RAVI, by=country.asha, at=now)

    assert suggesting.take_answer(request_id=asked, by=country.asha, at=now) is None
    assert not SuggestionRequest.objects.exists()


def test_the_wait_for_a_slow_matcher_ends(country: Country, matcher: Matcher, monkeypatch: pytest.MonkeyPatch) -> None:
    def clock() -> Iterator[float]:
        moment = 0.0
        while True:
            yield moment
            moment += 0.4

    ticks, naps = clock(), []
    monkeypatch.setattr(suggesting.time, "monotonic", lambda: next(ticks))
    monkeypatch.setattr(suggesting.time, "sleep", naps.append)
    now = timezone.now()
    asked = suggesting.ask(side=AskedSide.MISSING, said=RAVI, by=country.asha, at=now)

    assert suggesting.take_answer(request_id=asked, by=country.asha, at=now) is None
    assert len(naps) == 2


def test_a_form_is_answered_between_two_records_that_are_weighed(country: Country, matcher: Matcher) -> None:
    now = timezone.now()
    for number in range(3):
        a_case(country.asha, stage="INTIMATED", told=a_told(f"Child {number}"))
    suggesting.ask(side=AskedSide.MISSING, said=RAVI, by=country.asha, at=now)
    answered: list[int] = []

    matcher.take_changes(between=lambda: answered.append(answer(matcher)))

    assert (answered[0], sum(answered)) == (1, 1)
    assert len(answered) > len(("before", "each", "record"))


def test_what_nobody_waits_for_is_not_answered_and_is_forgotten(country: Country, matcher: Matcher) -> None:
    then = timezone.now() - timedelta(hours=2)
    suggesting.ask(side=AskedSide.MISSING, said=RAVI, by=country.asha, at=then)

    assert answer(matcher) == 0
    with connection.cursor() as cursor:
        answering.forget_old(cursor, at=timezone.now())
    assert not SuggestionRequest.objects.exists()


def test_a_child_whose_family_became_known_meanwhile_is_not_shown(country: Country, matcher: Matcher) -> None:
    now = timezone.now()
    asked = suggesting.ask(side=AskedSide.MISSING, said=RAVI, by=country.asha, at=now)
    answer(matcher)
    FoundChild.objects.update(stage=FoundStage.RESTORED)

    assert suggesting.take_answer(request_id=asked, by=country.asha, at=now) == []


def test_a_question_the_engine_cannot_read_ends_without_an_answer(country: Country, matcher: Matcher) -> None:
    now = timezone.now()
    broken = suggesting.ask(side=AskedSide.MISSING, said={"age": "nine"}, by=country.asha, at=now)
    good = suggesting.ask(side=AskedSide.MISSING, said=RAVI, by=country.asha, at=now)

    answer(matcher)

    assert suggesting.take_answer(request_id=broken, by=country.asha, at=now) is None
    assert suggesting.take_answer(request_id=good, by=country.asha, at=now)


def test_nobody_reads_the_register_name_by_name(country: Country, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggesting, "MOST_IN_A_WINDOW", 2)
    for _time in range(2):
        suggesting.ask(side=AskedSide.MISSING, said=RAVI, by=country.asha, at=NOW)

    with pytest.raises(suggesting.AskedTooOften):
        suggesting.ask(side=AskedSide.MISSING, said=RAVI, by=country.asha, at=NOW)
    assert suggesting.ask(side=AskedSide.MISSING, said=RAVI, by=country.bimal, at=NOW)


def test_a_question_is_never_kept_in_the_register(country: Country, matcher: Matcher) -> None:
    names = DescriptionName.objects.count()
    suggesting.ask(side=AskedSide.MISSING, said=RAVI, by=country.asha, at=timezone.now())

    answer(matcher)

    assert DescriptionName.objects.count() == names
    assert matcher.register.count(Side.MISSING) == 0
