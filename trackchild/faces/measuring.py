"""The usual figures of recognition, from the evidence of pairs of one person and of pairs of strangers."""

import numpy as np
import numpy.typing as npt

Doubles = npt.NDArray[np.float64]
ENOUGH = 10
"""A rate is told only where so many strangers at least would be taken for the same person."""


def tar_at(own: Doubles, other: Doubles, rate: float) -> float | None:
    """The share of true pairs accepted where strangers are accepted at a rate; None where it cannot be measured."""
    if len(other) * rate < ENOUGH:
        return None
    limit = np.quantile(other, 1 - rate)
    return round(float(np.mean(own > limit)), 4)


def cllr(own: Doubles, other: Doubles) -> float:
    """The cost of the evidence in bits: 0 is perfect, 1 says nothing, more misleads."""
    return float((np.mean(np.logaddexp2(0, -own)) + np.mean(np.logaddexp2(0, other))) / 2)


def equal_error(own: Doubles, other: Doubles) -> float:
    """Where as many true pairs are missed as strangers are accepted."""
    limits = np.unique(np.concatenate([own, np.quantile(other, np.linspace(0, 1, 2_001))]))
    missed = np.searchsorted(np.sort(own), limits, side="right") / len(own)
    accepted = 1 - np.searchsorted(np.sort(other), limits, side="right") / len(other)
    return float(np.min(np.maximum(missed, accepted)))


def roc(own: Doubles, other: Doubles, points: int = 12) -> list[tuple[float, float]]:
    """Rates of strangers and of true pairs accepted, from strict to lenient."""
    rates = np.geomspace(max(1 / len(other), 1e-6), 1.0, points)
    limits = np.quantile(other, 1 - rates)
    return [
        (float(f"{rate:.2g}"), round(float(np.mean(own > limit)), 4)) for rate, limit in zip(rates, limits, strict=True)
    ]
