"""Search by picture over 800,000 photographs, beside the time it takes to read their bytes at all.

    .venv/bin/python bench/faces.py [--photos 800000] [--dimension 128] [--encode]

The vectors are drawn, not photographs: time does not depend on whose faces they are.
"""

import argparse
import time
from datetime import date, timedelta
from statistics import median

import numpy as np

from trackchild.faces.likeness import DLIB
from trackchild.matching.engine import Record, Register, Side
from trackchild.matching.engine.alike import Gates

MODEL = "bench:000000000000:0"
BLOCK = 20_000


def filled(photos: int, dimension: int) -> Register:
    """A register of found children, each with a photograph."""
    register, rng = Register(lines={MODEL: DLIB}), np.random.default_rng(1)
    for start in range(0, photos, BLOCK):
        vectors = rng.standard_normal((BLOCK, dimension)).astype(np.float32)
        ages = rng.integers(0, 18, BLOCK)
        register.load(
            Record(
                key=str(start + n), side=Side.FOUND, gender="MF"[n % 2], age_years=float(ages[n]),
                event_on=date(2024, 1, 1) + timedelta(days=n % 700), vector=vectors[n], vector_model=MODEL,
            )
            for n in range(min(BLOCK, photos - start))
        )  # fmt: skip
    return register


def timed(what: str, call: object, rounds: int = 15) -> float:
    """The median of some rounds, in milliseconds."""
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        call()  # type: ignore[operator]
        taken.append((time.perf_counter() - began) * 1000)
    print(f"{what}: median {median(taken):.1f} ms, slowest {max(taken):.1f} ms")
    return median(taken)


def main() -> None:
    """Fill, measure the floor, search with and without gates."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=800_000)
    parser.add_argument("--dimension", type=int, default=128)
    parser.add_argument("--encode", action="store_true", help="also the time to look at a picture and encode it")
    given = parser.parse_args()
    began = time.perf_counter()
    register = filled(given.photos, given.dimension)
    print(
        f"{given.photos:,} photographs held after {time.perf_counter() - began:.0f} s, {register.nbytes / 1e6:.0f} MB"
    )
    face = np.random.default_rng(2).standard_normal(given.dimension).astype(np.float32)
    face /= np.linalg.norm(face)
    all_of_them, girls = Gates(frozenset((1, 2, 3))), Gates(frozenset((2,)), *_born(8, 12))

    began = time.perf_counter()
    register.alike(face, MODEL, side=Side.FOUND, gates=all_of_them)
    print(f"the first search measures every photograph against its strangers: {time.perf_counter() - began:.0f} s")
    stored = np.ones((given.photos, given.dimension), dtype=np.int8)
    floor = timed("floor: reading the bytes once", lambda: stored.view(np.int64).sum())
    every = timed("all photographs, 50 best", lambda: register.alike(face, MODEL, side=Side.FOUND, gates=all_of_them))
    timed("girls of eight to twelve, 50 best", lambda: register.alike(face, MODEL, side=Side.FOUND, gates=girls))
    print(f"ratio to the floor: {every / floor:.1f}")
    if given.encode:
        _encode()


def _born(youngest: int, oldest: int) -> tuple[int, int]:
    today = date(2026, 1, 1).toordinal()
    return today - oldest * 365, today - youngest * 365


def _encode() -> None:
    from skimage import data  # noqa: PLC0415 - an adult's portrait, only where asked for

    from trackchild.faces.pool import see, shared  # noqa: PLC0415

    portrait = data.astronaut()
    (seen,) = see(portrait)
    timed("finding the face", lambda: see(portrait), 5)
    timed("encoding it", lambda: shared().encode(portrait, [seen.face]), 5)


if __name__ == "__main__":
    main()
