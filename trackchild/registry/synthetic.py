"""`trackchild make-registry DIR`: a whole imaginary register with its true pairs, to measure and to learn on.

Nobody in it is real and its rates are assumptions. The same seed makes the same folder.
"""

import argparse
import csv
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

import numpy as np
import numpy.typing as npt

from .synthetic_faces import Faces
from .synthetic_people import Child, Country
from .synthetic_records import FOUND_COLUMNS, HARD, MISSING_COLUMNS, Clerk, Event, Rates

MISSING, FOUND, INSTITUTION = 252_068, 146_447, 381_743  # records at scale 1
MATCHED = 0.48  # share of missing cases whose child stands on the found side
FIRST_DAY, LAST_DAY = date(2013, 4, 1), date(2018, 9, 30)
GIRLS_MISSING, GIRLS_FOUND = 0.74, 0.46
TWICE_REPORTED, TWICE_FOUND = 0.028, 0.24
SIBLING_TOO = 0.05


@dataclass(slots=True)
class Line:
    """One record: its day, its row without id, its photo's place, and the child for the true pairs."""

    on: str
    row: list[str]
    child: int
    photo: int = -1  # row of the photographs taken


@dataclass(slots=True)
class Registry:
    """All records of both sides, in the order they were made."""

    missing: list[Line] = field(default_factory=list)
    found: list[Line] = field(default_factory=list)
    institution: list[Line] = field(default_factory=list)


class Maker:
    """Makes one registry from one seed."""

    def __init__(self, *, seed: int, rates: Rates, width: int, hard: bool) -> None:
        self.random = Random(seed)
        self.rates = rates
        self.country = Country(self.random)
        self.clerk = Clerk(self.country, rates, self.random)
        self.faces = Faces(seed, width, hard=hard)
        self.registry = Registry()

    def make(self, cases: int, found: int, institution: int) -> Registry:
        """So many missing cases, found children and children in institutions."""
        registry = self.registry
        while len(registry.missing) < cases:
            child = self.country.child(self.country.family(), girls=GIRLS_MISSING)
            event = self._case(child)
            if self.random.random() < SIBLING_TOO:
                self._sibling(child, event)
        while len(registry.found) < found:
            self._stranger(registry.found, "found")
        while len(registry.institution) < institution:
            self._stranger(registry.institution, "institution")
        for lines, wanted in ((registry.missing, cases), (registry.found, found), (registry.institution, institution)):
            del lines[wanted:]
        return registry

    def _case(self, child: Child, event: Event | None = None) -> Event:
        random = self.random
        if event is None:
            span = (LAST_DAY - FIRST_DAY).days
            home = child.family.district
            place = home if random.random() < 0.9 else self.country.neighbour(home)
            event = Event(FIRST_DAY + timedelta(days=int(span * random.random() ** 0.9)), place)
        self._write_missing(child, event)
        if random.random() < TWICE_REPORTED:
            self._write_missing(child, Event(event.on + timedelta(days=random.randint(0, 12)), event.district))
        if random.random() < MATCHED:
            self._find(child, event)
        return event

    def _sibling(self, child: Child, event: Event) -> None:
        """A brother or sister: lost together, or living in a home; never the same child."""
        other = self.country.child(child.family, girls=0.5)
        if self.random.random() < 0.6:
            self._case(other, event)
        else:
            days = self.random.randint(0, 900)
            self._write_found(self.registry.institution, other, self._place(other, event, days), "institution", days)

    def _find(self, child: Child, event: Event) -> None:
        days = self._lag()
        place = self._place(child, event, days)
        in_home = self.random.random() < 0.33
        if in_home:
            self._write_found(self.registry.institution, child, place, "institution", days)
            return
        self._write_found(self.registry.found, child, place, "found", days)
        if self.random.random() < TWICE_FOUND / 0.67:
            later = days + self.random.randint(0, 25)
            moved = Event(event.on + timedelta(days=later), place.district)
            self._write_found(self.registry.institution, child, moved, "institution", later)

    def _lag(self) -> int:
        random = self.random
        kind = random.random()
        if kind < 0.015:
            return -random.randint(1, 20)
        if kind < 0.36:
            return int(random.expovariate(1 / 4))
        if kind < 0.66:
            return int(random.expovariate(1 / 30))
        return min(int(random.expovariate(1 / 260 if kind < 0.92 else 1 / 700)), 2500)

    def _place(self, child: Child, event: Event, days: int) -> Event:
        rates, kind = self.rates, self.random.random()
        near = 1.15 if days < 15 else 0.85
        if kind < rates.stays_in_district * near:
            district = event.district
        elif kind < (rates.stays_in_district + rates.stays_in_state) * near:
            district = self.country.neighbour(event.district)
        else:
            district = self.country.elsewhere(child.family.region.state)
        return Event(event.on + timedelta(days=days), district)

    def _stranger(self, lines: list[Line], kind: str) -> None:
        """A found child whom nobody in this register misses."""
        random = self.random
        child = self.country.child(self.country.family(), girls=GIRLS_FOUND)
        days = int(random.expovariate(1 / 120))
        on = FIRST_DAY + timedelta(days=int((LAST_DAY - FIRST_DAY).days * random.random() ** 0.8))
        home = child.family.district
        place = self._place(child, Event(on, home), days)
        self._write_found(lines, child, Event(on, place.district), kind, 0)

    def _write_missing(self, child: Child, event: Event) -> None:
        row = self.clerk.missing(child, event)
        line = Line(row[5], row, child.number)
        if row[-1] and self.random.random() < self.rates.photo_missing:
            line.photo = self.faces.take(child, date.fromisoformat(row[-1]))
        else:
            row[-1] = ""
        self.registry.missing.append(line)

    def _write_found(self, lines: list[Line], child: Child, event: Event, kind: str, days: int) -> None:
        same = days <= 4 and self.random.random() < 0.72
        row = self.clerk.found(child, event, kind=kind, days=days, same_clothes=same)
        line = Line(event.on.isoformat(), row, child.number)
        if row[-1] and self.random.random() < self.rates.photo_found:
            line.photo = self.faces.take(child, date.fromisoformat(row[-1]))
        else:
            row[-1] = ""
        lines.append(line)


