"""Whose desk a report lands on, and who stands above an office."""

import pytest

from trackchild.directory import actions, queries
from trackchild.directory.kinds import Kind

from .offices import HOWRAH, KOLKATA, NOW, PATNA, WEST_BENGAL, open_office

pytestmark = pytest.mark.django_db

BHAWANIPORE, SHYAMPUKUR = (22.53, 88.345), (22.597, 88.37)


@pytest.fixture
def district():
    """Kolkata with two stations whose place is known, its units, and the state's desk."""
    return {
        "south": open_office(Kind.POLICE_STATION, "1900001", lat=BHAWANIPORE[0], lon=BHAWANIPORE[1]),
        "north": open_office(Kind.POLICE_STATION, "1900002", lat=SHYAMPUKUR[0], lon=SHYAMPUKUR[1]),
        "sjpu": open_office(Kind.SJPU, "1900003"),
        "sp": open_office(Kind.SP_OFFICE, "1900004"),
        "nodal": open_office(Kind.STATE_NODAL, "1900005", state=WEST_BENGAL),
    }


def test_a_report_with_a_point_goes_to_the_nearest_station(district):
    assert queries.intake_station(KOLKATA, *BHAWANIPORE) == district["south"]
    assert queries.intake_station(KOLKATA, *SHYAMPUKUR) == district["north"]


def test_a_station_out_of_service_receives_nothing(district):
    actions.retire_agency(agency_id=district["south"].pk, by=None, at=NOW)

    assert queries.intake_station(KOLKATA, *BHAWANIPORE) == district["north"]


def test_a_nearer_station_of_another_district_does_not_take_the_report(district):
    open_office(Kind.POLICE_STATION, "1900006", district=HOWRAH, lat=BHAWANIPORE[0], lon=BHAWANIPORE[1])
    actions.retire_agency(agency_id=district["south"].pk, by=None, at=NOW)

    assert queries.intake_station(KOLKATA, *BHAWANIPORE) == district["north"]


def test_a_report_without_a_point_climbs_the_ladder(district):
    for step in ("sjpu", "sp", "nodal"):
        assert queries.intake_station(KOLKATA) == district[step]
        actions.retire_agency(agency_id=district[step].pk, by=None, at=NOW)
    assert queries.intake_station(KOLKATA) is None


def test_a_district_without_offices_is_served_by_its_states_desk(district):
    assert queries.intake_station(HOWRAH, 22.59, 88.31) == district["nodal"]
    assert queries.intake_station(PATNA) is None


def test_only_offices_that_register_cases_are_stations(district):
    railway = open_office(Kind.GRP, "1900007")
    open_office(Kind.RPF, "1900008")

    assert set(queries.stations_of(KOLKATA)) == {district["south"], district["north"], railway}


def test_a_districts_committee_board_and_desks_are_found(district):
    committee = open_office(Kind.CWC, "1900009")
    board = open_office(Kind.JJB, "1900010")
    actions.open_registry_desks(districts=[KOLKATA], by=None, at=NOW)

    assert queries.committee_of(KOLKATA) == committee
    assert queries.board_of(KOLKATA) == board
    assert queries.state_nodal_desk(WEST_BENGAL) == district["nodal"]
    assert queries.registry_desk(KOLKATA).kind == Kind.REGISTRY_DESK
    assert queries.committee_of(HOWRAH) is None


def test_the_hierarchy_runs_from_the_top_to_the_office(district):
    station = open_office(Kind.POLICE_STATION, "1900011", parent=district["sp"].pk)

    assert queries.hierarchy(station) == (district["sp"], station)


def test_a_ring_of_parents_does_not_turn_for_ever(district):
    district["sp"].parent = district["sjpu"]
    district["sjpu"].parent = district["sp"]

    assert queries.hierarchy(district["sp"]) == (district["sjpu"], district["sp"])


def test_every_helpline_has_a_number_and_says_where_it_is_known_from():
    assert {line.number for line in queries.helplines()} == {"1098", "112", "15100", "181", "139"}
    assert all(str(line.name) and str(line.purpose) and line.source for line in queries.helplines())
