"""The directory as shelves of offices, telephone first. Of homes for children only kind and telephone are told."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from trackchild.directory.kinds import HOMES, STATIONS, Kind
from trackchild.directory.models import Agency


@dataclass(frozen=True, slots=True)
class Office:
    """One office as anybody may know it."""

    kind: str
    name: str
    district: str
    phone: str
    phone_alt: str
    email: str
    address: str
    officer: str
    entry: int
    """The row of the directory, to say what is wrong about it."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Offices one looks for together."""

    title: str | Promise
    offices: tuple[Office, ...]


SHELVES: tuple[tuple[str | Promise, tuple[Kind, ...]], ...] = (
    (_("Police stations"), (*STATIONS, Kind.RPF)),
    (_("Police units for children"), (Kind.SJPU, Kind.AHTU, Kind.SP_OFFICE)),
    (_("Child protection"), (Kind.CHILD_HELPLINE, Kind.DCPU, Kind.RAILWAY_DESK, Kind.DM_OFFICE)),
    (_("Child welfare committee and juvenile justice board"), (Kind.CWC, Kind.JJB)),
    (_("Homes for children"), HOMES),
    (_("Free legal help"), (Kind.DLSA, Kind.SLSA)),
    (_("Offices of the state"), (Kind.STATE_NODAL, Kind.SCPS, Kind.SARA, Kind.SCPCR, Kind.CID)),
)


def shelves(*, state: int, district: int | None) -> Iterator[Shelf]:
    """The offices of a district and of its state; without a district those of the state alone."""
    kinds = [kind for _title, group in SHELVES for kind in group]
    offices = Agency.objects.active().of_kind(*kinds).in_state(state).named()
    found = list(offices.filter(Q(district_id=district) | Q(district=None)).order_by("name", "pk"))
    for title, group in SHELVES:
        shown = [_office(one) for kind in group for one in found if one.kind == kind]
        if shown:
            yield Shelf(title, tuple(shown))


def help_desk() -> Office | None:
    """The national help desk, if it is in the directory."""
    desk: Any = Agency.objects.active().of_kind(Kind.HELP_DESK).named().order_by("code").first()
    return _office(desk) if desk else None


def public_name(agency: Agency) -> str:
    """What anybody may call an office: its name, and of a home only the kind and the district."""
    office = _office(agency)
    return office.name or f"{office.kind} · {office.district}"


def _office(agency: Agency) -> Office:
    language = get_language() or "en"
    kind, district = Kind(agency.kind), agency.district.name_in(language) if agency.district else ""
    if kind in HOMES:
        # Where children live is told to nobody: no name, no street, no e-mail that carries the name.
        return Office(str(kind.label), "", district, agency.phone, "", "", "", "", agency.pk)
    return Office(
        kind=str(kind.label),
        name=agency.name_in(language),
        district=district,
        phone=agency.phone,
        phone_alt=agency.phone_alt,
        email=agency.email,
        address=agency.address,
        officer=agency.nodal_officer_name,
        entry=agency.pk,
    )