def write_registry(registry: Registry, faces: Faces, folder: Path) -> tuple[int, int, int]:
    """Write the folder; how many missing, found and true pairs it holds."""
    folder.mkdir(parents=True, exist_ok=True)
    missing = sorted(registry.missing, key=lambda line: line.on)
    found = sorted((*registry.found, *registry.institution), key=lambda line: line.on)
    _write(folder / "missing.csv", MISSING_COLUMNS, ((f"M{n:07d}", *line.row) for n, line in enumerate(missing, 1)))
    _write(folder / "found.csv", FOUND_COLUMNS, ((f"F{n:07d}", *line.row) for n, line in enumerate(found, 1)))
    cases: dict[int, list[int]] = {}
    for number, line in enumerate(missing, 1):
        cases.setdefault(line.child, []).append(number)
    pairs = [
        (f"M{case:07d}", f"F{number:07d}") for number, line in enumerate(found, 1) for case in cases.get(line.child, ())
    ]
    _write(folder / "truth.csv", ("missing_id", "found_id"), iter(pairs))
    for name, lines in (("missing", missing), ("found", found)):
        np.save(folder / f"{name}_photo.npy", _photos(faces, lines))
    return len(missing), len(found), len(pairs)


def _photos(faces: Faces, lines: list[Line]) -> npt.NDArray[np.float16]:
    matrix = np.zeros((len(lines), faces.width), dtype=np.float16)
    rows = [number for number, line in enumerate(lines) if line.photo >= 0]
    matrix[rows] = faces.developed([lines[number].photo for number in rows])
    return matrix


def _write(file: Path, columns: Sequence[str], rows: Iterator[Sequence[str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def make_registry(argv: Sequence[str]) -> int:
    """`trackchild make-registry DIR`."""
    parser = argparse.ArgumentParser(
        prog="trackchild make-registry",
        description="Write an imaginary register with its true pairs. Nobody in it is real.",
    )
    parser.add_argument("folder", type=Path, metavar="DIR")
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--scale", type=float, default=0.01, help="share of the national size (default 0.01)")
    size.add_argument("--rows", type=int, help="so many missing cases instead of a scale")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--hard", action="store_true", help="less is known, more of it is wrong")
    parser.add_argument("--photo-width", type=int, default=128, metavar="N", help="numbers in a photo's vector")
    options = parser.parse_args(argv)
    scale = options.rows / MISSING if options.rows else options.scale
    if not 0 < scale <= 10 or not 8 <= options.photo_width <= 4096:
        sys.stderr.write("The scale must lie between 0 and 10, the width of a vector between 8 and 4096.\n")
        return 2
    maker = Maker(
        seed=options.seed, rates=HARD if options.hard else Rates(), width=options.photo_width, hard=options.hard
    )
    registry = maker.make(round(MISSING * scale), round(FOUND * scale), round(INSTITUTION * scale))
    missing, found, pairs = write_registry(registry, maker.faces, options.folder)
    sys.stdout.write(f"{options.folder}: {missing} missing, {found} found, {pairs} true pairs\n")
    return 0
