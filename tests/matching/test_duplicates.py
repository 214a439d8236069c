"""Two records of one child: suggested by evidence, merged by two people, parted again without a trace in the search."""

from datetime import timedelta
from typing import Any

import pytest
from django.http import Http404

from tests.factories import GAYA, HOWRAH, NOW, PATNA, a_case, a_form_m, a_found_child, a_told, a_viewer, an_agency
from tests.matching.test_matcher import a_matcher, work_off
from tests.people import Country
from trackchild.accounts.permissions import Role
from trackchild.accounts.viewer import Viewer
from trackchild.alerts import actions as alerts
from trackchild.cases.actions import missing as missing_actions
from trackchild.cases.actions import publication
from trackchild.cases.actions.missing import TakesTwoPeople
from trackchild.cases.models import FoundChild, MissingCase, TimelineEvent
from trackchild.cases.publicity import standing_publication
from trackchild.cases.states import CaseStage, Event, FoundStage
from trackchild.children.actions import describe_again
from trackchild.children.models import ChildLink
from trackchild.core.states import MoveNotAllowed
from trackchild.directory.kinds import Kind
from trackchild.matching import actions, duplicates, merging
from trackchild.matching.engine import Hit, Relation, Side, Strength, Term
from trackchild.matching.models import Candidate, DuplicateKind, DuplicatePair
from trackchild.matching.states import CandidateStage, DuplicateStage
from trackchild.messaging.models import Message

pytestmark = pytest.mark.django_db
FULL = {"clothing": "blue shirt", "home_village": "Danapur"}


@pytest.fixture
def twins(country: Country) -> DuplicatePair:
    """One boy, registered by Howrah station twice: once by Asha with an FIR, once without."""
    a_case(country.asha, stage="FIR_REGISTERED", told=a_told(**FULL))
    a_case(country.asha, stage="INTIMATED", told=a_told("Rabi Kumar", **FULL))
    a_matcher()
    return DuplicatePair.objects.get()


def with_fir(pair: DuplicatePair) -> MissingCase:
    return next(case for case in (pair.first, pair.second) if case.fir_at)


def without_fir(pair: DuplicatePair) -> MissingCase:
    return next(case for case in (pair.first, pair.second) if not case.fir_at)


def merged(pair: DuplicatePair, country: Country) -> DuplicatePair:
    """Bimal proposes, Asha agrees."""
    merging.propose_merge(pair_id=pair.pk, keep=with_fir(pair).pk, words="same mother", by=country.bimal, at=NOW)
    return merging.merge(pair_id=pair.pk, by=country.asha, at=NOW)


def a_hit(**weights: float) -> Hit:
    terms = tuple(Term(field, "same", weight) for field, weight in weights.items())
    return Hit("1", sum(weights.values()), 0.99, Strength.STRONG, terms)


def test_one_child_registered_twice_is_suggested(twins: DuplicatePair) -> None:
    assert (twins.kind, twins.stage) == (DuplicateKind.MISSING, DuplicateStage.SUGGESTED)
    assert twins.first.pk < twins.second.pk
    assert twins.probability >= duplicates.SUGGEST_FROM
    assert MissingCase.objects.searching().count() == 2


def test_one_found_child_recorded_twice_is_suggested(country: Country) -> None:
    a_found_child(country.das, told=a_told(**FULL))
    a_found_child(country.das, told=a_told(**FULL))
    a_matcher()

    assert DuplicatePair.objects.get().kind == DuplicateKind.FOUND
    assert not Candidate.objects.exists()


def test_names_alone_never_suggest() -> None:
    names = a_hit(name=6, family=5, father=6, mother=5, village=4, sex=0.7, kind=1)

    assert not duplicates.is_worth_a_look(names)
    assert not duplicates.is_worth_a_look(a_hit(name=6, father=6, age=2))
    assert not duplicates.is_worth_a_look(a_hit(name=6, father=6, age=2, height=0.1))
    assert duplicates.is_worth_a_look(a_hit(name=6, father=6, age=2, place=2))


def test_a_brother_is_not_a_duplicate() -> None:
    hit = a_hit(father=6, mother=5, age=2, place=2)
    brother = Hit("1", hit.total, 0.9, Strength.STRONG, hit.terms, relation=Relation.SIBLING)

    assert duplicates.is_worth_a_look(hit)
    assert not duplicates.is_worth_a_look(brother)


