"""Raises the demonstration country's offices and posts its people, through the same actions an administrator uses."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from trackchild.accounts import actions as accounts
from trackchild.accounts.permissions import Role
from trackchild.accounts.viewer import Viewer
from trackchild.directory.actions import add_agency
from trackchild.directory.kinds import HOMES, Kind
from trackchild.directory.models import Agency

from .offices import DISTRICTS, NODAL, OFFICES, STATES, SUPERINTENDENT, DemoDistrict, DemoOffice

ADMINISTRATOR = "admin"
FAMILY_NAMES = ("Sen", "Roy", "Sinha", "Ansari", "Das", "Khan", "Prasad", "Mukherjee", "Verma", "Ahmad", "Nair", "Bose")
FIRST_NAMES = (
    "Asha",
    "Bimal",
    "Gita",
    "Iqbal",
    "Farida",
    "Mohan",
    "Rekha",
    "Tariq",
    "Usha",
    "Kamal",
    "Nandini",
    "Vijay",
)


@dataclass(slots=True)
class People:
    """Who sits where: viewers by role and district (or state)."""

    viewers: dict[tuple[Role, int], Viewer] = field(default_factory=dict)
    offices: dict[tuple[Kind, int], Agency] = field(default_factory=dict)

    def at(self, role: Role, place: int) -> Viewer:
        return self.viewers[role, place]


def raise_offices(*, password: str, at: datetime) -> People:
    """Open every office and post everybody. One national administrator posts them all."""
    first = accounts.create_first_administrator(
        username=ADMINISTRATOR, name="Meera Iyer", phone="+919000000000", password=password, at=at
    )
    administrator = Viewer.of(first, route="demo")
    people = People()
    numbers = iter(range(1, 10_000))
    for state, (key, town) in STATES.items():
        agency = _open(NODAL, town=town, state=state, number=next(numbers), by=administrator, at=at)
        people.offices[NODAL.kind, state] = agency
        _post(NODAL, agency, key.lower(), state, people, numbers, by=administrator, at=at)
    for district in DISTRICTS:
        for office in (*OFFICES, *((SUPERINTENDENT,) if district.has_superintendent else ())):
            agency = _open(office, district=district, town=district.town, number=next(numbers), by=administrator, at=at)
            people.offices[office.kind, district.code] = agency
            key = district.town.lower().replace(" ", "")
            _post(office, agency, key, district.code, people, numbers, by=administrator, at=at)
    return people


def _open(
    office: DemoOffice,
    *,
    town: str,
    number: int,
    by: Viewer,
    at: datetime,
    district: DemoDistrict | None = None,
    state: int | None = None,
) -> Agency:
    details: dict[str, Any] = {"phone": f"0{number % 89 + 11:02d} 2{number:03d} 4{number:03d}"}
    if office.kind in HOMES:
        details |= {"sanctioned_strength": 50, "takes": "BOTH", "registration_status": "REGISTERED"}
    if district:
        details |= {"lat": district.lat, "lon": district.lon}
    return add_agency(
        kind=office.kind,
        name=office.name % {"town": town},
        code=f"{(state or (district.state if district else 0)):02d}{number:05d}",
        by=by.user_id,
        at=at,
        district=district.code if district else None,
        state=state,
        **details,
    )


def _post(
    office: DemoOffice,
    agency: Agency,
    key: str,
    place: int,
    people: People,
    numbers: Iterator[int],
    *,
    by: Viewer,
    at: datetime,
) -> None:
    for role, username, designation in office.people:
        number = next(numbers)
        posted = accounts.post_person(
            username=username % {"key": key},
            name=_name(number),
            phone=f"+9190000{number:05d}",
            role=role,
            agency_id=agency.pk,
            designation=designation,
            by=by,
            at=at,
        )
        people.viewers[role, place] = Viewer.of(posted.posting, route="demo")


def _name(number: int) -> str:
    """Another combination for each number up to 144."""
    turn, first = divmod(number, len(FIRST_NAMES))
    return f"{FIRST_NAMES[first]} {FAMILY_NAMES[(turn * 5 + first) % len(FAMILY_NAMES)]}"
