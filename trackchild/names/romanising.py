"""A readable Latin form of a name, for an officer who cannot read the script it was written in."""

from __future__ import annotations

import unicodedata

from .folding import keys_of
from .particles import LETTERS_BY_NAME, particle
from .phones import apply, rules
from .script import JOINERS, WORD, script_of_word
from .scripts import READERS

SPELLING = str.maketrans(
    {
        "A": "a", "I": "i", "U": "u", "E": "ai", "O": "au", "K": "kh", "G": "gh", "c": "ch", "C": "chh", "J": "jh",
        "T": "th", "D": "dh", "B": "bh", "M": "n", "R": "r", "Z": "zh", "S": "sh", "x": "s", "X": "ksh",
    }
)  # fmt: skip
READABLE = rules(
    ("(?<=<V>[kgcjtdpb])y$", "ya"),
    ("M(?=[pbfBm])", "m"),
    ("cc", "C"),
)
# Urdu leaves short vowels out; a reader needs one between consonants that cannot be spoken together.
GAPS = rules(
    ("^(<C>)(?=<C>)(?!.?y)", r"\1a"),
    ("(?<=<C>)(<C>)(?=<C>)", r"a\1"),
    ("(?<=[aAiI]<C>)(?=<C>$)", "a"),
)


def romanise(text: str) -> str:
    """The text with every word of another script spelt in Latin; words already in Latin stay as they are."""
    if text.isascii():
        return text
    return WORD.sub(lambda found: _word(found.group()), unicodedata.normalize("NFKC", text).translate(JOINERS))


def _word(word: str) -> str:
    script = script_of_word(word)
    if script == "Latn":
        return word
    stem = word.rstrip(".")
    fold = keys_of([stem], script)[0].fold
    known = particle(stem, script, fold)
    if known:
        return known[1]
    if stem != word and fold in LETTERS_BY_NAME:
        return LETTERS_BY_NAME[fold].upper() + "."
    phones = apply(READABLE, READERS[script](stem))
    if script == "Arab":
        phones = apply(GAPS, phones)
    return phones.translate(SPELLING).capitalize() + word[len(stem) :]
