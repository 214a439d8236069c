"""A registry folder: two CSV files, optional photograph vectors, optional true pairs. Reads without a database.

The columns are those the import and export commands use; a missing column is a blank one, an unknown one is ignored,
a line that cannot be read is an error that names its file and line.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from .records import Record, Side

Matrix = npt.NDArray[np.float16] | npt.NDArray[np.float32]


class FolderError(ValueError):
    """The folder cannot be read as a registry; the message says which file and line."""


@dataclass(frozen=True, slots=True)
class Folder:
    """Where the files of a registry lie."""

    path: Path

    def records(self, side: Side, *, with_photos: bool = True) -> Iterator[Record]:
        """Every record of a side, in the order of the file."""
        file = self.path / f"{side.value}.csv"
        photos = self._photos(side) if with_photos else None
        number = -1
        for number, (line, row) in enumerate(_rows(file, f"{side.value}_id")):
            if photos is not None and number >= len(photos):
                raise FolderError(f"{_photo_file(self.path, side)} has fewer rows than {file}.")
            try:
                yield _record(row, side, None if photos is None else photos[number], self.path.name)
            except ValueError as error:
                raise FolderError(f"{file}, line {line}: {error}") from error
        if photos is not None and number + 1 != len(photos):
            raise FolderError(f"{_photo_file(self.path, side)} has more rows than {file}.")

    def truth(self) -> dict[str, set[str]]:
        """Found records by missing record; empty where the folder has no `truth.csv`."""
        file = self.path / "truth.csv"
        if not file.is_file():
            return {}
        pairs: dict[str, set[str]] = {}
        for _, row in _rows(file, "missing_id", "found_id"):
            pairs.setdefault(row["missing_id"], set()).add(row["found_id"])
        return pairs

    def _photos(self, side: Side) -> Matrix | None:
        file = _photo_file(self.path, side)
        if not file.is_file():
            return None
        try:
            matrix: Matrix = np.asarray(np.load(file, mmap_mode="r", allow_pickle=False))  # still read page by page
        except (OSError, ValueError) as error:
            raise FolderError(f"{file} is not a numpy matrix: {error}") from error
        if matrix.ndim != 2 or matrix.dtype not in (np.float16, np.float32):
            raise FolderError(f"{file} is not a matrix of float16 or float32.")
        return matrix


def open_folder(path: Path) -> Folder:
    """A folder that holds both registers."""
    for side in Side:
        if not (path / f"{side.value}.csv").is_file():
            raise FolderError(f"{path} holds no {side.value}.csv.")
    return Folder(path)


def _photo_file(path: Path, side: Side) -> Path:
    return path / f"{side.value}_photo.npy"


def _rows(file: Path, *needed: str) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.reader(lines, strict=True)
            header = [column.strip() for column in next(reader, [])]
            for column in needed:
                if column not in header:
                    raise FolderError(f"{file} has no column {column}.")
            for row in reader:
                if not row:
                    continue
                if len(row) != len(header):
                    raise FolderError(f"{file}, line {reader.line_num}: {len(row)} values for {len(header)} columns.")
                yield reader.line_num, dict(zip(header, row, strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise FolderError(f"{file} is not a UTF-8 CSV file: {error}") from error


def _record(row: dict[str, str], side: Side, vector: Matrix | None, source: str) -> Record:
    get = row.get
    key = row[f"{side.value}_id"]
    if not key:
        raise ValueError("the record has no id.")
    home = "home" if side is Side.MISSING else "told"
    return Record(
        key=key,
        side=side,
        names=_several(get("name"), get("name_native")),
        alias=_several(get("alias")),
        father=_several(get("father_name"), get("father_native")),
        mother=_several(get("mother_name")),
        gender=get("gender") or "",
        age_years=_number(get("age") or "", "age"),
        event_on=_date(get(f"{side.value}_date") or ""),
        reported_on=_date(get("report_date") or ""),
        state=_code(get(f"{side.value}_state") or ""),
        district=_code(get(f"{side.value}_district") or ""),
        home_state=_code(get(f"{home}_state") or ""),
        home_district=_code(get(f"{home}_district") or ""),
        home_village=get(f"{home}_village") or "",
        languages=_several(get("languages")),
        height_cm=_number(get("height_cm") or "", "height_cm"),
        complexion=get("complexion") or "",
        marks=(row["marks"],) if get("marks") else (),
        disability=get("disability") or "",
        clothing=get("clothing") or "",
        kind=get("kind") or "",
        photo_on=_date(get("photo_date") or ""),
        vector=vector,
        vector_model=None if vector is None else f"imported:{source}",
    )


def _several(*values: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for value in values if value for part in value.split(";") if part.strip())


@lru_cache(maxsize=50_000)
def _date(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"{text!r} is not a date such as 2016-05-29.") from error


@lru_cache(maxsize=10_000)
def _number(text: str, column: str) -> float | None:
    if not text:
        return None
    try:
        return float(text)
    except ValueError as error:
        raise ValueError(f"{column} {text!r} is not a number.") from error


@lru_cache(maxsize=10_000)
def _code(text: str) -> int | None:
    if not text:
        return None
    try:
        return int(text)
    except ValueError as error:
        raise ValueError(f"{text!r} is not a code of the Local Government Directory.") from error
