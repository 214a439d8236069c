"""Blank is neutral: leaving a field out takes away what it said and changes nothing else."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trackchild.matching.engine import Record, Register, Side

from .given import BLANK, FACE, FOUND, MISSING, PLACES, STRANGERS, TAKES_ALONG

NAMES = ("Sunita Murmu", "सुनीता", "Geeta Das", "Munni", "Abdul Rahim", "Lakshmi", "")
MARKS = ("mole left cheek", "burn scar; til on chin", "tattoo", "", "something else")
REGISTER = Register(places=PLACES, strangers=STRANGERS)


def children(record: Record) -> st.SearchStrategy[Record]:
    """The record with any of its fields changed or left out."""
    changes = st.fixed_dictionaries(
        {},
        optional={
            "names": st.sampled_from(NAMES).map(lambda name: (name,) if name else ()),
            "father": st.sampled_from(NAMES).map(lambda name: (name,) if name else ()),
            "mother": st.sampled_from(NAMES).map(lambda name: (name,) if name else ()),
            "gender": st.sampled_from(("M", "F", "T", "")),
            "age_years": st.one_of(st.none(), st.floats(0, 18)),
            "event_on": st.integers(0, 900).map(lambda days: date(2026, 3, 1) + timedelta(days=days)),
            "district": st.sampled_from((101, 102, 103, 201, None)),
            "languages": st.sampled_from((("Santali",), ("Bengali", "Hindi"), ())),
            "height_cm": st.one_of(st.none(), st.floats(60, 170)),
            "marks": st.sampled_from(MARKS).map(lambda text: (text,) if text else ()),
            "clothing": st.sampled_from(("red frock", "blue shirt; black pant", "")),
            "vector": st.sampled_from((FACE, FACE[::-1].copy(), None)),
        },
    )
    return changes.map(lambda change: replace(record, **change))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None)
@given(children(MISSING), children(FOUND), st.sampled_from(sorted(BLANK)), st.sampled_from(Side))
def test_leaving_a_field_out_takes_only_its_own_term_away(
    missing: Record, found: Record, field: str, side: Side
) -> None:
    before = REGISTER.explain(missing, found)
    blanked = replace(missing if side is Side.MISSING else found, **BLANK[field])

    after = REGISTER.explain(blanked if side is Side.MISSING else missing, blanked if side is Side.FOUND else found)

    for old, new in zip(before.terms, after.terms, strict=True):
        if old.field == field:
            assert (new.level, new.weight) == ("blank", 0.0)
        elif old.field not in TAKES_ALONG.get(field, ()):
            assert new == old
