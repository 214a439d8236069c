"""What may be done to the directory: enter an office, change how it is reached, take it out of service."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from trackchild.geography.models import District

from .kinds import PLACES, Kind, Level
from .models import Agency, AgencyName

CONTACTS = frozenset(
    {
        "address",
        "phone",
        "phone_alt",
        "email",
        "lat",
        "lon",
        "nodal_officer_name",
        "nodal_officer_designation",
        "nodal_officer_phone",
    }
)
HOME_DETAILS = frozenset({"sanctioned_strength", "takes", "registration_status", "registration_valid_until"})

# Registry desks are the system's own offices: the code is 90 and the district's five figures.
_DESK_CODE = "90{:05d}"


@transaction.atomic
def add_agency(
    *,
    kind: str,
    name: str,
    code: str,
    by: int | None,
    at: datetime,
    district: int | None = None,
    state: int | None = None,
    parent: int | None = None,
    valid_from: date | None = None,
    names: Mapping[str, str] | None = None,
    **details: Any,
) -> Agency:
    """Enter an office; a district office takes its state from its district.

    `details` are contacts and, for homes, how many children of whom they may take.

    Raises ValidationError, worded for the person who entered it.
    """
    unknown = set(details) - CONTACTS - HOME_DETAILS
    if unknown:
        raise TypeError(f"add_agency() has no {', '.join(sorted(unknown))}")
    agency = Agency(
        kind=kind,
        name=name.strip(),
        code=code,
        parent_id=parent,
        district_id=district,
        state_id=state,
        valid_from=valid_from,
        changed_at=at,
        changed_by=by,
        **details,
    )
    _settle_place(agency)
    agency.full_clean()
    agency.save()
    _write_names(agency, names or {})
    return agency


def _settle_place(agency: Agency) -> None:
    """Give an office the state of its district and say plainly which of the two is missing or too many."""
    level = PLACES[Kind(agency.kind)].level if agency.kind in PLACES else None
    if agency.district_id is not None:
        state = District.objects.filter(pk=agency.district_id).values_list("state_id", flat=True).first()
        if state is None:
            raise ValidationError({"district": _("There is no district with this code.")})
        agency.state_id = state
    if level is Level.DISTRICT and agency.district_id is None:
        raise ValidationError({"district": _("An office of this kind belongs to a district.")})
    if level is Level.STATE and (agency.state_id is None or agency.district_id is not None):
        raise ValidationError({"state": _("An office of this kind belongs to a state and to no district.")})
    if level is Level.NATION and agency.state_id is not None:
        raise ValidationError({"state": _("A national office belongs to no state.")})


def _write_names(agency: Agency, names: Mapping[str, str]) -> None:
    AgencyName.objects.bulk_create(
        [AgencyName(agency=agency, language=language, name=name) for language, name in names.items() if name],
        update_conflicts=True,
        unique_fields=["agency", "language"],
        update_fields=["name"],
    )


@transaction.atomic
def update_contacts(*, agency_id: int, by: int | None, at: datetime, **contacts: Any) -> Agency:
    """Change how an office is reached and whom to ask for; what is not given stays."""
    unknown = set(contacts) - CONTACTS
    if unknown:
        raise TypeError(f"update_contacts() has no {', '.join(sorted(unknown))}")
    agency = Agency.objects.select_for_update().get(pk=agency_id)
    for field, value in contacts.items():
        setattr(agency, field, value)
    agency.changed_at, agency.changed_by = at, by
    agency.full_clean()
    agency.save()
    return agency


@transaction.atomic
def retire_agency(*, agency_id: int, by: int | None, at: datetime, last_day: date | None = None) -> Agency:
    """Take an office out of service. Its records keep pointing at it; nothing new reaches it."""
    agency = Agency.objects.select_for_update().get(pk=agency_id)
    agency.active = False
    agency.valid_to = last_day or localdate(at)
    agency.changed_at, agency.changed_by = at, by
    agency.full_clean()
    agency.save()
    return agency


def open_registry_desks(*, districts: Iterable[int], by: int | None, at: datetime) -> None:
    """Make sure that each of these districts has a registry desk, the owner of records that come by import."""
    Agency.objects.bulk_create(
        (
            Agency(
                kind=Kind.REGISTRY_DESK,
                name=f"Registry desk, {district.name}",
                code=_DESK_CODE.format(district.pk),
                state_id=district.state_id,
                district=district,
                changed_at=at,
                changed_by=by,
            )
            for district in District.objects.filter(pk__in=set(districts)).order_by("pk")
        ),
        ignore_conflicts=True,
    )
