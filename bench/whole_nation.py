"""What matching the whole nation costs: pairs a second and core, memory, and how both grow with the register.

    python bench/whole_nation.py DIR [--sizes 5000 50000] [--cases 100] [--processes N]

DIR is a registry folder (`trackchild make-registry`). Every size is made from it by resampling: its records again and
again under new keys, so the vocabulary of names stays the folder's own. National size is --sizes 800000; 5000000 is to
need some 2 GB for the register and many minutes to load. Every size runs in a process of its own.

Beside the scorer, in the same process and on the same records, runs a plain numpy baseline: seven terms instead of
eighteen, names compared by equal letters only, photographs by one matrix product. It is what a first draft of a
vectorised matcher does, and a measure of how busy the machine was: compare the ratio, not the seconds.
"""

import argparse
import os
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from trackchild.matching.engine import Places, Record, Register, Side, read_places, warm_up
from trackchild.matching.engine.folder import open_folder
from trackchild.matching.whole import Asked, rank_register
from trackchild.matching.whole.local import SLICE

DISTRICTS = Path(__file__).resolve().parents[1] / "trackchild" / "geography" / "data" / "districts.csv"
NATION = {Side.MISSING: 252_068, Side.FOUND: 528_190}
TOP, LEAST = 20, 0.005  # as the command asks
DATE_EDGES, AGE_EDGES = (-25, 0, 8, 31, 92, 366), (0.6, 1.5, 2.5, 3.5)


@dataclass(frozen=True, slots=True)
class Figures:
    """One size."""

    records: int
    found: int
    load_seconds: float
    bytes_per_record: float
    peak_mb: float
    ms_per_case: float
    pairs_a_second: float
    numpy_pairs_a_second: float
    start_seconds: float  # until the first answer of the processes
    pairs_a_second_together: float  # from then on, wall time
    largest_worker_mb: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--sizes", type=int, nargs="+", default=[5_000, 50_000], help="records, both sides together")
    parser.add_argument("--cases", type=int, default=100, help="cases scored on one core (100)")
    parser.add_argument("--processes", type=int, default=2, help="of the run with all processes; 0 leaves it out (2)")
    options = parser.parse_args()
    os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"))
    warm_up()
    print(
        "| records | found | load s | bytes a record | peak MB | CPU ms a case | million pairs/s/core | numpy, 7 terms"
        f" | ratio | {options.processes} processes: million pairs/s wall | start s | largest worker MB |"
    )
    print("|" + "--:|" * 12)
    figures = None
    for size in options.sizes:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
            figures = apart.submit(measure, options.folder, size, options.cases, options.processes).result()
        print(row(figures), flush=True)
    if figures:
        pairs = NATION[Side.MISSING] * NATION[Side.FOUND]
        hours = pairs / figures.pairs_a_second / 3600
        print(f"\n{pairs:.2e} pairs of the nation at the last row's speed: {hours:.1f} core hours (computed, not run).")


def row(one: Figures) -> str:
    return (
        f"| {one.records:,} | {one.found:,} | {one.load_seconds:.1f} | {one.bytes_per_record:.0f} | {one.peak_mb:.0f}"
        f" | {one.ms_per_case:.1f} | {one.pairs_a_second / 1e6:.2f} | {one.numpy_pairs_a_second / 1e6:.2f}"
        f" | {one.pairs_a_second / one.numpy_pairs_a_second:.2f} | {one.pairs_a_second_together / 1e6:.2f}"
        f" | {one.start_seconds:.1f} | {one.largest_worker_mb:.0f} |"
    )


def measure(folder: Path, size: int, cases: int, processes: int) -> Figures:
    """Load a register of a size, score some cases on one core, then with numpy, then more with all processes."""
    counts = {side: round(size * NATION[side] / sum(NATION.values())) for side in Side}
    register = Register(places=read_places(DISTRICTS) if DISTRICTS.is_file() else Places())
    warm_up()
    start = time.process_time()
    for side in Side:
        register.load(resampled(folder, side, counts[side]))
    load_seconds, found = time.process_time() - start, register.count(Side.FOUND)
    peak = peak_mb(resource.RUSAGE_SELF)
    keys = spread(list(register.keys(Side.MISSING)), cases)
    start = time.process_time()
    for key in keys:
        register.score_key(key, Side.MISSING, TOP)
    ours = time.process_time() - start
    plain = numpy_seconds(folder, counts[Side.FOUND], keys)
    start_seconds = together = 0.0
    if processes:
        some = spread(list(register.keys(Side.MISSING)), cases * 4 * processes)
        ranked = rank_register(register, some, engine="local", asked=Asked(TOP, LEAST, processes))
        begun = time.perf_counter()
        next(ranked)
        first_answer = time.perf_counter()
        rest = sum(1 for _ in ranked) + 1 - SLICE * processes  # every process has ended its first slice by now
        start_seconds, together = first_answer - begun, rest * found / (time.perf_counter() - first_answer)
    return Figures(
        records=len(register),
        found=found,
        load_seconds=load_seconds,
        bytes_per_record=register.nbytes / len(register),
        peak_mb=peak,
        ms_per_case=1000 * ours / len(keys),
        pairs_a_second=len(keys) * found / ours,
        numpy_pairs_a_second=len(keys) * found / plain,
        start_seconds=start_seconds,
        pairs_a_second_together=together,
        largest_worker_mb=peak_mb(resource.RUSAGE_CHILDREN) if processes > 1 else 0.0,
    )


