"""Three figures of the country for the first page; small ones are not told, so that nobody is found by counting."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.cache import cache
from django.db.models import Count, Q
from django.utils.timezone import localdate

from trackchild.cases.states import SEARCHING
from trackchild.directory.models import Agency

KEPT_FOR = timedelta(minutes=10)
SMALLEST = 10
"""Figures below this are shown as "fewer than 10"."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Figures as on a day; None stands for a small one."""

    on: date
    searched: int | None
    traced: int | None
    restored: int | None


def counts(*, at: datetime) -> Counts:
    """The figures, at most ten minutes old."""
    kept: Counts | None = cache.get("portal.counts")
    if kept is None:
        kept = _count(at)
        cache.set("portal.counts", kept, KEPT_FOR.total_seconds())
    return kept


def _count(at: datetime) -> Counts:
    found = Agency.objects.aggregate(
        searched=Count("cases", filter=Q(cases__stage__in=SEARCHING)),
        traced=Count("cases", filter=Q(cases__traced_at__isnull=False)),
        restored=Count("cases", filter=Q(cases__restored_at__isnull=False)),
    )
    return Counts(on=localdate(at), **{name: number if number >= SMALLEST else None for name, number in found.items()})
