"""Searches over the register: ask once, keep, share, let it watch, and read what it found."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from trackchild.accounts.guards import ViewerRequest, requires
from trackchild.accounts.permissions import Permission
from trackchild.cases.queries import look_at
from trackchild.matching import agents
from trackchild.matching.models import SearchAgent
from trackchild.matching.searching import Criteria, cases_like, found_like
from trackchild.workspaces.pages import show, status_of
from trackchild.workspaces.shelves import LISTED, PAGE

from .forms import SaveForm, SearchForm
from .words import words_of

SHOWN = 25


@require_GET
@requires(Permission.RECORDS_SEARCH)
def list_searches(request: ViewerRequest) -> HttpResponse:
    """One's own searches and those of the office, with what is new in each."""
    viewer, today = request.viewer, timezone.localdate()
    kept = SearchAgent.objects.of(viewer).with_owner().order_by("name", "pk")
    rows = [
        (
            agent,
            words_of(agent.criteria(today)),
            agents.hits_of(agent, viewer).filter(seen_at=None).count(),
            agent.posting.user_id == viewer.user_id,
        )
        for agent in kept
    ]
    return show(request, "searches/list_searches.html", {"rows": rows, "today": today})


@require_http_methods(["GET", "POST"])
@requires(Permission.RECORDS_SEARCH)
def make_search(request: ViewerRequest) -> HttpResponse:
    """Ask the register; what was asked may then be kept under a name. The question stays in the address."""
    today = timezone.localdate()
    form = SearchForm(request.GET or None)
    save = SaveForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form, "save": save}
    if form.is_bound and form.is_valid():
        criteria = form.criteria(today)
        if request.method == "POST" and save.is_valid():
            kept = _keep(request, criteria, save, asked_for_a_day=form.cleaned_data["age_on"] is not None)
            if kept is not None:
                return redirect("searches:view_search", kept.pk)
        context |= _found(request, criteria)
    return show(request, "searches/make_search.html", context, status=status_of(form, save))


@require_GET
@requires(Permission.RECORDS_SEARCH)
def view_search(request: ViewerRequest, agent_id: UUID) -> HttpResponse:
    """What a search found, newest first: only what the viewer may see today."""
    viewer, now = request.viewer, timezone.now()
    agent = agents.get_agent(viewer, agent_id)
    page = Paginator(agents.hits_of(agent, viewer), PAGE).get_page(request.GET.get("page"))
    new = {hit.pk for hit in page if hit.seen_at is None}
    agents.show_hits(agent=agent, hits=page.object_list, by=viewer, at=now)
    context = {
        "agent": agent,
        "page": page,
        "new": new,
        "words": words_of(agent.criteria(timezone.localdate(now))),
        "is_own": agent.posting.user_id == viewer.user_id,
        "is_over": agent.expires_on < timezone.localdate(now),
    }
    return show(request, "searches/view_search.html", context)


@require_POST
@requires(Permission.RECORDS_SEARCH)
def change_search(request: ViewerRequest, agent_id: UUID) -> HttpResponse:
    """Share, pause, renew or end one's own search."""
    act = request.POST.get("act", "")
    agents.change_search(agent_id=agent_id, act=act, by=request.viewer, at=timezone.now())
    return redirect("searches:list_searches") if act == "end" else redirect("searches:view_search", agent_id)


def _keep(request: ViewerRequest, criteria: Criteria, save: SaveForm, *, asked_for_a_day: bool) -> SearchAgent | None:
    """A search kept without a day asks for the age at the time of each record's coming."""
    given = save.cleaned_data
    try:
        return agents.save_search(
            name=given["title"],
            criteria=criteria if asked_for_a_day else replace(criteria, age_on=None),
            is_shared=given["is_shared"],
            watches=given["watches"],
            by=request.viewer,
            at=timezone.now(),
        )
    except agents.TooMany:
        save.add_error(None, _("You keep 50 searches already. End one of them first."))
        return None


def _found(request: ViewerRequest, criteria: Criteria) -> dict[str, Any]:
    viewer = request.viewer
    cases = cases_like(criteria, viewer=viewer).with_description().prefetch_related(*LISTED)
    found = found_like(criteria, viewer=viewer).with_description().prefetch_related(*LISTED)
    shown_cases, shown_found = list(cases[:SHOWN]), list(found[:SHOWN])
    look_at(viewer, "case", [case.pk for case in shown_cases], reason="search")
    look_at(viewer, "found", [child.pk for child in shown_found], reason="search")
    return {
        "asked": True,
        "cases": shown_cases,
        "found": shown_found,
        "case_count": cases.count(),
        "found_count": found.count(),
        "query": request.GET.urlencode(),
    }
