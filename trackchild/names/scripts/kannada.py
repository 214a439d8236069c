"""Kannada: phonetic, inherent vowels are spoken."""

from __future__ import annotations

from . import brahmic

LETTERS = brahmic.table(0xC80, {0x5D: "n", 0x5E: "Za"})
NUKTAS = (("fa" + brahmic.NUKTA, "fa"), ("ja" + brahmic.NUKTA, "za"), (brahmic.NUKTA, ""))


def read(block: str) -> str:
    return brahmic.read(block, LETTERS, NUKTAS)
