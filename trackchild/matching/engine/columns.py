"""Arrays that grow: appending a record costs the same however many there are."""

from typing import Any

import numpy as np
import numpy.typing as npt

FIRST = 1024
GROWTH = 1.25


class Column:
    """A block of rows of one numeric type; `rows` is a view of those in use."""

    def __init__(self, dtype: npt.DTypeLike, width: int = 0) -> None:
        self._shape: tuple[int, ...] = (width,) if width else ()
        self._store: npt.NDArray[Any] = np.zeros((0, *self._shape), dtype=dtype)
        self._used = 0

    def __len__(self) -> int:
        return self._used

    @property
    def rows(self) -> npt.NDArray[Any]:
        return self._store[: self._used]

    @property
    def nbytes(self) -> int:
        return self._store.nbytes

    def append_rows(self, count: int) -> int:
        """Make room for so many zero rows and return the number of the first."""
        first = self._used
        needed = first + count
        if needed > len(self._store):
            room = max(FIRST, needed, int(len(self._store) * GROWTH))
            grown = np.zeros((room, *self._shape), dtype=self._store.dtype)
            grown[:first] = self._store[:first]
            self._store = grown
        self._used = needed
        return first

    def extend(self, values: npt.NDArray[Any]) -> int:
        """Append a block and return the number of its first row."""
        first = self.append_rows(len(values))
        self._store[first : self._used] = values
        return first
