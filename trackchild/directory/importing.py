"""A directory file read line by line: what it says, and for every wrong cell what was expected there.

`columns.py` holds the table of columns; nothing is written before the whole file has been read.
"""

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TextIO

from django.db import transaction
from django.utils.translation import gettext as _

from trackchild.geography.models import District, State

from .columns import COLUMNS, NAME_IN, REQUIRED, CellError, Register
from .kinds import HOMES, PLACES, Kind, Level
from .models import Agency, AgencyName

_BATCH = 1000


@dataclass(frozen=True, slots=True)
class RowError:
    """One thing that is wrong: where, what stands there, what should."""

    line: int
    column: str
    value: str
    expected: str

    def __str__(self) -> str:
        place = {"line": self.line, "column": self.column, "value": self.value, "expected": self.expected}
        return _("Line %(line)s, column %(column)s: “%(value)s” is wrong. Expected: %(expected)s") % place


@dataclass(frozen=True, slots=True)
class Office:
    """One line of the file that passed every check."""

    line: int
    fields: dict[str, Any]
    parent_code: str
    names: dict[str, str]


@dataclass(slots=True)
class Reading:
    """A whole file, read and checked."""

    columns: tuple[str, ...] = ()
    offices: list[Office] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    added: int
    changed: int
    skipped: int


def read(file: TextIO) -> Reading:
    """Read and check a directory file against the geography and against itself. Writes nothing."""
    lines = csv.DictReader(file)
    columns = tuple(lines.fieldnames or ())
    reading = Reading(columns=columns, errors=list(_wrong_header(columns)))
    if reading.errors:
        return reading
    register = Register(
        states=frozenset(State.objects.values_list("pk", flat=True)),
        districts=dict(District.objects.values_list("pk", "state_id")),
    )
    for line in lines:
        office, errors = _read_line(lines.line_num, line, register)
        reading.errors += errors
        if office is not None:
            reading.offices.append(office)
    _check_codes(reading)
    return reading


def _wrong_header(columns: tuple[str, ...]) -> Iterator[RowError]:
    for name in REQUIRED:
        if name not in columns:
            yield RowError(1, name, "", _("a column with this heading"))
    for name in columns:
        if name not in COLUMNS and not NAME_IN.fullmatch(name):
            yield RowError(1, name, name, _("one of the headings that the guide lists"))


def _read_line(number: int, line: dict[str, str], register: Register) -> tuple[Office | None, list[RowError]]:
    """An office, or what is wrong with its line."""
    fields: dict[str, Any] = {}
    names: dict[str, str] = {}
    errors: list[RowError] = []
    if None in line or None in line.values():
        return None, [RowError(number, "", "", _("as many cells as the heading has columns"))]
    for column, raw in line.items():
        text = raw.strip()
        if NAME_IN.fullmatch(column):
            names[column.removeprefix("name_")] = text[:160]
            continue
        try:
            fields[column] = COLUMNS[column](text)
        except CellError as wrong:
            errors.append(RowError(number, column, text, str(wrong)))
    if not errors:
        errors = [
            RowError(number, column, line.get(column) or "", expected)
            for column, expected in _wrong_together(fields, register)
        ]
    if errors:
        return None, errors
    parent = fields.pop("parent_code", "")
    return Office(number, fields, parent, names), []


def _wrong_together(fields: dict[str, Any], register: Register) -> Iterator[tuple[str, str]]:
    """What is wrong between cells that are each well formed; settles the state of a district office."""
    kind = Kind(fields["kind"])
    yield from _wrong_place(PLACES[kind].level, fields, register)
    if kind not in HOMES:
        for column in ("sanctioned_strength", "takes", "registration_status", "registration_valid_until"):
            if fields.get(column) not in (None, ""):
                yield column, _("an empty cell, since only homes have this")
    if (fields.get("lat") is None) != (fields.get("lon") is None):
        yield "lat", _("latitude and longitude together, or neither")
    first, last = fields.get("valid_from"), fields.get("valid_to")
    if first and last and last < first:
        yield "valid_to", _("a day not before valid_from")


def _wrong_place(level: Level, fields: dict[str, Any], register: Register) -> Iterator[tuple[str, str]]:
    district = fields.setdefault("district_lgd_code", None)
    state = fields.setdefault("state_lgd_code", None)
    if district is not None and district not in register.districts:
        yield "district_lgd_code", _("the code of a district in the Local Government Directory")
    elif state is not None and state not in register.states:
        yield "state_lgd_code", _("the code of a state in the Local Government Directory")
    elif level is Level.DISTRICT:
        yield from _wrong_district(district, state, fields, register)
    elif district is not None:
        yield "district_lgd_code", _("an empty cell, since an office of this kind belongs to no district")
    elif level is Level.STATE and state is None:
        yield "state_lgd_code", _("a code, since an office of this kind belongs to a state")
    elif level is Level.NATION and state is not None:
        yield "state_lgd_code", _("an empty cell, since a national office belongs to no state")


