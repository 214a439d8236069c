"""Pairs to learn from: true ones, random ones, and the ones the running weights confuse with them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import numpy.typing as npt

from .fields import FIELD_COUNT, FIELDS, NUMBER, PHOTO
from .records import Side
from .register import Register

Cells = npt.NDArray[np.int16]
Floats = npt.NDArray[np.float32]

MOST_CASES = 6_000
RIVALS, STRANGERS_A_CASE = 70, 12
HELD_OUT = 4  # every fourth case is kept for the report
SEED = 1947
# Fields whose agreeing values are weighted by their rarity; the part that counts is learned, too.
RARE = tuple(number for number, field in enumerate(FIELDS) if field.rarity)
CORRIDOR = len(RARE)
PLACE = NUMBER["place"]
AWAY = np.array(["other_state" in cell for cell in FIELDS[PLACE].cells])


@dataclass(frozen=True, slots=True)
class Pairs:
    """Cells and surpluses of pairs, one a row: what a weight has beyond its cell, in nats before any share is taken."""

    cells: Cells
    surplus: Floats  # a column for each of RARE, then the corridor

    def __len__(self) -> int:
        return len(self.cells)


@dataclass(frozen=True, slots=True)
class Case:
    """A missing record with its true found records and their rivals: true ones first."""

    key: str
    true: int
    pairs: Pairs
    totals: Floats


def is_held_out(key: str) -> bool:
    """Whether a case belongs to the quarter that is never learned from."""
    return crc32(key.encode()) % HELD_OUT == 0


def chosen(keys: Iterable[str], most: int) -> list[str]:
    """A random part of some keys, the same every time."""
    ordered = sorted(keys)
    if len(ordered) <= most:
        return ordered
    picked = np.random.default_rng(SEED).choice(len(ordered), most, replace=False)
    return [ordered[number] for number in sorted(picked)]


def true_pairs(register: Register, truth: Mapping[str, set[str]]) -> Pairs:
    """All true pairs as cells."""
    return _join(pairs_of(register, key, sorted(found)) for key, found in sorted(truth.items()))


def random_pairs(register: Register, count: int) -> Pairs:
    """Pairs taken at random whose dates allow them: what strangers look like."""
    random = np.random.default_rng(SEED)
    missing, found = list(register.keys(Side.MISSING)), list(register.keys(Side.FOUND))
    each = 100
    asked = random.choice(len(missing), max(1, count // each))
    return _join(
        pairs_of(register, missing[number], [found[other] for other in random.choice(len(found), each)])
        for number in asked
    )


def cases(register: Register, truth: Mapping[str, set[str]], keys: Sequence[str]) -> list[Case]:
    """Cases with the rivals the running weights put beside the true record, with photographs and without."""
    random = np.random.default_rng(SEED + 1)
    found = list(register.keys(Side.FOUND))
    made = []
    for key in keys:
        true = sorted(truth[key])
        rivals = dict.fromkeys(
            hit.key for seen in (True, False)
            for hit in register.score_key(key, Side.MISSING, RIVALS, with_photo=seen)
        )  # fmt: skip
        rivals.update(dict.fromkeys(found[number] for number in random.choice(len(found), STRANGERS_A_CASE)))
        others = [rival for rival in rivals if rival not in truth[key]]
        weights, cells = register.cells_of(key, [*true, *others])
        made.append(Case(key, len(true), _pairs(register, weights, cells), weights.sum(axis=0)))
    return made


def pairs_of(register: Register, key: str, others: Sequence[str]) -> Pairs:
    """One missing record beside some found ones."""
    weights, cells = register.cells_of(key, others)
    return _pairs(register, weights, cells)


def without_photo(pairs: Pairs) -> Pairs:
    """The same pairs as if no picture had been taken."""
    cells = pairs.cells.copy()
    cells[:, PHOTO] = 0
    return Pairs(cells, pairs.surplus)


def _pairs(register: Register, weights: Floats, cells: npt.NDArray[np.uint8]) -> Pairs:
    table = register.weights.cells()
    surplus = np.zeros((cells.shape[1], len(RARE) + 1), dtype=np.float32)
    for column, field in enumerate(RARE):
        share = register.weights.rarity(FIELDS[field].name)
        beyond = weights[field] - table[field][cells[field]]
        if field == PLACE:
            away = AWAY[cells[field]]
            surplus[away, CORRIDOR] = beyond[away]
            beyond[away] = 0.0
        surplus[:, column] = beyond / share if share else 0.0
    return Pairs(cells.T.astype(np.int16), surplus)


def _join(parts: Iterable[Pairs]) -> Pairs:
    made = list(parts)
    if not made:
        return Pairs(np.zeros((0, FIELD_COUNT), dtype=np.int16), np.zeros((0, len(RARE) + 1), dtype=np.float32))
    return Pairs(np.concatenate([part.cells for part in made]), np.concatenate([part.surplus for part in made]))
