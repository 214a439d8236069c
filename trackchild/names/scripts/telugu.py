"""Telugu: phonetic, with glides before opening vowels (yelu, vooru) that Roman spellings write or leave out."""

from __future__ import annotations

from . import brahmic

LETTERS = brahmic.table(0xC00, {0x58: "ca", 0x59: "ja", 0x5A: "ra", 0x5D: "n"})


def read(block: str) -> str:
    return brahmic.read(block, LETTERS)
