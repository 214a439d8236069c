"""The reference files hold together, whoever edited them last."""

import csv
import unicodedata

from trackchild.geography import reference
from trackchild.geography.distance import neighbour_pairs

HEADING = ["lgd_code", "state_lgd_code", "name", "lat", "lon", "basis", "valid_from", "valid_to", "successors"]

SCRIPTS = {
    "en": "LATIN",
    "hi": "DEVANAGARI",
    "mr": "DEVANAGARI",
    "ne": "DEVANAGARI",
    "bn": "BENGALI",
    "as": "BENGALI",
    "or": "ORIYA",
    "gu": "GUJARATI",
    "pa": "GURMUKHI",
    "ta": "TAMIL",
    "te": "TELUGU",
    "kn": "KANNADA",
    "ml": "MALAYALAM",
    "ur": "ARABIC",
}


def test_the_columns_that_the_matching_engine_reads_are_there():
    with (reference.DATA / "districts.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == HEADING


def test_all_states_and_all_present_districts_are_there():
    districts = reference.districts()

    assert len(reference.states()) == 36
    assert sum(row.valid_to is None for row in districts) == 786
    assert len({row.lgd_code for row in districts}) == len(districts)


def test_every_district_lies_in_a_state_of_the_register():
    assert {row.state_lgd_code for row in reference.districts()} == {row.lgd_code for row in reference.states()}


def test_what_follows_a_retired_district_is_a_district_still_there():
    present = {row.lgd_code for row in reference.districts() if row.valid_to is None}
    retired = [row for row in reference.districts() if row.valid_to is not None]

    assert retired
    assert all(row.successors and set(row.successors) <= present for row in retired)


def test_every_name_is_written_in_the_script_of_its_language():
    wrong = [
        (row.name, language, name)
        for row in [*reference.states(), *reference.districts()]
        for language, name in row.names.items()
        for letter in name
        if letter.isalpha() and not unicodedata.name(letter).startswith(SCRIPTS[language])
    ]

    assert wrong == []


def test_every_named_district_is_in_the_register_and_named_once_per_language():
    codes = {row.lgd_code for row in reference.districts()}
    with (reference.DATA / "district_names.csv").open(encoding="utf-8", newline="") as file:
        named = [(int(line["lgd_code"]), line["language"]) for line in csv.DictReader(file)]

    assert {code for code, _ in named} <= codes
    assert len(set(named)) == len(named)


def test_neighbours_stand_in_both_directions_and_nobody_is_its_own():
    pairs = neighbour_pairs([1, 2, 3], [22.57, 22.59, 28.61], [88.36, 88.26, 77.21])

    assert {(one, other) for one, other, _ in pairs} == {(1, 2), (2, 1)}
    assert {km for _, _, km in pairs} == {10.5}
