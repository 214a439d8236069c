"""Kannada: phonetic, inherent vowels are spoken."""

from __future__ import annotations

import re

from . import brahmic
from .brahmic import southern_nasals

LETTERS = brahmic.table(0xC80, {0x5D: "n", 0x5E: "Za"})
NUKTAS = (("fa" + brahmic.NUKTA, "fa"), ("ja" + brahmic.NUKTA, "za"), (brahmic.NUKTA, ""))
RAO = re.compile("Avu$", re.MULTILINE)  # the surname spelt Rao


def read(block: str) -> str:
    return RAO.sub("Au", southern_nasals(brahmic.read(block, LETTERS, NUKTAS)))
