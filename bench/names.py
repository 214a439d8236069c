"""How often two spellings of one name agree, and how often two random names do: this project's keys beside others'.

    python bench/names.py DIR [--random N] [--seed N]

DIR holds lists of pairs, one .tsv a list, a native word and its Roman spelling in either order (more columns are
ignored). Prints a Markdown table: recall of the true pairs / share of random pairs that agree, per list and system,
and the pairs a second of each on one core, over the same pairs in the same run.
Needs the `bench` dependency group.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import combinations
from pathlib import Path

import jellyfish
from anyascii import anyascii
from metaphone import doublemetaphone
from rapidfuzz.distance import JaroWinkler

from trackchild.names import script_of
from trackchild.names.batch import compare_pairs

Pair = tuple[str, str]
Row = tuple[str, Pair]  # what the two spellings have in common, and the two
System = Callable[[Sequence[Pair]], Iterable[bool]]


def by_key(key_of: Callable[[str], frozenset[str]]) -> System:
    """Words agree when they share a key; keys are kept by word, as a column in a database would."""
    kept = cache(key_of)
    return lambda pairs: [not kept(a).isdisjoint(kept(b)) for a, b in pairs]


@cache
def roman(word: str) -> str:
    return anyascii(word).lower()


def double_metaphone(word: str) -> frozenset[str]:
    return frozenset(code for code in doublemetaphone(roman(word)) if code)


def metaphone(word: str) -> frozenset[str]:
    return frozenset((jellyfish.metaphone(roman(word)),)) - {""}


def soundex(word: str) -> frozenset[str]:
    return frozenset((jellyfish.soundex(roman(word)),)) - {""}


@cache
def trigrams(word: str) -> frozenset[str]:
    padded = f"  {roman(word)} "
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))


def trigram_alike(pairs: Sequence[Pair]) -> list[bool]:
    """As PostgreSQL's pg_trgm: shared trigrams over all trigrams, from .3 on."""
    found = []
    for a, b in pairs:
        one, other = trigrams(a), trigrams(b)
        found.append(len(one & other) >= 0.3 * len(one | other))
    return found


def jaro_winkler_alike(pairs: Sequence[Pair]) -> list[bool]:
    return [JaroWinkler.similarity(roman(a), roman(b)) >= 0.9 for a, b in pairs]


def ours(pairs: Sequence[Pair]) -> list[bool]:
    return [agrees for _, agrees in compare_pairs(pairs)]


SYSTEMS: dict[str, System] = {
    "this project": ours,
    "Double Metaphone": by_key(double_metaphone),
    "Metaphone": by_key(metaphone),
    "Soundex": by_key(soundex),
    "trigrams ≥ .3": trigram_alike,
    "Jaro-Winkler ≥ .9": jaro_winkler_alike,
}


def read_list(path: Path) -> list[Row]:
    """(native, Roman) whichever column comes first."""
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        first, second, *_ = [*line.split("\t"), ""]
        native, latin = (second, first) if script_of(first) == "Latn" else (first, second)
        if native and latin:
            rows.append((native, (native, latin)))
    return rows


def sharing(pairs: Iterable[Pair], limit: int = 4) -> list[Row]:
    """Pairs of the different second members that one first member has: two readings of one spelling."""
    groups: dict[str, list[str]] = {}
    for key, value in dict.fromkeys(pairs):
        groups.setdefault(key, []).append(value)
    return [(key, pair) for key, group in groups.items() for pair in combinations(group[:limit], 2)]


def derived(lists: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """Two Roman spellings of one native word; two scripts that share a Roman spelling."""
    pairs = [pair for rows in lists.values() for _, pair in rows]
    natives = sharing((latin.lower(), native) for native, latin in pairs)
    scripts = [(key, (a, b)) for key, (a, b) in natives if script_of(a) != script_of(b)]
    found = {"Roman and Roman": sharing(pairs), "script and script": scripts}
    return {label: rows for label, rows in found.items() if rows}


def random_pairs(rows: Sequence[Row], count: int, rng: random.Random) -> list[Pair]:
    """The first word of one row against the second of another with which it has nothing in common."""
    found: list[Pair] = []
    while len(found) < count:
        (key, (a, _)), (other, (_, b)) = rng.choice(rows), rng.choice(rows)
        if key != other:
            found.append((a, b))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--random", type=int, default=20_000, help="random pairs a list (20000)")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    lists = {path.name.split(".")[0]: read_list(path) for path in sorted(options.folder.rglob("*.tsv"))}
    if not lists:
        parser.error(f"no .tsv under {options.folder}")
    lists |= derived(lists)
    rng = random.Random(options.seed)
    seconds, count = dict.fromkeys(SYSTEMS, 0.0), 0
    print("| list | true pairs |" + "".join(f" {name} |" for name in SYSTEMS))
    print("|---|--:|" + "--:|" * len(SYSTEMS))
    for label, rows in lists.items():
        true = [pair for _, pair in rows]
        others = random_pairs(rows, options.random, rng)
        cells = []
        for name, system in SYSTEMS.items():
            started = time.process_time()
            recall = sum(system(true)) / len(true)
            false = sum(system(others)) / len(others)
            seconds[name] += time.process_time() - started
            cells.append(f" {recall:.3f} / {false:.2%} |")
        count += len(true) + len(others)
        print(f"| {label} | {len(true):,} |" + "".join(cells), flush=True)
    speeds = {name: count / spent for name, spent in seconds.items()}
    print("| pairs a second, one core | |" + "".join(f" {speed:,.0f} |" for speed in speeds.values()))
    print("| relative | |" + "".join(f" {speed / speeds['this project']:.2f} |" for speed in speeds.values()))


if __name__ == "__main__":
    main()
