"""Filters over places, chainable."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db.models import Q, QuerySet

from .distance import km_from

if TYPE_CHECKING:
    from .models import District, State  # noqa: F401  (named in the base classes, which ruff does not read)


class StateQuerySet(QuerySet["State"]):
    """States and union territories."""

    def named(self) -> Self:
        """With their names in every language, in one further query."""
        return self.prefetch_related("names")


class DistrictQuerySet(QuerySet["District"]):
    """Districts, present and retired."""

    def current(self, on: date) -> Self:
        """Those that exist on a day; an empty end of validity is open."""
        began = Q(valid_from__isnull=True) | Q(valid_from__lte=on)
        lasts = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
        return self.filter(began & lasts)

    def in_state(self, state_code: int) -> Self:
        return self.filter(state_id=state_code)

    def nearest(self, lat: float, lon: float) -> Self:
        """Nearest centre first, each with its distance as `km`."""
        return self.annotate(km=km_from(lat, lon)).order_by("km", "pk")

    def named(self) -> Self:
        """With their names and their state's in every language."""
        return self.select_related("state").prefetch_related("names", "state__names")
