"""The demonstration country's offices: three states, nine districts, some forty offices and who sits in them."""

from dataclasses import dataclass

from trackchild.accounts.permissions import Role
from trackchild.directory.kinds import Kind

from .names import BENGAL, BIHAR, DELHI, Region


@dataclass(frozen=True, slots=True)
class DemoDistrict:
    """A district, by its LGD code, with the middle of its town and the region whose names are heard there."""

    code: int
    town: str
    state: int
    region: Region
    lat: float
    lon: float
    has_superintendent: bool = False


DISTRICTS: tuple[DemoDistrict, ...] = (
    DemoDistrict(313, "Howrah", 19, BENGAL, 22.59, 88.31, has_superintendent=True),
    DemoDistrict(303, "Barasat", 19, BENGAL, 22.72, 88.48),
    DemoDistrict(315, "Kolkata", 19, BENGAL, 22.56, 88.36),
    DemoDistrict(212, "Patna", 10, BIHAR, 25.61, 85.14, has_superintendent=True),
    DemoDistrict(196, "Gaya", 10, BIHAR, 24.79, 85.0),
    DemoDistrict(203, "Kishanganj", 10, BIHAR, 26.1, 87.95),
    DemoDistrict(79, "New Delhi", 7, DELHI, 28.61, 77.2, has_superintendent=True),
    DemoDistrict(83, "South Delhi", 7, DELHI, 28.53, 77.22),
    DemoDistrict(81, "North East Delhi", 7, DELHI, 28.69, 77.27),
)
STATES = {19: ("WB", "Kolkata"), 10: ("BR", "Patna"), 7: ("DL", "New Delhi")}


@dataclass(frozen=True, slots=True)
class DemoOffice:
    """A kind of office every district has, and who sits there: (role, sign-in name, designation)."""

    kind: Kind
    name: str
    people: tuple[tuple[Role, str, str], ...]


OFFICES: tuple[DemoOffice, ...] = (
    DemoOffice(
        Kind.POLICE_STATION,
        "%(town)s police station",
        (
            (Role.STATION_HEAD, "sho.%(key)s", "Station house officer"),
            (Role.STATION_OFFICER, "si.%(key)s", "Sub-inspector, child welfare police officer"),
        ),
    ),
    DemoOffice(
        Kind.CHILDREN_HOME,
        "Sneha children's home, %(town)s",
        ((Role.HOME_HEAD, "home.%(key)s", "Superintendent"), (Role.HOME_STAFF, "caretaker.%(key)s", "Case worker")),
    ),
    DemoOffice(
        Kind.CWC,
        "Child welfare committee, %(town)s",
        ((Role.COMMITTEE_MEMBER, "cwc.%(key)s", "Chairperson"),),
    ),
    DemoOffice(
        Kind.DCPU,
        "District child protection unit, %(town)s",
        ((Role.DCPU_OFFICER, "dcpu.%(key)s", "Protection officer"),),
    ),
)
SUPERINTENDENT = DemoOffice(
    Kind.SP_OFFICE,
    "Superintendent of police, %(town)s",
    ((Role.SUPERINTENDENT_POLICE, "sp.%(key)s", "Superintendent of police"),),
)
NODAL = DemoOffice(
    Kind.STATE_NODAL,
    "State nodal officer for missing children, %(town)s",
    ((Role.STATE_NODAL, "nodal.%(key)s", "State nodal officer"),),
)
