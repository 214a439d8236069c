"""Which words of one name meet which of the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .roles import Role
from .similarity import BONES, THRESHOLDS, agreement, alike
from .tokens import Token

Words = tuple[Token, ...]


class Pairing(NamedTuple):
    """`parts` holds (likeness, length) of what agrees; `left_a` and `left_b` the words that found no partner."""

    parts: tuple[tuple[float, int], ...]
    left_a: Words
    left_b: Words
    reordered: bool = False
    joined: bool = False


def core(tokens: Sequence[Token]) -> Words:
    """The words that tell one person from another; weaker ones only where there is nothing else."""
    for role in (Role.NAME, Role.SUFFIX, Role.HONORIFIC):
        chosen = tuple([token for token in tokens if token.role is role])
        if chosen:
            return chosen
    return tuple(tokens)


def pair(a: Sequence[Token], b: Sequence[Token]) -> Pairing:
    """Best pairs first, each word once, only pairs that agree; then what is left, written as one word."""
    met = _meet(core(a), core(b))
    if not (met.left_a and met.left_b):
        return met
    return _join(met, _as_one(_ways(a, met.left_a), _ways(b, met.left_b)))


def pair_plain(a: Words, b: Words) -> Pairing:
    """The same where every word is a name: what is left has one way of being joined."""
    met = _meet(a, b)
    one, other = met.left_a, met.left_b
    if not (one and other) or len(one) == len(other) == 1:
        return met
    return _join(met, _joined_agreement(one, other, THRESHOLDS[one[0].script, other[0].script]))


def _meet(a: Words, b: Words) -> Pairing:
    met = _greedy(a, b)
    if not met:
        return Pairing((), a, b)
    parts = tuple([(likeness, len(a[i].sounds) + len(b[j].sounds)) for likeness, i, j in met])
    order = [j for _, _, j in sorted(met, key=_place)] if len(met) > 1 else []
    left_a = _without(a, {i for _, i, _ in met}) if len(met) < len(a) else ()
    left_b = _without(b, {j for _, _, j in met}) if len(met) < len(b) else ()
    return Pairing(parts, left_a, left_b, order != sorted(order))


def _place(found: tuple[float, int, int]) -> int:
    return found[1]


def _join(met: Pairing, likeness: float) -> Pairing:
    if not likeness:
        return met
    length = sum([len(token.sounds) for token in (*met.left_a, *met.left_b)])
    return Pairing((*met.parts, (likeness, length)), (), (), met.reordered, joined=True)


def _without(words: Words, used: set[int]) -> Words:
    return tuple([word for at, word in enumerate(words) if at not in used])


def _greedy(a: Words, b: Words) -> list[tuple[float, int, int]]:
    good = [
        (-likeness, abs(i - j), min(i, j), i, j)
        for i, one in enumerate(a)
        for j, other in enumerate(b)
        if (likeness := agreement(one, other))
    ]
    if len(good) < 2:
        return [(-cost, i, j) for cost, _, _, i, j in good]
    good.sort()
    used_a: set[int] = set()
    used_b: set[int] = set()
    met = []
    for cost, _, _, i, j in good:
        if i not in used_a and j not in used_b:
            used_a.add(i)
            used_b.add(j)
            met.append((-cost, i, j))
    return met


def _ways(tokens: Sequence[Token], left: Words) -> tuple[Words, Words | None]:
    """The words left over, alone and with the suffixes beside them (Ram Kumar against Ramkumar)."""
    if not [token for token in tokens if token.role is Role.SUFFIX]:
        return left, None
    return left, tuple([token for token in tokens if token.role is Role.SUFFIX or token in left])


def _as_one(a: tuple[Words, Words | None], b: tuple[Words, Words | None]) -> float:
    """Likeness of the words written as one; 0 when it does not reach agreement.

    Suffixes are added on one side only: a Kumar on both sides must not make Ramesh of Mahesh.
    """
    (alone_a, longer_a), (alone_b, longer_b) = a, b
    limit = THRESHOLDS[alone_a[0].script, alone_b[0].script]
    best = 0.0
    for one, other in ((alone_a, alone_b), (longer_a, alone_b), (alone_a, longer_b)):
        if one and other and (len(one) > 1 or len(other) > 1):
            best = max(best, _joined_agreement(one, other, limit))
    return best


def _joined_agreement(a: Words, b: Words, limit: float) -> float:
    sounds_a, sounds_b = "".join([token.sounds for token in a]), "".join([token.sounds for token in b])
    likeness: float = alike(sounds_a, sounds_b, score_cutoff=limit)
    if not likeness:
        return 0.0
    bones_a, bones_b = "".join([token.bones for token in a]), "".join([token.bones for token in b])
    return likeness if alike(bones_a, bones_b, score_cutoff=BONES) else 0.0
