"""One described child as the matcher sees him: what was written, nothing derived, nothing of Django.

Values that cannot be true (an age of 1,400, a date in the next century) count as blank and are named by `problems`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import isfinite

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float16] | npt.NDArray[np.float32] | npt.NDArray[np.float64]

EARLIEST = date(1950, 1, 1)
LATEST = date(2150, 1, 1)
OLDEST_YEARS = 40.0  # a child lost in the nineties may be described as he is today
SHORTEST_CM, TALLEST_CM = 30.0, 220.0
LONGEST_TEXT = 200
SHORTEST_VECTOR = 1e-6


class Side(StrEnum):
    """Which register a record stands in."""

    MISSING = "missing"
    FOUND = "found"

    @property
    def opposite(self) -> "Side":
        return Side.FOUND if self is Side.MISSING else Side.MISSING


class AgePrecision(StrEnum):
    """How the age came to be known; an estimated age is held against nobody for a year or two."""

    EXACT = "exact"
    STATED = "stated"
    ESTIMATED = "estimated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Everything the scorer may use of one missing or found child. Blank is always allowed and always neutral."""

    key: str
    side: Side
    names: tuple[str, ...] = ()
    alias: tuple[str, ...] = ()
    father: tuple[str, ...] = ()
    mother: tuple[str, ...] = ()
    gender: str = ""
    age_years: float | None = None
    age_precision: AgePrecision = AgePrecision.STATED
    event_on: date | None = None
    reported_on: date | None = None
    state: int | None = None
    district: int | None = None
    home_state: int | None = None
    home_district: int | None = None
    home_village: str = ""
    languages: tuple[str, ...] = ()
    height_cm: float | None = None
    complexion: str = ""
    marks: tuple[str, ...] = ()
    disability: str = ""
    clothing: str = ""
    kind: str = ""
    photo_on: date | None = None
    vector: Vector | None = None
    vector_model: str | None = None
    restored: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """A value that was left out of the comparison, and why."""

    field: str
    reason: str


def usable_age(record: Record) -> float | None:
    """The age in years, or nothing when no child can have it."""
    return _within(record.age_years, 0.0, OLDEST_YEARS)


def usable_height(record: Record) -> float | None:
    """The height in centimetres, or nothing when it must be another unit or a slip."""
    return _within(record.height_cm, SHORTEST_CM, TALLEST_CM)


def usable_date(value: date | None, *, latest: date = LATEST) -> date | None:
    """The date, or nothing when it lies before the registers or after `latest`."""
    return value if value is not None and EARLIEST <= value <= latest else None


def usable_vector(record: Record) -> npt.NDArray[np.float32] | None:
    """The photo's vector at unit length; nothing for an empty, ragged or all-zero one."""
    if record.vector is None:
        return None
    vector = np.asarray(record.vector, dtype=np.float32)
    if vector.ndim != 1 or not 8 <= vector.size <= 4096:
        return None
    length = float(lengths_of(vector[None, :])[0])
    return vector / np.float32(length) if isfinite(length) and length > SHORTEST_VECTOR else None


def lengths_of(vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """The length of each row. One way for one vector and for many: a record saved now is the one loaded tomorrow."""
    lengths: npt.NDArray[np.float32] = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))
    return lengths


def problems(record: Record, *, latest: date = LATEST) -> Iterator[Problem]:
    """Name every value the matcher leaves out because it cannot be true."""
    if record.age_years is not None and usable_age(record) is None:
        yield Problem("age", f"{record.age_years:g} years is not an age between 0 and {OLDEST_YEARS:g}")
    if record.height_cm is not None and usable_height(record) is None:
        yield Problem("height", f"{record.height_cm:g} cm is not a height between {SHORTEST_CM:g} and {TALLEST_CM:g}")
    for field, value in (("event_on", record.event_on), ("photo_on", record.photo_on)):
        if value is not None and usable_date(value, latest=latest) is None:
            yield Problem(field, f"{value.isoformat()} is not between {EARLIEST.isoformat()} and {latest.isoformat()}")
    if record.gender not in ("", "M", "F", "T"):
        yield Problem("gender", f"{record.gender!r} is not one of M, F, T")


def _within(value: float | None, low: float, high: float) -> float | None:
    return value if value is not None and isfinite(value) and low <= value <= high else None