def _wrong_district(
    district: int | None, state: int | None, fields: dict[str, Any], register: Register
) -> Iterator[tuple[str, str]]:
    if district is None:
        yield "district_lgd_code", _("a code, since an office of this kind belongs to a district")
    elif state not in (None, register.districts[district]):
        yield "state_lgd_code", _("the state that the district lies in, or an empty cell")
    else:
        fields["state_lgd_code"] = register.districts[district]


def _check_codes(reading: Reading) -> None:
    """A code stands once, and a parent is in the file or in the directory."""
    first: dict[str, int] = {}
    for office in list(reading.offices):
        code = office.fields["code"]
        if first.setdefault(code, office.line) != office.line:
            expected = _("a code that stands once; line %(line)s has it already") % {"line": first[code]}
            _drop(reading, office, "code", code, expected)
    known = set(Agency.objects.values_list("code", flat=True))
    while orphans := _orphans(reading.offices, known):
        # A line that falls takes those below it along, so look again until nothing falls.
        for office in orphans:
            expected = _("the code of another office, in this file or in the directory")
            _drop(reading, office, "parent_code", office.parent_code, expected)
    reading.errors.sort(key=lambda error: (error.line, error.column))


def _orphans(offices: list[Office], known: set[str]) -> list[Office]:
    there = known | {office.fields["code"] for office in offices}
    return [
        office
        for office in offices
        if office.parent_code and (office.parent_code == office.fields["code"] or office.parent_code not in there)
    ]


def _drop(reading: Reading, office: Office, column: str, value: str, expected: str) -> None:
    reading.offices.remove(office)
    reading.errors.append(RowError(office.line, column, value, expected))


@transaction.atomic
def store(
    *, reading: Reading, by: int | None, at: datetime, progress: Callable[[int, int], None] | None = None
) -> Imported:
    """Write the good lines. An office that is known by its code is changed in the columns that the file has."""
    known = set(Agency.objects.values_list("code", flat=True))
    rows = [_agency(office, by, at) for office in reading.offices]
    fields = _written_fields(reading.columns)
    for start in range(0, len(rows), _BATCH):
        Agency.objects.bulk_create(
            rows[start : start + _BATCH], update_conflicts=True, unique_fields=["code"], update_fields=fields
        )
        if progress:
            progress(min(start + _BATCH, len(rows)), len(rows))
    ids = dict(Agency.objects.values_list("code", "pk"))
    if "parent_code" in reading.columns:
        _write_parents(reading.offices, ids)
    _write_names(reading.offices, ids)
    changed = sum(office.fields["code"] in known for office in reading.offices)
    skipped = len({error.line for error in reading.errors})
    return Imported(added=len(rows) - changed, changed=changed, skipped=skipped)


_FIELD_OF = {"state_lgd_code": "state_id", "district_lgd_code": "district_id"}


def _agency(office: Office, by: int | None, at: datetime) -> Agency:
    values = {_FIELD_OF.get(column, column): value for column, value in office.fields.items()}
    return Agency(**values, changed_at=at, changed_by=by)


def _written_fields(columns: Iterable[str]) -> list[str]:
    """Fields that a known office takes from the file; its place goes with its kind, so those always."""
    given = {column for column in columns if column in COLUMNS} - {"code", "parent_code", "state_lgd_code"}
    given -= {"district_lgd_code"}
    return [*sorted(given), "state_id", "district_id", "changed_at", "changed_by"]


def _write_parents(offices: list[Office], ids: dict[str, int]) -> None:
    """Second, because a parent may stand further down in the file."""
    Agency.objects.bulk_update(
        [Agency(pk=ids[office.fields["code"]], parent_id=ids.get(office.parent_code)) for office in offices],
        ["parent"],
        batch_size=_BATCH,
    )


def _write_names(offices: list[Office], ids: dict[str, int]) -> None:
    AgencyName.objects.bulk_create(
        [
            AgencyName(agency_id=ids[office.fields["code"]], language=language, name=name)
            for office in offices
            for language, name in office.names.items()
            if name
        ],
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["agency", "language"],
        update_fields=["name"],
    )
