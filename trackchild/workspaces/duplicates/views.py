"""Possible duplicates: a list for each side, and two records beside each other with the evidence."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from trackchild.accounts.guards import ViewerRequest, requires
from trackchild.accounts.permissions import Permission as P
from trackchild.cases.queries import look_at
from trackchild.matching import merging
from trackchild.matching.models import DuplicatePair
from trackchild.matching.states import DuplicateStage
from trackchild.panels.evidence import Evidence, evidence_of
from trackchild.workspaces.acting import Act, Asked, Desk, open_acts
from trackchild.workspaces.merges import office_of
from trackchild.workspaces.pages import show
from trackchild.workspaces.shelves import PAGE

from .acts import CASE_PAIR_ACTS, CASE_PAIRS, CHILD_PAIR_ACTS, CHILD_PAIRS

PLACES = tuple(
    f"{order}_{record}__{place}__names"
    for order in ("first", "second")
    for record in ("case", "found")
    for place in ("district", "state")
)
DIRECTED = frozenset({"age", "date", "height", "kind"})
"""Fields whose words speak of a missing and a found child; of two records of one side the values speak."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two registers: who reads it, how its records are told, where they are opened."""

    permission: P
    kind: str
    desk: Desk
    acts: tuple[Act, ...]
    record_page: str


CASES = Side(P.CASE_READ, "case", CASE_PAIRS, CASE_PAIR_ACTS, "police:view_case")
CHILDREN = Side(P.FOUND_READ, "found", CHILD_PAIRS, CHILD_PAIR_ACTS, "homes:view_child")


@require_GET
@requires(P.CASE_READ)
def list_cases(request: ViewerRequest) -> HttpResponse:
    """Missing cases that may be of one child."""
    return _list(request, CASES)


@require_GET
@requires(P.FOUND_READ)
def list_children(request: ViewerRequest) -> HttpResponse:
    """Found children that may be one child."""
    return _list(request, CHILDREN)


@require_GET
@requires(P.CASE_READ)
def compare_cases(request: ViewerRequest, record_id: UUID) -> HttpResponse:
    """Two missing cases beside each other."""
    return _compare(request, record_id, CASES)


@require_GET
@requires(P.FOUND_READ)
def compare_children(request: ViewerRequest, record_id: UUID) -> HttpResponse:
    """Two found children beside each other."""
    return _compare(request, record_id, CHILDREN)


def _list(request: ViewerRequest, side: Side) -> HttpResponse:
    seen = DuplicatePair.objects.visible_to(request.viewer, side.permission)
    rows = seen.waiting().with_sides().prefetch_related(*PLACES).order_by("proposed_at", "-probability", "pk")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    look_at(request.viewer, side.kind, [one.pk for pair in page for one in (pair.first, pair.second)])
    return show(
        request,
        "duplicates/list_pairs.html",
        {
            "page": page,
            "is_cases": side is CASES,
            "compare_page": side.desk.page,
            "merged": seen.filter(stage=DuplicateStage.MERGED).with_sides().order_by("-merged_at")[:PAGE],
        },
    )


def _compare(request: ViewerRequest, pair_id: UUID, side: Side) -> HttpResponse:
    viewer, now = request.viewer, timezone.now()
    pair = merging.get_twins(viewer, pair_id, side.permission)
    records = type(pair.first).objects.visible_to(viewer, side.permission)
    own = set(records.filter(pk__in=(pair.first.pk, pair.second.pk)).values_list("pk", flat=True))
    context: dict[str, Any] = {
        "pair": pair,
        "is_cases": side is CASES,
        "back": "duplicates:list_cases" if side is CASES else "duplicates:list_children",
        "sides": [(one, one.pk in own, office_of(one)) for one in (pair.first, pair.second)],
        "record_page": side.record_page,
        "evidence": _undirected(evidence_of(pair.terms, pair.first, pair.second)),
        "acts": open_acts(side.acts, side.desk, Asked(pair, viewer, now)),
        "percent": round(pair.probability * 100),
    }
    return show(request, "duplicates/compare_pair.html", context)


def _undirected(evidence: Evidence) -> Evidence:
    """The evidence without words that hold one of the two to be found."""

    def bare(rows: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(replace(row, words="") if row.field in DIRECTED else row for row in rows)

    return Evidence(bare(evidence.against), bare(evidence.speaking_for), bare(evidence.silent))
