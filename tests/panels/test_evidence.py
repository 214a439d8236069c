"""The evidence of a pair: contradictions first, and nothing of the other side above the comparison tier."""

import pytest

from tests.factories import a_case, a_found_child
from tests.people import Country
from trackchild.panels.evidence import AboveComparison, evidence_of, open_to_both

pytestmark = pytest.mark.django_db


def test_contradictions_come_first_then_the_strongest_agreement(country: Country) -> None:
    case, found = a_case(country.asha), a_found_child(country.das)

    evidence = evidence_of(
        [
            {"field": "name", "level": "sound", "weight": 2.0},
            {"field": "marks", "level": "same", "weight": 4.0},
            {"field": "height", "level": "much_taller", "weight": -0.5},
            {"field": "sex", "level": "different", "weight": -4.0},
            {"field": "disability", "level": "blank", "weight": 0.0},
        ],
        case,
        found,
    )

    assert [row.field for row in evidence.rows] == ["sex", "height", "marks", "name"]
    assert [row.field for row in evidence.silent] == ["disability"]
    name = evidence.rows[-1]
    assert (name.missing, name.found, name.direction) == ("Ravi Kumar", "Rabi", "for")


def test_a_field_above_the_comparison_tier_is_never_told_to_the_other_side(country: Country) -> None:
    found = a_found_child(country.das)

    for name in ("own_account", "home", "allegation", "number"):
        with pytest.raises(AboveComparison):
            open_to_both(found, name)


def test_a_field_a_newer_matcher_names_is_shown_under_its_own_name(country: Country) -> None:
    case, found = a_case(country.asha), a_found_child(country.das)

    evidence = evidence_of([{"field": "gait", "level": "limp", "weight": 2.0}], case, found)

    assert (evidence.rows[0].what, evidence.rows[0].missing) == ("gait", "")
