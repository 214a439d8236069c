"""Odia: like Bengali one letter is j or, dotted, y; inherent vowels are spoken."""

from __future__ import annotations

from . import brahmic
from .brahmic import southern_nasals

LETTERS = brahmic.table(0xB00, {0x2F: "ja", 0x5C: "Ra", 0x5D: "Ra", 0x5F: "ya", 0x71: "va"})
NUKTAS = (("ja" + brahmic.NUKTA, "ya"), *brahmic.NUKTAS)


def read(block: str) -> str:
    return southern_nasals(brahmic.read(block, LETTERS, NUKTAS))
