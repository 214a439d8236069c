"""Gujarati."""

from __future__ import annotations

from trackchild.names.phones import apply

from . import brahmic
from .schwa import delete_schwa

LETTERS = brahmic.table(0xA80, {0x50: "om", 0x79: "za"})


def read(block: str) -> str:
    return apply(brahmic.NORTHERN_NASALS, delete_schwa(brahmic.read(block, LETTERS)))
