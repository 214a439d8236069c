"""Whose face is like this one: an exact scan of a side's photographs through the gates of sex and age.

The gates stand before the comparison, so that boys are not offered for a girl. Every photograph that passes is
compared: an index that guesses the neighbours misses a third of them, because strangers' faces crowd at one distance.
"""

# numba reads some of these functions, mypy cannot
# mypy: disable-error-code="no-untyped-call,untyped-decorator"

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from trackchild.faces.likeness import Line

from . import layout as at
from .cohorts import Cohort
from .faces import call_of
from .sides import SideColumns, quantise
from .terms import compiled, cosine

DAYS_A_MONTH = 30.4375
DAYS_A_YEAR = 365.25
UNMEASURED = 1e9


@dataclass(frozen=True, slots=True)
class Gates:
    """Who is compared at all: codes of sexes, and the days between which a child of that age was born."""

    sexes: frozenset[int]
    born_from: int = 0
    born_to: int = 4_000_000

    def as_array(self) -> npt.NDArray[np.bool_]:
        """By code of the sex; a child whose sex is not known is always compared."""
        return np.array([code == 0 or code in self.sexes for code in range(max(at.SEXES.values()) + 1)])


@dataclass(frozen=True, slots=True)
class Alike:
    """A record whose photograph is like the one asked for. `level` says in words how much."""

    key: str
    bits: float
    level: str


def most_alike(
    side: SideColumns, model: int, vector: npt.NDArray[np.float32], *, cohort: Cohort, line: Line, gates: Gates,
    group: int, day: int, limit: int,
) -> list[Alike]:  # fmt: skip
    """The photographs of a side nearest to a face, counted from strangers, best first."""
    photos = side.photos.get(model)
    if photos is None or limit < 1:
        return []
    near = cohort.near(vector[None, :], np.array([group]))[0]
    mine, scale = quantise(vector[None, :])
    zs, found = np.full(limit, np.float32(UNMEASURED)), np.zeros(limit, dtype=np.int64)
    rows = side.rows
    count = _scan(
        mine[0], scale[0], near, photos.rows, rows.days, rows.small, model, gates.as_array(), gates.born_from,
        gates.born_to, zs, found,
    )  # fmt: skip
    return [_told(side, int(row), float(z), line, day) for row, z in zip(found[:count], zs[:count], strict=True)]


def _told(side: SideColumns, row: int, z: float, line: Line, day: int) -> Alike:
    days, small = side.rows.days[row], side.rows.small[row]
    taken, event, months = int(days[at.PHOTO_DAY]), int(days[at.EVENT]), int(small[at.AGE])
    gap = abs(day - taken) / DAYS_A_YEAR if taken and day else None
    age = None
    if months >= 0:
        age = max(0.0, months / 12 - ((event - taken) / DAYS_A_YEAR if taken and event else 0.0))
    bits = line.bits(z, age=age, gap=gap)
    return Alike(side.keys[row], round(bits, 2), call_of(bits))


@compiled
def _scan(mine: Any, scale: Any, near: Any, photos: Any, days: Any, small: Any, model: Any, sexes: Any, born_from: Any,
          born_to: Any, zs: Any, found: Any) -> Any:  # fmt: skip
    """Keep the least z of the living rows that pass the gates, in order; how many."""
    limit, count = len(zs), 0
    for i in range(len(days)):
        slot = days[i, at.SLOT] - 1
        if slot < 0 or small[i, at.STATUS] != at.LIVE or small[i, at.MODEL] != model or not sexes[small[i, at.SEX]]:
            continue
        if small[i, at.AGE] >= 0 and days[i, at.EVENT] > 0:
            born = days[i, at.EVENT] - small[i, at.AGE] * DAYS_A_MONTH
            if born < born_from or born > born_to:
                continue
        other = photos.near[slot]
        if other[1] == 0:
            continue
        like = cosine(mine, scale, photos.bytes[slot], photos.scales[slot])
        apart = np.sqrt(max(np.float32(0.0), np.float32(2.0) - np.float32(2.0) * like))
        z = ((apart - near[0]) / near[1] + (apart - other[0]) / other[1]) * np.float32(0.5)
        if z >= zs[limit - 1]:
            continue
        place = limit - 1
        while place > 0 and zs[place - 1] > z:
            zs[place], found[place] = zs[place - 1], found[place - 1]
            place -= 1
        zs[place], found[place] = z, i
        count = min(limit, count + 1)
    return count
