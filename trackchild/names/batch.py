"""Many pairs at once: words are folded together, thousands in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from .compare import compare_tokens
from .script import written_words
from .similarity import alike, threshold
from .tokens import Role, fold_name, learn

CHUNK = 4096


def compare_pairs(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[float, bool]]:
    """Similarity and agreement of each pair, in order."""
    waiting = iter(pairs)
    while chunk := list(islice(waiting, CHUNK)):
        learn([word for pair in chunk for text in pair for word in written_words(text)])
        for a, b in chunk:
            yield compare_quickly(a, b)


def compare_quickly(a: str, b: str) -> tuple[float, bool]:
    """What `compare_names` says, without reasons; one plain word against one is settled at once."""
    first, second = fold_name(a), fold_name(b)
    if len(first) == len(second) == 1:
        one, other = first[0], second[0]
        likeness = alike(one.sounds, other.sounds)
        if Role.NAME is one.role is other.role or not likeness:
            return likeness, likeness >= threshold(one.script, other.script)
    found = compare_tokens(first, second)
    return found.similarity, found.agrees
