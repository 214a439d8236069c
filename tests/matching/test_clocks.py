"""What nobody looks at in time is said, rung by rung, once, and neither to the wrong people nor all at once."""

from datetime import datetime, timedelta

import pytest

from tests.factories import NOW, a_case, a_found_child
from tests.matching.test_matcher import a_matcher
from tests.people import Country
from trackchild.alerts import actions as alerts
from trackchild.cases.models import FoundChild, MissingCase, TimelineEvent
from trackchild.cases.states import CaseStage, Event, FoundStage
from trackchild.cases.vocabulary import Grade
from trackchild.matching import actions, clocks, sweeping
from trackchild.matching.models import Candidate
from trackchild.matching.states import CandidateStage
from trackchild.messaging.models import Message

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def pair(country: Country) -> Candidate:
    a_case(country.asha, stage="INVESTIGATION")
    a_found_child(country.das)
    a_matcher()
    return Candidate.objects.get()


def begun(pair: Candidate) -> datetime:
    assert pair.shortlisted_at is not None
    return pair.shortlisted_at


def said() -> list[str]:
    lines = TimelineEvent.objects.filter(kind=Event.CLOCK_DUE).order_by("pk")
    return [line.facts["clock"] for line in lines]


def test_after_three_days_without_a_look_both_sides_are_told_once(pair: Candidate) -> None:
    assert clocks.sweep(at=begun(pair) + 71 * HOUR) == 0
    assert clocks.sweep(at=begun(pair) + 73 * HOUR) == 1
    assert clocks.sweep(at=begun(pair) + 74 * HOUR) == 0

    assert said() == ["FIRST_LOOK"]


def test_a_critical_case_has_one_day(pair: Candidate) -> None:
    MissingCase.objects.update(grade=Grade.CRITICAL)

    assert clocks.sweep(at=begun(pair) + 23 * HOUR) == 0
    assert clocks.sweep(at=begun(pair) + 25 * HOUR) == 1


def test_a_look_stops_the_clock(country: Country, pair: Candidate) -> None:
    actions.note_first_look(candidate_id=pair.pk, by=country.asha, at=NOW)

    assert clocks.sweep(at=begun(pair) + 20 * DAY) == 0


def test_each_rung_comes_one_clock_after_the_one_below(pair: Candidate) -> None:
    for hours in range(0, 24 * 14, 6):
        clocks.sweep(at=begun(pair) + hours * HOUR)

    assert said() == ["FIRST_LOOK", "FIRST_LOOK_2", "FIRST_LOOK_3"]
    lines = TimelineEvent.objects.filter(kind=Event.CLOCK_DUE).order_by("pk")
    apart = [later.at - earlier.at for earlier, later in zip(lines, lines[1:], strict=False)]
    assert all(3 * DAY <= span <= 3 * DAY + 6 * HOUR for span in apart)


def test_after_a_week_without_sweeps_those_in_charge_are_told_first_and_nobody_above_them(pair: Candidate) -> None:
    after = begun(pair) + 10 * DAY
    clocks.sweep(at=after)
    assert said() == ["FIRST_LOOK"]

    clocks.sweep(at=after + 2 * DAY)
    assert said() == ["FIRST_LOOK"]
    clocks.sweep(at=after + 3 * DAY)
    assert said() == ["FIRST_LOOK", "FIRST_LOOK_2"]


def test_the_keys_of_both_sides_are_told_and_the_superintendent_on_the_second_rung(
    country: Country, pair: Candidate
) -> None:
    told: list[set[str]] = []
    for days in (3, 6):
        clocks.sweep(at=begun(pair) + days * DAY + HOUR)
        Message.objects.all().delete()
        line = TimelineEvent.objects.filter(kind=Event.CLOCK_DUE).latest("pk")
        alerts.alert_people(event_id=line.pk, at=NOW)
        told.append(set(Message.objects.values_list("recipient__username", flat=True)))

    assert {"asha", "das", "gita"} <= told[0]
    assert "farida" not in told[0]
    assert {"farida", "rahman"} <= told[1]


def test_half_a_decision_is_called_for_after_fifteen_days(country: Country, pair: Candidate) -> None:
    turned = begun(pair) + 20 * DAY
    actions.turn_key(candidate_id=pair.pk, by=country.asha, at=turned)

    assert clocks.sweep(at=turned + 14 * DAY) == 0
    assert clocks.sweep(at=turned + 16 * DAY) == 1
    assert said() == ["VERIFY_PAIR"]


def test_a_word_given_late_is_not_overdue_the_night_after(country: Country, pair: Candidate) -> None:
    sweeping.expire_pairs(at=begun(pair) + 31 * DAY)
    turned = begun(pair) + 40 * DAY
    actions.turn_key(candidate_id=pair.pk, by=country.asha, at=turned)

    assert sweeping.expire_pairs(at=turned + DAY) == 0
    assert sweeping.expire_pairs(at=turned + 31 * DAY) == 1


def test_an_overdue_pair_goes_to_the_state_after_sixty_days_and_stays_alive(country: Country, pair: Candidate) -> None:
    sweeping.expire_pairs(at=begun(pair) + 31 * DAY)
    clocks.sweep(at=begun(pair) + 59 * DAY)
    clocks.sweep(at=begun(pair) + 61 * DAY)

    assert said() == ["PAIR_LAPSED"]
    assert Candidate.objects.alive().visible_to(country.farida, actions.Permission.MATCH_READ).exists()
    actions.turn_key(candidate_id=pair.pk, by=country.asha, at=NOW)
    pair.refresh_from_db()
    assert pair.stage == CandidateStage.VERIFICATION


def test_pairs_of_two_imported_records_run_no_clock(pair: Candidate) -> None:
    MissingCase.objects.update(stage=CaseStage.IMPORTED)
    FoundChild.objects.update(stage=FoundStage.IMPORTED)

    assert clocks.sweep(at=begun(pair) + 20 * DAY) == 0
    assert sweeping.expire_pairs(at=begun(pair) + 40 * DAY) == 0


def test_a_small_register_is_weighed_every_night_and_a_large_one_in_turns(
    pair: Candidate, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sweeping.nightly_round(at=NOW) == 2
    assert sweeping.nightly_round(at=NOW) == 0  # they still wait

    Candidate.objects.all().delete()
    monkeypatch.setattr(sweeping, "WEIGHED_IN_A_NIGHT", 1)
    a_matcher()
    two_nights = [sweeping.nightly_round(at=NOW + night * DAY) for night in range(2)]
    assert sum(two_nights) == 2
