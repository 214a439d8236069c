"""Whom a face is measured against: some hundred other children of the same sex and age, by model."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from trackchild.faces.likeness import FEWEST_STRANGERS, distances, nearest_strangers

from . import layout as at
from .sides import Photos, SideColumns

Floats = npt.NDArray[np.float32]
SAMPLE = 1_000
FEWEST_ALIKE = 200
"""Smaller groups of one sex and age are measured against everybody."""
BLOCK = 4_096
AGE_EDGES_MONTHS = (36, 72, 144)


def group_of(small: npt.NDArray[np.int16]) -> npt.NDArray[np.int64]:
    """Sex and age band of rows as one number."""
    age = small[..., at.AGE].astype(np.int64)
    band = np.where(age < 0, 0, 1 + np.digitize(age, AGE_EDGES_MONTHS))
    groups: npt.NDArray[np.int64] = small[..., at.SEX].astype(np.int64) * (len(AGE_EDGES_MONTHS) + 2) + band
    return groups


def group_number(sex: int, months: int) -> int:
    """The group of a child of this sex and age."""
    row = np.zeros(at.SMALL, dtype=np.int16)
    row[at.SEX], row[at.AGE] = sex, months
    return int(group_of(row))


class Cohort:
    """Strangers of one model: a few of each group, and a few of all."""

    def __init__(self, sides: Iterable[SideColumns], model: int) -> None:
        parts = [_rows_with(side, model) for side in sides if model in side.photos]
        groups = np.concatenate([groups for _, groups, _ in parts])
        vectors = [(photos, slots) for photos, _, slots in parts]
        self.made_of = len(groups)
        self._all = _taken(vectors, np.arange(len(groups)))
        self._alike: dict[int, Floats] = {}
        for group in np.unique(groups).tolist():
            members = np.flatnonzero(groups == group)
            if len(members) >= FEWEST_ALIKE:
                self._alike[group] = _taken(vectors, members)

    def near(self, vectors: Floats, groups: npt.NDArray[np.int64]) -> Floats:
        """Mean and spread of each face's nearest strangers."""
        found = np.zeros((len(vectors), 2), dtype=np.float32)
        for group in np.unique(groups).tolist():
            of_group = np.flatnonzero(groups == group)
            others = self._alike.get(group, self._all)
            for start in range(0, len(of_group), BLOCK):
                some = of_group[start : start + BLOCK]
                found[some] = nearest_strangers(distances(vectors[some], others))
        return found


class Cohorts:
    """The cohort of each model, drawn anew whenever its photographs have doubled."""

    def __init__(self) -> None:
        self._known: dict[int, Cohort] = {}

    def of(self, model: int, sides: Iterable[SideColumns]) -> Cohort | None:
        """The cohort, with every photograph of the register measured against it; None while there are too few."""
        sides = [side for side in sides if model in side.photos]
        count = sum(len(side.photos[model].bytes) for side in sides)
        if count <= FEWEST_STRANGERS:
            return None
        known = self._known.get(model)
        if known is None or count >= 2 * known.made_of:
            known = self._known[model] = Cohort(sides, model)
            for side in sides:
                side.photos[model].forget_near()
        for side in sides:
            measure(side, model, known)
        return known


def measure(side: SideColumns, model: int, cohort: Cohort) -> None:
    """Measure the photographs of a side that are not measured yet."""
    photos = side.photos.get(model)
    if photos is None or photos.is_measured:
        return
    _, groups, slots = _rows_with(side, model)
    new = np.flatnonzero(photos.near.rows[slots, 1] == 0)
    for start in range(0, len(new), BLOCK):
        some = new[start : start + BLOCK]
        photos.near.rows[slots[some]] = cohort.near(photos.vectors(slots[some]), groups[some])
    photos.is_measured = True


def _rows_with(side: SideColumns, model: int) -> tuple[Photos, npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The photographs of a model with group and slot of every living row that has one."""
    rows = side.rows
    numbers = np.flatnonzero((rows.days[:, at.SLOT] > 0) & (rows.small[:, at.MODEL] == model))
    return side.photos[model], group_of(rows.small[numbers]), rows.days[numbers, at.SLOT].astype(np.int64) - 1


def _taken(parts: list[tuple[Photos, npt.NDArray[np.int64]]], members: npt.NDArray[np.int64]) -> Floats:
    """Vectors of a sample of the members, who are numbered through the parts."""
    chosen = members[:: max(1, len(members) // SAMPLE)]
    taken, first = [], 0
    for photos, slots in parts:
        mine = chosen[(chosen >= first) & (chosen < first + len(slots))] - first
        taken.append(photos.vectors(slots[mine]))
        first += len(slots)
    return np.concatenate(taken)
