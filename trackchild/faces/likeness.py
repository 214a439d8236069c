"""What a likeness is worth as evidence: measured against strangers, calibrated, held back where it is unsure.

A distance between two faces means little by itself: how near strangers come differs from face to face, most of all for
those whom the network saw little of while it was taught. So each distance is counted from each photograph's own
nearest strangers, in their standard deviations, and only then turned into bits of evidence.
"""

from dataclasses import dataclass
from math import log2
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
AGES_YEARS = (1.0, 3.0, 6.0)
"""Age of the younger face: below one, one to two, three to five, six and more."""
GAPS_YEARS = (3.0, 6.0)
"""Years between the photographs: up to three, up to six, more; a fourth column where one is not dated."""
NEAREST_SHARE = 0.05
FEWEST_STRANGERS = 30
FEWEST_TO_COUNT = 200
"""With fewer strangers the nearest twentieth is too small to be counted: it is worked out from all of them."""
# Mean and spread of the upper twentieth of a normal distribution, in its standard deviations.
_UPPER_MEAN, _UPPER_SPREAD = 2.063, 0.371


@dataclass(frozen=True, slots=True)
class Line:
    """bits = intercept + slope z, never above the cap, and shrunk by how far such photographs can be relied on.

    `reliability` has a row for each of the ages and a column for each of the gaps. A photograph that can be relied on
    by a half can at most halve the odds against a pair, however unlike the faces are: it is never a veto.
    """

    version: str
    intercept: float
    slope: float
    cap: float
    held_back: float
    """The cap where a brother or sister is as likely: the families agree and the names do not, or the sexes differ."""
    reliability: tuple[tuple[float, ...], ...]

    def bits(self, z: float, *, age: float | None = None, gap: float | None = None, guarded: bool = False) -> float:
        """The evidence of one pair, as the compiled matcher counts it too."""
        raw = min(self.intercept + self.slope * z, self.held_back if guarded else self.cap)
        w = self.reliability[age_band(age)][gap_band(gap)]
        return log2(w * 2.0**raw + 1.0 - w)

    def as_json(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "intercept": self.intercept,
            "slope": self.slope,
            "cap": self.cap,
            "held_back": self.held_back,
            "reliability": [list(row) for row in self.reliability],
        }

    @classmethod
    def from_json(cls, version: str, said: dict[str, Any]) -> "Line":
        """As it was kept."""
        rows = tuple(tuple(float(w) for w in row) for row in said["reliability"])
        intercept, slope, cap, held_back = (float(said[name]) for name in ("intercept", "slope", "cap", "held_back"))
        return cls(version, intercept, slope, cap, held_back, rows)


def age_band(age: float | None) -> int:
    """The row of the reliability; an unknown age counts as that of the middle row, a small child's."""
    return 2 if age is None else sum(age >= edge for edge in AGES_YEARS)


def gap_band(gap: float | None) -> int:
    """The column of the reliability."""
    return len(GAPS_YEARS) + 1 if gap is None else sum(abs(gap) > edge for edge in GAPS_YEARS)


# Fitted to 46,000 pairs of one adult and 16.5 million of two, people held out; see docs/explanation/faces.md. The cap
# is far below what adults would allow, and the reliability half of what published figures on children suggest for
# better networks, until the register's own confirmed pairs say more.
DLIB = Line(
    "adults-2026", -1.28, -1.78, 8.7, 3.0,
    ((0.10, 0.05, 0.02, 0.05), (0.25, 0.15, 0.10, 0.15), (0.35, 0.25, 0.15, 0.25), (0.45, 0.35, 0.20, 0.35)),
)  # fmt: skip
SHIPPED = {"dlib-resnet-v1:55533b28a958:128": DLIB}
SILENT = Line("none", 0.0, 0.0, 0.0, 0.0, ((0.0,) * 4,) * 4)
"""For an encoder nobody has calibrated: its likenesses say nothing until somebody has."""


def distances(vectors: Floats, others: Floats) -> Floats:
    """Of unit vectors, a row for each of the first."""
    found: Floats = np.sqrt(np.maximum(np.float32(0), np.float32(2) - np.float32(2) * (vectors @ others.T)))
    return found


def nearest_strangers(apart: Floats) -> Floats:
    """Mean and spread of each row's nearest strangers' distances; zeros where there are too few to tell.

    The very nearest is left out: it may be the child itself, its own other photograph, or a twin.
    """
    count = apart.shape[1] - 1
    if count < FEWEST_STRANGERS:
        return np.zeros((len(apart), 2), dtype=np.float32)
    if count < FEWEST_TO_COUNT:
        rest = np.sort(apart, axis=1)[:, 1:]
        middle, spread = rest.mean(axis=1), rest.std(axis=1)
        near = np.stack([middle - _UPPER_MEAN * spread, _UPPER_SPREAD * spread], axis=1)
    else:
        wanted = max(10, round(NEAREST_SHARE * count))
        least = np.sort(np.partition(apart, wanted, axis=1)[:, : wanted + 1], axis=1)[:, 1:]
        near = np.stack([least.mean(axis=1), least.std(axis=1)], axis=1)
    near[:, 1] = np.maximum(near[:, 1], np.float32(0.005))
    return near.astype(np.float32)


def normalised(apart: Floats, near: Floats, near_others: Floats) -> Floats:
    """z of pairs: how many spreads nearer than its nearest strangers each finds the other, on average of the two."""
    mine = (apart - near[..., 0]) / near[..., 1]
    theirs = (apart - near_others[..., 0]) / near_others[..., 1]
    half: Floats = ((mine + theirs) / 2).astype(np.float32)
    return half
