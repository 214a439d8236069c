"""Telugu: phonetic, with glides before opening vowels (yelu, vooru) that Roman spellings write or leave out."""

from __future__ import annotations

import re

from . import brahmic
from .brahmic import southern_nasals

LETTERS = brahmic.table(0xC00, {0x58: "ca", 0x59: "ja", 0x5A: "ra", 0x5D: "n"})
RAO = re.compile("Avu$", re.MULTILINE)  # the surname spelt Rao


def read(block: str) -> str:
    return RAO.sub("Au", southern_nasals(brahmic.read(block, LETTERS)))
