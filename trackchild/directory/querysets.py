"""Filters over agencies, chainable."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db.models import Q, QuerySet

from trackchild.geography.distance import km_from

if TYPE_CHECKING:
    from .models import Agency  # noqa: F401  (named in the base class, which ruff does not read)


class AgencyQuerySet(QuerySet["Agency"]):
    """Offices of every kind."""

    def of_kind(self, *kinds: str) -> Self:
        return self.filter(kind__in=kinds)

    def in_district(self, code: int) -> Self:
        return self.filter(district_id=code)

    def in_state(self, code: int) -> Self:
        """Offices of a state and of its districts."""
        return self.filter(state_id=code)

    def active(self, on: date | None = None) -> Self:
        """In service: switched on and, with `on`, within the days of validity."""
        serving = self.filter(active=True)
        if on is None:
            return serving
        return serving.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=on), Q(valid_to__isnull=True) | Q(valid_to__gte=on)
        )

    def nearest(self, lat: float, lon: float, limit: int = 10) -> Self:
        """The few nearest to a point, nearest first, each with its distance as `km`; offices without a place never."""
        placed = self.filter(lat__isnull=False)
        return placed.annotate(km=km_from(lat, lon)).order_by("km", "pk")[:limit]

    def named(self) -> Self:
        """With their place and their names in every language."""
        return self.select_related("state", "district").prefetch_related("names")
