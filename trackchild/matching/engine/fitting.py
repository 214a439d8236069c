"""The numerical part of learning: weights of evidence from counts, then discounts so that they rank and add up."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .fields import FIELD_COUNT, FIELDS, PHOTO, WIDTH
from .samples import RARE, Case, Pairs, without_photo

Floats = npt.NDArray[np.float64]

TRUST = 2.0  # pairs' worth of trust, for each level, in what all conditions say over what one of them says
PRUDENCE = 12.0  # pairs' worth of trust in the running version
UNSEEN = 0.004  # share set aside for levels that never occurred
MOST_FOR, MOST_AGAINST = 7.0, 4.5
ROUNDS = 100
RATE = 0.06
LOYALTY, COEFFICIENT_LOYALTY, RARITY_LOYALTY = 40.0, 8.0, 20.0  # how hard the fit is held to the counted evidence
HOLD = np.array([5.0, 0.5])
USUAL_COEFFICIENT, USUAL_RARITY = 0.8, 0.45


@dataclass(frozen=True, slots=True)
class Fit:
    """The table in nats, the share of each field that was kept, and the shares of rarity and corridors."""

    table: Floats
    coefficients: Floats
    shares: Floats


def evidence(true: Floats, random: Floats, running: Floats) -> Floats:
    """Log of how much oftener each cell occurs among true pairs than among random ones, blanks left out.

    Within its condition, where a field has conditions: how far apart the dates lie is said once, by the dates. A cell
    that few true pairs fall into stays near what the running version says of it.
    """
    nats = np.zeros((FIELD_COUNT, WIDTH))
    for number, field in enumerate(FIELDS):
        size = len(field.cells)
        among_true = _smooth(true[number, 1:size].reshape(field.groups, -1))
        among_random = _smooth(random[number, 1:size].reshape(field.groups, -1))
        seen = np.log(among_true / among_random).ravel()
        before = running[number, 1:size]
        conditions = np.repeat(true[number, 1:size].reshape(field.groups, -1).sum(axis=1), seen.size // field.groups)
        pairs = true[number, 1:size] + conditions * among_random.ravel() * np.exp(np.clip(before, -5.0, 5.0))
        settled = (pairs * seen + PRUDENCE * before) / (pairs + PRUDENCE)
        nats[number, 1:size] = np.clip(settled, -MOST_AGAINST, MOST_FOR)
    return nats


def counted(pairs: Pairs, weights: Floats | None = None) -> Floats:
    """How many pairs fall into each cell."""
    counts = np.zeros((FIELD_COUNT, WIDTH))
    for number in range(FIELD_COUNT):
        counts[number] = np.bincount(pairs.cells[:, number], weights, minlength=WIDTH)
    return counts


def _smooth(counts: Floats) -> Floats:
    """Shares of the levels in each condition, drawn towards their shares in all, and these to one another."""
    levels = counts.shape[1]
    overall = counts.sum(axis=0)
    overall = overall / max(overall.sum(), 1.0) * (1.0 - UNSEEN) + UNSEEN / levels
    trust = TRUST * levels
    return np.asarray((counts + trust * overall) / (counts.sum(axis=1, keepdims=True) + trust))


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
    """Slope and intercept that turn totals with their prior into honest log odds, by damped Newton."""
    line = np.array([1.0, 0.0])
    design = np.stack((totals, np.ones_like(totals)), axis=1)

    def loss(candidate: Floats) -> float:
        odds = design @ candidate
        return float((weights * (np.logaddexp(0.0, odds) - came_true * odds)).sum() + _pull(candidate))

    for _ in range(40):
        chance = 1.0 / (1.0 + np.exp(-np.clip(design @ line, -500, 500)))
        gradient = design.T @ (weights * (chance - came_true)) + HOLD * (line - (1.0, 0.0))
        curve = (design * (weights * chance * (1.0 - chance))[:, None]).T @ design + np.diag(HOLD)
        change, pace = np.linalg.solve(curve, gradient), 1.0
        while pace > 1e-4 and loss(line - pace * change) > loss(line):
            pace /= 2
        line = line - pace * change
        if np.abs(pace * change).max() < 1e-6:
            break
    return float(line[0]), float(line[1])


def _pull(line: Floats) -> float:
    """A few cases must not turn a probability upside down: slope near 1, intercept near 0."""
    return float((HOLD * (line - (1.0, 0.0)) ** 2).sum() / 2)
