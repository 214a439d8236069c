"""What the pages of possible matches read."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trackchild.accounts.permissions import Permission as P
from trackchild.accounts.viewer import Viewer
from trackchild.cases.models import FoundChild, MissingCase
from trackchild.cases.states import CaseStage, FoundStage
from trackchild.matching.models import Candidate, FirstImpression
from trackchild.matching.states import ALIVE, CandidateStage
from trackchild.workspaces import duties, shelves

LONGEST_WALK = 500
PLACES = tuple(f"{side}__{place}__names" for side in ("missing", "found") for place in ("district", "state"))


def listed_pairs(viewer: Viewer, at: datetime) -> QuerySet[Any]:
    """Pairs somebody must decide, the likeliest first."""
    return shelves.pairs(viewer, at).with_sides().prefetch_related(*PLACES).order_by("-probability", "pk")


@dataclass(frozen=True, slots=True)
class Walk:
    """Where a pair stands among those that wait for the viewer's word, and its neighbours."""

    place: int | None
    length: int
    before: UUID | None
    after: UUID | None


def walk_of(viewer: Viewer, at: datetime, pair_id: UUID) -> Walk:
    """The way through the pairs that wait for the viewer, most urgent first; any other pair leads to the first."""
    ids = list(duties.pairs_to_look_at(viewer, at).values_list("pk", flat=True)[:LONGEST_WALK])
    if pair_id not in ids:
        return Walk(None, len(ids), None, ids[0] if ids else None)
    at_place = ids.index(pair_id)
    return Walk(
        at_place + 1,
        len(ids),
        ids[at_place - 1] if at_place else None,
        ids[at_place + 1] if at_place + 1 < len(ids) else None,
    )


@dataclass(frozen=True, slots=True)
class Sides:
    """Which side of the pair lies within the viewer's own reach; of the other she sees the comparison tier."""

    missing: bool
    found: bool


def sides_of(viewer: Viewer, pair: Candidate) -> Sides:
    """Whether the viewer may open the record of each side."""
    return Sides(
        missing=MissingCase.objects.visible_to(viewer, P.CASE_READ).filter(pk=pair.missing_id).exists(),
        found=FoundChild.objects.visible_to(viewer, P.FOUND_READ).filter(pk=pair.found_id).exists(),
    )


def impression_of(viewer: Viewer, pair: Candidate) -> FirstImpression | None:
    """What the viewer saw in the pair before the score."""
    return pair.impressions.filter(user_id=viewer.user_id).first()


def may_see_score(viewer: Viewer, pair: Candidate) -> bool:
    """Whether the figures may speak: the viewer has looked for herself, or everything is decided."""
    return pair.stage not in ALIVE or impression_of(viewer, pair) is not None


@dataclass(frozen=True, slots=True)
class Intake:
    """An imported side of a pair: no office has taken it over, so nobody can confirm it."""

    is_case: bool
    record_id: UUID
    may_adopt: bool


def imported_sides(viewer: Viewer, pair: Candidate) -> list[Intake]:
    """The sides of a pair that an office must take over first."""
    sides: list[Intake] = []
    if pair.missing.stage == CaseStage.IMPORTED:
        cases = MissingCase.objects.visible_to(viewer, P.CASE_ADOPT)
        sides.append(Intake(True, pair.missing_id, cases.filter(pk=pair.missing_id).exists()))
    if pair.found.stage == FoundStage.IMPORTED:
        children = FoundChild.objects.visible_to(viewer, P.FOUND_ADOPT)
        sides.append(Intake(False, pair.found_id, children.filter(pk=pair.found_id).exists()))
    return sides


@dataclass(frozen=True, slots=True)
class Key:
    """One side's key: whose it is, and when it was turned."""

    label: str | Promise
    office: str
    turned_at: datetime | None


def keys_of(pair: Candidate) -> tuple[Key, Key]:
    """Both keys of a pair."""
    committee = pair.found.committee
    return (
        Key(_("The station’s key"), pair.missing.owner.name, pair.missing_key_at),
        Key(_("The committee’s key"), committee.name if committee else "", pair.found_key_at),
    )


TURNS: dict[tuple[bool, bool], str | Promise] = {
    (False, False): _("Both sides must still decide."),
    (True, False): _("It is the committee’s turn."),
    (False, True): _("It is the station’s turn."),
    (True, True): _("Both sides have decided."),
}


def turn_of(pair: Candidate) -> str | Promise:
    """Whose turn it is, in a sentence; nothing once the pair is decided."""
    if pair.stage not in ALIVE:
        return ""
    return TURNS[bool(pair.missing_key_at), bool(pair.found_key_at)]


def may_decide(viewer: Viewer, pair: Candidate) -> bool:
    """Whether the viewer holds a key of this pair that is not turned yet."""
    if pair.stage not in ALIVE:
        return False
    seen = Candidate.objects.filter(pk=pair.pk)
    return any(
        viewer.may(right) and getattr(pair, f"{key}_at") is None and seen.visible_to(viewer, right).exists()
        for right, key in ((P.MATCH_KEY_MISSING, "missing_key"), (P.MATCH_KEY_FOUND, "found_key"))
    )


def may_give_opinion(viewer: Viewer, pair: Candidate) -> bool:
    """Whether the viewer speaks for the home where the child lives."""
    if pair.stage not in ALIVE or not viewer.may(P.MATCH_OPINION):
        return False
    return Candidate.objects.filter(pk=pair.pk).visible_to(viewer, P.MATCH_OPINION).exists()


def may_reverse(viewer: Viewer, pair: Candidate) -> bool:
    """Whether the viewer may ask for the reversal of a confirmed pair."""
    if pair.stage != CandidateStage.CONFIRMED or not viewer.may(P.MATCH_REVERSE):
        return False
    return Candidate.objects.filter(pk=pair.pk).visible_to(viewer, P.MATCH_REVERSE).exists()
