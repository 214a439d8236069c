"""A small country and fully described children for tests of the scorer."""

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np

from trackchild.matching.engine import Hit, Places, Record, Register, Side, Term

# Three districts of one state, the first two near each other, and one of another state.
PLACES = Places([101, 102, 103, 201], [1, 1, 1, 2], [22.0, 22.3, 26.0, 19.0], [88.0, 88.2, 88.5, 73.0])
MODEL = "test:8"
FACE = np.array([1, 0, 0, 0, 0, 0, 0, 0], dtype=np.float32)
STRANGERS = {MODEL: (0.0, 0.1)}

MISSING = Record(
    key="m1", side=Side.MISSING, names=("Sunita Murmu",), alias=("Munni",), father=("Ramesh Murmu",),
    mother=("Phulmani Murmu",), gender="F", age_years=9.0, event_on=date(2026, 3, 1), state=1, district=101,
    home_state=1, home_district=101, home_village="Chandanpur", languages=("Santali", "Bengali"), height_cm=128.0,
    complexion="dusky", marks=("mole on left cheek; burn scar right arm",), disability="deaf and mute",
    clothing="red frock", photo_on=date(2026, 1, 1), vector=FACE, vector_model=MODEL,
)  # fmt: skip
FOUND = replace(MISSING, key="f1", side=Side.FOUND, event_on=date(2026, 3, 3), photo_on=date(2026, 3, 4), kind="found")

BLANK: dict[str, dict[str, Any]] = {
    "name": {"names": (), "alias": ()},
    "father": {"father": ()},
    "mother": {"mother": ()},
    "sex": {"gender": ""},
    "age": {"age_years": None},
    "place": {"state": None, "district": None},
    "home": {"home_state": None, "home_district": None},
    "village": {"home_village": ""},
    "language": {"languages": ()},
    "height": {"height_cm": None},
    "complexion": {"complexion": ""},
    "marks": {"marks": ()},
    "disability": {"disability": ""},
    "clothing": {"clothing": ""},
    "photo": {"vector": None},
}
# What a blank takes along: surnames come from all three names, growth is read from sex and age.
TAKES_ALONG = {
    "name": {"family"},
    "father": {"family"},
    "mother": {"family"},
    "sex": {"height"},
    "age": {"height", "sex"},
}


def register(*records: Record, **options: Any) -> Register:
    """A register that holds some records."""
    made = Register(options.pop("weights", None), PLACES, strangers=STRANGERS, **options)
    made.load(records)
    return made


def weighed(missing: Record, found: Record, **options: Any) -> Hit:
    """One pair, explained."""
    return register(**options).explain(missing, found)


def term(hit: Hit, field: str) -> Term:
    """One term of a hit."""
    return next(term for term in hit.terms if term.field == field)