def resampled(folder: Path, side: Side, count: int) -> Iterator[Record]:
    """The folder's records over and over under new keys."""

    def endless() -> Iterator[Record]:
        turn = 0
        while True:
            for record in open_folder(folder).records(side):
                yield replace(record, key=f"{record.key}-{turn}") if turn else record
            turn += 1

    return islice(endless(), count)


def spread(keys: Sequence[str], count: int) -> list[str]:
    """So many keys from the whole length."""
    return list(keys[:: max(1, len(keys) // count)][:count])


def peak_mb(whose: int) -> float:
    return resource.getrusage(whose).ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 2**20


class Columns:
    """The found side as plain numpy arrays."""

    def __init__(self, records: Iterator[Record], numbers: dict[str, int]) -> None:
        rows, photos = [], []
        for record in records:
            rows.append(as_numbers(record, numbers))
            photos.append(np.zeros(0) if record.vector is None else record.vector)
        width = max(photo.size for photo in photos)
        self.rows = np.array(rows, dtype=np.float32)
        self.photos = np.array([photo if photo.size else np.zeros(width) for photo in photos], dtype=np.float32)


def as_numbers(record: Record, numbers: dict[str, int]) -> list[float]:
    """Given name, father, sex, age, day, district, state, height; nan where blank."""

    def code(text: str) -> float:
        return numbers.setdefault(text.casefold(), len(numbers)) if text else np.nan

    return [
        code(record.names[0].split()[0] if record.names else ""),
        code(record.father[0].split()[0] if record.father else ""),
        code(record.gender),
        np.nan if record.age_years is None else record.age_years,
        np.nan if record.event_on is None else record.event_on.toordinal(),
        record.district or np.nan,
        record.state or np.nan,
        record.height_cm or np.nan,
    ]


def numpy_seconds(folder: Path, count: int, keys: Sequence[str]) -> float:
    """CPU seconds of the baseline for some cases, its arrays made ready beforehand."""
    numbers: dict[str, int] = {}
    columns = Columns(resampled(folder, Side.FOUND, count), numbers)
    wanted = {key.partition("-")[0] for key in keys}
    asked = [
        (as_numbers(record, numbers), record.vector)
        for record in open_folder(folder).records(Side.MISSING)
        if record.key in wanted
    ]
    asked = (asked * (len(keys) // len(asked) + 1))[: len(keys)]
    start = time.process_time()
    for row, vector in asked:
        numpy_best(columns, np.array(row, dtype=np.float32), vector)
    return time.process_time() - start


def numpy_best(columns: Columns, row: np.ndarray, vector: np.ndarray | None) -> np.ndarray:
    """The 20 best rows by seven terms, weights as round numbers: what is measured is the time."""
    name, father, sex, age, day, district, state, height = columns.rows.T
    with np.errstate(invalid="ignore"):
        lag = day - row[4]
        total = equal(name, row[0], 5.0, -2.0) + equal(father, row[1], 4.0, -2.0) + equal(sex, row[2], 0.7, -4.0)
        grown = np.abs(age - row[3] - lag / np.float32(365.25))
        total += np.array((1.5, 0.5, -0.5, -2.0, -4.0, 0.0), dtype=np.float32)[steps(grown, AGE_EDGES)]
        total += np.array((-99.0, -2.0, 2.0, 1.0, 0.3, 0.0, -1.0, 0.0), dtype=np.float32)[steps(lag, DATE_EDGES)]
        total += np.where(district == row[5], np.float32(3.0), equal(state, row[6], 1.0, -1.0))
        total -= np.minimum(np.nan_to_num(np.abs(height - row[7])) / np.float32(10.0), np.float32(3.0))
    if vector is not None:
        total += np.clip((columns.photos @ np.asarray(vector, dtype=np.float32)) * np.float32(10.0), -2.0, 6.0)
    best = np.argpartition(-total, min(TOP, len(total) - 1))[:TOP]
    return np.asarray(best[np.argsort(-total[best])])


def steps(values: np.ndarray, edges: Sequence[float]) -> np.ndarray:
    """The step of every value; the last is for blanks."""
    return np.where(np.isnan(values), len(edges) + 1, np.searchsorted(np.array(edges, dtype=np.float32), values))


def equal(values: np.ndarray, mine: float, agrees: float, differs: float) -> np.ndarray:
    weight = np.where(values == mine, np.float32(agrees), np.float32(differs))
    return np.where(np.isnan(values) | np.isnan(mine), np.float32(0.0), weight)


if __name__ == "__main__":
    main()
