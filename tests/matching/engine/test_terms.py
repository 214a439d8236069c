"""Every field speaks for, against or not at all, and in the words its level has."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from trackchild.matching.engine import AgePrecision, Hit, Record, Relation, Side, Veto

from .given import BLANK, FACE, FOUND, MISSING, register, term, weighed

LEVELS: tuple[tuple[str, dict[str, Any], dict[str, Any], str, str], ...] = (
    ("name", {}, {}, "same", "for"),
    ("name", {}, {"names": ("सुनीता मुर्मू",)}, "same", "for"),
    ("name", {}, {"names": ("Munni",)}, "nickname", "for"),
    ("name", {"alias": ()}, {"names": ("Murmu Sunita",), "alias": ()}, "elsewhere", "for"),
    ("name", {}, {"names": ("Geeta Murmu",), "alias": ()}, "different", "against"),
    ("family", {}, {}, "same", "for"),
    ("family", {}, {"names": ("Sunita Das",), "father": (), "mother": ()}, "different", "against"),
    ("father", {}, {}, "same", "for"),
    ("father", {}, {"father": ("Abdul Murmu",)}, "different", "against"),
    ("mother", {}, {}, "same", "for"),
    ("mother", {}, {"mother": ("Rukhsana",)}, "different", "against"),
    ("sex", {}, {}, "same", "for"),
    ("sex", {}, {"gender": "M"}, "different", "against"),
    ("sex", {"age_years": 1.0}, {"age_years": 1.0, "gender": "M"}, "infant_differs", "against"),
    ("sex", {}, {"gender": "T"}, "uncertain", "any"),
    ("age", {}, {"age_years": 9.0}, "same_age", "for"),
    ("age", {}, {"age_years": 17.0}, "much_older", "against"),
    ("age", {}, {"age_years": 12.0, "event_on": date(2029, 3, 3)}, "same_age", "for"),
    ("date", {}, {"event_on": date(2026, 3, 2)}, "days", "for"),
    ("date", {}, {"event_on": date(2026, 2, 20)}, "before", "any"),
    ("date", {}, {"event_on": date(2031, 3, 2)}, "later", "against"),
    ("place", {}, {}, "same_district", "for"),
    ("place", {}, {"district": 102}, "near", "for"),
    ("place", {}, {"district": 103}, "same_state", "any"),
    ("place", {}, {"state": 2, "district": 201}, "other_state", "against"),
    ("home", {}, {}, "same_district", "for"),
    ("home", {}, {"home_district": None}, "state_only", "for"),
    ("home", {}, {"home_state": 2, "home_district": 201}, "other_state", "against"),
    ("village", {}, {}, "same", "for"),
    ("village", {}, {"home_village": "Chandan Pur"}, "near", "for"),
    ("village", {}, {"home_village": "Lohagarh"}, "different", "against"),
    ("language", {}, {}, "first", "for"),
    ("language", {}, {"languages": ("Tamil",)}, "none", "against"),
    ("height", {}, {"height_cm": 129.0}, "same_height", "for"),
    ("height", {}, {"height_cm": 165.0}, "much_taller", "against"),
    ("complexion", {}, {}, "same", "for"),
    ("complexion", {}, {"complexion": "very fair"}, "unlike", "against"),
    ("marks", {}, {}, "several", "for"),
    ("marks", {}, {"marks": ("til left cheek",)}, "same", "for"),
    ("marks", {}, {"marks": ("a mole on the cheek",)}, "side_untold", "for"),
    ("marks", {}, {"marks": ("mole rt cheek",)}, "other_side", "for"),
    ("marks", {}, {"marks": ("tattoo on back",)}, "different", "against"),
    ("disability", {}, {"disability": "cannot hear or speak"}, "same", "for"),
    ("disability", {}, {"disability": "polio in left leg"}, "different", "against"),
    ("clothing", {}, {}, "same", "for"),
    ("clothing", {}, {"clothing": "blue jeans"}, "different", "against"),
    ("clothing", {}, {"event_on": date(2026, 12, 3)}, "blank", "silent"),
    ("kind", {}, {}, "found", "for"),
    ("kind", {}, {"kind": "institution"}, "institution", "against"),
    ("photo", {}, {}, "very_alike", "for"),
    ("photo", {}, {"vector": FACE[::-1].copy()}, "unlike", "against"),
    ("photo", {}, {"vector_model": "another:8"}, "blank", "silent"),
)


@pytest.mark.parametrize(("field", "missing", "found", "level", "says"), LEVELS)
def test_a_field_says_what_its_level_means(
    field: str, missing: dict[str, Any], found: dict[str, Any], level: str, says: str
) -> None:
    said = term(weighed(replace(MISSING, **missing), replace(FOUND, **found)), field)

    assert said.level == level
    assert said.is_silent == (says == "silent")
    if says in ("for", "against"):
        assert (said.weight > 0) == (says == "for")
    if says == "silent":
        assert said.weight == 0.0


@pytest.mark.parametrize("field", BLANK)
@pytest.mark.parametrize("side", Side)
def test_a_blank_on_either_side_is_silent_and_weighs_exactly_nothing(field: str, side: Side) -> None:
    missing = replace(MISSING, **BLANK[field]) if side is Side.MISSING else MISSING
    found = replace(FOUND, **BLANK[field]) if side is Side.FOUND else FOUND

    said = term(weighed(missing, found), field)

    assert (said.level, said.weight, said.is_silent) == ("blank", 0.0, True)


def test_eighteen_terms_add_up_to_the_total() -> None:
    hit = weighed(MISSING, replace(FOUND, names=("Sunitaa Das",), district=103))

    assert len(hit.terms) == 18
    assert hit.total == pytest.approx(sum(term.weight for term in hit.terms), abs=0.01)


def test_a_pair_weighs_the_same_from_both_sides() -> None:
    other = replace(FOUND, names=("Suneeta",), age_years=10.0, height_cm=133.0, district=102, marks=("mole cheek",))

    assert weighed(MISSING, other).total == pytest.approx(weighed(other, MISSING).total, abs=0.01)


def test_an_estimated_age_speaks_less_loudly_against_than_a_known_one() -> None:
    older = replace(FOUND, age_years=11.3)
    known = weighed(
        replace(MISSING, age_precision=AgePrecision.EXACT), replace(older, age_precision=AgePrecision.EXACT)
    )
    guessed = weighed(MISSING, replace(older, age_precision=AgePrecision.ESTIMATED))

    assert term(guessed, "age").weight > term(known, "age").weight


def test_a_rare_name_says_more_than_a_common_one() -> None:
    crowd = [replace(FOUND, key=f"c{number}", names=("Kajal",), vector=None) for number in range(300)]
    few = [replace(FOUND, key=f"r{number}", names=("Sunita",), vector=None) for number in range(3)]

    from_crowd = term(weighed_among(crowd + few, "Kajal"), "name")
    rare = term(weighed_among(crowd + few, "Sunita"), "name")

    assert rare.level == from_crowd.level == "same"
    assert rare.weight > from_crowd.weight


def weighed_among(others: list[Record], name: str) -> Hit:
    return register(*others).explain(replace(MISSING, names=(name,)), replace(FOUND, names=(name,)))


def test_the_photograph_is_capped_and_never_speaks_hard_against() -> None:
    alike = term(weighed(MISSING, FOUND), "photo").weight
    unlike = term(weighed(MISSING, replace(FOUND, vector=np.roll(FACE, 3))), "photo").weight

    assert alike <= 6.0
    assert unlike >= -2.0


def test_found_long_before_missing_is_a_veto_and_a_few_weeks_are_not() -> None:
    early = replace(FOUND, event_on=MISSING.event_on - timedelta(days=26))  # type: ignore[operator]
    tolerated = replace(FOUND, event_on=MISSING.event_on - timedelta(days=25))  # type: ignore[operator]

    assert weighed(MISSING, early).veto is Veto.FOUND_BEFORE_MISSING
    assert weighed(MISSING, early).probability == 0.0
    assert weighed(MISSING, tolerated).veto is None


def test_a_restored_child_is_a_veto() -> None:
    assert weighed(MISSING, replace(FOUND, restored=True)).veto is Veto.RESTORED


def test_a_likeness_alone_does_not_turn_a_girl_into_a_boy() -> None:
    bare = {name: value for field in BLANK if field not in ("sex", "photo") for name, value in BLANK[field].items()}
    girl, boy = replace(MISSING, **bare), replace(FOUND, **bare, gender="M")

    assert weighed(girl, boy).veto is Veto.PHOTO_ONLY_ACROSS_SEXES
    assert weighed(girl, replace(boy, gender="F")).veto is None


def test_same_parents_and_another_name_and_age_point_to_a_sibling() -> None:
    sister = replace(FOUND, names=("Lakshmi Murmu",), alias=(), age_years=14.0, vector=None)

    assert weighed(MISSING, sister).relation is Relation.SIBLING
    assert weighed(MISSING, FOUND).relation is Relation.SAME
