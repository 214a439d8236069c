"""Ol Chiki (Santali): an alphabet, each letter one sound."""

from __future__ import annotations

from trackchild.names.phones import replace

SOUNDS = (
    "a", "t", "g", "M", "l", "A", "k", "j", "m", "v", "i", "s", "h", "n", "r", "u", "c", "d", "n", "y", "e", "p", "d",
    "n", "R", "o", "t", "b", "v", "^",
)  # fmt: skip
LETTERS = {0x1C5A + at: sound for at, sound in enumerate(SOUNDS)} | dict.fromkeys(range(7288, 7294), "")
BREATH = (
    ("k^", "K"), ("g^", "G"), ("c^", "C"), ("j^", "J"), ("t^", "T"), ("d^", "D"), ("b^", "B"), ("p^", "f"), ("^", "h"),
)  # fmt: skip


def read(block: str) -> str:
    return replace(BREATH, block.translate(LETTERS))
