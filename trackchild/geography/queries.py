"""Answers about places: what lies in a state, what is near, what became of a retired district."""

from datetime import date

from django.db.models import Q

from .models import District, Neighbour, State
from .querysets import DistrictQuerySet, StateQuerySet


def states() -> StateQuerySet:
    """All states and union territories by name, with their names in every language."""
    return State.objects.named().order_by("name", "pk")


def state_with_code(lgd_code: int) -> State | None:
    """The state that carries a code today or swallowed the territory that used to."""
    return State.objects.filter(Q(pk=lgd_code) | Q(former_lgd_codes__contains=[lgd_code])).first()


def districts_of(state_code: int, *, on: date | None = None) -> DistrictQuerySet:
    """Districts of a state by name, as they stand, or as they stood on a day."""
    return _standing(on).in_state(state_code).named().order_by("name", "pk")


def nearest_district(lat: float, lon: float, *, on: date | None = None) -> District | None:
    """The district whose centre is nearest to a point; near a border it may be the one next door."""
    return _standing(on).select_related("state").nearest(lat, lon).first()


def _standing(on: date | None) -> DistrictQuerySet:
    return District.objects.filter(valid_to=None) if on is None else District.objects.current(on)


def neighbours(district_code: int, within_km: float = 100.0) -> list[Neighbour]:
    """Districts around one, nearest first, each with its distance. Beyond a hundred kilometres nothing is kept."""
    around = Neighbour.objects.filter(district_id=district_code, km__lte=within_km)
    return list(around.select_related("neighbour__state").order_by("km", "pk"))


def present_districts(district_code: int, *, on: date) -> frozenset[int]:
    """Codes under which a district's land is counted on a day: its own while it exists, else those that followed it."""
    found: set[int] = set()
    seen: set[int] = set()
    waiting = {district_code}
    while waiting:
        seen |= waiting
        districts = District.objects.filter(pk__in=waiting)
        found.update(districts.current(on).values_list("pk", flat=True))
        waiting = set(districts.exclude(pk__in=found).values_list("followed_by", flat=True)) - seen - {None}
    return frozenset(found)
