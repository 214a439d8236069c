"""Two whole names side by side: how alike, whether they agree, and why, in words an officer can follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from .initials import initials_agree
from .nicknames import may_be_short_form
from .pairing import Pairing, Words, core, pair, pair_plain
from .roles import Role
from .similarity import alike
from .tokens import Token, fold_name

UNSAID = 0.3  # how much a word only one side has counts, beside one that both have
SHORT_FORM = 0.6  # the likeness of a short form and its full name


class Reason(StrEnum):
    """Fixed sentences, so that a screen can translate each."""

    NOTHING = "One side has no readable name."
    SAME = "The names sound the same."
    ALIKE = "The names sound alike."
    PARTLY = "One word agrees and another does not."
    DIFFERENT = "The names sound different."
    SCRIPTS = "They are written in different scripts."
    ORDER = "The words stand in another order."
    JOINED = "The words are joined on one side and apart on the other."
    ONE_SIDE = "One side has a word more."
    PARTICLES = "Titles or suffixes such as Shri, Md, Kumar or Devi differ and count little."
    INITIALS = "An initial stands for a word of the other side."
    OTHER_INITIALS = "An initial contradicts the other side."
    SHORT_FORM = "One may be a short form of the other."


@dataclass(frozen=True, slots=True)
class Comparison:
    """`reasons` are values of `Reason`, the verdict first."""

    similarity: float
    agrees: bool
    reasons: tuple[str, ...]


class Weighed(NamedTuple):
    """What `compare_tokens` puts into words."""

    similarity: float
    agrees: bool
    found: Pairing
    initials: bool | None
    short_form: bool


def compare_names(a: str, b: str) -> Comparison:
    """Two names in any scripts, with titles, initials, other order, joined or split words."""
    return compare_tokens(fold_name(a), fold_name(b))


def compare_tokens(a: Sequence[Token], b: Sequence[Token]) -> Comparison:
    if not a or not b:
        return Comparison(0.0, False, (Reason.NOTHING,))
    seen = weigh(a, b)
    found, agrees = seen.found, seen.agrees
    side_reasons = (
        (Reason.SCRIPTS, a[0].script != b[0].script),
        (Reason.ORDER, found.reordered),
        (Reason.JOINED, found.joined),
        (Reason.ONE_SIDE, agrees and bool(found.left_a or found.left_b) and seen.initials is None),
        (Reason.PARTICLES, agrees and not found.joined and particles(a) != particles(b)),
        (Reason.INITIALS, seen.initials is True),
        (Reason.OTHER_INITIALS, seen.initials is False),
        (Reason.SHORT_FORM, seen.short_form),
    )
    reasons = (_verdict(found, agrees), *(reason for reason, holds in side_reasons if holds))
    return Comparison(seen.similarity, agrees, reasons)


def weigh(a: Sequence[Token], b: Sequence[Token]) -> Weighed:
    """The comparison without its words, for many pairs at once; both names must have tokens."""
    found = pair(a, b)
    return _judge(found, initials_agree(a, b, found.left_a, found.left_b))


def weigh_plain(a: Words, b: Words) -> Weighed:
    """The same for names without titles, suffixes and initials."""
    return _judge(pair_plain(a, b), None)


def _judge(found: Pairing, initials: bool | None) -> Weighed:
    contradicted = bool(found.left_a and found.left_b)
    short_form = contradicted and may_be_short_form(found.left_a, found.left_b)
    agrees = bool(found.parts) and not contradicted and initials is not False
    return Weighed(overall(found, short_form), agrees, found, initials, short_form)


def overall(found: Pairing, short_form: bool) -> float:
    """Likeness over all words by their length; words only one side has count a little, words that differ in full."""
    parts = found.parts
    sounds_a, sounds_b = [token.sounds for token in found.left_a], [token.sounds for token in found.left_b]
    unsaid = float(sum(map(len, sounds_a)) + sum(map(len, sounds_b)))
    if sounds_a and sounds_b:
        likeness = max([alike(x, y) for x in sounds_a for y in sounds_b])
        likeness = max(likeness, SHORT_FORM) if short_form else likeness
        if not parts:
            return likeness
        parts, unsaid = (*parts, (likeness, int(unsaid))), 0.0
    total = sum([length for _, length in parts]) + UNSAID * unsaid
    return sum([likeness * length for likeness, length in parts]) / total if total else 0.0


def particles(tokens: Sequence[Token]) -> frozenset[str]:
    words = core(tokens)
    return frozenset(t.fold for t in tokens if t.role in (Role.HONORIFIC, Role.SUFFIX) and t not in words)


def _verdict(found: Pairing, agrees: bool) -> Reason:
    if not found.parts:
        return Reason.DIFFERENT
    if not agrees and found.left_a and found.left_b:
        return Reason.PARTLY
    return Reason.SAME if all(likeness == 1.0 for likeness, _ in found.parts) else Reason.ALIKE
