"""Tamil: one letter for k and g, t and d, p and b; the sound follows from the neighbours."""

from __future__ import annotations

from trackchild.names.phones import apply, rules

from . import brahmic

# X stands for the letter that is r alone and t or d in clusters.
LETTERS = brahmic.table(0xB80, {0x03: "Q", 0x31: "Xa", 0x50: "om", 0x02: "m"})
SOUNDS = rules(
    ("Qp", "f"),
    ("Q", ""),
    ("XX", "tr"),
    ("nX", "ndr"),
    ("X", "r"),
    ("(?<=<V>)k(?=<V>)|(?<=[nM])k", "g"),
    ("(?<=<V>)t(?=<V>)|(?<=[nM])t", "d"),
    ("(?<=<V>)p(?=<V>)|(?<=[mnM])p", "b"),
    ("(?<=[nM])c", "j"),
    ("tc", "kS"),
    ("cc", "C"),
    ("^c|(?<=<V>)c(?=<V>)", "x"),
    ("C", "c"),
)


def read(block: str) -> str:
    return apply(SOUNDS, brahmic.read(block, LETTERS))
