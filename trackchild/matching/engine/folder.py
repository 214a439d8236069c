"""A registry folder: two CSV files, optional photograph vectors, optional true pairs. Reads without a database.

The columns are those the import and export commands use; a missing column is a blank one, an unknown one is ignored,
a line that cannot be read is an error that names its file and line.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from operator import itemgetter
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
        number, source = -1, f"imported:{self.path.name}"
        for number, (line, row) in enumerate(_rows(file, (f"{side.value}_id",), _columns(side))):
            if photos is not None and number >= len(photos):
                raise FolderError(f"{_photo_file(self.path, side)} has fewer rows than {file}.")
            try:
                yield _record(row, side, None if photos is None else photos[number], source)
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
        columns = ("missing_id", "found_id")
        for _, (missing, found) in _rows(file, columns, columns):
            pairs.setdefault(missing, set()).add(found)
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


def _rows(file: Path, needed: Sequence[str], columns: Sequence[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Line number and the values of some columns; "" for a column the file does not have."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.reader(lines, strict=True)
            header = [column.strip() for column in next(reader, [])]
            for column in needed:
                if column not in header:
                    raise FolderError(f"{file} has no column {column}.")
            width = len(header)
            pick = itemgetter(*(header.index(column) if column in header else width for column in columns))
            for row in reader:
                if not row:
                    continue
                if len(row) != width:
                    raise FolderError(f"{file}, line {reader.line_num}: {len(row)} values for {width} columns.")
                row.append("")
                yield reader.line_num, pick(row)
    except (UnicodeDecodeError, csv.Error) as error:
        raise FolderError(f"{file} is not a UTF-8 CSV file: {error}") from error


def _columns(side: Side) -> tuple[str, ...]:
    home = "home" if side is Side.MISSING else "told"
    return (
        f"{side.value}_id", "name", "name_native", "alias", "father_name", "father_native", "mother_name", "gender",
        "age", f"{side.value}_date", "report_date", f"{side.value}_state", f"{side.value}_district", f"{home}_state",
        f"{home}_district", f"{home}_village", "languages", "height_cm", "complexion", "marks", "disability",
        "clothing", "kind", "photo_date",
    )  # fmt: skip


def _record(row: tuple[str, ...], side: Side, vector: Matrix | None, source: str) -> Record:
    (
        key, name, name_native, alias, father, father_native, mother, gender, age, event_on, reported_on, state,
        district, home_state, home_district, village, languages, height, complexion, marks, disability, clothing, kind,
        photo_on,
    ) = row  # fmt: skip
    if not key:
        raise ValueError("the record has no id.")
    return Record(
        key=key,
        side=side,
        names=_several(name, name_native),
        alias=_several(alias),
        father=_several(father, father_native),
        mother=_several(mother),
        gender=gender,
        age_years=_number(age, "age"),
        event_on=_date(event_on),
        reported_on=_date(reported_on),
        state=_code(state),
        district=_code(district),
        home_state=_code(home_state),
        home_district=_code(home_district),
        home_village=village,
        languages=_several(languages),
        height_cm=_number(height, "height_cm"),
        complexion=complexion,
        marks=(marks,) if marks else (),
        disability=disability,
        clothing=clothing,
        kind=kind,
        photo_on=_date(photo_on),
        vector=vector,
        vector_model=None if vector is None else source,
    )


def _several(*values: str) -> tuple[str, ...]:
    if not any(values):
        return ()
    text = ";".join(values)
    if ";" not in text:
        return (text,)
    return tuple(part.strip() for part in text.split(";") if part.strip())


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
