"""Many pairs at once: words are folded together, thousands in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from .compare import weigh
from .roles import Role
from .script import written_words
from .similarity import agreement, alike
from .tokens import Token, learn, tokens_of_words

CHUNK = 4096


def compare_pairs(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[float, bool]]:
    """What `compare_names` says of each pair, in order, without the reasons."""
    waiting = iter(pairs)
    while chunk := list(islice(waiting, CHUNK)):
        cut = [(written_words(a), written_words(b)) for a, b in chunk]
        learn(chain.from_iterable(chain.from_iterable(cut)))
        for a, b in cut:
            yield compare_quickly(tokens_of_words(a), tokens_of_words(b))


def compare_quickly(a: tuple[Token, ...], b: tuple[Token, ...]) -> tuple[float, bool]:
    """One plain word against one is settled at once."""
    if len(a) == len(b) == 1:
        one, other = a[0], b[0]
        if one.role is Role.NAME is other.role:
            return alike(one.sounds, other.sounds), agreement(one, other) > 0
    if not a or not b:
        return 0.0, False
    seen = weigh(a, b)
    return seen.similarity, seen.agrees
