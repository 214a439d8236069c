"""How well a table of weights finds the true pairs of a registry folder, and at what cost."""

import resource
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .folder import Folder
from .hits import Hit
from .places import Places
from .records import Side
from .register import Register, warm_up
from .weights import Weights

CUTS = (1, 10, 50)
SHOWN = 10  # hits of a case whose probabilities are held to account
BINS = 10
MOST_UNPAIRED = 2_000
SEED = 20_160_529


@dataclass(slots=True)
class Calibration:
    """Shown probabilities beside what came true; cases without a pair count by their share of the register."""

    weight: list[float] = field(default_factory=list)
    chance: list[float] = field(default_factory=list)
    came_true: list[bool] = field(default_factory=list)

    def add(self, hits: Sequence[Hit], true: Iterable[str], weight: float) -> None:
        wanted = set(true)
        for hit in hits[:SHOWN]:
            self.weight.append(weight)
            self.chance.append(hit.probability)
            self.came_true.append(hit.key in wanted)

    def table(self, least: float) -> dict[str, Any]:
        """Bins of equal width, and the expected calibration error over the pairs shown as possible or better."""
        chance, weight = np.array(self.chance), np.array(self.weight)
        true = np.array(self.came_true, dtype=float)
        number = np.minimum((chance * BINS).astype(int), BINS - 1)
        bins = []
        for step in range(BINS):
            inside = number == step
            pairs = float(weight[inside].sum())
            bins.append({
                "from": step / BINS,
                "to": (step + 1) / BINS,
                "pairs": round(pairs, 1),
                "predicted": round(float((chance * weight)[inside].sum() / pairs), 4) if pairs else None,
                "true": round(float((true * weight)[inside].sum() / pairs), 4) if pairs else None,
            })  # fmt: skip
        shown = chance >= least
        error = sum(
            abs(float(((chance - true) * weight)[shown & (number == step)].sum())) for step in range(BINS)
        ) / max(float(weight[shown].sum()), 1e-9)  # fmt: skip
        return {"ece": round(error, 4), "bins": bins}


@dataclass(slots=True)
class Case:
    """One missing case: at which place its true record stood, with and without photographs, and what that cost."""

    told: bool
    with_photo: int
    text_only: int
    seconds: float
    cpu_seconds: float


def evaluate_folder(folder: Folder, weights: Weights, places: Places, *, limit: int | None = None) -> dict[str, Any]:
    """Rank the found records of every missing case with a true pair, or of a random sample of them."""
    truth = folder.truth()
    warm_up()
    register = Register(weights, places)
    start = time.perf_counter()
    trouble = [found for side in Side for found in register.load(folder.records(side))]
    load_seconds = time.perf_counter() - start
    named = {record.key for record in folder.records(Side.FOUND, with_photos=False) if record.names}
    paired, unpaired = _samples(truth, register, limit)
    calibration = Calibration()
    cases = []
    for key in paired:
        case, hits = _case(register, key, truth[key], told=bool(truth[key] & named))
        cases.append(case)
        calibration.add(hits, truth[key], 1.0)
    without = register.count(Side.MISSING) - len(truth)
    share = without / max(len(truth), 1) * len(paired) / max(len(unpaired), 1)
    for key in unpaired:
        calibration.add(register.score_key(key, Side.MISSING, SHOWN), (), share)
    report = _report(cases, calibration.table(weights.bands[2]), load_seconds, register)
    return report | {"problems": [f"{key}: {problem.field} left out: {problem.reason}" for key, problem in trouble]}


def _samples(truth: dict[str, set[str]], register: Register, limit: int | None) -> tuple[list[str], list[str]]:
    random = np.random.default_rng(SEED)
    known = set(register.keys(Side.MISSING))
    paired = sorted(truth.keys() & known)
    unpaired = sorted(known - truth.keys())
    if limit is not None and limit < len(paired):
        paired = [paired[number] for number in sorted(random.choice(len(paired), limit, replace=False))]
    most = min(len(unpaired), MOST_UNPAIRED, len(paired))
    return paired, [unpaired[number] for number in sorted(random.choice(len(unpaired), most, replace=False))]


def _case(register: Register, key: str, true: set[str], *, told: bool) -> tuple[Case, list[Hit]]:
    wall, cpu = time.perf_counter(), time.process_time()
    hits = register.score_key(key, Side.MISSING, CUTS[-1])
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    plain = register.score_key(key, Side.MISSING, CUTS[-1], with_photo=False)
    return Case(told, _place(hits, true), _place(plain, true), wall, cpu), hits


def _place(hits: Sequence[Hit], true: set[str]) -> int:
    return next((number for number, hit in enumerate(hits, start=1) if hit.key in true), CUTS[-1] + 1)


def _recall(places: Sequence[int]) -> dict[str, float | None]:
    return {str(cut): round(sum(place <= cut for place in places) / len(places), 4) if places else None for cut in CUTS}


def _milliseconds(seconds: Sequence[float]) -> dict[str, float | None]:
    if not seconds:
        return {"p50": None, "p95": None}
    middle, high = np.percentile(np.array(seconds) * 1000, (50, 95))
    return {"p50": round(float(middle), 2), "p95": round(float(high), 2)}


def _report(cases: list[Case], calibration: dict[str, Any], load_seconds: float, register: Register) -> dict[str, Any]:
    # Linux counts in kilobytes, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    return {
        "cases": len(cases),
        "recall": {
            "with_photo": _recall([case.with_photo for case in cases]),
            "text_only": _recall([case.text_only for case in cases]),
        },
        "recall_by_name": {
            "told": _recall([case.with_photo for case in cases if case.told]),
            "unknown": _recall([case.with_photo for case in cases if not case.told]),
        },
        "calibration": calibration,
        "ms_per_case": _milliseconds([case.seconds for case in cases]),
        "cpu_ms_per_case": _milliseconds([case.cpu_seconds for case in cases]),
        "load_seconds": round(load_seconds, 2),
        "peak_rss_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20, 1),
        "bytes_per_record": round(register.nbytes / max(len(register), 1), 1),
        "weights": register.weights.version,
    }
