"""A pair as the matcher writes it."""

from collections.abc import Mapping
from typing import Any

from tests.factories import NOW, a_case, a_found_child
from tests.people import Country
from trackchild.cases.models import FoundChild, MissingCase
from trackchild.matching.models import Candidate

TERMS = [
    {"field": "name", "level": "sound", "weight": 4.1},
    {"field": "marks", "level": "same", "weight": 3.6},
    {"field": "height", "level": "much_taller", "weight": -1.4},
    {"field": "disability", "level": "blank", "weight": 0.0},
]


def a_pair(country: Country, *, found: Mapping[str, Any] | None = None, **values: Any) -> Candidate:
    """Asha's case under investigation and the boy in Das's home."""
    return pair_of(a_case(country.asha, stage="INVESTIGATION"), a_found_child(country.das, **(found or {})), **values)


def pair_of(case: MissingCase, found: FoundChild, **values: Any) -> Candidate:
    """A shortlisted pair."""
    return Candidate.objects.create(
        missing=case,
        found=found,
        **{
            "stage": "SHORTLISTED",
            "weight": 9.2,
            "probability": 0.91,
            "strength": "strong",
            "terms": TERMS,
            "evidence_digest": "d",
            "weights_version": "test",
            "generated_at": NOW,
            "scored_at": NOW,
            "shortlisted_at": NOW,
            **values,
        },
    )
