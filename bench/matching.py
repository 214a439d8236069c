"""What one case costs against a growing register, stage by stage, beside the plain way of doing it in the same process.

    python bench/matching.py DIR [--sizes 50000 200000 800000] [--cases 60]
    python bench/matching.py --quality DIR... [--weights default FILE...] [--cases 400]

The second prints how well and at what cost each table of weights finds the true pairs of each folder: the table of
docs/explanation/matching.md. Every line is measured in a process of its own.

DIR is a registry folder (`trackchild make-registry`); a size is made of it by repeating its records under new keys.
The plain way compares the full written name with every record's by rapidfuzz's Jaro-Winkler, gates by sex, date and age
in numpy, and multiplies all photographs with BLAS: no parents, no place, no marks, no script but the one written.
Processor time throughout (all threads counted), so that a busy machine shows little; compare the ratio.
"""

import argparse
import resource
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.process import cdist

from trackchild.matching.engine import Record, Register, Side, read_places, warm_up
from trackchild.matching.engine.evaluating import CUTS, evaluate_folder
from trackchild.matching.engine.folder import Folder, open_folder
from trackchild.matching.engine.weights import DEFAULT, load_weights

DISTRICTS = Path(__file__).resolve().parents[1] / "trackchild" / "geography" / "data" / "districts.csv"
TOP = 50


@dataclass(frozen=True, slots=True)
class Plain:
    """What the plain way holds: whole names, days, sexes, ages, photographs as float32."""

    names: list[str]
    days: npt.NDArray[np.int32]
    sexes: npt.NDArray[np.int8]
    ages: npt.NDArray[np.float32]
    photos: npt.NDArray[np.float32]

    def best(self, record: Record) -> npt.NDArray[np.int64]:
        """The rows the plain way would show first."""
        name = record.names[0].casefold() if record.names else ""
        alike = cdist([name], self.names, scorer=JaroWinkler.similarity)[0]
        lag = self.days - (record.event_on.toordinal() if record.event_on else 0)
        total = 6.0 * alike - 0.5 * np.abs(self.ages - (record.age_years or 0) - lag / 365.25)
        if record.vector is not None:
            total += 10.0 * (self.photos @ np.asarray(record.vector, dtype=np.float32))
        total[(lag < -25) | (self.sexes != ord(record.gender or "?"))] = -np.inf
        return np.argpartition(-total, TOP)[:TOP]


def repeated(folder: Folder, side: Side, count: int) -> Iterator[Record]:
    """So many records of a side, the folder's again and again under new keys."""
    turn = 0
    while count > 0:
        for record in islice(folder.records(side), count):
            yield replace(record, key=f"{record.key}-{turn}")
            count -= 1
        turn += 1


def plain(folder: Folder, count: int) -> Plain:
    """The plain way's columns."""
    found = list(repeated(folder, Side.FOUND, count))
    width = next(record.vector.size for record in found if record.vector is not None)
    return Plain(
        [record.names[0].casefold() if record.names else "" for record in found],
        np.array([record.event_on.toordinal() if record.event_on else 0 for record in found], dtype=np.int32),
        np.array([ord(record.gender or "?") for record in found], dtype=np.int8),
        np.array([record.age_years or 0 for record in found], dtype=np.float32),
        np.stack([np.zeros(width) if record.vector is None else record.vector for record in found]).astype(np.float32),
    )


def milliseconds(act: Callable[[Record], object], cases: list[Record]) -> tuple[float, float]:
    """Processor time of an act, middle and high."""
    spent = []
    for record in cases:
        start = time.process_time()
        act(record)
        spent.append((time.process_time() - start) * 1000)
    return float(np.percentile(spent, 50)), float(np.percentile(spent, 95))


def measure(folder: Folder, size: int, cases: list[Record]) -> str:
    """One line of the table."""
    register = Register(places=read_places(DISTRICTS))
    start = time.process_time()
    register.load(repeated(folder, Side.FOUND, size))
    load = time.process_time() - start
    held = register.nbytes / size
    middle, high = milliseconds(register.score, cases)
    again, _ = milliseconds(register.score, cases)
    text, _ = milliseconds(register.score, [replace(record, vector=None) for record in cases])
    del register
    rival, _ = milliseconds(plain(folder, size).best, cases)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"| {size:,} | {load:.1f} | {held:.0f} | {middle:.1f} / {high:.1f} | {again:.1f} | {text:.1f} | {rival:.1f} "
        f"| {rival / middle:.1f} | {peak:.0f} |"
    )


def quality(path: Path, version: str, limit: int) -> str:
    """One line of the table of figures."""
    report = evaluate_folder(open_folder(path), load_weights(version), read_places(DISTRICTS), limit=limit)

    def recall(found: dict[str, float | None]) -> str:
        return " / ".join("-" if (value := found[str(cut)]) is None else f"{value:.3f}" for cut in CUTS)

    cost = report["cpu_ms_per_case"]
    rows = (*report["recall"].values(), *report["recall_by_name"].values())
    return (
        f"| {path.name} | {report['weights']} | {report['cases']:,} | {' | '.join(map(recall, rows))} "
        f"| {report['calibration']['ece']:.3f} | {cost['p50']:.1f} / {cost['p95']:.1f} "
        f"| {report['bytes_per_record']:.0f} | {report['load_seconds']:.0f} | {report['peak_rss_mb']:.0f} |"
    )


def print_quality(folders: list[Path], versions: list[str], limit: int) -> None:
    """The table of figures; a process a line, so that memory and caches are its own."""
    print(
        "| register | weights | cases | with photo R@1/10/50 | text only | name told | name unknown | ece "
        "| CPU ms p50 / p95 | bytes a record | load s | peak MB |"
    )
    print("|---|---|--:|---|---|---|---|--:|---|--:|--:|--:|")
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as lines:
        for folder in folders:
            for version in versions:
                print(lines.submit(quality, folder, version, limit).result(), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="+", metavar="DIR")
    parser.add_argument("--quality", action="store_true", help="print recall and cost of each folder")
    parser.add_argument("--weights", nargs="+", default=[DEFAULT], metavar="VERSION_OR_FILE", help="with --quality")
    parser.add_argument("--sizes", type=int, nargs="+", default=[50_000, 200_000, 800_000])
    parser.add_argument("--cases", type=int, default=60)
    options = parser.parse_args()
    if options.quality:
        print_quality(options.folder, options.weights, options.cases)
        return
    folder = open_folder(options.folder[0])
    warm_up()
    cases = list(
        islice((record for record in folder.records(Side.MISSING) if record.vector is not None), options.cases)
    )
    print(
        "| found records | load s | bytes a record | case p50 / p95 ms "
        "| words known | no photo | plain | ratio | peak MB |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for size in options.sizes:
        print(measure(folder, size, cases), flush=True)


if __name__ == "__main__":
    main()
