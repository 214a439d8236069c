"""A folder of pictures and a list of whose they are: each row is kept on its own, so that a second run goes on."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from trackchild.cases.models import FoundChild, MissingCase
from trackchild.children.models import Description
from trackchild.photos.actions import Given, keep_given
from trackchild.photos.intake import MAX_BYTES, PictureRefused, read_picture
from trackchild.photos.models import Photo
from trackchild.photos.vocabulary import ADVICE, REFUSALS, PhotoKind

LIST = "photos.csv"
NEEDED = ("side", "record", "file")
COLUMNS = (*NEEDED, "taken_on", "kind")
SIDES: dict[str, Any] = {"missing": MissingCase, "found": FoundChild}
KEPT, KNOWN, REFUSED = "kept", "known already", "refused"


class WrongList(Exception):
    """The list cannot be read at all; the message says why."""


class WrongRow(Exception):
    """One row cannot be kept; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one row of the list."""

    line: int
    file: str
    record: str
    result: str
    words: str


def keep_folder(folder: Path, *, source: str, at: datetime) -> Iterator[Outcome]:
    """Keep every picture of a folder's list, one transaction a row. Raises WrongList before the first."""
    try:
        with (folder / LIST).open(encoding="utf-8-sig", newline="") as opened:
            rows = csv.DictReader(opened)
            if missing := [name for name in NEEDED if name not in (rows.fieldnames or ())]:
                raise WrongList(f"{LIST} lacks the column {missing[0]!r}; it takes {', '.join(COLUMNS)}")
            for line, row in enumerate(rows, start=2):
                yield _one(folder, line, {name: (row.get(name) or "").strip() for name in COLUMNS}, source, at)
    except (OSError, UnicodeDecodeError, csv.Error) as unread:
        raise WrongList(f"{LIST} cannot be read: {unread}") from unread


def _one(folder: Path, line: int, row: dict[str, str], source: str, at: datetime) -> Outcome:
    try:
        result, words = _keep(folder, row, source, at)
    except WrongRow as wrong:
        result, words = REFUSED, str(wrong)
    except PictureRefused as refused:
        result, words = REFUSED, str(REFUSALS[refused.reason])
    return Outcome(line, row["file"], row["record"], result, words)


def _keep(folder: Path, row: dict[str, str], source: str, at: datetime) -> tuple[str, str]:
    description = _description(row["side"], row["record"], source)
    kind = row["kind"] or PhotoKind.CHILD
    if kind not in PhotoKind.values:
        raise WrongRow(f"The kind is one of {', '.join(PhotoKind.values)}.")
    taken_on = _day(row["taken_on"], at)
    picture = read_picture(_bytes(folder, row["file"]))
    with transaction.atomic():
        if Photo.objects.filter(description=description, sha256=picture.sha256).exists():
            return KNOWN, ""
        photo = keep_given(description=description, given=Given(picture, kind=kind, taken_on=taken_on), at=at)
    return KEPT, str(ADVICE[photo.remark])


def _description(side: str, record: str, source: str) -> Description:
    model = SIDES.get(side)
    if model is None:
        raise WrongRow("The side is “missing” or “found”.")
    rows = model.objects.select_related("description")
    held = rows.filter(number=record).first() or rows.filter(source=source, source_id=record).first()
    if held is None:
        raise WrongRow("No record has this number, and none was imported from this source under this id.")
    description: Description = held.description
    return description


def _day(text: str, at: datetime) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise WrongRow("The day is written as YYYY-MM-DD.") from None
    if day > at.date():
        raise WrongRow("The day is still to come.")
    return day


def _bytes(folder: Path, name: str) -> bytes:
    """The file, if it lies in the folder: a list must not reach for other files of the machine."""
    file = (folder / name).resolve()
    if not name or not file.is_relative_to(folder.resolve()) or not file.is_file():
        raise WrongRow("There is no such file in the folder.")
    with file.open("rb") as opened:
        return opened.read(MAX_BYTES + 1)
