"""Answers about offices: whose desk a report lands on, who sits above an office, whom a family may call."""

from datetime import date

from .helplines import HELPLINES, Helpline
from .kinds import STATIONS, Kind
from .models import Agency
from .querysets import AgencyQuerySet


def stations_of(district_code: int, *, on: date | None = None) -> AgencyQuerySet:
    """Police offices of a district that register cases, by name."""
    return Agency.objects.active(on).of_kind(*STATIONS).in_district(district_code).named().order_by("name", "pk")


def intake_station(
    district_code: int, lat: float | None = None, lon: float | None = None, *, on: date | None = None
) -> Agency | None:
    """The office that takes a citizen's report about a district.

    With a point: the nearest police station of that district. Without one, or where no station's place is known: the
    special juvenile police unit, else the superintendent's office, else the state's nodal desk.
    """
    here = Agency.objects.in_district(district_code).select_related("state", "district")
    if lat is not None and lon is not None:
        stations = here.active(on).of_kind(Kind.POLICE_STATION)
        if station := stations.nearest(lat, lon, 1).first():
            return station
    return (
        _first(here, Kind.SJPU, on)
        or _first(here, Kind.SP_OFFICE, on)
        or _first(Agency.objects.filter(state__districts=district_code), Kind.STATE_NODAL, on)
    )


def state_nodal_desk(state_code: int, *, on: date | None = None) -> Agency | None:
    """The desk of the state's nodal officer, who receives every complaint at once."""
    return _first(Agency.objects.in_state(state_code), Kind.STATE_NODAL, on)


def committee_of(district_code: int, *, on: date | None = None) -> Agency | None:
    """The child welfare committee of a district."""
    return _first(Agency.objects.in_district(district_code), Kind.CWC, on)


def board_of(district_code: int, *, on: date | None = None) -> Agency | None:
    """The juvenile justice board of a district."""
    return _first(Agency.objects.in_district(district_code), Kind.JJB, on)


def unit_of(kind: Kind, district_code: int, *, on: date | None = None) -> Agency | None:
    """The office of a kind in a district."""
    return _first(Agency.objects.in_district(district_code), kind, on)


def registry_desk(district_code: int) -> Agency | None:
    """The desk that owns a district's imported records until an office adopts them."""
    return _first(Agency.objects.in_district(district_code), Kind.REGISTRY_DESK, None)


def _first(offices: AgencyQuerySet, kind: Kind, on: date | None) -> Agency | None:
    return offices.active(on).of_kind(kind).select_related("state", "district").order_by("code").first()


def helplines() -> tuple[Helpline, ...]:
    """Numbers that work from anywhere, most urgent for a child first."""
    return HELPLINES


def hierarchy(agency: Agency) -> tuple[Agency, ...]:
    """The offices above one, topmost first, ending with itself."""
    chain = [agency]
    while (parent := chain[-1].parent) is not None and parent not in chain:
        chain.append(parent)
    return tuple(reversed(chain))
