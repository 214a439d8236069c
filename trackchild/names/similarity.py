"""How alike two single words sound, and from what likeness on they are held to be one name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from .tokens import Token, fold_name

alike = Levenshtein.normalized_similarity
"""0 to 1 over two `Token.sounds`; the matcher may run the same scorer over a whole vocabulary at once."""

# Likeness from which two words agree, by the scripts they are written in; measured, see docs/explanation/names.md.
DEFAULT = 0.60
THRESHOLDS = {
    frozenset(("Latn",)): 0.64,
    frozenset(("Latn", "Gujr")): 0.62,
    frozenset(("Latn", "Guru")): 0.62,
    frozenset(("Latn", "Deva")): 0.61,
    frozenset(("Latn", "Beng")): 0.58,
    frozenset(("Latn", "Arab")): 0.58,
    frozenset(("Latn", "Taml")): 0.58,
}
# Their consonants alone must be alike, too, whatever the scripts.
BONES = 0.70


def threshold(a: str, b: str) -> float:
    """The likeness from which words in scripts `a` and `b` agree."""
    return THRESHOLDS.get(frozenset((a, b)), DEFAULT)


def agreement(a: Token, b: Token) -> float:
    """The likeness of two words where it is enough to hold them for one name, else 0."""
    likeness = alike(a.sounds, b.sounds)
    return likeness if likeness >= threshold(a.script, b.script) and alike(a.bones, b.bones) >= BONES else 0.0


def joined(tokens: Sequence[Token]) -> Token:
    """The words written as one."""
    if len(tokens) == 1:
        return tokens[0]
    return replace(tokens[0], sounds="".join(t.sounds for t in tokens), bones="".join(t.bones for t in tokens))


def similarity(a: str, b: str) -> float:
    """0 to 1 for two single words, whatever their scripts; 0 when either has no letter."""
    first, second = fold_name(a), fold_name(b)
    if not first or not second:
        return 0.0
    return alike(joined(first).sounds, joined(second).sounds)
