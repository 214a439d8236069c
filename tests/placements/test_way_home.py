"""From the committee's order to the last visit, and what happens when it does not hold."""

from datetime import timedelta

import pytest
from django.http import Http404

from tests.factories import NOW, a_case, a_found_child
from tests.matching.test_matcher import a_matcher
from tests.people import Country
from trackchild.accounts.viewer import Viewer
from trackchild.cases.actions import found as found_actions
from trackchild.cases.actions import missing as missing_actions
from trackchild.cases.models import FoundChild, MissingCase
from trackchild.cases.states import CaseStage, FoundStage
from trackchild.cases.vocabulary import CloseReason
from trackchild.core.states import MoveNotAllowed
from trackchild.matching import actions as matching
from trackchild.matching.models import Candidate
from trackchild.placements import actions
from trackchild.placements.models import Restoration
from trackchild.placements.states import RestorationMove, RestorationStage

pytestmark = pytest.mark.django_db


@pytest.fixture
def recognised(country: Country) -> FoundChild:
    """A child recognised by two keys, produced, in a home in Patna."""
    a_case(country.asha, stage="INVESTIGATION")
    found = a_found_child(country.das)
    found_actions.produce(found_id=found.pk, late_because="", by=country.gita, at=NOW)
    a_matcher()
    pair = Candidate.objects.get()
    for key in (country.asha, country.gita):
        matching.turn_key(candidate_id=pair.pk, by=key, at=NOW)
    return FoundChild.objects.get()


def ordered(found: FoundChild, by: Viewer) -> Restoration:
    restoration = actions.propose_restoration(
        found_id=found.pk, case=MissingCase.objects.get(), restored_to="Lakshmi Devi", relation="mother", by=by, at=NOW
    )
    for move in (RestorationMove.CHECK_IDENTITY, RestorationMove.HEAR_CHILD):
        actions.take_step(restoration_id=restoration.pk, move=move, words="seen", by=by, at=NOW)
    return actions.order_restoration(restoration_id=restoration.pk, text="To the mother", by=by, at=NOW)


def test_the_child_goes_home_by_order_and_the_visits_are_in_the_diary(country: Country, recognised: FoundChild) -> None:
    restoration = ordered(recognised, country.gita)

    actions.hand_over(restoration_id=restoration.pk, receipt="signed", by=country.das, at=NOW)

    restoration.refresh_from_db()
    assert restoration.stage == RestorationStage.HANDED_OVER
    assert MissingCase.objects.get().stage == CaseStage.RESTORED
    assert FoundChild.objects.get().stage == FoundStage.RESTORED
    due = [(visit.due_on - NOW.date()).days for visit in restoration.follow_ups.order_by("due_on")]
    assert due == [30, 61, 183]


def test_no_order_before_the_family_was_checked_and_the_child_was_heard(
    country: Country, recognised: FoundChild
) -> None:
    restoration = actions.propose_restoration(
        found_id=recognised.pk, case=None, restored_to="Lakshmi Devi", relation="mother", by=country.gita, at=NOW
    )

    with pytest.raises(MoveNotAllowed):
        actions.order_restoration(restoration_id=restoration.pk, text="", by=country.gita, at=NOW)


def test_a_child_who_was_not_produced_has_no_way_home(country: Country) -> None:
    found = a_found_child(country.das)

    with pytest.raises(actions.NotProduced):
        actions.propose_restoration(
            found_id=found.pk, case=None, restored_to="x", relation="mother", by=country.gita, at=NOW
        )


def test_a_stranger_cannot_order(country: Country, recognised: FoundChild) -> None:
    with pytest.raises(Http404):
        actions.propose_restoration(
            found_id=recognised.pk, case=None, restored_to="x", relation="mother", by=country.iqbal, at=NOW
        )


def test_three_visits_and_the_child_is_well(country: Country, recognised: FoundChild) -> None:
    restoration = ordered(recognised, country.gita)
    actions.hand_over(restoration_id=restoration.pk, receipt="signed", by=country.das, at=NOW)

    for month in (1, 2, 6):
        actions.follow_up(
            restoration_id=restoration.pk, finding="well", by=country.rahman, at=NOW + timedelta(days=30 * month)
        )

    restoration.refresh_from_db()
    assert restoration.stage == RestorationStage.FOLLOWED_AT_SIX_MONTHS
    with pytest.raises(MoveNotAllowed):
        actions.follow_up(restoration_id=restoration.pk, finding="again", by=country.rahman, at=NOW)


def test_a_breakdown_begins_a_new_production(country: Country, recognised: FoundChild) -> None:
    restoration = ordered(recognised, country.gita)
    actions.hand_over(restoration_id=restoration.pk, receipt="signed", by=country.das, at=NOW)

    actions.report_breakdown(restoration_id=restoration.pk, reason="beaten", by=country.rahman, at=NOW)

    found = FoundChild.objects.get()
    assert (found.stage, found.produced_at) == (FoundStage.TAKEN_CHARGE, None)


def test_a_reversal_stops_the_way_to_the_wrong_family(country: Country, recognised: FoundChild) -> None:
    restoration = ordered(recognised, country.gita)
    pair = Candidate.objects.get()
    for person in (country.farida, country.gita):
        matching.ask_reversal(candidate_id=pair.pk, reason="wrong child", by=person, at=NOW)

    for _twice in range(2):
        actions.stop_after_reversal(found=FoundChild.objects.get(), at=NOW)

    restoration.refresh_from_db()
    assert restoration.stage == RestorationStage.CANCELLED


def test_a_case_is_closed_by_another_pair_of_eyes(country: Country, recognised: FoundChild) -> None:
    restoration = ordered(recognised, country.gita)
    actions.hand_over(restoration_id=restoration.pk, receipt="signed", by=country.das, at=NOW)
    case = MissingCase.objects.get()

    with pytest.raises(missing_actions.NothingProposed):
        missing_actions.close_case(case_id=case.pk, by=country.farida, at=NOW)
    missing_actions.propose_closure(
        case_id=case.pk, reason=CloseReason.RESTORED, words="home", racket_found=False, by=country.asha, at=NOW
    )
    closed = missing_actions.close_case(case_id=case.pk, by=country.farida, at=NOW)

    assert closed.stage == CaseStage.CLOSED


def test_a_case_still_searched_cannot_be_proposed_for_closure(country: Country) -> None:
    case = a_case(country.asha, stage="INVESTIGATION")

    with pytest.raises(MoveNotAllowed):
        missing_actions.propose_closure(
            case_id=case.pk, reason=CloseReason.RESTORED, words="x", racket_found=False, by=country.asha, at=NOW
        )
