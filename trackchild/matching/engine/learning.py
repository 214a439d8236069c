"""Learn a new version of the weights and report what it is worth on pairs it has not seen, before anybody uses it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from .counting import Labelled, counted_weights, expected_weights, use
from .evaluating import CUTS, Calibration
from .fields import FIELDS
from .fitting import Fit, calibrate, rank_well
from .records import Side
from .samples import CORRIDOR, MOST_CASES, RARE, Case, Pairs, cases, chosen
from .verdict import prior_odds
from .weights import FieldWeights, Weights

HELD_OUT_CASES, UNPAIRED_CASES, VALUED_CASES = 1_500, 1_200, 400
SHOWN = 10
FEWEST_PAIRS = 50


class TooFewPairsError(ValueError):
    """There is not enough to learn from; the message says how much there is."""


@dataclass(frozen=True, slots=True)
class Learned:
    """A new version, not yet in use, and its report."""

    weights: Weights
    report: dict[str, Any]


def learn(sources: Sequence[Labelled], running: Weights, *, version: str, learned_from: str) -> Learned:
    """Count, discount, calibrate, report. Without any confirmed pair, count by expectation and keep the discounts."""
    pairs = sum(len(found) for source in sources for found in source.truth.values())
    if pairs == 0:
        weights = expected_weights(sources, running, version=version, learned_from=learned_from)
        return Learned(weights, _head(running, weights, 0))
    if pairs < FEWEST_PAIRS:
        raise TooFewPairsError(
            f"{pairs} confirmed pairs are too few to learn from: {FEWEST_PAIRS} are needed, or none."
        )
    use(sources, running)
    before = _held_out_report(sources)
    counts = counted_weights(sources, running, version=version, learned_from=learned_from)
    lists = [case for source in sources for case in _cases(source, MOST_CASES // len(sources), held_out=False)]
    nats = counts.cells().astype(np.float64)
    fitted = _fitted(counts, rank_well(lists, nats, cap=counts.photo_cap, floor=counts.photo_floor))
    use(sources, fitted)
    slope, intercept = _calibration(sources, fitted)
    weights = replace(fitted, slope=slope, intercept=intercept)
    use(sources, weights)
    report = {
        **_head(running, weights, pairs),
        "held_out": {"running": before, "new": _held_out_report(sources)},
        "field_value": _field_values(sources, weights),
    }
    return Learned(weights, report)


def _head(running: Weights, new: Weights, pairs: int) -> dict[str, Any]:
    return {
        "version": new.version,
        "running_version": running.version,
        "learned_from": new.learned_from,
        "confirmed_pairs": pairs,
        "drift": _drift(running, new),
    }


def _cases(source: Labelled, most: int, *, held_out: bool) -> list[Case]:
    return cases(source.register, source.truth, chosen(source.keys(held_out=held_out), most))


def _fitted(counts: Weights, fit: Fit) -> Weights:
    """The discounted table; a field's coefficient stays visible beside its cells."""
    fields = {}
    for number, field in enumerate(FIELDS):
        coefficient = float(fit.coefficients[number])
        cells = fit.table[number, 1 : len(field.cells)] / coefficient
        share = float(fit.shares[RARE.index(number)]) / coefficient if number in RARE else 0.0
        fields[field.name] = FieldWeights(dict(zip(field.cells[1:], cells.tolist(), strict=True)), coefficient, share)
    corridors = {pair: lift * float(fit.shares[CORRIDOR]) for pair, lift in counts.corridors.items()}
    return replace(counts, fields=fields, corridors=corridors)


def _calibration(sources: Sequence[Labelled], weights: Weights) -> tuple[float, float]:
    """Slope and intercept from half of the held-out cases and from cases without a pair."""
    shown = [_shown(source, weights) for source in sources]
    totals, true, share = (np.concatenate(parts) for parts in zip(*shown, strict=True))
    return calibrate(totals, true.astype(bool), share)


