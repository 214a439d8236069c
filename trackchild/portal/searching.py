"""Finding a published child by name in any script, together with one fact more; and by the number on a poster.

A name alone finds nothing: a search must not become a list. Nobody is found by a name the card hides, results are few,
never sorted by anything about the child, and never counted.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from trackchild.cases.models import MissingCase, Publication
from trackchild.cases.publicity import standing_cases
from trackchild.cases.shown_names import shown_names
from trackchild.children.actions import name_keys
from trackchild.names import compare_names

from .cards import PublicCard, cards_of, of_age_now, with_rows

PER_PAGE, PAGES = 12, 3
CLOSE_ENOUGH = 0.8
"""Likeness of the asked and the shown name below which a card is no answer; measured as `names` measures it."""
WEIGHED = 400
"""How many cards with a like-sounding name are compared word for word."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks: a name and at least one fact."""

    name: str
    state: int | None = None
    sex: str = ""
    ages: tuple[int, int] | None = None
    year: int | None = None

    @property
    def facts(self) -> int:
        return sum(fact not in (None, "") for fact in (self.state, self.sex, self.ages, self.year))


@dataclass(frozen=True, slots=True)
class Found:
    """One page of answers and whether there is another."""

    cards: tuple[PublicCard, ...]
    page: int
    has_next: bool


def search(asked: Asked, *, page: int, at: datetime, on: date) -> Found:
    """A page of cards, the likest names first and the newest of equal ones. `page` runs from 1 to PAGES."""
    ranked = _ranked(asked, at=at, on=on)
    start = (page - 1) * PER_PAGE
    chosen = ranked[start : start + PER_PAGE]
    rows = {row.pk: row for row in with_rows(standing_cases(on).filter(pk__in=chosen))}
    cards = tuple(cards_of([rows[pk] for pk in chosen if pk in rows], on=on))
    return Found(cards, page, page < PAGES and len(ranked) > start + PER_PAGE)


def case_with_number(number: str, *, on: date) -> UUID | None:
    """The published case whose number stands on a poster."""
    case = MissingCase.objects.filter(number__iexact="".join(number.split())).only("pk").first()
    return case.pk if case and standing_cases(on).filter(case=case).exists() else None


def sounding_like(asked: Asked, *, at: datetime, on: date) -> QuerySet[Publication]:
    """Standing publications with a shown name that sounds like one of the asked words, narrowed by the facts."""
    found: Any = standing_cases(on).filter(shown_keys__overlap=name_keys(asked.name))
    if asked.state is not None:
        found = found.filter(case__state_id=asked.state)
    if asked.sex:
        found = found.filter(case__description__sex=asked.sex)
    if asked.ages:
        found = of_age_now(found, *asked.ages, at=at)
    if asked.year is not None:
        found = found.filter(case__last_seen_at__year=asked.year)
    return found.order_by("-ordered_at", "-pk")


def _ranked(asked: Asked, *, at: datetime, on: date) -> list[int]:
    likeness: list[tuple[float, int, int]] = []
    rows = sounding_like(asked, at=at, on=on).prefetch_related("case__description__names")[:WEIGHED]
    for number, publication in enumerate(rows):
        names = shown_names(publication.case.description, full=publication.full_name)
        best = max((compare_names(asked.name, name).similarity for name in names), default=0.0)
        if best >= CLOSE_ENOUGH:
            likeness.append((-best, number, publication.pk))
    return [pk for _like, _number, pk in sorted(likeness)]
