"""Bad input is a named problem or a silent field, never a crash and never a lost record."""

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest

from trackchild.matching.engine import Side

from .given import FOUND, MISSING, register, term

HOSTILE: tuple[tuple[dict[str, Any], str | None], ...] = (
    ({"names": ("",)}, None),
    ({"names": ("   ",)}, None),
    ({"names": ("A",)}, None),
    ({"names": ("x" * 200,)}, None),
    ({"names": (" ".join("abcdefgh"),) * 20}, None),
    ({"names": ("Sunita सुनीता சுனிதா سنیتا",)}, None),
    ({"names": ("12345",)}, None),
    ({"names": ("👧🏽🎈",)}, None),
    ({"names": ("Su\x00ni\u200dta\u202e",)}, None),
    ({"names": ("\ud800",)}, None),
    ({"key": "\ud800"}, None),
    ({"age_years": 1400.0}, "age"),
    ({"age_years": -3.0}, "age"),
    ({"age_years": float("nan")}, "age"),
    ({"height_cm": 1.28}, "height"),
    ({"height_cm": float("inf")}, "height"),
    ({"event_on": date(2949, 1, 1)}, "event_on"),
    ({"event_on": date(1, 1, 1)}, "event_on"),
    ({"photo_on": date(2949, 1, 1)}, "photo_on"),
    ({"gender": "X"}, "gender"),
    ({"vector": np.ones(7, dtype=np.float32)}, "vector"),
    ({"vector": np.zeros(8, dtype=np.float32)}, None),
    ({"vector": np.full(8, np.nan, dtype=np.float32)}, "vector"),
    ({"vector": np.ones((2, 4), dtype=np.float32)}, "vector"),
    ({"marks": ("; ;;,, 123 ; ✂",)}, None),
    ({"marks": ("mole " * 400,)}, None),
    ({"clothing": "🧥; ;x"}, None),
    ({"languages": tuple(f"language {number}" for number in range(90))}, None),
    ({"district": -5, "state": 999_999}, None),
    ({"complexion": "purple", "disability": "??"}, None),
)


@pytest.mark.parametrize(("change", "problem"), HOSTILE)
def test_a_hostile_record_is_kept_and_its_bad_value_named(change: dict[str, Any], problem: str | None) -> None:
    made = register(MISSING, FOUND)
    bad = replace(FOUND, **{"key": "bad", **change})

    troubles = made.upsert(bad)

    assert [trouble.field for trouble in troubles] == ([problem] if problem else [])
    assert {hit.key for hit in made.score(MISSING)} == {"f1", bad.key}


@pytest.mark.parametrize(("change", "problem"), HOSTILE)
def test_a_hostile_record_loads_in_bulk_as_it_does_alone(change: dict[str, Any], problem: str | None) -> None:
    bad = replace(FOUND, **{"key": "bad", **change})
    made = register(MISSING, FOUND)
    alone = register(MISSING, FOUND)
    alone.upsert(bad)

    troubles = made.load([bad])

    assert [trouble.field for _, trouble in troubles] == ([problem] if problem else [])
    assert [hit.total for hit in made.score(MISSING)] == [hit.total for hit in alone.score(MISSING)]


@pytest.mark.parametrize(("change", "problem"), HOSTILE)
def test_a_hostile_record_can_ask(change: dict[str, Any], problem: str | None) -> None:
    made = register(MISSING, FOUND)

    hits = made.score(replace(MISSING, **{"key": "asks", **change}))

    assert [hit.key for hit in hits] == ["f1"]
    assert all(np.isfinite(hit.total) and 0 <= hit.probability <= 1 for hit in hits)


def test_a_bad_value_is_as_good_as_a_blank_one() -> None:
    made = register()
    bad = replace(FOUND, age_years=1400.0, height_cm=9.0, gender="?", vector=np.ones(3, dtype=np.float32))
    blank = replace(FOUND, age_years=None, height_cm=None, gender="", vector=None)

    assert made.explain(MISSING, bad) == made.explain(MISSING, blank)


def test_a_date_after_the_registers_own_day_is_a_problem() -> None:
    made = register(latest=date(2026, 3, 2))

    assert [trouble.field for trouble in made.upsert(replace(FOUND, photo_on=None))] == ["event_on"]
    assert term(made.explain(MISSING, replace(FOUND, photo_on=None)), "date").is_silent


def test_an_empty_register_answers_nothing() -> None:
    made = register()

    assert made.score(MISSING) == []
    assert made.score(MISSING, limit=0) == []
    assert made.score(MISSING, against=Side.MISSING) == []
    assert made.load([]) == []
