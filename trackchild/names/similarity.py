"""How alike two single words sound, and from what likeness on they are held to be one name."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz.distance import Levenshtein

from .tokens import Token, fold_name

alike = Levenshtein.normalized_similarity
"""0 to 1 over two `Token.sounds`; the matcher may run the same scorer over a whole vocabulary at once."""

# Likeness from which two words agree, by the scripts they are written in; measured, see docs/explanation/names.md.
DEFAULT = 0.70
THRESHOLDS: dict[frozenset[str], float] = {}


def threshold(a: str, b: str) -> float:
    """The likeness from which words in scripts `a` and `b` agree."""
    return THRESHOLDS.get(frozenset((a, b)), DEFAULT)


def join_sounds(tokens: Iterable[Token]) -> str:
    return "".join(token.sounds for token in tokens)


def similarity(a: str, b: str) -> float:
    """0 to 1 for two single words, whatever their scripts; 0 when either has no letter."""
    first, second = fold_name(a), fold_name(b)
    if not first or not second:
        return 0.0
    return alike(join_sounds(first), join_sounds(second))
