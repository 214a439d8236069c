"""Questions about places, asked of the database that every migration leaves behind."""

from datetime import date
from shutil import copytree

import pytest
from django.core.management import call_command
from django.db import IntegrityError

from trackchild.geography import actions, queries, reference
from trackchild.geography.models import District, Neighbour, PlaceName, State

pytestmark = pytest.mark.django_db

KOLKATA, HOWRAH, SHAHDARA, EAST, NORTH_EAST, OLD_DELHI = 315, 313, 671, 78, 81, 795
WEST_BENGAL, DELHI = 19, 7


def test_a_new_database_knows_the_country():
    assert (State.objects.count(), District.objects.filter(valid_to=None).count()) == (36, 786)


def test_loading_again_changes_nothing():
    def whole():
        return (
            list(State.objects.order_by("pk").values()),
            list(District.objects.order_by("pk").values()),
            list(District.followed_by.through.objects.order_by("pk").values_list("district_id", "successor_id")),
            sorted(Neighbour.objects.values_list("district_id", "neighbour_id", "km")),
            sorted(PlaceName.objects.values_list("state_id", "district_id", "language", "name"), key=str),
        )

    before = whole()
    actions.load_reference()

    assert whole() == before


def test_a_corrected_file_reaches_the_database(tmp_path):
    folder = copytree(reference.DATA, tmp_path / "data")
    districts = (folder / "districts.csv").read_text(encoding="utf-8")
    (folder / "districts.csv").write_text(districts.replace(",Howrah,", ",Haora,"), encoding="utf-8")

    call_command("load_geography", folder=folder, dry_run=True)
    assert District.objects.get(pk=HOWRAH).name == "Howrah"
    call_command("load_geography", folder=folder)
    assert District.objects.get(pk=HOWRAH).name == "Haora"


def test_a_point_in_a_city_lies_in_its_district():
    assert queries.nearest_district(22.57, 88.36).pk == KOLKATA


def test_a_point_in_a_retired_district_lies_in_one_still_there():
    assert queries.nearest_district(28.67, 77.29).pk != SHAHDARA
    assert queries.nearest_district(28.67, 77.29, on=date(2024, 1, 1)).pk == SHAHDARA


def test_neighbours_come_nearest_first_and_no_farther_than_asked():
    around = queries.neighbours(KOLKATA, within_km=60)

    assert around[0].neighbour_id == HOWRAH
    assert [row.km for row in around] == sorted(row.km for row in around)
    assert all(0 < row.km <= 60 for row in around)
    assert len(around) < len(queries.neighbours(KOLKATA))


def test_a_state_lists_the_districts_of_the_day():
    now = {district.pk for district in queries.districts_of(DELHI)}
    earlier = {district.pk for district in queries.districts_of(DELHI, on=date(2024, 1, 1))}

    assert (len(now), len(earlier)) == (13, 11)
    assert earlier - now == {SHAHDARA}
    assert OLD_DELHI in now - earlier


def test_the_land_of_a_retired_district_is_counted_under_those_that_followed_it():
    assert queries.present_districts(SHAHDARA, on=date(2024, 1, 1)) == {SHAHDARA}
    assert queries.present_districts(SHAHDARA, on=date(2026, 1, 1)) == {EAST, NORTH_EAST}
    assert queries.present_districts(KOLKATA, on=date(2026, 1, 1)) == {KOLKATA}


def test_a_merged_territory_is_found_by_its_old_code():
    assert queries.state_with_code(25).pk == queries.state_with_code(26).pk == 38
    assert queries.state_with_code(99) is None


def test_a_state_is_called_by_its_own_name_in_each_language():
    state = State.objects.named().get(pk=WEST_BENGAL)

    assert state.name_in("bn") == "পশ্চিমবঙ্গ"
    assert state.name_in("mai") == state.name_in("hi") == "पश्चिम बंगाल"
    assert state.name_in("sat") == state.name_in("en") == "West Bengal"


def test_naming_a_whole_list_costs_the_same_however_long(django_assert_num_queries):
    with django_assert_num_queries(3):
        names = [
            (district.name_in("hi"), district.state.name_in("hi")) for district in queries.districts_of(WEST_BENGAL)
        ]

    assert len(names) == 23


def test_a_name_belongs_to_one_place_only():
    with pytest.raises(IntegrityError):
        PlaceName.objects.create(state_id=WEST_BENGAL, district_id=KOLKATA, language="xx", name="?")
