"""Two keys confirm, a rejection is remembered, a reversal restores everything."""

from datetime import timedelta

import pytest
from django.http import Http404

from tests.factories import NOW, a_case, a_found_child, a_told, a_viewer
from tests.matching.test_matcher import a_matcher, work_off
from tests.people import Country
from trackchild.accounts.permissions import Role
from trackchild.cases.actions import found as found_actions
from trackchild.cases.actions import publication
from trackchild.cases.models import FoundChild, MissingCase
from trackchild.cases.publicity import standing_publication
from trackchild.cases.states import CaseStage
from trackchild.children.actions import MarkSeen, describe_again
from trackchild.children.models import ChildLink
from trackchild.core.states import MoveNotAllowed
from trackchild.matching import actions, sweeping
from trackchild.matching.models import Candidate, RejectReason
from trackchild.matching.states import CandidateStage

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(country: Country) -> Candidate:
    """A boy missing in Howrah and found in Patna, produced before the committee."""
    case = a_case(country.asha, stage="INVESTIGATION")
    consent = publication.record_consent(
        case_id=case.pk, consent_by="Lakshmi Devi", consent_on=NOW.date(), full_name=False, by=country.bimal, at=NOW
    )
    publication.publish(case_id=case.pk, consent_id=consent.pk, full_name=False, by=country.asha, at=NOW)
    found = a_found_child(country.das)
    found_actions.produce(found_id=found.pk, late_because="", by=country.gita, at=NOW)
    a_matcher()
    return Candidate.objects.get()


def test_one_key_confirms_nothing(country: Country, pair: Candidate) -> None:
    actions.turn_key(candidate_id=pair.pk, by=country.asha, at=NOW)

    pair.refresh_from_db()
    assert (pair.stage, pair.confirmed_at) == (CandidateStage.VERIFICATION, None)
    assert MissingCase.objects.get().stage == CaseStage.INVESTIGATION


def test_two_keys_trace_the_child_link_the_identities_and_end_the_publicity(country: Country, pair: Candidate) -> None:
    actions.turn_key(candidate_id=pair.pk, by=country.asha, at=NOW)
    actions.turn_key(candidate_id=pair.pk, by=country.gita, at=NOW)

    pair.refresh_from_db()
    case, found = MissingCase.objects.get(), FoundChild.objects.get()
    link = ChildLink.objects.get()
    assert (pair.stage, case.stage) == (CandidateStage.CONFIRMED, CaseStage.PRODUCED)
    assert (link.first_id, link.second_id, link.ended_at) == (case.child_id, found.child_id, None)
    assert standing_publication(case.pk, NOW.date()) is None


def test_the_same_side_cannot_turn_both_keys(country: Country, pair: Candidate) -> None:
    actions.turn_key(candidate_id=pair.pk, by=country.asha, at=NOW)

    with pytest.raises(actions.NotYourKey):
        actions.turn_key(candidate_id=pair.pk, by=country.asha, at=NOW)


@pytest.mark.parametrize("person", ["bimal", "das"])
def test_an_officer_without_a_key_and_the_home_cannot_turn_one(country: Country, pair: Candidate, person: str) -> None:
    with pytest.raises(actions.NotYourKey):
        actions.turn_key(candidate_id=pair.pk, by=getattr(country, person), at=NOW)


def test_a_stranger_with_a_key_of_his_own_finds_no_such_pair(country: Country, pair: Candidate) -> None:
    with pytest.raises(Http404):
        actions.turn_key(candidate_id=pair.pk, by=country.iqbal, at=NOW)


def test_a_found_date_before_the_last_seen_date_must_be_corrected_first(country: Country, pair: Candidate) -> None:
    FoundChild.objects.update(found_at=NOW - timedelta(days=4))

    with pytest.raises(actions.DatesContradict):
        actions.turn_key(candidate_id=pair.pk, by=country.asha, at=NOW)


def test_a_rejection_is_remembered_until_the_evidence_changes(country: Country, pair: Candidate) -> None:
    actions.reject(
        candidate_id=pair.pk, reason=RejectReason.FAMILY_SAYS_NO, words="Shown the picture", by=country.asha, at=NOW
    )
    matcher = a_matcher()
    sweeping.weigh_all_again(at=NOW)
    work_off(matcher)
    assert Candidate.objects.get().stage == CandidateStage.REJECTED

    marks = (
        MarkSeen("scar", "knee", "left", "scar on left knee"),
        MarkSeen("burn", "hand", "right", "burn right hand"),
    )
    for record in (MissingCase.objects.get(), FoundChild.objects.get()):
        describe_again(record.description, a_told(marks=marks, height_cm=130))
    work_off(matcher)
    assert Candidate.objects.get().stage == CandidateStage.SHORTLISTED


def test_a_rejection_needs_words(country: Country, pair: Candidate) -> None:
    with pytest.raises(MoveNotAllowed):
        actions.reject(candidate_id=pair.pk, reason=RejectReason.OTHER, words=" ", by=country.asha, at=NOW)


def test_a_reversal_takes_both_sides_and_restores_everything(country: Country, pair: Candidate) -> None:
    before = (MissingCase.objects.get().stage, FoundChild.objects.get().stage)
    actions.turn_key(candidate_id=pair.pk, by=country.asha, at=NOW)
    actions.turn_key(candidate_id=pair.pk, by=country.gita, at=NOW)

    actions.ask_reversal(candidate_id=pair.pk, reason="The mother met him", by=country.farida, at=NOW)
    with pytest.raises(actions.AskedByTheSameSide):
        actions.ask_reversal(candidate_id=pair.pk, reason="again", by=country.farida, at=NOW)
    actions.ask_reversal(candidate_id=pair.pk, reason="Agreed", by=country.gita, at=NOW)

    case = MissingCase.objects.get()
    assert (case.stage, FoundChild.objects.get().stage) == before
    assert ChildLink.objects.get().ended_at == NOW
    assert case.traced_at is None
    assert standing_publication(case.pk, NOW.date()) is not None
    assert Candidate.objects.get().stage == CandidateStage.REVERSED


def test_rivals_of_a_confirmed_pair_stand_back_and_come_again_after_a_reversal(
    country: Country, pair: Candidate
) -> None:
    other = a_found_child(a_viewer(Role.HOME_HEAD, country.home))
    a_matcher()
    rival = Candidate.objects.get(found=other)
    assert rival.stage == CandidateStage.SHORTLISTED

    actions.turn_key(candidate_id=pair.pk, by=country.asha, at=NOW)
    actions.turn_key(candidate_id=pair.pk, by=country.gita, at=NOW)
    rival.refresh_from_db()
    assert rival.stage == CandidateStage.SUPPRESSED

    actions.ask_reversal(candidate_id=pair.pk, reason="wrong", by=country.farida, at=NOW)
    actions.ask_reversal(candidate_id=pair.pk, reason="wrong", by=country.gita, at=NOW)
    rival.refresh_from_db()
    assert rival.stage == CandidateStage.SHORTLISTED


def test_an_undecided_pair_is_overdue_after_thirty_days_and_stays_alive(country: Country, pair: Candidate) -> None:
    sweeping.expire_pairs(at=pair.shortlisted_at + timedelta(days=31))

    pair.refresh_from_db()
    assert pair.stage == CandidateStage.EXPIRED
    actions.turn_key(candidate_id=pair.pk, by=country.asha, at=NOW)
