"""Fits the line that turns a likeness into evidence, from pictures whose people are known, and says how well it does.

People are split in two halves: the line is fitted to one and judged by the other, so that nobody is judged by a line
that has seen them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from .likeness import (
    AGES_YEARS,
    FEWEST_STRANGERS,
    GAPS_YEARS,
    Line,
    age_band,
    distances,
    gap_band,
    nearest_strangers,
    normalised,
)
from .measuring import cllr, equal_error, roc, tar_at

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]
FEWEST_PAIRS = 200
COHORT = 1_000
MOST_STRANGERS = 400_000
SURE_OF = 3.0
"""Nothing that never happened in n tries may be called rarer than three in n."""
MOST_BITS = 13.0
BLOCK = 2_000
AGE_NAMES = ("under 1", "1 to 2", "3 to 5", "6 and more")
GAP_NAMES = ("up to 3 years", "3 to 6 years", "over 6 years", "not dated")
LN2 = float(np.log(2.0))


class TooFewPairs(ValueError):
    """With so few pairs a line would be luck."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """One picture's vector with what is known of it. `group` is whatever the register wants compared."""

    person: str
    vector: Floats
    sex: str = ""
    age: float | None = None
    day: int | None = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class Calibrated:
    """A new line, not in use, and its report."""

    line: Line
    report: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Pairs by the numbers of their portraits, and z of each."""

    one: Numbers
    other: Numbers
    z: Doubles


def calibrate(
    portraits: Sequence[Portrait], running: Line, *, version: str, most_bits: float = MOST_BITS, seed: int = 1
) -> Calibrated:
    """Fit a line to half of the people and judge it by the other half. Raises TooFewPairs."""
    if len(portraits) < FEWEST_PAIRS:
        raise TooFewPairs(f"{len(portraits)} pictures are known; at least {FEWEST_PAIRS} are needed.")
    rng = np.random.default_rng(seed)
    people = sorted({one.person for one in portraits})
    order = rng.permutation(len(people))
    half = {people[n]: int(place % 2) for place, n in enumerate(order)}
    halves = [[one for one in portraits if half[one.person] == side] for side in (0, 1)]
    (same, different), (same_held, different_held) = (_compared(part, rng) for part in halves)
    if min(len(same.z), len(same_held.z)) < FEWEST_PAIRS // 2:
        raise TooFewPairs(
            f"{len(same.z) + len(same_held.z)} pairs of one person are known; at least {FEWEST_PAIRS} are needed, "
            "spread over many people."
        )
    intercept, slope = _fit(same.z, different.z)
    cap = min(most_bits, float(np.log2(max(2.0, len(different.z) / SURE_OF))))
    line = replace(running, version=version, intercept=intercept, slope=slope, cap=cap)
    line = replace(line, reliability=_reliability(line, halves[0], same))
    return Calibrated(line, _report(line, halves, (same_held, different_held)))


def _compared(portraits: Sequence[Portrait], rng: np.random.Generator) -> tuple[_Pairs, _Pairs]:
    """Every pair of one person, and a sample of strangers of one sex, counted from their nearest strangers."""
    vectors = np.stack([one.vector for one in portraits])
    names = np.unique([one.person for one in portraits], return_inverse=True)[1]
    near = _near(portraits, vectors, names, rng)
    usable = near[:, 1] > 0
    one, other = np.triu_indices(len(portraits), 1) if len(portraits) <= BLOCK else _sampled(names, rng)
    fits = usable[one] & usable[other]
    one, other = one[fits], other[fits]
    is_same = names[one] == names[other]
    sexes = np.unique([portrait.sex for portrait in portraits], return_inverse=True)[1]
    is_stranger = ~is_same & (sexes[one] == sexes[other])
    chosen = np.flatnonzero(is_stranger)
    if len(chosen) > MOST_STRANGERS:
        chosen = rng.choice(chosen, MOST_STRANGERS, replace=False)
    same = np.flatnonzero(is_same)
    return (
        _measured(vectors, near, one[same], other[same]),
        _measured(vectors, near, one[chosen], other[chosen]),
    )


def _sampled(names: Numbers, rng: np.random.Generator) -> tuple[Numbers, Numbers]:
    """Where all pairs would be too many: all of one person, and random ones."""
    same = [np.flatnonzero(names == name) for name in np.unique(names)]
    inside = [(a, b) for mine in same for n, a in enumerate(mine) for b in mine[n + 1 :]]
    drawn = rng.integers(0, len(names), (2, 3 * MOST_STRANGERS))
    drawn = drawn[:, names[drawn[0]] != names[drawn[1]]]
    known = np.array(inside, dtype=np.int64).reshape(-1, 2)
    return np.concatenate([known[:, 0], drawn[0]]), np.concatenate([known[:, 1], drawn[1]])


def _near(portraits: Sequence[Portrait], vectors: Floats, names: Numbers, rng: np.random.Generator) -> Floats:
    """Each portrait's nearest strangers, of its own sex where that is known: one picture a person, never its own."""
    near = np.zeros((len(portraits), 2), dtype=np.float32)
    sexes = np.array([one.sex for one in portraits])
    for sex in np.unique(sexes):
        mine = np.flatnonzero(sexes == sex)
        first = mine[np.unique(names[mine], return_index=True)[1]]
        cohort = rng.choice(first, min(COHORT, len(first)), replace=False)
        if len(cohort) <= FEWEST_STRANGERS + 1:
            continue
        for start in range(0, len(mine), BLOCK):
            some = mine[start : start + BLOCK]
            apart = distances(vectors[some], vectors[cohort])
            apart[names[some][:, None] == names[cohort][None, :]] = 0.0  # the nearest of each row is left out
            near[some] = nearest_strangers(apart)
    return near


