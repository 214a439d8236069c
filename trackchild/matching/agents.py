"""Saved searches that watch: asked about every record that is new or changed, and telling their owners what they found.

A record is read once and put to all searches of the offices that may see it at all; who may see it is asked again of
the grants before a hit is kept, and once more whenever hits are shown or counted.
"""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from trackchild.accounts.acting import action
from trackchild.accounts.grants import reach_of
from trackchild.accounts.models import Posting
from trackchild.accounts.permissions import Permission, Reach, Role
from trackchild.accounts.viewer import Viewer
from trackchild.cases.models import FoundChild, MissingCase
from trackchild.cases.queries import look_at
from trackchild.children.actions import name_keys
from trackchild.directory.models import Agency

from .models import AgentHit, Candidate, SearchAgent
from .searching import BOTH, Criteria, Record, facts_of, fits, name_words

LIFE = timedelta(days=90)
"""A search nobody renews ends: an officer moves on, a child comes home."""
MOST_PER_PERSON = 50
OF_A_DISTRICT, OF_A_STATE = (
    tuple(
        role for role in Role if reach in {reach_of(role, Permission.CASE_READ), reach_of(role, Permission.FOUND_READ)}
    )
    for reach in (Reach.DISTRICT, Reach.STATE)
)
"""Roles that see the records of a whole district, of a whole state."""
OFFICES: dict[type[Record], tuple[str, ...]] = {
    MissingCase: ("owner_id", "station_id", "offered_to_id"),
    FoundChild: ("owner_id", "home_id", "committee_id"),
}


class TooMany(Exception):
    """This person keeps as many searches as one person may."""


@dataclass(frozen=True, slots=True)
class News:
    """One person to be told, and how many hits of her searches are new to her."""

    posting: Posting
    count: int
    agent_id: UUID


def get_agent(viewer: Viewer, agent_id: UUID, *, own: bool = False) -> SearchAgent:
    """A search the viewer may open, or change if `own`. Missing and foreign both look like 404."""
    agents = SearchAgent.objects.owned_by(viewer) if own else SearchAgent.objects.of(viewer)
    return get_object_or_404(agents.with_owner(), pk=agent_id)


@action
def save_search(
    *, name: str, criteria: Criteria, is_shared: bool, watches: bool, by: Viewer, at: datetime
) -> SearchAgent:
    """Keep a search under a name. Raises TooMany."""
    if SearchAgent.objects.owned_by(by).count() >= MOST_PER_PERSON:
        raise TooMany
    given = asdict(criteria)
    written = given.pop("name")
    state, district = given.pop("state"), given.pop("district")
    return SearchAgent.objects.create(
        **given,
        name=name,
        name_written=written,
        name_keys=name_keys(written),
        state_id=state,
        district_id=district,
        posting_id=by.posting_id,
        is_shared=is_shared,
        watches=watches,
        made_at=at,
        expires_on=(at + LIFE).date(),
    )


@action
def change_search(*, agent_id: UUID, act: str, by: Viewer, at: datetime) -> SearchAgent:
    """Share, keep to oneself, pause, go on, renew or end one's own search. Raises Http404."""
    agent = get_agent(by, agent_id, own=True)
    if act not in ACTS:
        raise Http404
    for name, value in ACTS[act](at).items():
        setattr(agent, name, value)
    agent.save()
    return agent


ACTS: dict[str, Callable[[datetime], dict[str, Any]]] = {
    "share": lambda at: {"is_shared": True},
    "keep": lambda at: {"is_shared": False},
    "pause": lambda at: {"paused_at": at},
    "resume": lambda at: {"paused_at": None, "expires_on": (at + LIFE).date()},
    "renew": lambda at: {"expires_on": (at + LIFE).date()},
    "end": lambda at: {"ended_at": at},
}
"""What the owner may do with her search, and what it changes."""


def hits_of(agent: SearchAgent, viewer: Viewer) -> QuerySet[AgentHit]:
    """What a search found and the viewer may see now, newest first."""
    hits = AgentHit.objects.visible_to(viewer).filter(agent=agent)
    return hits.select_related(
        "case__description",
        "case__owner",
        "case__district",
        "found__description",
        "found__owner",
        "found__district",
        "pair__missing__description",
        "pair__found__description",
    ).order_by("-at", "-pk")


@action
def show_hits(*, agent: SearchAgent, hits: Iterable[AgentHit], by: Viewer, at: datetime) -> None:
    """The viewer reads these hits: a look at each record; for the owner they are no longer new."""
    shown = list(hits)
    look_at(by, "case", [hit.case_id for hit in shown if hit.case_id], reason="search")
    look_at(by, "found", [hit.found_id for hit in shown if hit.found_id], reason="search")
    look_at(by, "case", [hit.pair.missing_id for hit in shown if hit.pair], reason="search")
    look_at(by, "found", [hit.pair.found_id for hit in shown if hit.pair], reason="search")
    if agent.posting.user_id == by.user_id:
        AgentHit.objects.filter(pk__in=[hit.pk for hit in shown], seen_at=None).update(seen_at=at)


