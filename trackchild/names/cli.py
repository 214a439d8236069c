"""The commands `trackchild name-key` and `trackchild compare-names`."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from .batch import CHUNK, compare_pairs
from .compare import compare_names
from .romanising import romanise
from .tokens import fold_name

UNDECODABLE = "\ufffd"


def name_key(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="trackchild name-key",
        description="Print the words of a name with the keys they are compared by.",
    )
    parser.add_argument("text", nargs="+", metavar="TEXT", help="a name in any script")
    texts: list[str] = parser.parse_args(argv).text
    sys.stdout.write("written\tscript\trole\tfold\tskeleton\tcoarse\tread as\n")
    for text in texts:
        tokens = fold_name(text)
        if not tokens:
            sys.stderr.write(f"No readable letter in: {text}\n")
        for token in tokens:
            cells = (token.written, token.script, token.role, token.fold, token.skeleton, token.coarse)
            sys.stdout.write("\t".join((*cells, romanise(token.written))) + "\n")
    return 0


def compare(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="trackchild compare-names",
        description="Say how alike two names sound, whether they agree, and why; or do so for a file of pairs.",
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="two names in any script")
    parser.add_argument(
        "--pairs",
        metavar="FILE.tsv",
        type=Path,
        help="two tab-separated columns, UTF-8; writes a, b, similarity, agrees (0 or 1) for each line",
    )
    options = parser.parse_args(argv)
    if options.pairs is not None and options.names:
        parser.error("give two names or --pairs, not both")
    if options.pairs is not None:
        return _compare_file(options.pairs)
    if len(options.names) != 2:
        parser.error("two names are needed (quote a name of several words)")
    return _compare_two(*options.names)


def _compare_two(a: str, b: str) -> int:
    found = compare_names(a, b)
    sys.stdout.write(f"similarity: {found.similarity:.3f}\nagrees: {'yes' if found.agrees else 'no'}\n")
    for reason in found.reasons:
        sys.stdout.write(f"- {reason}\n")
    for text in (a, b):
        words = ", ".join(f"{token.written} = {token.fold} ({token.role})" for token in fold_name(text))
        sys.stdout.write(f"{text}: {words or 'no readable letter'}\n")
    return 0


def _compare_lines(lines: Sequence[str], first: int) -> None:
    columns = [line.rstrip("\r\n").split("\t") for line in lines]
    broken = {place for place, row in enumerate(columns) if len(row) != 2}
    pairs = [(row[0], row[1]) if len(row) > 1 else (row[0], "") for row in columns]
    broken.update(place for place, line in enumerate(lines) if UNDECODABLE in line)
    out = []
    for place, ((a, b), (likeness, agrees)) in enumerate(zip(pairs, compare_pairs(pairs), strict=True)):
        if not likeness or place in broken:
            _report(first + place, columns[place])
        out.append(f"{a}\t{b}\t{likeness:.4f}\t{agrees:d}\n")
    sys.stdout.write("".join(out))


def _report(number: int, row: Sequence[str]) -> None:
    """Say what is wrong with a line of the file, if anything is."""
    if len(row) != 2:
        sys.stderr.write(f"line {number}: {len(row)} columns, two are needed\n")
    elif UNDECODABLE in "".join(row):
        sys.stderr.write(f"line {number}: not written in UTF-8\n")
    elif not (fold_name(row[0]) and fold_name(row[1])):
        sys.stderr.write(f"line {number}: a name without a readable letter\n")


def _compare_file(path: Path) -> int:
    """One line out for each line in; what cannot be compared is written with 0 and reported by its number."""
    gc.disable()  # nothing below makes cycles, and looking for them costs a sixth of the time
    try:
        # Undecodable bytes are replaced, so that they spoil one name and not the run.
        with path.open(encoding="utf-8-sig", errors="replace", newline="\n") as lines:
            first = 1
            while chunk := list(islice(lines, CHUNK)):
                _compare_lines(chunk, first)
                first += len(chunk)
    except OSError as error:
        sys.stderr.write(f"{path}: {error.strerror}\n")
        return 2
    finally:
        gc.enable()
    return 0
