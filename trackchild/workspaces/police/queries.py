"""What the pages of a station read."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from trackchild.accounts.permissions import Permission
from trackchild.accounts.viewer import Viewer
from trackchild.cases.models import CitizenReport, MissingCase
from trackchild.children.actions import name_keys
from trackchild.matching.models import Candidate, ReportHit
from trackchild.workspaces import shelves

PLACES = ("district__names", "state__names")
PHOTOS = ("description__photos",)
HITS_SHOWN = 10


def listed_reports(viewer: Viewer, at: datetime, *, which: str = "") -> QuerySet[CitizenReport]:
    """Reports on the list, the most urgent first; `which` may ask for those already decided."""
    rows: Any
    if which == "decided":
        seen = CitizenReport.objects.visible_to(viewer, Permission.REPORT_READ)
        rows = seen.filter(decided_at__isnull=False).order_by("-decided_at", "pk")
    else:
        rows = shelves.reports(viewer, at).order_by("-in_danger", "submitted_at", "pk")
    listed: QuerySet[CitizenReport] = rows.with_description().prefetch_related(*PHOTOS, *PLACES)
    return listed


def listed_cases(viewer: Viewer, at: datetime, chosen: Mapping[str, Any]) -> QuerySet[MissingCase]:
    """Cases on the list as the filters choose, the latest first."""
    rows = shelves.cases(viewer, at)
    if chosen.get("stage"):
        rows = MissingCase.objects.visible_to(viewer, Permission.CASE_READ).filter(stage=chosen["stage"])
    if chosen.get("grade"):
        rows = rows.filter(grade=chosen["grade"])
    if words := chosen.get("q"):
        rows = rows.filter(_called(words))
    described = rows.with_description().prefetch_related(*PHOTOS, *PLACES)
    listed: QuerySet[MissingCase] = described.order_by("-received_at", "pk")
    return listed


def _called(words: str) -> Q:
    """A number, or a name in any spelling or script."""
    found = Q(number__iexact=words) | Q(fir_number__iexact=words)
    if keys := name_keys(words):
        found |= Q(pk__in=MissingCase.objects.filter(description__names__keys__overlap=keys).values("pk"))
    return found


def pairs_of_case(viewer: Viewer, case: MissingCase) -> QuerySet[Candidate]:
    """The pairs of a case that the viewer may look at, the likeliest first."""
    pairs = Candidate.objects.visible_to(viewer, Permission.MATCH_READ).filter(missing=case)
    return pairs.exclude(stage__in=("GENERATED", "SUPPRESSED")).with_sides().order_by("-probability", "pk")


def hits_of(report: CitizenReport) -> list[ReportHit]:
    """What the register holds that resembles an unverified report, the likeliest first."""
    sides = ("missing", "found")
    hits = report.hits.select_related(
        *(f"{side}__{one}" for side in sides for one in ("description", "district", "state"))
    ).prefetch_related(
        *(f"{side}__description__{rows}" for side in sides for rows in ("names", "relatives", "marks", "photos")),
        *(f"{side}__{place}__names" for side in sides for place in ("district", "state")),
        *(f"{side}__description__{place}__names" for side in sides for place in ("home_district", "home_state")),
    )
    return list(hits.order_by("-probability", "pk")[:HITS_SHOWN])
