"""What the ten Brahmi-descended blocks share: Unicode lays them out in parallel, so one table of offsets serves all.

A consonant carries an inherent `a`; a vowel sign or a virama takes it away. Signs are read together with their
consonant, never as letters of their own.
"""

from __future__ import annotations

from collections.abc import Mapping

from trackchild.names.phones import rules

SIGN, VIRAMA, NUKTA = "\x01", "\x02", "\x03"

LETTERS = {
    0x05: "a", 0x06: "A", 0x07: "i", 0x08: "I", 0x09: "u", 0x0A: "U", 0x0B: "ri", 0x0C: "li",
    0x0D: "e", 0x0E: "e", 0x0F: "e", 0x10: "E", 0x11: "o", 0x12: "o", 0x13: "o", 0x14: "O", 0x60: "ri", 0x61: "li",
}  # fmt: skip
CONSONANT_LETTERS = {
    0x15: "k", 0x16: "K", 0x17: "g", 0x18: "G", 0x19: "n",
    0x1A: "c", 0x1B: "C", 0x1C: "j", 0x1D: "J", 0x1E: "n",
    0x1F: "t", 0x20: "T", 0x21: "d", 0x22: "D", 0x23: "n",
    0x24: "t", 0x25: "T", 0x26: "d", 0x27: "D", 0x28: "n", 0x29: "n",
    0x2A: "p", 0x2B: "f", 0x2C: "b", 0x2D: "B", 0x2E: "m",
    0x2F: "y", 0x30: "r", 0x31: "r", 0x32: "l", 0x33: "l", 0x34: "Z", 0x35: "v",
    0x36: "S", 0x37: "S", 0x38: "s", 0x39: "h",
}  # fmt: skip
SIGNS = {
    0x3E: "A", 0x3F: "i", 0x40: "I", 0x41: "u", 0x42: "U", 0x43: "ri", 0x44: "ri", 0x45: "e", 0x46: "e", 0x47: "e",
    0x48: "E", 0x49: "o", 0x4A: "o", 0x4B: "o", 0x4C: "O", 0x57: "O", 0x62: "li", 0x63: "li",
}  # fmt: skip
MARKS = {0x00: "M", 0x01: "M", 0x02: "N", 0x03: "", 0x3C: NUKTA, 0x3D: "", 0x4D: VIRAMA, 0x55: "", 0x56: ""}

NUKTAS = (("ja" + NUKTA, "za"), ("da" + NUKTA, "Ra"), ("Da" + NUKTA, "Ra"), (NUKTA, ""))
# The dot above: a nasal before a consonant, m at the end of a word in the south, in the north only a nasal vowel.
NORTHERN_NASALS = rules(("N(?=<C>)(?!h)", "n"), ("N", "M"))
JOINS = (("a" + SIGN, ""), ("a" + VIRAMA, ""), (SIGN, ""), (VIRAMA, ""), ("jn", "gy"))


def table(base: int, changes: Mapping[int, str] | None = None) -> dict[int, str]:
    """The translation table of the block at `base`; `changes` gives whole readings of single offsets."""
    built = {base + at: phone for at, phone in LETTERS.items()}
    built |= {base + at: phone + "a" for at, phone in CONSONANT_LETTERS.items()}
    built |= {base + at: SIGN + phone for at, phone in SIGNS.items()}
    built |= {base + at: mark for at, mark in MARKS.items()}
    built |= {base + at: phone for at, phone in (changes or {}).items()}
    return built


def read(block: str, letters: Mapping[int, str], nuktas: tuple[tuple[str, str], ...] = NUKTAS) -> str:
    """Phones with every inherent vowel still in place."""
    block = block.translate(letters)
    if NUKTA in block:
        for old, new in nuktas:
            block = block.replace(old, new)
    for old, new in JOINS:
        block = block.replace(old, new)
    return block


def southern_nasals(block: str) -> str:
    return (block + "\n").replace("N\n", "m\n").replace("N", "n")[:-1]