def _measured(vectors: Floats, near: Floats, one: Numbers, other: Numbers) -> _Pairs:
    z = np.empty(len(one))
    for start in range(0, len(one), 50_000):
        a, b = one[start : start + 50_000], other[start : start + 50_000]
        cosines = np.einsum("ij,ij->i", vectors[a], vectors[b])
        apart = np.sqrt(np.maximum(0, 2 - 2 * cosines)).astype(np.float32)
        z[start : start + 50_000] = normalised(apart, near[a], near[b])
    return _Pairs(one, other, z)


def _fit(same: Doubles, different: Doubles) -> tuple[float, float]:
    """A logistic line by Newton's steps, both kinds weighing alike; in bits, falling with the distance."""
    x = np.concatenate([same, different])
    target = np.concatenate([np.ones(len(same)), np.zeros(len(different))])
    weight = np.concatenate([np.full(len(same), 0.5 / len(same)), np.full(len(different), 0.5 / len(different))])
    design = np.stack([np.ones(len(x)), x], axis=1)
    line = np.array([0.0, -1.0])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(design @ line, -40, 40)))
        slope = design.T @ (weight * (target - chance)) - 1e-6 * line
        curve = (design * (weight * chance * (1 - chance))[:, None]).T @ design + 1e-6 * np.eye(2)
        step = np.linalg.solve(curve, slope)
        line = line + np.clip(step, -2, 2)
        if np.abs(step).max() < 1e-8:
            break
    return float(line[0] / LN2), float(min(line[1], 0.0) / LN2)


def _bands(portraits: Sequence[Portrait], pairs: _Pairs) -> tuple[Numbers, Numbers]:
    """Age band of the younger face and gap band of each pair."""
    ages, gaps = [], []
    for a, b in zip(pairs.one.tolist(), pairs.other.tolist(), strict=True):
        one, other = portraits[a], portraits[b]
        known = [age for age in (one.age, other.age) if age is not None]
        ages.append(age_band(min(known) if known else None))
        dated = one.day is not None and other.day is not None
        gaps.append(gap_band((one.day - other.day) / 365.25 if dated else None))
    return np.array(ages, dtype=np.int64), np.array(gaps, dtype=np.int64)


def _reliability(line: Line, portraits: Sequence[Portrait], same: _Pairs) -> tuple[tuple[float, ...], ...]:
    """How often two pictures of one child behave as such, where enough are known; elsewhere as before."""
    ages, gaps = _bands(portraits, same)
    ratios = 2.0 ** np.minimum(line.intercept + line.slope * same.z, line.cap)
    rows = [list(row) for row in line.reliability]
    for age in range(len(AGES_YEARS) + 1):
        for gap in range(len(GAPS_YEARS) + 2):
            mine = ratios[(ages == age) & (gaps == gap)]
            if len(mine) >= FEWEST_PAIRS:
                rows[age][gap] = round(_share(mine), 3)
    return tuple(tuple(row) for row in rows)


def _share(ratios: Doubles) -> float:
    """The share of pairs that behave as pairs of one person: the mixture's weight, found step by step."""
    w = 0.5
    for _ in range(100):
        w = float(np.mean(w * ratios / (w * ratios + 1 - w)))
    return min(max(w, 0.01), 0.98)


def _report(line: Line, halves: Sequence[Sequence[Portrait]], held: tuple[_Pairs, _Pairs]) -> dict[str, Any]:
    same, different = held
    portraits = halves[1]
    kinds = {"all": (np.ones(len(same.z), dtype=bool), np.ones(len(different.z), dtype=bool))}
    ages, gaps = _bands(portraits, same)
    strangers = np.ones(len(different.z), dtype=bool)
    for number, name in enumerate(AGE_NAMES):
        kinds[f"younger face {name}"] = (ages == number, strangers)
    for number, name in enumerate(GAP_NAMES):
        kinds[f"pictures {name}"] = (gaps == number, strangers)
    for label in ("sex", "group"):
        of = np.array([getattr(one, label) for one in portraits])
        for value in sorted(set(of) - {""}):
            kinds[f"{label} {value}"] = tuple((of[p.one] == value) & (of[p.other] == value) for p in held)
    return {
        "people": len({one.person for part in halves for one in part}),
        "pictures": sum(map(len, halves)),
        "line": line.as_json(),
        "held out": {
            name: _judged(line, same.z[mine], different.z[theirs])
            for name, (mine, theirs) in kinds.items()
            if mine.sum() >= 20 and theirs.sum() >= 20
        },
    }


def _judged(line: Line, same: Doubles, different: Doubles) -> dict[str, Any]:
    """Figures of one kind of pairs. The mean ratio of strangers must not exceed one."""
    own, other = (np.minimum(line.intercept + line.slope * z, line.cap) for z in (same, different))
    return {
        "pairs": len(own),
        "strangers": len(other),
        "cllr": round(cllr(own, other), 4),
        "equal error": round(equal_error(own, other), 4),
        "tar": {f"{rate:g}": tar_at(own, other, rate) for rate in (1e-3, 1e-4, 1e-5)},
        "mean ratio of strangers": round(float(np.mean(2.0**other)), 3),
        "roc": roc(own, other),
    }
