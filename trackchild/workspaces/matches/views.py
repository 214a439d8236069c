"""Possible matches: the list, and two children side by side with the evidence and the decision."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from trackchild.accounts.guards import ViewerRequest, requires
from trackchild.accounts.permissions import Permission
from trackchild.cases.queries import look_at
from trackchild.matching import actions as match_actions
from trackchild.matching.models import Candidate, Leaning, Opinion, RejectReason
from trackchild.matching.queries import get_candidate
from trackchild.panels.clocks import pair_due
from trackchild.panels.comparison_sheet import sheet_of
from trackchild.panels.evidence import evidence_of
from trackchild.workspaces.pages import INVALID, show
from trackchild.workspaces.refusals import attempt
from trackchild.workspaces.shelves import PAGE

from . import queries
from .forms import SAME, DecisionForm, LookForm, OpinionForm


@require_GET
@requires(Permission.MATCH_READ)
def list_pairs(request: ViewerRequest) -> HttpResponse:
    """Possible matches to which the viewer's office is a party."""
    viewer, now = request.viewer, timezone.now()
    page = Paginator(queries.listed_pairs(viewer, now), PAGE).get_page(request.GET.get("page"))
    look_at(viewer, "case", [pair.missing_id for pair in page])
    look_at(viewer, "found", [pair.found_id for pair in page])
    rows = [(pair, pair_due(pair), queries.turn_of(pair)) for pair in page]
    return show(request, "matches/list_pairs.html", {"page": page, "rows": rows})


@require_GET
@requires(Permission.MATCH_READ)
def compare_pair(request: ViewerRequest, candidate_id: UUID) -> HttpResponse:
    """Two children side by side; the clock of the first look stops."""
    match_actions.note_first_look(candidate_id=candidate_id, by=request.viewer, at=timezone.now())
    pair = get_candidate(request.viewer, candidate_id, Permission.MATCH_READ)
    return _compare(request, pair, DecisionForm(), OpinionForm())


@require_GET
@requires(Permission.MATCH_READ)
def print_pair(request: ViewerRequest, candidate_id: UUID) -> HttpResponse:
    """The comparison on one sheet of paper, for both offices to sign; every print leaves a look."""
    viewer = request.viewer
    pair = get_candidate(viewer, candidate_id, Permission.MATCH_READ)
    sides = queries.sides_of(viewer, pair)
    sheet = sheet_of(pair, viewer, opens_missing=sides.missing, opens_found=sides.found, at=timezone.now())
    return show(request, "matches/print_pair.html", {"pair": pair, "sheet": sheet})


@require_POST
@requires(Permission.MATCH_READ)
def keep_impression(request: ViewerRequest, candidate_id: UUID) -> HttpResponse:
    """The reviewer says what she sees; then the figures may speak."""
    viewer, form = request.viewer, LookForm(request.POST)
    pair = get_candidate(viewer, candidate_id, Permission.MATCH_READ)
    if not form.is_valid():
        return _compare(request, pair, DecisionForm(), OpinionForm(), status=INVALID)
    match_actions.keep_impression(
        candidate_id=candidate_id, leaning=Leaning(form.cleaned_data["leaning"]), by=viewer, at=timezone.now()
    )
    return redirect(reverse("matches:compare_pair", args=[candidate_id]) + "#score")


@require_POST
@requires(Permission.MATCH_READ)
def decide_pair(request: ViewerRequest, candidate_id: UUID) -> HttpResponse:
    """A key is turned, or the pair is rejected with its reason."""
    viewer, now = request.viewer, timezone.now()
    pair = get_candidate(viewer, candidate_id, Permission.MATCH_READ)
    walk = queries.walk_of(viewer, now, candidate_id)
    form, status = DecisionForm(request.POST), INVALID
    if form.is_valid():
        given = form.cleaned_data
        decided, status = attempt(
            form,
            lambda: (
                match_actions.turn_key(candidate_id=candidate_id, words=given["words"], by=viewer, at=now)
                if given["decision"] == SAME
                else match_actions.reject(
                    candidate_id=candidate_id,
                    reason=RejectReason(given["reason"]),
                    words=given["words"],
                    by=viewer,
                    at=now,
                )
            ),
        )
        if decided:
            return _decided(request, decided, walk)
    return _compare(request, pair, form, OpinionForm(), status=status)


@require_POST
@requires(Permission.MATCH_OPINION)
def give_opinion(request: ViewerRequest, candidate_id: UUID) -> HttpResponse:
    """The home says what it thinks."""
    viewer, now = request.viewer, timezone.now()
    pair = get_candidate(viewer, candidate_id, Permission.MATCH_OPINION)
    walk = queries.walk_of(viewer, now, candidate_id)
    form, status = OpinionForm(request.POST), INVALID
    if form.is_valid():
        given = form.cleaned_data
        decided, status = attempt(
            form,
            lambda: match_actions.give_opinion(
                candidate_id=candidate_id, opinion=Opinion(given["opinion"]), words=given["words"], by=viewer, at=now
            ),
        )
        if decided:
            return _decided(request, decided, walk)
    return _compare(request, pair, DecisionForm(), form, status=status)


def _decided(request: ViewerRequest, pair: Candidate, walk: queries.Walk) -> HttpResponse:
    """Back to the pair when it is settled, else on to the next that waits, or back to one that was passed over."""
    messages.success(request, _("Your decision is recorded."))
    settled = pair.confirmed_at is not None
    return redirect("matches:compare_pair", pair.pk if settled else walk.after or walk.before or pair.pk)


def _compare(
    request: ViewerRequest, pair: Candidate, decision: DecisionForm, opinion: OpinionForm, *, status: int = 200
) -> HttpResponse:
    viewer = request.viewer
    context = {
        "pair": pair,
        "evidence": evidence_of(pair.terms, pair.missing, pair.found),
        "sides": queries.sides_of(viewer, pair),
        "keys": queries.keys_of(pair),
        "walk": queries.walk_of(viewer, timezone.now(), pair.pk),
        "imported": queries.imported_sides(viewer, pair),
        "impression": queries.impression_of(viewer, pair),
        "shows_score": queries.may_see_score(viewer, pair),
        "leanings": Leaning.choices,
        "turn": queries.turn_of(pair),
        "due": pair_due(pair),
        "decision": decision if decision.is_bound or queries.may_decide(viewer, pair) else None,
        "opinion": opinion if opinion.is_bound or queries.may_give_opinion(viewer, pair) else None,
        "may_reverse": queries.may_reverse(viewer, pair),
        "percent": round(pair.probability * 100),
    }
    return show(request, "matches/compare_pair.html", context, status=status)
