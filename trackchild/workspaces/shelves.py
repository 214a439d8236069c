"""The lists of an office, defined once: the navigation counts what the list page shows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trackchild.accounts.permissions import Permission as P
from trackchild.accounts.viewer import Viewer
from trackchild.cases.models import CitizenReport, FoundChild, MissingCase
from trackchild.cases.states import IN_CUSTODY, OPEN, WAITING, FoundStage, ReportStage
from trackchild.helpdesk.queries import waiting_tickets
from trackchild.matching.models import Candidate, DuplicatePair, SearchAgent
from trackchild.matching.states import CandidateStage
from trackchild.placements.models import FollowUp, Restoration
from trackchild.placements.states import AT_HOME, BEFORE_ORDER, ON_THE_WAY

Rows = Any
"""A queryset of one of the models; each keeps its own filters, which a common type would hide."""
PAGE = 25
LISTED = ("description__photos", "district__names", "state__names")
"""What a row of a list of children shows beside the description."""


def reports(viewer: Viewer, at: datetime) -> Rows:
    """Reports that wait for a decision, oldest first."""
    stages = WAITING | {ReportStage.CALLED_SPAM}
    return CitizenReport.objects.visible_to(viewer, P.REPORT_READ).filter(stage__in=stages)


def cases(viewer: Viewer, at: datetime) -> Rows:
    """Open missing cases."""
    return MissingCase.objects.visible_to(viewer, P.CASE_READ).filter(stage__in=OPEN)


def children(viewer: Viewer, at: datetime) -> Rows:
    """Children in somebody's charge."""
    stages = IN_CUSTODY | {FoundStage.ON_LEAVE, FoundStage.RUN_AWAY, FoundStage.IMPORTED}
    return FoundChild.objects.visible_to(viewer, P.FOUND_READ).filter(stage__in=stages)


def cause_list(viewer: Viewer, at: datetime) -> Rows:
    """Children who must still be produced, or stand before the committee and are not placed yet."""
    produced = FoundChild.objects.visible_to(viewer, P.FOUND_ORDER)
    return produced.awaiting_production() | produced.filter(stage=FoundStage.PRODUCED)


def restorations(viewer: Viewer, at: datetime) -> Rows:
    """Children on the way home."""
    return Restoration.objects.visible_to(viewer, P.FOUND_READ).filter(stage__in=BEFORE_ORDER | ON_THE_WAY)


def pairs(viewer: Viewer, at: datetime) -> Rows:
    """Possible matches that somebody must decide, and confirmed ones of which a reversal was asked."""
    seen = Candidate.objects.visible_to(viewer, P.MATCH_READ)
    return seen.alive() | seen.filter(stage=CandidateStage.CONFIRMED, reversal_asked_at__isnull=False)


def twin_cases(viewer: Viewer, at: datetime) -> Rows:
    """Missing cases that may be of one child."""
    return DuplicatePair.objects.visible_to(viewer, P.CASE_READ).waiting()


def twin_children(viewer: Viewer, at: datetime) -> Rows:
    """Found children that may be one child."""
    return DuplicatePair.objects.visible_to(viewer, P.FOUND_READ).waiting()


def visits(viewer: Viewer, at: datetime) -> Rows:
    """Visits to restored children that are still to be made."""
    restored = Restoration.objects.visible_to(viewer, P.FOLLOW_UP).filter(stage__in=AT_HOME)
    return FollowUp.objects.filter(done_at=None, restoration__in=restored)


def tickets(viewer: Viewer, at: datetime) -> Rows:
    """What the help desk still has to answer."""
    return waiting_tickets(viewer)


def searches(viewer: Viewer, at: datetime) -> Rows:
    """Saved searches of the viewer and of the office."""
    return SearchAgent.objects.of(viewer)


@dataclass(frozen=True, slots=True)
class Shelf:
    """A list in the navigation; `page` is the name of its address."""

    page: str
    label: str | Promise
    permission: P
    rows: Callable[[Viewer, datetime], Rows]


SHELVES: tuple[Shelf, ...] = (
    Shelf("police:list_reports", _("Reports of citizens"), P.REPORT_READ, reports),
    Shelf("police:list_cases", _("Missing cases"), P.CASE_READ, cases),
    Shelf("committees:list_causes", _("Cause list"), P.FOUND_ORDER, cause_list),
    Shelf("homes:list_children", _("Found children"), P.FOUND_READ, children),
    Shelf("searches:list_searches", _("Saved searches"), P.RECORDS_SEARCH, searches),
    Shelf("matches:list_pairs", _("Possible matches"), P.MATCH_READ, pairs),
    Shelf("duplicates:list_cases", _("Duplicate cases"), P.CASE_READ, twin_cases),
    Shelf("duplicates:list_children", _("Duplicate found children"), P.FOUND_READ, twin_children),
    Shelf("committees:list_restorations", _("On the way home"), P.FOUND_READ, restorations),
    Shelf("districts:list_visits", _("Visits at home"), P.FOLLOW_UP, visits),
    Shelf("desk:list_tickets", _("Tickets"), P.TICKET_ANSWER, tickets),
)


def shelves_of(viewer: Viewer) -> tuple[Shelf, ...]:
    """The lists a viewer has."""
    return tuple(shelf for shelf in SHELVES if viewer.may(shelf.permission))
