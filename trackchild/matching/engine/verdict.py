"""From a total to words: probability against the open register, strength, and whether it is rather a sibling."""

from collections.abc import Mapping, Sequence
from math import exp, log

from .fields import FIELDS, NUMBER
from .hits import Relation, Strength, Term
from .weights import Weights

SMALLEST_REGISTER = 200  # below it a register is a trial, and its priors would flatter
DUPLICATE_SHARE = 0.05
_AGREEING = {"same", "sound", "near"}
_YEARS_APART = {"much_younger", "years_younger", "years_older", "much_older"}


def prior_odds(weights: Weights, own: int, other: int, *, same_side: bool) -> float:
    """Log odds that two records taken at random are one child; they fall as the open register grows."""
    share = DUPLICATE_SHARE if same_side else weights.match_share
    return log(share / max(own, other, SMALLEST_REGISTER))


def probability(weights: Weights, total: float, prior: float) -> float:
    """Posterior probability of a pair."""
    odds = weights.slope * (total + prior) + weights.intercept
    return 1.0 / (1.0 + exp(-odds)) if odds > -500 else 0.0


def strength(weights: Weights, chance: float) -> Strength:
    """The word for a probability."""
    for word, edge in zip((Strength.STRONG, Strength.LIKELY, Strength.POSSIBLE), weights.bands, strict=True):
        if chance >= edge:
            return word
    return Strength.WEAK


def terms(weights: Sequence[float], cells: Sequence[int]) -> tuple[Term, ...]:
    """The terms of a pair in their fixed order."""
    return tuple(
        Term(field.name, field.levels[cell], round(float(weight), 4))
        for field, weight, cell in zip(FIELDS, weights, cells, strict=True)
    )


def relation(cells: Sequence[int]) -> Relation:
    """Same parents, but another name, sex or age: rather a brother or sister, who may lead to the child."""
    level: Mapping[str, str] = {name: FIELDS[number].levels[cells[number]] for name, number in NUMBER.items()}
    same_parent = level["father"] in _AGREEING or level["mother"] in _AGREEING
    alike = level["photo"] in ("alike", "very_alike")
    somebody_else = level["name"] == "different" or level["sex"] == "different" or level["age"] in _YEARS_APART
    return Relation.SIBLING if same_parent and somebody_else and not alike else Relation.SAME
