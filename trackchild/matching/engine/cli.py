"""Command lines of the engine: `evaluate-matching` and `learn-weights DIR`, neither of which needs a database."""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from .evaluating import CUTS, evaluate_folder
from .folder import FolderError, open_folder
from .places import Places, read_places
from .weights import DEFAULT, WeightsError, load_weights

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
    sys.stdout.write((json.dumps(report, indent=2) if options.json else _table(report)) + "\n")
    return 0


def _refuse(reason: str) -> int:
    sys.stderr.write(reason + "\n")
    return 2


def _add_folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help="registry folder: missing.csv, found.csv, truth.csv")
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
