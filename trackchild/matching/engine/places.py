"""Districts as points: how far two of them lie apart is all the matcher wants to know of geography."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

EARTH_KM = 6371.0
UNKNOWN = 0


class Places:
    """Gives every district, and every state without a district, one small number; measures distances from it."""

    def __init__(
        self,
        codes: Sequence[int] = (),
        states: Sequence[int] = (),
        latitudes: Sequence[float] = (),
        longitudes: Sequence[float] = (),
    ) -> None:
        if not len(codes) == len(states) == len(latitudes) == len(longitudes):
            raise ValueError("Places needs one state, latitude and longitude for every district code.")
        self._number: dict[tuple[int, int], int] = {}  # (district code or 0, state code or 0) -> number
        self._home_state: dict[int, int] = {}
        self._state = [0]
        self._latitude = [float("nan")]
        self._longitude = [float("nan")]
        self._is_district = [False]
        for code, state, latitude, longitude in zip(codes, states, latitudes, longitudes, strict=True):
            self._home_state[int(code)] = int(state)
            self._add((int(code), 0), int(state), float(latitude), float(longitude))

    def __len__(self) -> int:
        return len(self._state)

    def number(self, state: int | None, district: int | None) -> int:
        """The number of a district, else of a state alone, else 0. Unknown codes get a number without a position."""
        if district:
            key, home = (district, 0), self._home_state.get(district, state or 0)
        elif state:
            key, home = (0, state), state
        else:
            return UNKNOWN
        known = self._number.get(key)
        return known if known is not None else self._add(key, home, float("nan"), float("nan"))

    def states(self) -> npt.NDArray[np.int32]:
        """State code of every number."""
        return np.array(self._state, dtype=np.int32)

    def are_districts(self) -> npt.NDArray[np.bool_]:
        """Which numbers are districts (the rest are states alone)."""
        return np.array(self._is_district, dtype=np.bool_)

    def kilometres(self, number: int) -> npt.NDArray[np.float32]:
        """Distance from one number to every other; not-a-number where a position is unknown."""
        latitude = np.radians(np.array(self._latitude))
        longitude = np.radians(np.array(self._longitude))
        half_lat = (latitude - latitude[number]) / 2
        half_lon = (longitude - longitude[number]) / 2
        arc = np.sin(half_lat) ** 2 + np.cos(latitude) * np.cos(latitude[number]) * np.sin(half_lon) ** 2
        return np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(arc)), dtype=np.float32)

    def _add(self, key: tuple[int, int], state: int, latitude: float, longitude: float) -> int:
        number = len(self._state)
        self._number[key] = number
        self._state.append(state)
        self._latitude.append(latitude)
        self._longitude.append(longitude)
        self._is_district.append(key[0] != 0)
        return number


def read_places(path: Path) -> Places:
    """Read districts from a CSV with columns lgd_code, state_lgd_code, lat, lon (others are ignored)."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows: Iterable[dict[str, str]] = list(csv.DictReader(lines))
    return Places(
        [int(row["lgd_code"]) for row in rows],
        [int(row["state_lgd_code"]) for row in rows],
        [float(row["lat"] or "nan") for row in rows],
        [float(row["lon"] or "nan") for row in rows],
    )
