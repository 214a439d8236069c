"""One side of the register as columns in memory: rows of numbers, photographs as bytes, keys."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from . import layout as at
from .columns import Column
from .encoding import Row

KEY_OVERHEAD = 150  # bytes of a short key and its places in index and list, counted into the size of the register
BYTE = 127.0


class Rows(NamedTuple):
    """The columns the kernel reads."""

    words: npt.NDArray[np.int32]
    days: npt.NDArray[np.int32]
    small: npt.NDArray[np.int16]
    tongues: npt.NDArray[np.int64]
    codes: npt.NDArray[np.uint16]


class Photo(NamedTuple):
    """One photograph's vector: the number of its model, its bytes, the scale that brings them back."""

    model: int
    bytes: npt.NDArray[np.int8]
    scale: float


class PhotoRows(NamedTuple):
    """The photographs' columns as the kernel reads them."""

    bytes: npt.NDArray[np.int8]
    scales: npt.NDArray[np.float32]
    near: npt.NDArray[np.float32]


class Photos:
    """Vectors of one model, each component in one byte: a cosine changes by about a thousandth, memory by four.

    `near` holds mean and spread of the distances to the nearest strangers, zeros until they are measured.
    """

    def __init__(self, width: int) -> None:
        self.width = width
        self.bytes = Column(np.int8, width)
        self.scales = Column(np.float32)
        self.near = Column(np.float32, 2)
        self.is_measured = True
        self.free: list[int] = []

    @property
    def rows(self) -> PhotoRows:
        return PhotoRows(self.bytes.rows, self.scales.rows, self.near.rows)

    @property
    def nbytes(self) -> int:
        return self.bytes.nbytes + self.scales.nbytes + self.near.nbytes

    def vectors(self, slots: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
        """The vectors of some slots, brought back."""
        back: npt.NDArray[np.float32] = self.bytes.rows[slots].astype(np.float32) * self.scales.rows[slots][:, None]
        return back

    def forget_near(self) -> None:
        """Measure all of them again against other strangers."""
        self.near.rows[:] = 0
        self.is_measured = False

    def next_slot(self) -> int:
        """A row that is free, or the next new one."""
        return self.free.pop() if self.free else len(self.bytes)

    def put(self, slot: int, whole: npt.NDArray[np.int8], scales: npt.NDArray[np.float32]) -> None:
        """Write vectors from `slot` on, making room."""
        missing = slot + len(whole) - len(self.bytes)
        if missing > 0:
            self.bytes.append_rows(missing)
            self.scales.append_rows(missing)
            self.near.append_rows(missing)
        self.near.rows[slot : slot + len(whole)] = 0
        self.is_measured = False
        self.bytes.rows[slot : slot + len(whole)] = whole
        self.scales.rows[slot : slot + len(whole)] = scales


def quantise(vectors: npt.NDArray[np.float32]) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32]]:
    """Unit vectors as bytes and the scale that brings each back."""
    scales = np.maximum(np.abs(vectors).max(axis=1), np.float32(1e-9)) / np.float32(BYTE)
    return np.rint(vectors / scales[:, None]).astype(np.int8), scales.astype(np.float32)


