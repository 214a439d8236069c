"""Malayalam: chillu letters are bare consonants, final half-u is not written in Roman, clusters voice after nasals."""

from __future__ import annotations

from trackchild.names.phones import apply, rules

from . import brahmic

CHANGES = {
    0x02: "m", 0x29: "na", 0x31: "Xa", 0x3A: "ta", 0x4E: "r", 0x54: "m", 0x55: "y", 0x56: "Z", 0x5F: "I", 0x7A: "n",
    0x7B: "n", 0x7C: "r", 0x7D: "l", 0x7E: "l", 0x7F: "k",
}  # fmt: skip
LETTERS = brahmic.table(0xD00, CHANGES)
SOUNDS = rules(("m(?=[kgcjtdKGCJTD])", "n"), ("XX", "t"), ("nX", "nt"), ("X", "r"))


def read(block: str) -> str:
    return apply(SOUNDS, brahmic.read(block, LETTERS))
