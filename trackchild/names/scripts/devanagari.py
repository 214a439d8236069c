"""Devanagari: Hindi, Marathi, Nepali, Sindhi and others."""

from __future__ import annotations

from trackchild.names.phones import apply

from . import brahmic
from .schwa import delete_schwa

CHANGES = {
    0x04: "a", 0x50: "om", 0x58: "ka", 0x59: "Ka", 0x5A: "ga", 0x5B: "za", 0x5C: "Ra", 0x5D: "Ra", 0x5E: "fa",
    0x5F: "ya", 0x72: "e", 0x7B: "ga", 0x7C: "ja", 0x7E: "da", 0x7F: "ba",
}  # fmt: skip
LETTERS = brahmic.table(0x900, CHANGES)


def read(block: str) -> str:
    return apply(brahmic.NORTHERN_NASALS, delete_schwa(brahmic.read(block, LETTERS)))
