"""Which words of one name meet which of the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .roles import Role
from .similarity import agreement, joined
from .tokens import Token

Words = tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Pairing:
    """`parts` holds (likeness, length) of what agrees; `left_a` and `left_b` the words that found no partner."""

    parts: tuple[tuple[float, int], ...]
    left_a: Words
    left_b: Words
    reordered: bool = False
    joined: bool = False


def core(tokens: Sequence[Token]) -> Words:
    """The words that tell one person from another; weaker ones only where there is nothing else."""
    for role in (Role.NAME, Role.SUFFIX, Role.HONORIFIC):
        chosen = tuple(token for token in tokens if token.role is role)
        if chosen:
            return chosen
    return tuple(tokens)


def pair(a: Sequence[Token], b: Sequence[Token]) -> Pairing:
    """Best pairs first, each word once, only pairs that agree; then what is left, written as one word."""
    words_a, words_b = core(a), core(b)
    met = _greedy(words_a, words_b)
    used_a, used_b = {i for _, i, _ in met}, {j for _, _, j in met}
    left_a = tuple(word for i, word in enumerate(words_a) if i not in used_a)
    left_b = tuple(word for j, word in enumerate(words_b) if j not in used_b)
    parts = tuple((likeness, len(words_a[i].sounds) + len(words_b[j].sounds)) for likeness, i, j in met)
    order = [j for _, _, j in sorted(met, key=lambda found: found[1])]
    reordered = order != sorted(order)
    if left_a and left_b:
        likeness = _as_one(_ways(a, left_a), _ways(b, left_b))
        if likeness:
            length = len(joined(left_a).sounds) + len(joined(left_b).sounds)
            return Pairing((*parts, (likeness, length)), (), (), reordered, joined=True)
    return Pairing(parts, left_a, left_b, reordered)


def _greedy(a: Words, b: Words) -> list[tuple[float, int, int]]:
    good = [
        (-likeness, abs(i - j), min(i, j), i, j)
        for i, one in enumerate(a)
        for j, other in enumerate(b)
        if (likeness := agreement(one, other))
    ]
    used_a: set[int] = set()
    used_b: set[int] = set()
    met = []
    for cost, _, _, i, j in sorted(good):
        if i not in used_a and j not in used_b:
            used_a.add(i)
            used_b.add(j)
            met.append((-cost, i, j))
    return met


def _ways(tokens: Sequence[Token], left: Words) -> tuple[Words, Words]:
    """The words left over, alone and with the suffixes beside them (Ram Kumar against Ramkumar)."""
    return left, tuple(token for token in tokens if token.role is Role.SUFFIX or token in left)


def _as_one(a: tuple[Words, Words], b: tuple[Words, Words]) -> float:
    """Likeness of the words written as one; 0 when it does not reach agreement.

    Suffixes are added on one side only: a Kumar on both sides must not make Ramesh of Mahesh.
    """
    (alone_a, longer_a), (alone_b, longer_b) = a, b
    ways = ((alone_a, alone_b), (longer_a, alone_b), (alone_a, longer_b))
    return max((agreement(joined(x), joined(y)) for x, y in ways if len(x) > 1 or len(y) > 1), default=0.0)
