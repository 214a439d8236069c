"""Open figures by state and month, each with its definition; small cells are hidden, and those that would betray them.

Figures end with the last whole month, so that comparing two days tells nothing about one child. A period count and a
cohort count are never mixed: every measure here counts events by the month in which they happened.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.cache import cache
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trackchild.cases.models import FoundChild, MissingCase
from trackchild.cases.vocabulary import Subject
from trackchild.geography.queries import states

SMALLEST = 10
"""A cell below this is hidden (security paper, threat 18: ten for the public)."""
KEPT_FOR = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure by state: its name, what it counts, and the moment it counts by."""

    key: str
    title: str | Promise
    definition: str | Promise
    model: type
    moment: str


MEASURES: tuple[Measure, ...] = (
    Measure(
        "registered",
        _("Cases registered"),
        _("Missing children whose complaint a police station received in the month, by the station’s state."),
        MissingCase,
        "received_at",
    ),
    Measure(
        "traced",
        _("Children traced"),
        _("Missing children who were located and identified in the month, whenever they had gone missing."),
        MissingCase,
        "traced_at",
    ),
    Measure(
        "restored",
        _("Children back with their families"),
        _("Missing children who were handed to their family in the month, whenever they had gone missing."),
        MissingCase,
        "restored_at",
    ),
    Measure(
        "found",
        _("Children found"),
        _("Children whom the police, a home or the child helpline took into care in the month, by the state where."),
        FoundChild,
        "charge_taken_at",
    ),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One state's figures in the order of MEASURES; None stands for a hidden cell."""

    state: int
    cells: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Release:
    """The table of one month."""

    month: date
    rows: tuple[Row, ...]
    totals: tuple[int | None, ...]


def last_month(at: datetime) -> date:
    """The first day of the last whole month."""
    first = timezone.localdate(at).replace(day=1)
    return (first - timedelta(days=1)).replace(day=1)


def release(month: date) -> Release:
    """The figures of a month, hidden where they are small."""
    key = f"portal.statistics.{month:%Y-%m}"
    kept: Release | None = cache.get(key)
    if kept is None:
        kept = _count(month)
        cache.set(key, kept, KEPT_FOR.total_seconds())
    return kept


def _count(month: date) -> Release:
    columns = [_column(measure, month) for measure in MEASURES]
    hidden = [suppressed(column) for column in columns]
    rows = tuple(Row(state.pk, tuple(column.get(state.pk, 0) for column in hidden)) for state in states())
    totals = tuple(total if (total := sum(column.values())) >= SMALLEST else None for column in columns)
    return Release(month, rows, totals)


def _column(measure: Measure, month: date) -> dict[int, int]:
    begins = timezone.make_aware(datetime.combine(month, time()))
    ends = timezone.make_aware(datetime.combine((month + timedelta(days=32)).replace(day=1), time()))
    within = Q(**{f"{measure.moment}__gte": begins, f"{measure.moment}__lt": ends})
    if measure.model is MissingCase:
        within &= Q(subject=Subject.CHILD)
    counted = measure.model.objects.filter(within).values_list("state_id").annotate(number=Count("pk"))  # type: ignore[attr-defined]
    return dict(counted.order_by())


def suppressed(column: Mapping[int, int]) -> dict[int, int | None]:
    """A column with its small cells hidden. A single hidden cell, or two that together are small, could be found by
    subtracting the others from the total: then the next smallest cells are hidden too. A true zero stays.
    """
    shown: dict[int, int | None] = dict(column)
    small = [key for key, number in column.items() if 0 < number < SMALLEST]
    rest = sorted((number, key) for key, number in column.items() if number >= SMALLEST)
    while small and rest and (len(small) == 1 or sum(column[key] for key in small) < SMALLEST):
        small.append(rest.pop(0)[1])
    for key in small:
        shown[key] = None
    return shown
