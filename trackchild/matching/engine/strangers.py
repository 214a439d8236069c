"""How alike the photographs of strangers are under one model: the ground on which a likeness stands out."""

from collections.abc import Mapping, Sequence

import numpy as np

from .sides import Photos

FEWEST = 30
SAMPLE = 1_000
NARROWEST = 0.01


class Strangers:
    """Mean and spread of strangers' cosines by model: given, else measured, and again whenever photographs double."""

    def __init__(self, given: Mapping[int, tuple[float, float]]) -> None:
        self._given = dict(given)
        self._measured: dict[int, tuple[int, tuple[float, float]]] = {}

    def of(self, model: int, photos: Sequence[Photos]) -> tuple[float, float] | None:
        """Mean and spread; nothing while there are too few photographs to tell a likeness from an average face."""
        if model in self._given:
            return self._given[model]
        count = sum(len(photo.bytes) for photo in photos)
        if count < FEWEST:
            return None
        known_at, known = self._measured.get(model, (0, (0.0, 1.0)))
        if count >= 2 * known_at:
            known = _measure(photos)
            self._measured[model] = (count, known)
        return known


def _measure(photos: Sequence[Photos]) -> tuple[float, float]:
    vectors = np.concatenate([
        photo.bytes.rows[_spread(len(photo.bytes))].astype(np.float32)
        * photo.scales.rows[_spread(len(photo.bytes))][:, None]
        for photo in photos
    ])  # fmt: skip
    cosines = (vectors @ vectors.T)[np.triu_indices(len(vectors), 1)]
    # The middle of the distribution: a few pictures of one child must not widen the strangers'.
    low, middle, high = np.percentile(cosines, (15.87, 50.0, 84.13))
    return float(middle), max(float(high - low) / 2, NARROWEST)


def _spread(count: int) -> slice:
    return slice(0, count, max(1, count // SAMPLE))
