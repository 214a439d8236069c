"""The photograph's term where the encoder has a calibration: a likeness counted from both faces' nearest strangers.

The weight is worked out pair by pair; the cell only says in words how much it is.
"""

# numba reads these functions, mypy cannot
# mypy: disable-error-code="no-untyped-def,no-untyped-call,untyped-decorator"

import numpy as np
import numpy.typing as npt

from trackchild.faces.likeness import AGES_YEARS, GAPS_YEARS, Line

from . import layout as at
from .fields import GAP_EDGES_YEARS, PHOTO_STEPS
from .terms import compiled, step

NAT = np.float32(np.log(2.0))
INTERCEPT, SLOPE, CAP, HELD_BACK, NEAR_MEAN, NEAR_SPREAD, RELIABILITY = range(7)
_AGES, _GAPS = len(AGES_YEARS) + 1, len(GAPS_YEARS) + 2
_AGE_EDGES = np.array(AGES_YEARS, dtype=np.float32)
_GAP_EDGES_RELIED = np.array(GAPS_YEARS, dtype=np.float32)
_GAP_EDGES = np.array(GAP_EDGES_YEARS, dtype=np.float32)
_DAYS_A_YEAR, _MONTHS, _DAYS_A_MONTH = np.float32(365.25), np.float32(12.0), np.float32(30.4375)
_UNKNOWN_AGE = 2
# From which weight a likeness is called doubtful, somewhat alike, alike, very alike; below the first, unlike.
_CALLED = np.array((-0.3, 0.3, 1.2, 3.0), dtype=np.float32)
_CALLS = np.array(
    [next(n for n, name in enumerate(PHOTO_STEPS) if name[3:] == word)
     for word in ("unlike", "doubtful", "somewhat_alike", "alike", "very_alike")], dtype=np.int64,
)  # fmt: skip
_STEPS = len(PHOTO_STEPS)
NO_LINE = np.zeros(0, dtype=np.float32)


def laid_out(line: Line | None, near: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """A calibration and the asking face's nearest strangers as the kernel reads them; empty without either."""
    if line is None or near[1] == 0:
        return NO_LINE
    head = (line.intercept, line.slope, line.cap, line.held_back, near[0], near[1])
    return np.array([*head, *(w for row in line.reliability for w in row)], dtype=np.float32)


def call_of(bits: float) -> str:
    """What a likeness of so many bits is called."""
    return PHOTO_STEPS[int(_CALLS[np.searchsorted(_CALLED, bits * NAT, side="right")])][3:]


@compiled
def most_of(line):
    """The greatest weight a face can have."""
    return max(line[CAP], np.float32(0.0)) * NAT


@compiled
def weigh_face(cosine, line, near, my_days, my_age, days, age, is_guarded):
    """Weight and cell of a pair of faces, or nothing where the other one is not measured."""
    if near[1] == 0:
        return np.float32(0.0), 0
    apart = np.sqrt(max(np.float32(0.0), np.float32(2.0) - np.float32(2.0) * cosine))
    z = ((apart - line[NEAR_MEAN]) / line[NEAR_SPREAD] + (apart - near[0]) / near[1]) * np.float32(0.5)
    bits = min(line[INTERCEPT] + line[SLOPE] * z, line[HELD_BACK] if is_guarded else line[CAP])
    gap, band = 0, _GAPS - 1
    if my_days[at.PHOTO_DAY] and days[at.PHOTO_DAY]:
        years = abs(my_days[at.PHOTO_DAY] - days[at.PHOTO_DAY]) / _DAYS_A_YEAR
        gap = 1 + step(years, _GAP_EDGES)
        band = 0
        for edge in _GAP_EDGES_RELIED:
            band += years > edge
    w = line[RELIABILITY + _young(my_days, my_age, days, age) * _GAPS + band]
    weight = np.float32(np.log(w * np.exp(bits * NAT) + np.float32(1.0) - w))
    return weight, 1 + gap * _STEPS + _CALLS[step(weight, _CALLED)]


@compiled
def _young(my_days, my_age, days, age):
    """The band of the younger face; ages are told for the day of the event, a photograph may be older."""
    youngest = np.float32(-1.0)
    for side in range(2):
        told = my_age if side == 0 else age
        when = my_days if side == 0 else days
        if told < 0:
            continue
        years = told / _MONTHS
        if when[at.PHOTO_DAY] and when[at.EVENT]:
            years = max(np.float32(0.0), years - (when[at.EVENT] - when[at.PHOTO_DAY]) / _DAYS_A_YEAR)
        if youngest < 0 or years < youngest:
            youngest = years
    return _UNKNOWN_AGE if youngest < 0 else step(youngest, _AGE_EDGES)
