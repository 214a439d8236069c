"""The one versioned table of weights: read, checked, and laid out as arrays for the kernel."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from .fields import BLANK, FIELD_COUNT, FIELDS, NUMBER, PHOTO, WIDTH

FOLDER = Path(__file__).parent / "weights"
DEFAULT = "default"


class WeightsError(ValueError):
    """The table of weights cannot be used; the message says where."""


@dataclass(frozen=True, slots=True)
class FieldWeights:
    """Nats per cell, the share of them that counts, and the share of a value's rarity that counts."""

    cells: Mapping[str, float]
    coefficient: float = 1.0
    rarity: float = 0.0


@dataclass(frozen=True, slots=True)
class Weights:
    """One version of the table. A total plus the prior, through slope and intercept, is the log odds of a match."""

    version: str
    learned_from: str
    fields: Mapping[str, FieldWeights]
    corridors: Mapping[tuple[int, int], float] = field(default_factory=dict)
    usual: Mapping[str, float] = field(default_factory=dict)
    photo_cap: float = 6.0
    photo_floor: float = -2.0
    stranger: tuple[float, float] = (0.0, 0.09)
    match_share: float = 0.5
    slope: float = 1.0
    intercept: float = 0.0
    bands: tuple[float, float, float] = (0.9, 0.5, 0.1)

    def cells(self) -> npt.NDArray[np.float32]:
        """Field by cell, discounted, the photograph capped; blank is exactly nothing."""
        table = np.zeros((FIELD_COUNT, WIDTH), dtype=np.float32)
        for spec in FIELDS:
            given = self.fields.get(spec.name, FieldWeights({}))
            row = [given.coefficient * given.cells.get(cell, 0.0) for cell in spec.cells]
            table[NUMBER[spec.name], : len(row)] = row
        table[PHOTO] = np.clip(table[PHOTO], self.photo_floor, self.photo_cap)
        table[:, 0] = 0.0
        return table

    def rarity(self, name: str) -> float:
        """How much of a value's rarity counts in a field."""
        given = self.fields.get(name)
        return given.rarity * given.coefficient if given else 0.0

    def as_json(self) -> dict[str, Any]:
        """The table as it is written to a file."""
        return {
            "version": self.version,
            "learned_from": self.learned_from,
            "fields": {
                name: {
                    "coefficient": round(given.coefficient, 4),
                    "rarity": round(given.rarity, 4),
                    "cells": {cell: round(nats, 3) for cell, nats in given.cells.items()},
                }
                for name, given in self.fields.items()
            },
            "corridors": {f"{lost}>{found}": round(nats, 3) for (lost, found), nats in sorted(self.corridors.items())},
            "usual": {name: float(f"{share:.4g}") for name, share in self.usual.items()},
            "photo": {"cap": self.photo_cap, "floor": self.photo_floor, "stranger": list(self.stranger)},
            "match_share": round(self.match_share, 4),
            "calibration": {"slope": round(self.slope, 4), "intercept": round(self.intercept, 4)},
            "bands": list(self.bands),
        }

    @classmethod
    def from_json(cls, table: Mapping[str, Any]) -> Self:
        """Read a table; an unknown field or cell is an error, because a weight that counts nowhere misleads."""
        try:
            photo, calibration = table.get("photo", {}), table.get("calibration", {})
            first, second, third = (float(share) for share in table.get("bands", (0.9, 0.5, 0.1)))
            return cls(
                version=str(table["version"]),
                learned_from=str(table.get("learned_from", "")),
                fields={name: _field(name, given) for name, given in table["fields"].items()},
                corridors={_corridor(key): _nats(key, nats) for key, nats in table.get("corridors", {}).items()},
                usual={name: float(share) for name, share in table.get("usual", {}).items()},
                photo_cap=float(photo.get("cap", 6.0)),
                photo_floor=float(photo.get("floor", -2.0)),
                stranger=(float(photo.get("stranger", (0.0, 0.09))[0]), float(photo.get("stranger", (0.0, 0.09))[1])),
                match_share=float(table.get("match_share", 0.5)),
                slope=float(calibration.get("slope", 1.0)),
                intercept=float(calibration.get("intercept", 0.0)),
                bands=(first, second, third),
            )
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            if isinstance(error, WeightsError):
                raise
            raise WeightsError(f"The table of weights lacks or garbles something: {error!r}") from error


def read_weights(path: Path) -> Weights:
    """Read a table from a file."""
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise WeightsError(f"{path} cannot be read as a table of weights: {error}") from error
    return Weights.from_json(table)


def write_weights(weights: Weights, path: Path) -> None:
    """Write a table to a file that `read_weights` reads back."""
    path.write_text(json.dumps(weights.as_json(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


@cache
def load_weights(version_or_file: str = DEFAULT) -> Weights:
    """A shipped version by its name, or any file by its path."""
    shipped = FOLDER / f"{version_or_file}.json"
    if shipped.is_file():
        return read_weights(shipped)
    path = Path(version_or_file)
    if path.is_file():
        return read_weights(path)
    for other in sorted(FOLDER.glob("*.json")):
        weights = read_weights(other)
        if weights.version == version_or_file:
            return weights
    raise WeightsError(f"There is no version of the weights called {version_or_file!r}, and no file of that name.")


def _field(name: str, given: Mapping[str, Any]) -> FieldWeights:
    if name not in NUMBER:
        raise WeightsError(f"{name!r} is not a field of the comparison.")
    known = set(FIELDS[NUMBER[name]].cells) - {BLANK}
    cells = {str(cell): _nats(cell, nats) for cell, nats in given["cells"].items()}
    strange = sorted(cells.keys() - known)
    if strange:
        raise WeightsError(f"The field {name!r} has no cell {strange[0]!r}.")
    return FieldWeights(cells, float(given.get("coefficient", 1.0)), float(given.get("rarity", 0.0)))


def _nats(key: object, nats: object) -> float:
    value = float(nats)  # type: ignore[arg-type]
    if not np.isfinite(value) or abs(value) > 30:
        raise WeightsError(f"The weight of {key!r} is not between -30 and 30 nats.")
    return value


def _corridor(key: str) -> tuple[int, int]:
    lost, found = key.split(">")
    return int(lost), int(found)
