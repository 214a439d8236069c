"""How alike two single words sound, and from what likeness on they are held to be one name."""

from __future__ import annotations

from itertools import product

from rapidfuzz.distance import Levenshtein

from .script import BLOCKS
from .tokens import Token, fold_name

alike = Levenshtein.normalized_similarity
"""0 to 1 over two `Token.sounds`; the matcher may run the same scorer over a whole vocabulary at once."""

# Likeness from which two words agree, by the scripts they are written in; measured, see docs/explanation/names.md.
# None is a small fraction, so that rounding decides nothing.
BESIDE_LATIN = {"Latn": 0.605, "Deva": 0.605, "Gujr": 0.615, "Guru": 0.615, "Beng": 0.575, "Taml": 0.575, "Arab": 0.575}
OTHER_BESIDE_LATIN = 0.595
TWO_SCRIPTS = 0.635


def _threshold(a: str, b: str) -> float:
    if "Latn" not in (a, b):
        return TWO_SCRIPTS
    return BESIDE_LATIN.get(b if a == "Latn" else a, OTHER_BESIDE_LATIN)


THRESHOLDS = {(a, b): _threshold(a, b) for a, b in product(BLOCKS, repeat=2)}
# Their consonants alone must be alike, too, whatever the scripts.
BONES = 0.695


def agreement(a: Token, b: Token) -> float:
    """The likeness of two words where it is enough to hold them for one name, else 0."""
    limit = THRESHOLDS[a.script, b.script]
    likeness: float = alike(a.sounds, b.sounds, score_cutoff=limit)
    return likeness if likeness and alike(a.bones, b.bones, score_cutoff=BONES) else 0.0


def similarity(a: str, b: str) -> float:
    """0 to 1 for two single words, whatever their scripts; 0 when either has no letter."""
    first, second = fold_name(a), fold_name(b)
    if not first or not second:
        return 0.0
    return alike("".join(token.sounds for token in first), "".join(token.sounds for token in second))
