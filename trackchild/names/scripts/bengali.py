"""Bengali and Assamese: the letter ya is read j unless dotted, there is no v but in Assamese, s is mostly sh."""

from __future__ import annotations

from trackchild.names.phones import apply, rules

from . import brahmic
from .schwa import delete_schwa

CHANGES = {0x2F: "ja", 0x4E: "t", 0x5C: "Ra", 0x5D: "Ra", 0x5F: "ya", 0x70: "ra", 0x71: "va"}
LETTERS = brahmic.table(0x980, CHANGES)
NUKTAS = (
    (brahmic.VIRAMA + "ja" + brahmic.NUKTA, brahmic.VIRAMA + "ya"),
    ("ja" + brahmic.NUKTA, "ya"),
    *brahmic.NUKTAS,
)
# After a consonant the same letter is only a glide.
GLIDE = ("\u09cd\u09af", "\u09cd\u09df")
SOUNDS = rules(("N(?=[kgKG])", "n"), ("N", "ng"), ("kS", "X"), ("(?<=[sSjtdDkg])b(?=<V>)", "v"))


def read(block: str) -> str:
    return apply(SOUNDS, delete_schwa(brahmic.read(block.replace(*GLIDE), LETTERS, NUKTAS)))
