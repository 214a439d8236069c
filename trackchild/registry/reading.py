"""Reading a file of a registry folder: each wrong cell is named with its line, its column and what was expected."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from trackchild.geography.models import District, State

from .columns import CELLS, FOUND, MISSING, WrongCell

FILES = {"missing.csv": MISSING, "found.csv": FOUND}
OLDEST_MISSING = 18


@dataclass(frozen=True, slots=True)
class WrongRow:
    """One mistake in a file. `line` counts the header as line 1."""

    file: str
    line: int
    column: str
    value: str
    expected: str

    def __str__(self) -> str:
        shown = self.value if len(self.value) <= 40 else self.value[:37] + "..."
        return f"{self.file}:{self.line}: {self.column} is “{shown}”, expected {self.expected}"


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row that can be kept, by column, with the line it stands on (0 for the first row after the header)."""

    index: int
    values: dict[str, Any]


class WrongHeader(Exception):
    """The file lacks columns of the format; the message names them."""


class Checker:
    """Checks rows against the country's codes, read once."""

    def __init__(self) -> None:
        self._states = set(State.objects.values_list("pk", flat=True))
        self._districts = dict(District.objects.values_list("pk", "state_id"))

    def rows(self, path: Path) -> Iterator[ReadRow | WrongRow]:
        """Every row of a file, or what is wrong with it. Raises WrongHeader, OSError, UnicodeDecodeError."""
        columns = FILES[path.name]
        with path.open(encoding="utf-8-sig", newline="") as file:
            table = csv.DictReader(file)
            lacking = [column for column in columns if column not in (table.fieldnames or ())]
            if lacking:
                raise WrongHeader(f"{path.name} lacks the columns {', '.join(lacking)}")
            seen: set[str] = set()
            for index, raw in enumerate(table):
                yield self._row(path.name, columns, index, table.line_num, raw, seen)

    def _row(
        self, file: str, columns: list[str], index: int, line: int, raw: dict[str, Any], seen: set[str]
    ) -> ReadRow | WrongRow:
        if None in raw or any(raw[column] is None for column in columns):
            return WrongRow(file, line, "row", "", f"{len(columns)} columns")
        values: dict[str, Any] = {}
        for column in columns:
            try:
                values[column] = CELLS[column].read(raw[column])
            except WrongCell as wrong:
                return WrongRow(file, line, column, raw[column], str(wrong))
        wrong_fact = self._wrong_fact(values, seen)
        if wrong_fact:
            column, expected = wrong_fact
            return WrongRow(file, line, column, raw[column], expected)
        seen.add(values[columns[0]])
        return ReadRow(index, values)

    def _wrong_fact(self, values: dict[str, Any], seen: set[str]) -> tuple[str, str] | None:
        """The first fact that cannot be true, and what was expected instead."""
        side = "missing" if "missing_id" in values else "found"
        key, event, home = f"{side}_id", f"{side}_date", "home" if side == "missing" else "told"
        if not values[key]:
            return key, "an identifier"
        if values[key] in seen:
            return key, "an identifier that is not used twice in the file"
        if values[event] is None:
            return event, "a date as YYYY-MM-DD"
        if values[f"{side}_state"] is None:
            return f"{side}_state", "an LGD state code"
        for place in (side, home):
            if wrong := self._wrong_place(place, values):
                return wrong
        if side == "missing":
            return _wrong_case(values)
        return None

    def _wrong_place(self, place: str, values: dict[str, Any]) -> tuple[str, str] | None:
        state, district = values[f"{place}_state"], values[f"{place}_district"]
        if state is not None and state not in self._states:
            return f"{place}_state", "an LGD state code"
        if district is None:
            return None
        if district not in self._districts:
            return f"{place}_district", "an LGD district code"
        if state is not None and self._districts[district] != state:
            return f"{place}_district", f"a district of state {state}"
        return None


def _wrong_case(values: dict[str, Any]) -> tuple[str, str] | None:
    reported: date | None = values["report_date"]
    if reported and reported < values["missing_date"]:
        return "report_date", "a day not before missing_date"
    if values["age"] is not None and values["age"] >= OLDEST_MISSING:
        return "age", "an age under 18"
    return None
