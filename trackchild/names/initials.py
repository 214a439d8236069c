"""Initials: R. Sharma may be Ramesh Sharma and is not Mohan Sharma."""

from __future__ import annotations

from collections.abc import Sequence

from .roles import Role
from .tokens import Token

# First phones of a fold that an initial may stand for, where they are more than the letter itself.
STANDS_FOR = {
    "a": "aeo", "b": "bBv", "c": "cCksS", "d": "dD", "e": "ei", "f": "f", "g": "gGj", "h": "h", "i": "ie", "j": "jJz",
    "k": "kK", "o": "ou", "p": "pf", "q": "k", "s": "sS", "t": "tT", "u": "uyv", "v": "vb", "w": "v", "x": "ksj",
    "y": "yi", "z": "zj",
}  # fmt: skip


def initials_agree(
    a: Sequence[Token], b: Sequence[Token], left_a: Sequence[Token], left_b: Sequence[Token]
) -> bool | None:
    """True when initials are explained by the other side, False when they contradict it, None when nothing is said.

    `left_a` and `left_b` are the words of each side that found no partner.
    """
    if not [token for token in (*a, *b) if token.role is Role.INITIAL]:
        return None
    mine, other = _only_in(a, b), _only_in(b, a)
    verdicts = [_explained(mine, b, left_b), _explained(other, a, left_a)]
    # Both sides have initials and they differ although nothing else could explain them.
    if mine and other and verdicts == [None, None]:
        return False
    if False in verdicts:
        return False
    return True if True in verdicts else None


def _only_in(a: Sequence[Token], b: Sequence[Token]) -> list[str]:
    """The initials of `a` that `b` does not have as well."""
    rest = [token.fold for token in b if token.role is Role.INITIAL]
    only = []
    for token in a:
        if token.role is Role.INITIAL:
            if token.fold in rest:
                rest.remove(token.fold)
            else:
                only.append(token.fold)
    return only


def _explained(initials: list[str], tokens: Sequence[Token], left: Sequence[Token]) -> bool | None:
    weak = [token for token in tokens if token.role in (Role.SUFFIX, Role.HONORIFIC)]
    words = [token.fold for token in (*left, *weak)]
    found = 0
    for initial in initials:
        match = next((word for word in words if word[0] in STANDS_FOR.get(initial, initial)), None)
        if match is not None:
            words.remove(match)
            found += 1
    if found:
        return True
    return False if initials and left else None
