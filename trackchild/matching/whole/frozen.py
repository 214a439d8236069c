"""A loaded register as one file that every worker maps: its columns lie in memory once, however many workers read."""

import mmap
import pickle
from itertools import accumulate
from pathlib import Path

from trackchild.matching.engine import Register

ALIGNED = 64
SMALLEST_APART = 65_536  # bytes; smaller arrays travel with the objects
_LENGTH = 8


def freeze(register: Register, path: Path) -> None:
    """Write a register: the objects, then the bytes of its large columns."""
    columns: list[pickle.PickleBuffer] = []

    def stays_inside(buffer: pickle.PickleBuffer) -> bool:
        if buffer.raw().nbytes < SMALLEST_APART:
            return True
        columns.append(buffer)
        return False

    objects = pickle.dumps(register, protocol=5, buffer_callback=stays_inside)
    sizes = [column.raw().nbytes for column in columns]
    head = pickle.dumps((objects, sizes))
    with path.open("wb") as file:
        file.write(len(head).to_bytes(_LENGTH, "little"))
        file.write(head)
        for column in columns:
            file.write(bytes(-file.tell() % ALIGNED))
            file.write(column.raw())


def thaw(path: Path) -> Register:
    """Read a register that this process or its parent froze; what it changes, it changes for itself alone."""
    with path.open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
    view = memoryview(mapped)
    start = int.from_bytes(view[:_LENGTH], "little") + _LENGTH
    # Our own file in a folder only we may enter: nothing of it comes from outside.
    objects, sizes = pickle.loads(view[_LENGTH:start])  # noqa: S301
    places = list(accumulate(sizes, lambda place, size: _aligned(place) + size, initial=start))
    columns = [view[_aligned(place) :][:size] for place, size in zip(places, sizes, strict=False)]
    register: Register = pickle.loads(objects, buffers=columns)  # noqa: S301
    return register


def _aligned(place: int) -> int:
    return place + -place % ALIGNED