def _shown(source: Labelled, weights: Weights) -> tuple[npt.NDArray[np.float64], ...]:
    """Totals with their prior, truth and weight of the hits of held-out and of unpaired cases."""
    register = source.register
    rows: list[tuple[float, bool, float]] = []
    prior = prior_odds(weights, register.count(Side.MISSING), register.count(Side.FOUND), same_side=False)
    paired, unpaired, share = _held_out(source, 0)
    for keys, weight in ((paired, 1.0), (unpaired, share)):
        for key in keys:
            true = source.truth.get(key, set())
            hits = register.score_key(key, Side.MISSING, SHOWN)
            rows.extend((hit.total + prior, hit.key in true, weight) for hit in hits)
    table = np.array(rows, dtype=np.float64).reshape(-1, 3)
    return table[:, 0], table[:, 1], table[:, 2]


def _held_out(source: Labelled, half: int) -> tuple[list[str], list[str], float]:
    """Held-out cases of one half, cases without a pair, and how many of these each stands for."""
    paired = chosen(source.keys(held_out=True), HELD_OUT_CASES)[half::2]
    without = [key for key in source.register.keys(Side.MISSING) if key not in source.truth]
    unpaired = chosen(without, UNPAIRED_CASES)[half::2]
    share = len(without) * len(paired) / (max(len(source.truth), 1) * max(len(unpaired), 1))
    return paired, unpaired, share


def _held_out_report(sources: Sequence[Labelled]) -> dict[str, Any]:
    """Recall and calibration of the version in use, on the half of the held-out cases that calibrated nothing."""
    places: dict[str, list[int]] = {"with_photo": [], "text_only": []}
    calibration = Calibration()
    for source in sources:
        paired, unpaired, share = _held_out(source, 1)
        for key in paired:
            for name, seen in (("with_photo", True), ("text_only", False)):
                hits = source.register.score_key(key, Side.MISSING, CUTS[-1], with_photo=seen)
                order = (place for place, hit in enumerate(hits, 1) if hit.key in source.truth[key])
                places[name].append(next(order, CUTS[-1] + 1))
                if seen:
                    calibration.add(hits, source.truth[key], 1.0)
        for key in unpaired:
            calibration.add(source.register.score_key(key, Side.MISSING, SHOWN), (), share)
    return {
        "cases": len(places["with_photo"]),
        "recall": {
            name: {str(cut): round(float(np.mean([place <= cut for place in found])), 4) for cut in CUTS}
            for name, found in places.items()
        },
        "calibration": calibration.table(sources[0].register.weights.bands[2]),
    }


def _field_values(sources: Sequence[Labelled], weights: Weights) -> dict[str, dict[str, float]]:
    """What recall among the rivals would lose without each field."""
    held_out = [case for source in sources for case in _cases(source, VALUED_CASES // len(sources), held_out=True)]
    table = weights.cells()
    shares = np.array([*(weights.rarity(FIELDS[number].name) for number in RARE), 1.0])
    whole = _recall_in_lists(held_out, table, shares)
    values = {}
    for number, field in enumerate(FIELDS):
        less, fewer = table.copy(), shares.copy()
        less[number] = 0.0
        if number in RARE:
            fewer[RARE.index(number)] = 0.0
        without = _recall_in_lists(held_out, less, fewer)
        values[field.name] = {str(cut): round(whole[cut] - without[cut], 4) for cut in (1, 10)}
    return values


def _recall_in_lists(
    held_out: Sequence[Case], table: npt.NDArray[np.float32], shares: npt.NDArray[np.float64]
) -> dict[int, float]:
    places = []
    for case in held_out:
        totals = _totals(case.pairs, table, shares)
        places.append(1 + int((totals[case.true :] > totals[: case.true].max()).sum()))
    return {cut: float(np.mean([place <= cut for place in places])) if places else 0.0 for cut in (1, 10)}


def _totals(pairs: Pairs, table: npt.NDArray[np.float32], shares: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    columns = np.arange(pairs.cells.shape[1])
    return np.asarray(table[columns, pairs.cells].sum(axis=1) + pairs.surplus @ shares)


def _drift(running: Weights, new: Weights) -> dict[str, dict[str, float]]:
    """How far each field has moved from the running version: the mean and the largest change of a cell, in nats."""
    old_table, new_table = running.cells(), new.cells()
    moved = {}
    for number, field in enumerate(FIELDS):
        change = np.abs(new_table[number, 1 : len(field.cells)] - old_table[number, 1 : len(field.cells)])
        moved[field.name] = {"mean": round(float(change.mean()), 3), "largest": round(float(change.max()), 3)}
    return moved
