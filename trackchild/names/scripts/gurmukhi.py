"""Gurmukhi (Punjabi): addak doubles the next consonant, tippi and bindi are nasal, nukta under s is sh."""

from __future__ import annotations

from trackchild.names.phones import apply

from . import brahmic
from .schwa import delete_schwa

CHANGES = {
    0x33: "la", 0x36: "Sa", 0x51: "", 0x59: "Ka", 0x5A: "ga", 0x5B: "za", 0x5C: "Ra", 0x5E: "fa", 0x70: "N",
    0x71: "", 0x72: "", 0x73: "", 0x74: "om", 0x75: brahmic.VIRAMA + "ya",
}  # fmt: skip
LETTERS = brahmic.table(0xA00, CHANGES)
NUKTAS = (("sa" + brahmic.NUKTA, "Sa"), *brahmic.NUKTAS)


def read(block: str) -> str:
    return apply(brahmic.NORTHERN_NASALS, delete_schwa(brahmic.read(block, LETTERS, NUKTAS)))