def test_namesakes_who_differ_are_not_suggested(country: Country) -> None:
    a_case(country.asha, stage="INTIMATED", told=a_told(marks=(), relatives=(), height_cm=125))
    a_case(
        country.asha,
        stage="INTIMATED",
        told=a_told(marks=(), relatives=(), height_cm=None, age_years=16, languages=["Tamil"]),
        last_seen_at=NOW - timedelta(days=700),
        state_id=10,
        district_id=GAYA,
    )
    a_matcher()

    assert not DuplicatePair.objects.exists()


def test_an_import_makes_no_list_but_a_written_record_finds_its_imported_twin(country: Country) -> None:
    for _number in range(2):
        case = a_case(country.asha, stage="INTIMATED", told=a_told(**FULL))
        MissingCase.objects.filter(pk=case.pk).update(stage=CaseStage.IMPORTED)
    matcher = a_matcher()
    assert not DuplicatePair.objects.exists()

    a_case(country.asha, stage="INTIMATED", told=a_told(**FULL))
    work_off(matcher)

    assert DuplicatePair.objects.count() == 2


def test_advice_goes_with_its_evidence_unless_somebody_took_it_up(country: Country, twins: DuplicatePair) -> None:
    case, matcher = without_fir(twins), a_matcher()
    other_child = a_told(
        "Zubaida Ansari", sex="F", relatives=(), marks=(), age_years=15, languages=["Tamil"], height_cm=165
    )
    describe_again(case.description, other_child)
    MissingCase.objects.filter(pk=case.pk).update(
        state=10, district=PATNA, age_last_seen=15, last_seen_at=NOW - timedelta(days=300)
    )
    work_off(matcher)

    assert not DuplicatePair.objects.exists()


def test_one_person_alone_merges_nothing(country: Country, twins: DuplicatePair) -> None:
    with pytest.raises(TakesTwoPeople):
        merging.merge(pair_id=twins.pk, by=country.asha, at=NOW)
    merging.propose_merge(pair_id=twins.pk, keep=with_fir(twins).pk, words="same mother", by=country.asha, at=NOW)

    with pytest.raises(TakesTwoPeople):
        merging.merge(pair_id=twins.pk, by=country.asha, at=NOW)
    assert MissingCase.objects.searching().count() == 2


def test_a_merge_links_the_children_keeps_both_records_and_searches_once(
    country: Country, twins: DuplicatePair
) -> None:
    kept, gone = with_fir(twins), without_fir(twins)
    matcher = a_matcher()

    merged(twins, country)
    work_off(matcher)

    gone.refresh_from_db()
    link = ChildLink.objects.get()
    assert (gone.stage, gone.description.name) == (CaseStage.MERGED, "Rabi Kumar")
    assert (link.first_id, link.second_id, link.ended_at) == (kept.child_id, gone.child_id, None)
    assert list(MissingCase.objects.searching()) == [kept]
    assert list(matcher.register.keys(Side.MISSING)) == [str(kept.description_id)]
    assert duplicates.goes_on_as(gone) == kept
    assert {line.kind for line in kept.events.all()} >= {Event.MERGE_PROPOSED, Event.MERGED}
    assert gone.events.filter(kind=Event.MERGED).count() == 1


def state_of(country: Country) -> dict[str, Any]:
    """What the search stands on: stages, pairs, publications, links that last."""
    return {
        "cases": sorted(MissingCase.objects.values_list("pk", "stage", "traced_at", "closed_at")),
        "pairs": sorted(Candidate.objects.values_list("pk", "stage", "suppressed_because", "stage_before_rival")),
        "shown": [bool(standing_publication(case.pk, NOW.date())) for case in MissingCase.objects.order_by("pk")],
        "links": ChildLink.objects.filter(ended_at=None).count(),
    }


