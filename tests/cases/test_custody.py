"""A child in a home: leave, return, another home, and an escape that lies at the station in the same moment."""

import pytest

from tests.factories import HOWRAH, NOW, a_form_r, an_agency
from tests.people import Country
from trackchild.cases.actions import custody, found
from trackchild.cases.models import FoundChild, MissingCase
from trackchild.cases.states import CaseStage, FoundStage
from trackchild.core.states import MoveNotAllowed
from trackchild.directory.kinds import Kind

pytestmark = pytest.mark.django_db


@pytest.fixture
def child(country: Country) -> FoundChild:
    return found.admit_child(form=a_form_r(), by=country.das, at=NOW)


def test_a_child_goes_on_leave_and_comes_back(country: Country, child: FoundChild) -> None:
    assert custody.go_on_leave(found_id=child.pk, reason="Chhath, uncle", by=country.das, at=NOW).stage == "ON_LEAVE"
    assert custody.come_back(found_id=child.pk, by=country.das, at=NOW).stage == "ADMITTED"
    with pytest.raises(MoveNotAllowed):
        custody.come_back(found_id=child.pk, by=country.das, at=NOW)


def test_an_escape_is_a_missing_case_at_the_local_station_at_once(country: Country, child: FoundChild) -> None:
    home = child.home
    station = an_agency(Kind.POLICE_STATION, home.district_id)
    unit = an_agency(Kind.SJPU, home.district_id)
    gone, case = custody.run_away(found_id=child.pk, reason="Over the wall at night", by=country.das, at=NOW)
    assert gone.stage == FoundStage.RUN_AWAY
    assert case.stage == CaseStage.DRAFT
    assert case.owner in (station, unit)
    assert (case.child_id, case.circumstance_text) == (child.child_id, "Over the wall at night")
    assert case.description.sex == child.description.sex
    assert {name.text for name in case.description.names.all()} == {name.text for name in child.description.names.all()}


def test_an_escape_without_any_police_office_in_the_directory_changes_nothing(
    country: Country, child: FoundChild
) -> None:
    child.home.state.agencies.exclude(pk=child.home_id).update(active=False)
    with pytest.raises(custody.NoStation):
        custody.run_away(found_id=child.pk, reason="gone", by=country.das, at=NOW)
    child.refresh_from_db()
    assert child.stage == FoundStage.ADMITTED
    assert not MissingCase.objects.exists()


def test_a_committee_places_the_child_elsewhere_and_the_new_home_must_receive_it(
    country: Country, child: FoundChild
) -> None:
    other = an_agency(Kind.CHILDREN_HOME, HOWRAH)
    moved = custody.change_home(found_id=child.pk, home_id=other.pk, reason="Nearer home", by=country.gita, at=NOW)
    assert (moved.stage, moved.home_id) == (FoundStage.PLACED, other.pk)
