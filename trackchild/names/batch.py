"""Many pairs at once: words are folded together, thousands in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from .compare import weigh, weigh_plain
from .script import written_words
from .similarity import agreement, alike
from .tokens import learn, plain_tokens, tokens_of_words

CHUNK = 4096


def compare_pairs(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[float, bool]]:
    """What `compare_names` says of each pair, in order, without the reasons."""
    waiting = iter(pairs)
    while chunk := list(islice(waiting, CHUNK)):
        cut = [(written_words(a), written_words(b)) for a, b in chunk]
        learn(chain.from_iterable(chain.from_iterable(cut)))
        for a, b in cut:
            yield _compare(a, b)


def _compare(a: list[str], b: list[str]) -> tuple[float, bool]:
    """Most names are names and nothing else, and one word against one is settled at once."""
    plain_a, plain_b = plain_tokens(a), plain_tokens(b)
    if plain_a and plain_b:
        if len(plain_a) == len(plain_b) == 1:
            one, other = plain_a[0], plain_b[0]
            return alike(one.sounds, other.sounds), agreement(one, other) > 0
        seen = weigh_plain(plain_a, plain_b)
        return seen.similarity, seen.agrees
    tokens_a, tokens_b = tokens_of_words(a), tokens_of_words(b)
    if not tokens_a or not tokens_b:
        return 0.0, False
    seen = weigh(tokens_a, tokens_b)
    return seen.similarity, seen.agrees
