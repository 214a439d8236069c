"""From phones to the keys of a word: fold (how it sounds), skeleton (its consonants), coarse (their kinds), sounds.

`sounds` spells every phone with one to four letters, those of related phones alike: `k` is KKk, `g` is KKg, a vowel
is one letter. A plain edit distance over it is thus a weighted one over phones: a vowel costs little, the wrong
voice or a missing breath costs one letter, the wrong consonant costs all of them. `bones` is the same without
vowels, glides and breath; it keeps Ramesh and Rakesh apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .phones import apply, rules
from .scripts import READERS

MERGED = str.maketrans({"A": "a", "I": "i", "U": "u", "E": "ai", "O": "au"})
RULES = rules(
    ("(?<=<V>)y(?![aueo])|(?<=<C>)y(?!<V>)", "i"),
    ("iy(?=<V>)", "i"),
    ("uv(?=<V>)", "u"),
    ("ae", "ai"),
    ("k(?=K)|g(?=G)|c(?=C)|j(?=J)|t(?=T)|d(?=D)|b(?=B)|p(?=f)", ""),
    (r"(.)\1+", r"\1"),
    ("n(?=[pbfB])", "m"),
)
SQUEEZE = rules((r"(.)\1+", r"\1"))
FOLD = str.maketrans({"M": "n", "x": "s", "X": "kS"})
SKELETON = str.maketrans("KGCJTDBZRSz", "kgcjtdblrsj", "aiueo")
COARSE = str.maketrans("gjdbfvmR", "kctpppnr")
UNHEARD = str.maketrans("", "", "hy")
SOUNDS = str.maketrans(
    {
        "k": "KKk", "g": "KKg", "K": "KKkh", "G": "KKgh", "c": "CCc", "C": "CCch", "j": "CCj", "J": "CCjh", "z": "CCz",
        "t": "TTt", "T": "TTth", "d": "TTd", "D": "TTdh", "p": "PPp", "f": "PPph", "b": "PPb", "B": "PPbh",
        "v": "PVv", "n": "NNn", "m": "NNm", "y": "Yi", "r": "RRr", "R": "RTd", "l": "LLl", "Z": "LCz", "s": "SSs",
        "S": "SSsh", "M": "N", "x": "CSs", "X": "KKkSh", "h": "hh",
    }
)  # fmt: skip
# For `bones`; v and b are left alike, as many names are written with either.
SOFT = str.maketrans({"V": "P", "v": None} | dict.fromkeys("aiueoYhb"))


class Keys(NamedTuple):
    phones: str
    fold: str
    skeleton: str
    coarse: str
    sounds: str
    bones: str


def keys_of(words: Sequence[str], script: str) -> list[Keys]:
    """The keys of words that are all in one script, worked out in one block."""
    return keys_of_phones(READERS[script]("\n".join(words)))


def keys_of_phones(phones: str) -> list[Keys]:
    """The keys of a block of phones, one word a line."""
    heard = apply(RULES, phones.translate(MERGED))
    folds = heard.translate(FOLD)
    skeletons = apply(SQUEEZE, folds.translate(SKELETON))
    coarse = apply(SQUEEZE, skeletons.translate(COARSE)).translate(UNHEARD)
    sounds = heard.translate(SOUNDS)
    blocks = (phones, folds, skeletons, coarse, sounds, sounds.translate(SOFT))
    return list(map(Keys._make, zip(*(block.split("\n") for block in blocks), strict=True)))