def watch_record(record: Record, *, at: datetime) -> list[AgentHit]:
    """Put one new or changed record to every search that may see it; answers the hits that are new."""
    permission, column = (
        (Permission.CASE_READ, "case") if isinstance(record, MissingCase) else (Permission.FOUND_READ, "found")
    )
    rows = type(record)._default_manager.filter(pk=record.pk)
    seen = _Seen(lambda viewer: rows.visible_to(viewer, permission).exists())
    found = _asked_of(record, _offices_of(record), on=at.date())
    return _keep([agent for agent in found if seen.by(agent.posting)], {column: record}, at=at)


def watch_pair(pair: Candidate, *, at: datetime) -> list[AgentHit]:
    """The same for a pair of the matcher: the other side of one's own child may be what was searched for."""
    rows = Candidate.objects.filter(pk=pair.pk)
    seen = _Seen(lambda viewer: rows.visible_to(viewer, Permission.MATCH_READ).exists())
    offices = _offices_of(pair.missing) | _offices_of(pair.found)
    found = {agent.pk: agent for side in (pair.missing, pair.found) for agent in _asked_of(side, offices, on=at.date())}
    return _keep([agent for agent in found.values() if seen.by(agent.posting)], {"pair": pair}, at=at)


def news_of(hits: Iterable[AgentHit]) -> list[News]:
    """Whom to tell of new hits: the owner, and the whole office of a shared search; counted as each may see them."""
    agents = {hit.agent_id for hit in hits}
    told = []
    for agent in SearchAgent.objects.filter(pk__in=agents).with_owner():
        for posting in _readers(agent):
            count = AgentHit.objects.visible_to(Viewer.of(posting)).filter(agent=agent, seen_at=None).count()
            if count:
                told.append(News(posting, count, agent.pk))
    return told


def unseen_count(viewer: Viewer) -> int:
    """New hits of the viewer's searches, for a digest."""
    mine = SearchAgent.objects.of(viewer).values("pk")
    return AgentHit.objects.visible_to(viewer).filter(agent__in=mine, seen_at=None).count()


def _readers(agent: SearchAgent) -> Iterable[Posting]:
    postings = Posting.objects.current().with_agency()
    if agent.is_shared:
        return postings.filter(agency=agent.posting.agency_id).order_by("pk")
    return postings.filter(pk=agent.posting_id)


def _offices_of(record: Record) -> set[int]:
    return {getattr(record, name) for name in OFFICES[type(record)]} - {None}


def _asked_of(record: Record, offices: set[int], *, on: date) -> list[SearchAgent]:
    """Searches of people whose reach may hold one of these offices, and whose criteria the record fits."""
    facts = facts_of(record)
    areas = list(Agency.objects.filter(pk__in=offices).values_list("district", "state"))
    near = Q(posting__agency__in=offices)
    near |= Q(
        posting__role__in=OF_A_DISTRICT, posting__agency__district__in={record.district_id, *(d for d, _s in areas)}
    )
    near |= Q(posting__role__in=OF_A_STATE, posting__agency__state__in={record.state_id, *(s for _d, s in areas)})
    named = Q(name_keys=[]) | Q(name_keys__overlap=sorted(facts.keys))
    agents = SearchAgent.objects.awake(on).filter(near, named, side__in=(BOTH, facts.side))
    if facts.sex:
        agents = agents.filter(sex__in=("", facts.sex))
    return [one for one in agents.with_owner() if fits(one.criteria(on), facts, name_words(one.name_written))]


class _Seen:
    """Whether a posting may see a record, asked once for all postings that reach equally far."""

    def __init__(self, ask: Callable[[Viewer], bool]) -> None:
        self._ask = ask
        self._known: dict[tuple[str, int], bool] = {}

    def by(self, posting: Posting) -> bool:
        """Asked of the grants."""
        key = (posting.role, posting.agency_id)
        if key not in self._known:
            self._known[key] = self._ask(Viewer.of(posting))
        return self._known[key]


def _keep(agents: list[SearchAgent], record: dict[str, Any], *, at: datetime) -> list[AgentHit]:
    """Keep what was not found before."""
    known = set(AgentHit.objects.filter(agent__in=agents, **record).values_list("agent", flat=True))
    new = [agent for agent in agents if agent.pk not in known]
    if not new:
        return []
    # Two workers may ask about one record at once: the constraint lets one of them keep the hit.
    AgentHit.objects.bulk_create([AgentHit(agent=agent, at=at, **record) for agent in new], ignore_conflicts=True)
    return list(AgentHit.objects.filter(agent__in=new, at=at, **record).select_related("agent"))