class SideColumns:
    """Append, overwrite, remove; a removed row is dead at once and used again by the next newcomer."""

    def __init__(self) -> None:
        self._words = Column(np.int32, at.WORDS)
        self._days = Column(np.int32, at.DAYS)
        self._small = Column(np.int16, at.SMALL)
        self._tongues = Column(np.int64)
        self._codes = Column(np.uint16, at.CODES)
        self.photos: dict[int, Photos] = {}  # by the model's number
        self.keys: list[str] = []
        self.row_of: dict[str, int] = {}
        self._free: list[int] = []

    def __len__(self) -> int:
        """How many records are alive."""
        return len(self.row_of)

    @property
    def rows(self) -> Rows:
        return Rows(self._words.rows, self._days.rows, self._small.rows, self._tongues.rows, self._codes.rows)

    @property
    def nbytes(self) -> int:
        columns = (self._words, self._days, self._small, self._tongues, self._codes)
        photos = sum(photo.nbytes for photo in self.photos.values())
        return sum(column.nbytes for column in columns) + photos + KEY_OVERHEAD * len(self.keys)

    def row(self, number: int) -> Row:
        """Read a row back."""
        rows = self.rows
        return Row(
            rows.words[number].tolist(),
            rows.days[number].tolist(),
            rows.small[number].tolist(),
            int(rows.tongues[number]),
            rows.codes[number].tolist(),
        )

    def place(self, key: str) -> int:
        """The row number a key has, or gets now."""
        known = self.row_of.get(key)
        if known is not None:
            return known
        if self._free:
            number = self._free.pop()
            self.keys[number] = key
        else:
            number = self._append(1)
            self.keys.append(key)
        self.row_of[key] = number
        return number

    def write(self, number: int, row: Row, photo: Photo | None) -> None:
        """Overwrite one row and its photograph."""
        old_slot, old_model = int(self._days.rows[number, at.SLOT]), int(self._small.rows[number, at.MODEL])
        self._words.rows[number] = row.words
        self._days.rows[number] = row.days
        self._small.rows[number] = row.small
        self._tongues.rows[number] = row.tongues
        self._codes.rows[number] = row.codes
        if photo is None:
            if old_slot:
                self.photos[old_model].free.append(old_slot - 1)
            return
        photos = self.photos.setdefault(photo.model, Photos(photo.bytes.size))
        if old_slot and old_model != photo.model:
            self.photos[old_model].free.append(old_slot - 1)
        slot = old_slot - 1 if old_slot and old_model == photo.model else photos.next_slot()
        photos.put(slot, photo.bytes[None, :], np.array([photo.scale], dtype=np.float32))
        self._days.rows[number, at.SLOT] = slot + 1
        self._small.rows[number, at.MODEL] = photo.model

    def extend(self, keys: Sequence[str], rows: Sequence[Row]) -> int:
        """Append many new rows at once and return the number of the first; photographs come by `attach`."""
        first = self._append(len(rows))
        block = slice(first, first + len(rows))
        self._words.rows[block] = [row.words for row in rows]
        self._days.rows[block] = [row.days for row in rows]
        self._small.rows[block] = [row.small for row in rows]
        self._tongues.rows[block] = [row.tongues for row in rows]
        self._codes.rows[block] = [row.codes for row in rows]
        self.keys.extend(keys)
        self.row_of.update(zip(keys, range(first, first + len(keys)), strict=True))
        return first

    def attach(self, numbers: npt.NDArray[np.int64], model: int, vectors: npt.NDArray[np.float32]) -> None:
        """Give photographs to rows that have none."""
        photos = self.photos.setdefault(model, Photos(vectors.shape[1]))
        slot = len(photos.bytes)
        photos.put(slot, *quantise(vectors))
        self._days.rows[numbers, at.SLOT] = np.arange(slot + 1, slot + 1 + len(numbers))
        self._small.rows[numbers, at.MODEL] = model

    def remove(self, key: str) -> int | None:
        """Kill the row of a key; its number, or nothing where the key is unknown."""
        number = self.row_of.pop(key, None)
        if number is not None:
            slot, model = int(self._days.rows[number, at.SLOT]), int(self._small.rows[number, at.MODEL])
            if slot:
                self.photos[model].free.append(slot - 1)
                self._days.rows[number, at.SLOT] = 0
            self._small.rows[number, at.STATUS] = at.DEAD
            self._free.append(number)
        return number

    def _append(self, count: int) -> int:
        columns: tuple[Column, ...] = (self._words, self._days, self._small, self._tongues, self._codes)
        return [column.append_rows(count) for column in columns][0]

    def photo_of(self, number: int) -> Photo | None:
        """Model, bytes and scale of a row's photograph."""
        slot, model = int(self._days.rows[number, at.SLOT]) - 1, int(self._small.rows[number, at.MODEL])
        if slot < 0:
            return None
        return Photo(model, self.photos[model].bytes.rows[slot], float(self.photos[model].scales.rows[slot]))