def test_an_undone_merge_leaves_everything_as_before(country: Country, twins: DuplicatePair) -> None:
    a_found_child(country.das)
    gone = with_fir(twins)  # to be published a case needs an FIR; so the other one gets one too
    missing_actions.register_fir(
        case_id=without_fir(twins).pk, fir_number="13/2026", fir_at=NOW, fir_sections="BNS 137", by=country.asha, at=NOW
    )
    consent = publication.record_consent(
        case_id=gone.pk, consent_by="Lakshmi Devi", consent_on=NOW.date(), full_name=False, by=country.bimal, at=NOW
    )
    publication.publish(case_id=gone.pk, consent_id=consent.pk, full_name=False, by=country.asha, at=NOW)
    matcher = a_matcher()
    before = state_of(country)
    assert before["shown"].count(True) == 1
    assert {stage for _pk, stage, _why, _before in before["pairs"]} == {CandidateStage.SHORTLISTED}
    keep = twins.second if gone == twins.first else twins.first

    merging.propose_merge(pair_id=twins.pk, keep=keep.pk, words="same mother", by=country.bimal, at=NOW)
    merging.merge(pair_id=twins.pk, by=country.asha, at=NOW)
    work_off(matcher)
    assert state_of(country)["shown"] == [False, False]
    assert Candidate.objects.alive().count() == 1

    merging.unmerge(pair_id=twins.pk, words="two boys", by=country.asha, at=NOW)
    work_off(matcher)

    assert state_of(country) == before
    assert DuplicatePair.objects.get().stage == DuplicateStage.UNMERGED
    assert matcher.register.count(Side.MISSING) == 2


def test_a_found_child_goes_back_to_exactly_where_it_stood(country: Country) -> None:
    a_found_child(country.das, told=a_told(**FULL))
    a_found_child(country.das, told=a_told(**FULL))
    a_matcher()
    pair = DuplicatePair.objects.get()
    before = sorted(FoundChild.objects.values_list("pk", "stage", "home_id", "admitted_at"))
    merging.propose_merge(pair_id=pair.pk, keep=pair.first.pk, words="one boy", by=country.das, at=NOW)
    merging.merge(pair_id=pair.pk, by=country.gita, at=NOW)
    assert FoundChild.objects.get(pk=pair.second.pk).stage == FoundStage.MERGED

    merging.unmerge(pair_id=pair.pk, words="two boys", by=country.das, at=NOW)

    assert sorted(FoundChild.objects.values_list("pk", "stage", "home_id", "admitted_at")) == before


def test_the_record_with_the_fir_stays(country: Country, twins: DuplicatePair) -> None:
    with pytest.raises(merging.KeepTheOther):
        merging.propose_merge(pair_id=twins.pk, keep=without_fir(twins).pk, words="x", by=country.bimal, at=NOW)


def test_a_possible_match_that_is_being_decided_holds_the_merge_up(country: Country, twins: DuplicatePair) -> None:
    a_found_child(country.das)
    a_matcher()
    pair = Candidate.objects.get(missing=without_fir(twins))
    actions.turn_key(candidate_id=pair.pk, by=country.asha, at=NOW)

    with pytest.raises(merging.MatchWouldBeLost):
        merging.propose_merge(pair_id=twins.pk, keep=with_fir(twins).pk, words="x", by=country.bimal, at=NOW)


def test_a_match_that_only_the_duplicate_has_holds_the_merge_up(country: Country, twins: DuplicatePair) -> None:
    a_found_child(country.das)
    a_matcher()
    Candidate.objects.filter(missing=with_fir(twins)).delete()

    with pytest.raises(merging.MatchWouldBeLost):
        merging.propose_merge(pair_id=twins.pk, keep=with_fir(twins).pk, words="x", by=country.bimal, at=NOW)


def test_a_decision_is_remembered_until_the_evidence_changes(country: Country, twins: DuplicatePair) -> None:
    merging.dismiss(pair_id=twins.pk, words="two mothers", by=country.bimal, at=NOW)
    matcher = a_matcher()
    twins.refresh_from_db()
    assert twins.stage == DuplicateStage.DISMISSED

    describe_again(without_fir(twins).description, a_told("Ravi Kumar", **{**FULL, "clothing": "red frock"}))
    work_off(matcher)

    twins.refresh_from_db()
    assert (twins.stage, twins.dismissed_at) == (DuplicateStage.SUGGESTED, None)


@pytest.fixture
def apart(country: Country) -> tuple[DuplicatePair, Viewer]:
    """One boy, registered at Howrah and at another station of the district."""
    neighbour = a_viewer(Role.STATION_HEAD, an_agency(Kind.POLICE_STATION, HOWRAH), username="neighbour")
    a_case(country.asha, stage="INTIMATED", told=a_told(**FULL))
    a_case(neighbour, stage="INTIMATED", told=a_told(**FULL))
    a_matcher()
    return DuplicatePair.objects.get(), neighbour


