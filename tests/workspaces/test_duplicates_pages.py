"""Two records of one child on the screen: found, proposed, agreed to, parted; and the days that pairs lay unmatched."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.contracts.story import a_pair
from tests.factories import HOWRAH, NOW, a_case, a_found_child, a_told, a_viewer, an_agency
from tests.matching.test_matcher import a_matcher
from tests.people import Country
from tests.workspaces.conftest import Desk
from trackchild.accounts.permissions import Role
from trackchild.audit.models import Look
from trackchild.cases.models import MissingCase
from trackchild.cases.states import CaseStage
from trackchild.directory.kinds import Kind
from trackchild.matching.models import DuplicatePair
from trackchild.matching.states import DuplicateStage

pytestmark = pytest.mark.django_db


@pytest.fixture
def twins(country: Country) -> DuplicatePair:
    """One boy in two cases of Howrah station."""
    for _number in range(2):
        a_case(country.asha, stage="INTIMATED", told=a_told(clothing="blue shirt", home_village="Danapur"))
    a_matcher()
    return DuplicatePair.objects.get()


def step(name: str, pair: DuplicatePair) -> str:
    return reverse(f"duplicates:cases_{name}", args=[pair.pk])


def test_the_list_shows_the_pair_and_notes_both_looks(desk: Desk, country: Country, twins: DuplicatePair) -> None:
    page = desk(country.bimal).get(reverse("duplicates:list_cases")).content.decode()

    assert reverse("duplicates:compare_cases", args=[twins.pk]) in page
    seen = set(Look.objects.filter(route="duplicates:list_cases").values_list("record_id", flat=True))
    assert seen == {str(twins.first.pk), str(twins.second.pk)}


def test_one_officer_proposes_another_agrees_and_a_third_word_undoes_it(
    desk: Desk, country: Country, twins: DuplicatePair
) -> None:
    bimal, asha = desk(country.bimal), desk(country.asha)
    compare = reverse("duplicates:compare_cases", args=[twins.pk])
    assert step("propose", twins) in bimal.get(compare).content.decode()
    assert step("merge", twins) not in bimal.get(compare).content.decode()

    response = bimal.post(step("propose", twins), {"keep": str(twins.first.pk), "words": "The same mother came twice."})
    assert response.status_code == 302
    assert step("merge", twins) not in bimal.get(compare).content.decode()
    page = asha.get(compare).content.decode()
    assert "The same mother came twice." in page and step("merge", twins) in page

    assert asha.post(step("merge", twins)).status_code == 302
    assert MissingCase.objects.get(pk=twins.second.pk).stage == CaseStage.MERGED
    page = asha.get(compare).content.decode()
    assert "These two records are merged." in page and step("unmerge", twins) in page
    assert "Merged with another case" in asha.get(reverse("police:view_case", args=[twins.second.pk])).content.decode()

    assert asha.post(step("unmerge", twins), {"words": "Two boys"}).status_code == 302
    assert MissingCase.objects.get(pk=twins.second.pk).stage == CaseStage.INTIMATED


def test_who_proposed_cannot_agree(desk: Desk, country: Country, twins: DuplicatePair) -> None:
    bimal = desk(country.bimal)
    bimal.post(step("propose", twins), {"keep": str(twins.first.pk), "words": "One mother"})

    response = bimal.post(step("merge", twins))

    assert response.status_code == 409
    assert "This step takes a second person." in response.content.decode()


def test_two_children_are_put_away_with_a_reason(desk: Desk, country: Country, twins: DuplicatePair) -> None:
    bimal = desk(country.bimal)
    assert bimal.post(step("dismiss", twins), {"words": ""}).status_code == 422

    bimal.post(step("dismiss", twins), {"words": "Two mothers"})

    assert DuplicatePair.objects.get().stage == DuplicateStage.DISMISSED
    assert (
        reverse("duplicates:compare_cases", args=[twins.pk])
        not in bimal.get(reverse("duplicates:list_cases")).content.decode()
    )


def test_a_stranger_finds_nothing(desk: Desk, country: Country, twins: DuplicatePair) -> None:
    iqbal = desk(country.iqbal)

    assert iqbal.get(reverse("duplicates:compare_cases", args=[twins.pk])).status_code == 404
    assert iqbal.post(step("dismiss", twins), {"words": "x"}).status_code == 404
    assert desk(country.das).get(reverse("duplicates:list_cases")).status_code == 404


def test_a_record_of_another_office_is_shown_without_its_number(desk: Desk, country: Country) -> None:
    neighbour = a_viewer(Role.STATION_HEAD, an_agency(Kind.POLICE_STATION, HOWRAH), username="neighbour")
    theirs = a_case(neighbour, stage="INTIMATED", told=a_told(clothing="blue shirt", home_village="Danapur"))
    ours = a_case(country.asha, stage="INTIMATED", told=a_told(clothing="blue shirt", home_village="Danapur"))
    a_matcher()

    pair = DuplicatePair.objects.get()
    desk_of_asha = desk(country.asha)
    pages = [
        desk_of_asha.get(reverse("duplicates:compare_cases", args=[pair.pk])).content.decode(),
        desk_of_asha.get(step("propose", pair)).content.decode(),
    ]

    assert ours.number in pages[0]
    assert not any(theirs.number in page for page in pages)


def test_found_children_have_a_list_of_their_own_that_hides_the_shelter(desk: Desk, country: Country) -> None:
    for _number in range(2):
        a_found_child(country.das, told=a_told(clothing="blue shirt", home_village="Danapur"))
    a_matcher()
    pair = DuplicatePair.objects.get()

    page = desk(country.gita).get(reverse("duplicates:compare_children", args=[pair.pk])).content.decode()

    assert "CWC Patna" in page
    assert desk(country.das).get(reverse("duplicates:list_children")).status_code == 200
    assert "Sneha Home" not in page


def test_the_superintendent_sees_which_pairs_lay_longest(desk: Desk, country: Country) -> None:
    case, found = a_case(country.asha, stage="INTIMATED"), a_found_child(country.das)
    MissingCase.objects.filter(pk=case.pk).update(created_at=NOW - timedelta(days=40))
    type(found).objects.filter(pk=found.pk).update(created_at=NOW - timedelta(days=25))
    pair = a_pair(case, found)

    page = desk(country.farida).get(reverse("waiting:list_waiting")).content.decode()

    assert reverse("matches:compare_pair", args=[pair.pk]) in page
    assert "25 days" in page and "Howrah" in page and "CWC Patna" in page
    assert Look.objects.filter(route="waiting:list_waiting").count() == 2


def test_pairs_of_others_do_not_wait_on_ones_page(desk: Desk, country: Country) -> None:
    pair = a_pair(a_case(country.asha, stage="INTIMATED"), a_found_child(country.das))

    page = desk(country.iqbal).get(reverse("waiting:list_waiting")).content.decode()

    assert str(pair.pk) not in page
