"""Offices that the tests of the directory share: two stations and the units of Kolkata, and what lies above them."""

from datetime import UTC, datetime

from trackchild.directory import actions
from trackchild.directory.models import Agency

NOW = datetime(2026, 6, 1, 6, 30, tzinfo=UTC)
KOLKATA, HOWRAH, PATNA, WEST_BENGAL = 315, 313, 212, 19


def open_office(kind: str, code: str, name: str = "", **given: object) -> Agency:
    """The smallest valid office of a kind, in Kolkata unless told otherwise."""
    if not {"district", "state"} & set(given):
        given["district"] = KOLKATA
    return actions.add_agency(kind=kind, code=code, name=name or f"Office {code}", by=None, at=NOW, **given)
