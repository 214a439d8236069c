"""The common sounds every script is read into, one character a sound, so that plain string tools can work on them.

Vowels: a (short or inherent), A (long), i I u U e E (ai) o O (au).
Stops: k g c j t d p b, and with breath K G C J T D B; f also stands for ph. Nasals: n m.
Others: y r R (flapped) l Z (the zh of Tamil and Malayalam) v s S (sh) z h.
Undecided until compared: x (Tamil s or ch), X (Bengali ksh, spoken kkh). M is a vowel
spoken through the nose, N a nasal that its neighbour decides.
Words travel in blocks, one word a line, so that one pass of `str.replace` or `re.sub` serves thousands of words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

VOWELS = "aAiIuUeEoO"
CONSONANTS = "kgcjtdpbKGCJTDBfnmNMyrRlZvsSzhxX"

Reader = Callable[[str], str]
"""Turns a block in one script into a block of phones, line for line."""

Rule = tuple[re.Pattern[str], str]


def rules(*pairs: tuple[str, str]) -> tuple[Rule, ...]:
    """Compile a table of (pattern, replacement); `V` and `C` in a pattern stand for any vowel and any consonant."""
    expand = {"<V>": f"[{VOWELS}]", "<C>": f"[{CONSONANTS}]"}
    compiled = []
    for pattern, replacement in pairs:
        for mark, group in expand.items():
            pattern = pattern.replace(mark, group)
        compiled.append((re.compile(pattern, re.MULTILINE), replacement))
    return tuple(compiled)


def apply(table: Iterable[Rule], block: str) -> str:
    for pattern, replacement in table:
        block = pattern.sub(replacement, block)
    return block


def replace(table: Iterable[tuple[str, str]], block: str) -> str:
    for old, new in table:
        block = block.replace(old, new)
    return block