def test_two_people_of_one_office_do_not_merge_away_the_record_of_another(
    country: Country, apart: tuple[DuplicatePair, Viewer]
) -> None:
    pair, neighbour = apart
    merging.propose_merge(pair_id=pair.pk, keep=pair.first.pk, words="x", by=country.bimal, at=NOW)

    with pytest.raises(merging.OtherOfficeMustAgree):
        merging.merge(pair_id=pair.pk, by=country.asha, at=NOW)
    merging.merge(pair_id=pair.pk, by=neighbour, at=NOW)

    assert MissingCase.objects.searching().count() == 1


def test_the_superintendent_answers_for_both_stations(country: Country, apart: tuple[DuplicatePair, Viewer]) -> None:
    pair, _neighbour = apart
    merging.propose_merge(pair_id=pair.pk, keep=pair.first.pk, words="x", by=country.bimal, at=NOW)

    merging.merge(pair_id=pair.pk, by=country.farida, at=NOW)

    assert MissingCase.objects.searching().count() == 1


def test_a_stranger_finds_no_such_pair_and_a_reader_may_not_decide(
    country: Country, apart: tuple[DuplicatePair, Viewer]
) -> None:
    pair, _neighbour = apart
    with pytest.raises(Http404):
        merging.propose_merge(pair_id=pair.pk, keep=pair.first.pk, words="x", by=country.iqbal, at=NOW)
    with pytest.raises(merging.NotYourRecord):
        merging.propose_merge(pair_id=pair.pk, keep=pair.first.pk, words="x", by=country.nodal, at=NOW)


def test_a_traced_child_is_not_merged_away(country: Country, twins: DuplicatePair) -> None:
    merging.propose_merge(pair_id=twins.pk, keep=with_fir(twins).pk, words="x", by=country.bimal, at=NOW)
    missing_actions.mark_traced(without_fir(twins), how="RETURNED", place="home", by=country.asha, at=NOW)  # type: ignore[arg-type]

    with pytest.raises(MoveNotAllowed):
        merging.merge(pair_id=twins.pk, by=country.asha, at=NOW)
    assert not DuplicatePair.objects.waiting().exists()


def test_nobody_is_held_up_by_advice(country: Country, twins: DuplicatePair) -> None:
    case = missing_actions.draft_case(form=a_form_m(a_told(**FULL)), by=country.asha, at=NOW)

    missing_actions.intimate(case_id=case.pk, gd_number="GD 9", gd_at=NOW, by=country.asha, at=NOW)

    assert twins.stage == DuplicateStage.SUGGESTED


def told_by(kind: Event) -> set[str]:
    """Who is told of the lines of one kind."""
    Message.objects.all().delete()
    for line in TimelineEvent.objects.filter(kind=kind):
        alerts.alert_people(event_id=line.pk, at=NOW)
    return set(Message.objects.values_list("recipient__username", flat=True))


def test_a_proposed_merge_calls_the_second_person_and_waits_for_her(country: Country, twins: DuplicatePair) -> None:
    merging.propose_merge(pair_id=twins.pk, keep=with_fir(twins).pk, words="same mother", by=country.bimal, at=NOW)

    assert "asha" in told_by(Event.MERGE_PROPOSED)
    assert list(DuplicatePair.objects.awaiting(country.asha)) == [twins]
    assert not DuplicatePair.objects.awaiting(country.bimal).exists()
    assert not DuplicatePair.objects.awaiting(country.iqbal).exists()


def test_the_other_office_is_called_when_one_office_cannot_answer_for_both(
    country: Country, twins: DuplicatePair
) -> None:
    gaya = without_fir(twins)
    MissingCase.objects.filter(pk=gaya.pk).update(owner=country.iqbal.agency_id, station=country.iqbal.agency_id)
    merging.propose_merge(pair_id=twins.pk, keep=with_fir(twins).pk, words="same mother", by=country.bimal, at=NOW)

    assert list(DuplicatePair.objects.awaiting(country.iqbal)) == [twins]
    assert not DuplicatePair.objects.awaiting(country.asha).exists()


def test_merging_parting_and_refusing_are_told_to_the_offices_of_the_records(
    country: Country, twins: DuplicatePair
) -> None:
    merged(twins, country)
    assert "bimal" in told_by(Event.MERGED)
    merging.unmerge(pair_id=twins.pk, words="two mothers", by=country.asha, at=NOW)
    assert "bimal" in told_by(Event.UNMERGED)


def test_advice_dismissed_before_anybody_took_it_up_is_told_to_nobody(country: Country, twins: DuplicatePair) -> None:
    merging.dismiss(pair_id=twins.pk, words="brothers", by=country.asha, at=NOW)

    assert not told_by(Event.MERGE_DISMISSED)
