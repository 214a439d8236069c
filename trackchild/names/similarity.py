"""How alike two single words sound, and from what likeness on they are held to be one name."""

from __future__ import annotations

from itertools import product

from rapidfuzz.distance import Levenshtein

from .script import BLOCKS
from .tokens import Token, fold_name

alike = Levenshtein.normalized_similarity
"""0 to 1 over two `Token.sounds`; the matcher may run the same scorer over a whole vocabulary at once."""

# Likeness from which two words agree, by the scripts they are written in; measured, see docs/explanation/names.md.
DEFAULT = 0.595
BY_SCRIPTS = {
    ("Latn", "Latn"): 0.635,
    ("Latn", "Gujr"): 0.615,
    ("Latn", "Guru"): 0.615,
    ("Latn", "Deva"): 0.605,
    ("Latn", "Beng"): 0.575,
    ("Latn", "Arab"): 0.575,
    ("Latn", "Taml"): 0.575,
}
THRESHOLDS = {(a, b): BY_SCRIPTS.get((a, b), BY_SCRIPTS.get((b, a), DEFAULT)) for a, b in product(BLOCKS, repeat=2)}
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
