"""The numerical part of learning: weights of evidence from counts, then discounts so that they rank and add up."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .fields import FIELD_COUNT, FIELDS, PHOTO, WIDTH
from .samples import RARE, Case, Pairs, without_photo

Floats = npt.NDArray[np.float64]

SMOOTHING = 2.0  # pairs' worth of trust, for each cell, in what its condition and level suggest over its own count
MOST_NATS = 7.0
ROUNDS = 100
RATE = 0.06
LOYALTY, COEFFICIENT_LOYALTY, RARITY_LOYALTY = 40.0, 8.0, 20.0  # how hard the fit is held to the counted evidence
USUAL_COEFFICIENT, USUAL_RARITY = 0.8, 0.45


@dataclass(frozen=True, slots=True)
class Fit:
    """The table in nats, the share of each field that was kept, and the shares of rarity and corridors."""

    table: Floats
    coefficients: Floats
    shares: Floats


def evidence(true: Floats, random: Floats) -> Floats:
    """Log of how much oftener each cell occurs among true pairs than among random ones, blanks left out."""
    nats = np.zeros((FIELD_COUNT, WIDTH))
    for number, field in enumerate(FIELDS):
        size = len(field.cells)
        among_true = _smooth(true[number, 1:size], field.groups)
        among_random = _smooth(random[number, 1:size], field.groups)
        nats[number, 1:size] = np.clip(np.log(among_true / among_random), -MOST_NATS, MOST_NATS)
    return nats


def counted(pairs: Pairs, weights: Floats | None = None) -> Floats:
    """How many pairs fall into each cell."""
    counts = np.zeros((FIELD_COUNT, WIDTH))
    for number in range(FIELD_COUNT):
        counts[number] = np.bincount(pairs.cells[:, number], weights, minlength=WIDTH)
    return counts


def _smooth(counts: Floats, groups: int) -> Floats:
    """Shares of cells, each drawn towards what its condition and its level would have together if independent."""
    blocks = counts.reshape(groups, -1) + 0.25
    total = blocks.sum()
    expected = blocks.sum(axis=1, keepdims=True) * blocks.sum(axis=0, keepdims=True) / (total * total)
    trust = SMOOTHING * counts.size if groups > 1 else 0.0
    return np.asarray(((blocks + trust * expected) / (total + trust)).ravel())


def rank_well(cases: Sequence[Case], nats: Floats, *, cap: float, floor: float) -> Fit:
    """Discount the evidence so that true records stand above their rivals, with photographs and without.

    Every field keeps one coefficient for all its cells; single cells may move from it only as far as many cases ask.
    """
    lists = _lists(cases)
    state = np.concatenate((
        np.full(FIELD_COUNT, USUAL_COEFFICIENT), np.zeros(FIELD_COUNT * WIDTH), np.full(len(RARE) + 1, USUAL_RARITY)
    ))  # fmt: skip
    first, second = np.zeros_like(state), np.zeros_like(state)
    for turn in range(1, ROUNDS + 1):
        slope = _slope(state, lists, nats)
        first = 0.9 * first + 0.1 * slope
        second = 0.99 * second + 0.01 * slope * slope
        pace = RATE * min(1.0, 2.0 * (1.0 - turn / (ROUNDS + 1)))
        state = state - pace * (first / (1 - 0.9**turn)) / (np.sqrt(second / (1 - 0.99**turn)) + 1e-8)
        state = _bounded(state, nats, cap=cap, floor=floor)
    coefficients, moves, shares = _parts(state)
    return Fit(coefficients[:, None] * nats + moves, coefficients, shares)


@dataclass(frozen=True, slots=True)
class _Lists:
    flat: npt.NDArray[np.int64]  # cell of every field, as an index into the table
    surplus: Floats
    starts: npt.NDArray[np.int64]
    sizes: npt.NDArray[np.int64]
    is_true: npt.NDArray[np.bool_]


def _lists(cases: Sequence[Case]) -> _Lists:
    pairs = [seen for case in cases for seen in (case.pairs, without_photo(case.pairs))]
    sizes = np.array([len(part) for part in pairs])
    true = np.concatenate([np.arange(len(case.pairs)) < case.true for case in cases for _ in range(2)])
    cells = np.concatenate([part.cells for part in pairs]).astype(np.int64)
    surplus = np.concatenate([part.surplus for part in pairs]).astype(np.float64)
    return _Lists(cells + np.arange(FIELD_COUNT) * WIDTH, surplus, np.cumsum(sizes) - sizes, sizes, true)


def _parts(state: Floats) -> tuple[Floats, Floats, Floats]:
    end = FIELD_COUNT + FIELD_COUNT * WIDTH
    return state[:FIELD_COUNT], state[FIELD_COUNT:end].reshape(FIELD_COUNT, WIDTH), state[end:]


def _slope(state: Floats, lists: _Lists, nats: Floats) -> Floats:
    """Gradient of the ranking loss: each true record against all its rivals."""
    coefficients, moves, shares = _parts(state)
    table = (coefficients[:, None] * nats + moves).ravel()
    totals = table[lists.flat].sum(axis=1) + lists.surplus @ shares
    totals -= np.repeat(np.maximum.reduceat(totals, lists.starts), lists.sizes)
    odds = np.exp(np.maximum(totals, -60.0))
    rivals = np.repeat(np.add.reduceat(np.where(lists.is_true, 0.0, odds), lists.starts), lists.sizes)
    lost = np.where(lists.is_true, rivals / (rivals + odds), 0.0)  # how far each true record is from being first
    blame = np.repeat(np.add.reduceat(lost / np.maximum(rivals, 1e-300), lists.starts), lists.sizes)
    push = np.where(lists.is_true, -lost, odds * blame)
    of_cells = np.bincount(lists.flat.ravel(), np.repeat(push, FIELD_COUNT), minlength=FIELD_COUNT * WIDTH)
    of_cells = of_cells.reshape(FIELD_COUNT, WIDTH)
    of_fields = (of_cells * nats).sum(axis=1) + COEFFICIENT_LOYALTY * (coefficients - USUAL_COEFFICIENT)
    of_shares = lists.surplus.T @ push + RARITY_LOYALTY * (shares - USUAL_RARITY)
    return np.concatenate((of_fields, (of_cells + LOYALTY * moves).ravel(), of_shares))


def _bounded(state: Floats, nats: Floats, *, cap: float, floor: float) -> Floats:
    """Blank weighs nothing, no field counts backwards, a likelier face never weighs less, the photo keeps its cap."""
    coefficients, moves, shares = _parts(state)
    coefficients = np.clip(coefficients, 0.05, 1.5)
    shares = np.clip(shares, 0.0, 1.2)
    moves = moves.copy()
    moves[:, 0] = 0.0
    photo = coefficients[PHOTO] * nats[PHOTO] + moves[PHOTO]
    size = len(FIELDS[PHOTO].cells)
    steps = photo[1:size].reshape(FIELDS[PHOTO].groups, -1)
    risen = np.clip(np.maximum.accumulate(steps, axis=1), floor, cap)
    moves[PHOTO, 1:size] = risen.ravel() - coefficients[PHOTO] * nats[PHOTO, 1:size]
    return np.concatenate((coefficients, moves.ravel(), shares))


def calibrate(totals: Floats, came_true: npt.NDArray[np.bool_], weights: Floats) -> tuple[float, float]:
    """Slope and intercept that turn totals with their prior into honest log odds (logistic regression, Newton)."""
    slope, intercept = 1.0, 0.0
    for _ in range(30):
        chance = 1.0 / (1.0 + np.exp(-np.clip(slope * totals + intercept, -40, 40)))
        error, spread = weights * (came_true - chance), weights * chance * (1.0 - chance)
        gradient = np.array([(error * totals).sum() - 5.0 * (slope - 1.0), error.sum() - 0.5 * intercept])
        mixed = (spread * totals).sum()
        curve = np.array([[(spread * totals * totals).sum() + 5.0, mixed], [mixed, spread.sum() + 0.5]])
        change = np.linalg.solve(curve, gradient)
        slope, intercept = slope + float(change[0]), intercept + float(change[1])
        if np.abs(change).max() < 1e-6:
            break
    return float(np.clip(slope, 0.3, 2.0)), float(np.clip(intercept, -6.0, 6.0))
