"""The reference files of `data/`, read into rows. Their columns and sources are told in `data/README.md`."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class StateRow:
    """One line of `states.csv`."""

    lgd_code: int
    name: str
    kind: str
    iso: str
    iso_before_2023: str
    census_2011_code: str
    former_lgd_codes: list[int]
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class DistrictRow:
    """One line of `districts.csv`, with its names from `district_names.csv`."""

    lgd_code: int
    state_lgd_code: int
    name: str
    lat: float
    lon: float
    basis: str
    valid_from: date | None
    valid_to: date | None
    successors: list[int]
    names: dict[str, str]


def _lines(folder: Path, name: str) -> Iterator[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _codes(text: str) -> list[int]:
    return [int(code) for code in text.split(";") if code]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def states(folder: Path = DATA) -> list[StateRow]:
    """The states and union territories."""
    return [
        StateRow(
            lgd_code=int(line["lgd_code"]),
            name=line["name"],
            kind=line["kind"],
            iso=line["iso"],
            iso_before_2023=line["iso_before_2023"],
            census_2011_code=line["census_2011_code"],
            former_lgd_codes=_codes(line["former_lgd_codes"]),
            names={column[5:]: line[column] for column in line if column.startswith("name_") and line[column]},
        )
        for line in _lines(folder, "states.csv")
    ]


def districts(folder: Path = DATA) -> list[DistrictRow]:
    """The districts, present and retired."""
    names: dict[int, dict[str, str]] = {}
    for line in _lines(folder, "district_names.csv"):
        names.setdefault(int(line["lgd_code"]), {})[line["language"]] = line["name"]
    return [
        DistrictRow(
            lgd_code=int(line["lgd_code"]),
            state_lgd_code=int(line["state_lgd_code"]),
            name=line["name"],
            lat=float(line["lat"]),
            lon=float(line["lon"]),
            basis=line["basis"],
            valid_from=_day(line["valid_from"]),
            valid_to=_day(line["valid_to"]),
            successors=_codes(line["successors"]),
            names=names.get(int(line["lgd_code"]), {}),
        )
        for line in _lines(folder, "districts.csv")
    ]
