"""The table of kinds is whole."""

from trackchild.directory import kinds
from trackchild.directory.kinds import PLACES, STATIONS, Group, Kind


def test_every_kind_stands_in_the_table():
    assert set(PLACES) == set(Kind)


def test_every_kind_is_on_exactly_one_shelf():
    shelves = [getattr(kinds, group.name) for group in Group]

    assert sorted(kind for shelf in shelves for kind in shelf) == sorted(Kind)
    assert all(shelves)


def test_stations_are_police():
    assert set(STATIONS) <= set(kinds.POLICE)
