"""The registry folder format: which columns a file has, how a cell is read, and how it is written back.

Reading and writing stand in one table, so that an export of an import is the same file again. A cell whose parts would
not be joined back to the same letters is kept whole.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

# fmt: off
MISSING = [
    "missing_id", "name", "name_native", "alias", "gender", "age", "missing_date", "report_date", "missing_state",
    "missing_district", "home_state", "home_district", "home_village", "father_name", "father_native", "mother_name",
    "languages", "height_cm", "complexion", "marks", "disability", "clothing", "photo_date",
]
FOUND = [
    "found_id", "kind", "name", "name_native", "alias", "gender", "age", "found_date", "found_state",
    "found_district", "place_kind", "told_state", "told_district", "told_village", "father_name", "father_native",
    "mother_name", "languages", "height_cm", "complexion", "marks", "disability", "clothing", "photo_date",
]
# fmt: on


class WrongCell(ValueError):
    """A cell that cannot be read; the message says what was expected."""


@dataclass(frozen=True, slots=True)
class Cell:
    """How one kind of cell is read (raises WrongCell) and written."""

    read: Callable[[str], Any]
    write: Callable[[Any], str]


def _text(longest: int) -> Cell:
    def read(raw: str) -> str:
        if len(raw) > longest:
            raise WrongCell(f"at most {longest} characters")
        if "\x00" in raw:
            raise WrongCell("text without a zero byte")
        return raw

    return Cell(read, lambda value: value or "")


def _listed(separator: str, longest: int) -> Cell:
    def read(raw: str) -> list[str]:
        parts = [part.strip() for part in raw.split(separator.strip())]
        if separator.join(parts) != raw or not all(parts):
            parts = [raw] if raw else []
        for part in parts:
            _text(longest).read(part)
        return parts

    return Cell(read, lambda parts: separator.join(parts or ()))


def _read_date(raw: str) -> date | None:
    try:
        value = date.fromisoformat(raw) if raw else None
    except ValueError as wrong:
        raise WrongCell("a date as YYYY-MM-DD") from wrong
    if value and not date(1950, 1, 1) <= value <= date(2150, 1, 1):
        raise WrongCell("a date after 1950")
    return value


def _number(lowest: int, highest: int, name: str) -> Callable[[str], Decimal | None]:
    def read(raw: str) -> Decimal | None:
        if not raw:
            return None
        try:
            value = Decimal(raw)
        except InvalidOperation as wrong:
            raise WrongCell(name) from wrong
        if not lowest <= value <= highest:
            raise WrongCell(name)
        return value

    return read


def _write_number(value: Any) -> str:
    return "" if value is None else f"{Decimal(value):f}".rstrip("0").rstrip(".") if "." in str(value) else str(value)


def _read_code(raw: str) -> int | None:
    if raw and not raw.isascii() or raw and not raw.isdigit():
        raise WrongCell("an LGD code, a whole number")
    return int(raw) if raw else None


def _one_of(*values: str) -> Callable[[str], str]:
    def read(raw: str) -> str:
        if raw not in values:
            raise WrongCell("one of " + ", ".join(value or "(empty)" for value in values))
        return raw

    return read


TEXT, DATE = _text(60), Cell(_read_date, lambda value: value.isoformat() if value else "")
CODE = Cell(_read_code, lambda value: "" if value is None else str(value))
NAMES, PHRASES = _listed(";", 200), _listed("; ", 200)

CELLS: dict[str, Cell] = {
    "missing_id": TEXT,
    "found_id": TEXT,
    "kind": Cell(_one_of("found", "institution"), str),
    "name": NAMES,
    "name_native": NAMES,
    "alias": NAMES,
    "gender": Cell(_one_of("M", "F", "T", ""), str),
    "age": Cell(_number(0, 120, "an age in years"), _write_number),
    "missing_date": DATE,
    "report_date": DATE,
    "found_date": DATE,
    "photo_date": DATE,
    "missing_state": CODE,
    "missing_district": CODE,
    "found_state": CODE,
    "found_district": CODE,
    "home_state": CODE,
    "home_district": CODE,
    "told_state": CODE,
    "told_district": CODE,
    "home_village": _text(120),
    "told_village": _text(120),
    "place_kind": _text(40),
    "father_name": _text(200),
    "father_native": _text(200),
    "mother_name": _text(200),
    "languages": _listed(";", 60),
    "height_cm": Cell(_number(20, 230, "a height in whole centimetres"), _write_number),
    "complexion": _text(20),
    "marks": PHRASES,
    "disability": _text(120),
    "clothing": _text(300),
}
