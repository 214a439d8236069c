"""Why a record is suggested, in a few words: what speaks against it first, then what speaks for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from trackchild.panels.evidence import LEVELS, WHAT, weigh

MOST = 4


@dataclass(frozen=True, slots=True)
class Reason:
    """One field's say; `words` may be empty, then the strength says it."""

    what: str | Promise
    words: str | Promise
    tone: str


def reasons_of(terms: Iterable[Mapping[str, Any]]) -> list[Reason]:
    """The strongest terms of a suggestion: a few against, a few for."""
    weighed = sorted(terms, key=lambda term: -abs(float(term["weight"])))
    against = [_reason(term, "danger") for term in weighed if weigh(float(term["weight"]))[0] == "against"]
    speaking_for = [_reason(term, "good") for term in weighed if weigh(float(term["weight"]))[0] == "for"]
    return [*against[:MOST], *speaking_for[:MOST]]


def _reason(term: Mapping[str, Any], tone: str) -> Reason:
    field, level = term["field"], term["level"]
    words = LEVELS.get(field, {}).get(level) or weigh(float(term["weight"]))[1]
    return Reason(WHAT.get(field, field), words, tone)
