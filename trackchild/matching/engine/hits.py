"""What the scorer answers: a pair's total, its probability, and the terms that make it up."""

from dataclasses import dataclass
from enum import StrEnum

from .fields import BLANK


class Strength(StrEnum):
    """How much a pair deserves attention, by measured precision and never by the best hit of the list."""

    STRONG = "strong"
    LIKELY = "likely"
    POSSIBLE = "possible"
    WEAK = "weak"


class Relation(StrEnum):
    """What the evidence points to: the child, or rather a brother or sister."""

    SAME = "same"
    SIBLING = "sibling"


class Veto(StrEnum):
    """The few reasons why a pair is never shown."""

    FOUND_BEFORE_MISSING = "found_before_missing"
    RESTORED = "restored"
    PHOTO_ONLY_ACROSS_SEXES = "photo_only_across_sexes"


@dataclass(frozen=True, slots=True)
class Term:
    """One field's say: positive speaks for the pair, negative against; blank is silent and exactly nothing."""

    field: str
    level: str
    weight: float

    @property
    def is_silent(self) -> bool:
        return self.level == BLANK


@dataclass(frozen=True, slots=True)
class Hit:
    """One record that may be the same child."""

    key: str
    total: float
    probability: float
    strength: Strength
    terms: tuple[Term, ...]
    relation: Relation = Relation.SAME
    veto: Veto | None = None
