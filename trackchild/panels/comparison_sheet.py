"""The comparison sheet that both offices sign: what the page prints and what a paper document shows, from one place.

A number of a record stands above the comparison tier: who may not open the record gets a line to fill by hand.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from trackchild.accounts.viewer import Viewer
from trackchild.cases.models import FoundChild, MissingCase
from trackchild.children.models import Description
from trackchild.directory.models import Agency
from trackchild.matching.models import Candidate

from .evidence import Evidence, evidence_of, open_to_both
from .readings import reading_of, script_for

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Line:
    """A label and what stands beside it; without a value a line is drawn to be filled by hand."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class SheetSide:
    """One child as the sheet shows it."""

    title: str
    description: Description
    """For the photograph and the name."""
    name_reading: str
    office: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """A place to sign: for which office, and what its signature says."""

    office: str
    says: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything on the paper. It has no score: two people compare, not a figure."""

    missing: SheetSide
    found: SheetSide
    evidence: Evidence
    caution: tuple[str, ...]
    signatures: tuple[Signature, ...]
    to_fill: tuple[str, ...]
    """What everybody who signs writes by hand."""
    printed_at: datetime
    printed_by: str
    printed_in: str
    compared_at: datetime
    weights_version: str

    @property
    def sides(self) -> tuple[SheetSide, SheetSide]:
        return self.missing, self.found


def sheet_of(pair: Candidate, viewer: Viewer, *, opens_missing: bool, opens_found: bool, at: datetime) -> Sheet:
    """The sheet of a pair for a viewer; `opens_…` tells whether she may open the record of that side.

    Give a pair of `get_candidate`, which leaves the looks and reads both sides.
    """
    case, found = pair.missing, pair.found
    station, committee = case.owner.name, found.committee.name if found.committee else ""
    own = Agency.objects.filter(pk=viewer.agency_id).values_list("name", flat=True).first() or ""
    return Sheet(
        missing=SheetSide(
            _("Missing child"),
            case.description,
            _reading(case.description),
            station,
            (
                Line(_("Case number"), case.number if opens_missing else ""),
                Line(_("FIR number"), case.fir_number if opens_missing else ""),
                Line(_("Last seen"), _where(case, "last_seen_at")),
            ),
        ),
        found=SheetSide(
            _("Found child"),
            found.description,
            _reading(found.description),
            committee,
            (
                Line(_("Number of the found child"), found.number if opens_found else ""),
                Line(_("Number in the committee’s register"), ""),
                Line(_("Found"), _where(found, "found_at")),
            ),
        ),
        evidence=evidence_of(pair.terms, case, found),
        caution=(
            _("This sheet helps two people compare. It proves nothing: people decide, after they have seen the child."),
            _("What speaks against is to be cleared up before the child goes to a family."),
        ),
        signatures=(
            Signature(station, _("For the police station: the same child / not the same child (strike one out)")),
            Signature(committee, _("For the committee or board: the same child / not the same child (strike one out)")),
        ),
        to_fill=(_("Name and rank"), _("Date and time"), _("Signature and seal")),
        printed_at=at,
        printed_by=viewer.name,
        printed_in=own,
        compared_at=pair.scored_at,
        weights_version=pair.weights_version,
    )


def _reading(description: Description) -> str:
    return reading_of(description.name, script_for(get_language() or "en"))


def _where(record: MissingCase | FoundChild, moment: str) -> str:
    parts = (open_to_both(record, name) for name in (moment, "place", "district", "state"))
    return ", ".join(part for part in parts if part)
