"""Command lines of the engine: `evaluate-matching` and `learn-weights DIR`, neither of which needs a database."""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from .counting import Labelled
from .evaluating import CUTS, evaluate_folder
from .folder import FolderError, open_folder
from .learning import TooFewPairsError, learn
from .places import Places, read_places
from .records import Side
from .register import Register
from .weights import DEFAULT, Weights, WeightsError, load_weights, write_weights

TOLD = 20  # values left out that are named one by one
DISTRICTS = Path(__file__).parents[2] / "geography" / "data" / "districts.csv"


def evaluate(argv: Sequence[str]) -> int:
    """`trackchild evaluate-matching DIR`."""
    parser = argparse.ArgumentParser(
        prog="trackchild evaluate-matching",
        description="Rank the found records of every missing case of a registry folder that has a true pair.",
    )
    _add_folder(parser)
    parser.add_argument("--weights", default=DEFAULT, metavar="VERSION_OR_FILE", help="a shipped version or a file")
    parser.add_argument("--limit", type=_positive, metavar="N", help="only a seeded random sample of N cases")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args(argv)
    try:
        report = evaluate_folder(
            open_folder(options.folder), load_weights(options.weights), _places(options.places), limit=options.limit
        )
    except (FolderError, WeightsError) as error:
        return _refuse(str(error))
    if not report["cases"]:
        return _refuse(f"{options.folder} has no true pair: truth.csv is missing or names no open case.")
    _tell(report["problems"])
    sys.stdout.write((json.dumps(report, indent=2) if options.json else _table(report)) + "\n")
    return 0


def learn_weights(argv: Sequence[str]) -> int:
    """`trackchild learn-weights DIR... --out FILE`, from registry folders with true pairs."""
    parser = argparse.ArgumentParser(
        prog="trackchild learn-weights",
        description="Learn a new version of the weights from the true pairs of registry folders and write it to a file "
        "with its report. Nothing is put into use. Folders without true pairs are learned from by expectation.",
    )
    parser.add_argument("folder", type=Path, nargs="+", metavar="DIR", help="registry folder with truth.csv")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="where to write the new version")
    parser.add_argument("--report", type=Path, metavar="FILE", help="where to write the report (default: print it)")
    parser.add_argument("--version", metavar="NAME", help="name of the new version (default: the name of the file)")
    parser.add_argument("--weights", default=DEFAULT, metavar="VERSION_OR_FILE", help="the running version")
    _add_places(parser)
    options = parser.parse_args(argv)
    try:
        running, places = load_weights(options.weights), _places(options.places)
        learned = learn(
            [_labelled(folder, running, places) for folder in options.folder],
            running,
            version=options.version or options.out.stem,
            learned_from=", ".join(folder.name for folder in options.folder),
        )
        write_weights(learned.weights, options.out)
    except (FolderError, WeightsError, TooFewPairsError, OSError) as error:
        return _refuse(str(error))
    report = json.dumps(learned.report, indent=2)
    if options.report:
        options.report.write_text(report + "\n", encoding="utf-8")
    else:
        sys.stdout.write(report + "\n")
    return 0


def _tell(problems: Sequence[str]) -> None:
    """Name the values that count as blank, so that none is dropped in silence."""
    for problem in problems[:TOLD]:
        sys.stderr.write(problem + "\n")
    if len(problems) > TOLD:
        sys.stderr.write(f"and {len(problems) - TOLD} more values left out\n")


def _labelled(path: Path, weights: Weights, places: Places) -> Labelled:
    folder, register = open_folder(path), Register(weights, places)
    _tell([
        f"{key}: {problem.field} left out: {problem.reason}"
        for side in Side
        for key, problem in register.load(folder.records(side))
    ])  # fmt: skip
    known = {side: set(register.keys(side)) for side in Side}
    truth = {key: found & known[Side.FOUND] for key, found in folder.truth().items() if key in known[Side.MISSING]}
    return Labelled(register, {key: found for key, found in truth.items() if found})


def _refuse(reason: str) -> int:
    sys.stderr.write(reason + "\n")
    return 2


def _add_folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help="registry folder: missing.csv, found.csv, truth.csv")
    _add_places(parser)


def _add_places(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--places", type=Path, default=DISTRICTS, metavar="FILE", help="districts with their positions, as CSV"
    )


def _places(path: Path) -> Places:
    return read_places(path) if path.is_file() else Places()


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def _table(report: Mapping[str, Any]) -> str:
    rows = {**report["recall"], **{f"name {key}": value for key, value in report["recall_by_name"].items()}}
    lines = [
        f"{report['cases']} cases, weights {report['weights']}",
        f"{'':14}" + "".join(f"R@{cut:<8}" for cut in CUTS),
    ]
    for name, recall in rows.items():
        values = (recall[str(cut)] for cut in CUTS)
        lines.append(
            f"{name:14}" + "".join(f"{'-' if value is None else format(value, '.4f'):<10}" for value in values)
        )
    lines.append(f"expected calibration error {report['calibration']['ece']}")
    for step in report["calibration"]["bins"]:
        if step["pairs"]:
            lines.append(
                f"  shown {step['from']:.1f}-{step['to']:.1f}: {step['pairs']:>9.1f} pairs, "
                f"predicted {step['predicted']:.3f}, true {step['true']:.3f}"
            )
    for name in ("ms_per_case", "cpu_ms_per_case"):
        lines.append(f"{name}: p50 {report[name]['p50']}, p95 {report[name]['p95']}")
    lines.append(
        f"load {report['load_seconds']} s, {report['bytes_per_record']} bytes a record, peak {report['peak_rss_mb']} MB"
    )
    return "\n".join(lines)
