"""What people decide about two records of one side: one proposes a merge, another makes it so; it can all be undone.

Nothing is copied and nothing is lost: both records keep every word, their children are linked, and the duplicate leaves
the search because the same child is searched under the other number.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404

from trackchild.accounts.acting import action
from trackchild.accounts.permissions import Permission
from trackchild.accounts.viewer import Viewer
from trackchild.cases.actions import found as found_actions
from trackchild.cases.actions import missing as missing_actions
from trackchild.cases.actions.missing import TakesTwoPeople
from trackchild.cases.models import FoundChild, MissingCase
from trackchild.cases.queries import look_at
from trackchild.cases.states import FOUND_CHILD, MISSING_CASE, CaseMove, FoundMove
from trackchild.cases.timeline import record
from trackchild.children.models import ChildLink

from .models import Candidate, DuplicateKind, DuplicatePair
from .models.duplicates import Covers
from .states import ALIVE, DUPLICATE, CandidateStage, DuplicateMove

READS = {DuplicateKind.MISSING: Permission.CASE_READ, DuplicateKind.FOUND: Permission.FOUND_READ}
ACTS = {
    DuplicateKind.MISSING: (Permission.CASE_REGISTER, Permission.CASE_SUPERVISE),
    DuplicateKind.FOUND: (Permission.FOUND_RECORD, Permission.FOUND_ORDER),
}
"""Whose word counts: the office that keeps the record, and the one above it."""
ASIDE = "its record was merged"


class NotYourRecord(Exception):
    """Neither record is one the viewer may act on."""


class OtherOfficeMustAgree(Exception):
    """The two people together answer for one record only; the office of the other one must agree."""


class KeepTheOther(Exception):
    """The record that would go has what the one that stays lacks: an FIR, or a home where the child lives."""


class MatchWouldBeLost(Exception):
    """The record that would go has a possible match that is being decided, or that the other record does not have."""


def get_twins(viewer: Viewer, pair_id: UUID, permission: Permission, *, lock: bool = False) -> DuplicatePair:
    """A pair of records of which one at least is within reach. Raises Http404; both children leave a look."""
    pairs = DuplicatePair.objects.visible_to(viewer, permission).with_sides()
    pair: DuplicatePair = get_object_or_404(pairs.select_for_update(of=("self",)) if lock else pairs, pk=pair_id)
    look_at(viewer, "case" if pair.kind == DuplicateKind.MISSING else "found", [pair.first.pk, pair.second.pk])
    return pair


def covered_by(viewer: Viewer, pair: DuplicatePair) -> frozenset[UUID]:
    """The records of a pair for which the viewer's word counts."""
    model: Any = MissingCase if pair.kind == DuplicateKind.MISSING else FoundChild
    both = model.objects.filter(pk__in=(pair.first.pk, pair.second.pk))
    return frozenset(
        pk
        for right in ACTS[DuplicateKind(pair.kind)]
        for pk in both.visible_to(viewer, right).values_list("pk", flat=True)
    )


@action
def propose_merge(*, pair_id: UUID, keep: UUID, words: str, by: Viewer, at: datetime) -> DuplicatePair:
    """Hold both records to be of one child, and say which one goes on. Nothing changes until a second person agrees.

    Raises NotYourRecord, KeepTheOther, MatchWouldBeLost, MoveNotAllowed.
    """
    pair = _open(pair_id, DuplicateMove.PROPOSE_MERGE, by, reason=words)
    covers = covered_by(by, pair)
    pair.keeps_first = keep == pair.first.pk
    _check_what_goes(pair)
    pair.proposed_at, pair.proposed_by_id, pair.proposed_because = at, by.user_id, words
    both = {pair.first.pk: Covers.FIRST, pair.second.pk: Covers.SECOND}
    pair.proposed_covers = Covers.BOTH if len(covers) == len(both) else both[next(iter(covers))]
    return _move(pair, DuplicateMove.PROPOSE_MERGE, by=by, at=at, reason=words)


@action
def merge(*, pair_id: UUID, by: Viewer, at: datetime) -> DuplicatePair:
    """The second person agrees: the children are linked, the duplicate leaves the search.

    Raises NotYourRecord, TakesTwoPeople, OtherOfficeMustAgree, KeepTheOther, MatchWouldBeLost, MoveNotAllowed.
    """
    pair = _open(pair_id, DuplicateMove.MERGE, by)
    if pair.proposed_at is None or pair.proposed_by_id == by.user_id:
        raise TakesTwoPeople
    if not _together(pair, by):
        raise OtherOfficeMustAgree
    _check_what_goes(pair)
    kept, duplicate = pair.kept, pair.duplicate
    pair.merged_at, pair.merged_by_id, pair.stage_before = at, by.user_id, duplicate.stage
    pair.decided_digest = pair.evidence_digest
    _move(pair, DuplicateMove.MERGE, by=by, at=at, told=(kept,))
    ChildLink.objects.create(
        first_id=kept.child_id,
        second_id=duplicate.child_id,
        reason=f"duplicate {pair.pk}",
        linked_at=at,
        linked_by_id=by.user_id,
    )
    _actions(pair).mark_merged(duplicate, into=kept, by=by, at=at)
    _put_pairs_aside(duplicate)
    return pair


@action
def dismiss(*, pair_id: UUID, words: str, by: Viewer, at: datetime) -> DuplicatePair:
    """They are two children. The advice comes back only when its evidence changes. Raises NotYourRecord."""
    pair = _open(pair_id, DuplicateMove.DISMISS, by, reason=words)
    was_proposed = pair.proposed_at is not None
    pair.dismissed_at, pair.dismissed_by_id, pair.dismissed_because = at, by.user_id, words
    pair.decided_digest = pair.evidence_digest
    pair.proposed_at = pair.proposed_by = pair.keeps_first = None
    pair.proposed_covers = pair.proposed_because = ""
    return _move(pair, DuplicateMove.DISMISS, by=by, at=at, reason=words, proposed=was_proposed)


@action
def unmerge(*, pair_id: UUID, words: str, by: Viewer, at: datetime) -> DuplicatePair:
    """They were two children after all: link, stage, publication and possible matches stand as before the merge.

    One person is enough: parting two records hides no child. Raises NotYourRecord.
    """
    pair = _open(pair_id, DuplicateMove.UNMERGE, by, reason=words)
    kept, duplicate = pair.kept, pair.duplicate
    pair.unmerged_at, pair.unmerged_by_id, pair.unmerged_because = at, by.user_id, words
    _move(pair, DuplicateMove.UNMERGE, by=by, at=at, reason=words, told=(kept,))
    ChildLink.objects.filter(first_id=kept.child_id, second_id=duplicate.child_id, ended_at=None).update(
        ended_at=at, ended_by=by.user_id
    )
    _actions(pair).unmerge(duplicate, stage=pair.stage_before, reason=words, by=by, at=at)
    _bring_pairs_back(duplicate)
    return pair


def _open(pair_id: UUID, move: DuplicateMove, by: Viewer, *, reason: str = "-") -> DuplicatePair:
    """The locked pair, of which the viewer may move at least one record now."""
    kind = DuplicatePair.objects.filter(pk=pair_id).values_list("kind", flat=True).first()
    pair = get_twins(by, pair_id, READS[DuplicateKind(kind or DuplicateKind.MISSING)], lock=True)
    DUPLICATE.check(move, stage=pair.stage, reason=reason)
    if not covered_by(by, pair):
        raise NotYourRecord
    return pair


def _together(pair: DuplicatePair, by: Viewer) -> bool:
    """Whether the proposer and this viewer answer for both records."""
    proposed = {
        Covers.FIRST: {pair.first.pk},
        Covers.SECOND: {pair.second.pk},
        Covers.BOTH: {pair.first.pk, pair.second.pk},
    }[Covers(pair.proposed_covers)]
    return len(covered_by(by, pair) | proposed) == len((pair.first, pair.second))


def _check_what_goes(pair: DuplicatePair) -> None:
    """The duplicate may leave the search now, and takes nothing with it that the other record lacks."""
    kept, goes = pair.kept, pair.duplicate
    if pair.kind == DuplicateKind.MISSING:
        MISSING_CASE.check(CaseMove.MERGE, stage=goes.stage)
        MISSING_CASE.check(CaseMove.MERGE, stage=kept.stage)
        lacks = goes.fir_at and not kept.fir_at
    else:
        FOUND_CHILD.check(FoundMove.MERGE, stage=goes.stage)
        FOUND_CHILD.check(FoundMove.MERGE, stage=kept.stage)
        lacks = goes.home_id and not kept.home_id
    if lacks:
        raise KeepTheOther
    if _lost_matches(kept, goes):
        raise MatchWouldBeLost


def _lost_matches(kept: Any, goes: Any) -> bool:
    """Whether a possible match of the record that would go is under decision, or unknown to the one that stays."""
    other = "found_id" if isinstance(goes, MissingCase) else "missing_id"
    mine = Candidate.objects.filter(**_side(goes))
    known = Candidate.objects.filter(**_side(kept)).exclude(stage=CandidateStage.GENERATED).values(other)
    decided = mine.filter(stage__in=(CandidateStage.VERIFICATION, CandidateStage.CONFIRMED))
    return decided.exists() or mine.alive().exclude(**{f"{other}__in": known}).exists()


def _actions(pair: DuplicatePair) -> Any:
    return missing_actions if pair.kind == DuplicateKind.MISSING else found_actions


def _side(duplicate: Any) -> dict[str, Any]:
    return {"missing" if isinstance(duplicate, MissingCase) else "found": duplicate}


def _put_pairs_aside(duplicate: Any) -> None:
    """The other record is weighed for itself; the duplicate's possible matches wait for an undoing."""
    waiting = Candidate.objects.filter(**_side(duplicate), stage__in=ALIVE | {CandidateStage.GENERATED})
    for pair in waiting.select_for_update():
        pair.stage_before_rival, pair.stage = pair.stage, CandidateStage.SUPPRESSED
        pair.suppressed_because = ASIDE
        pair.save()


def _bring_pairs_back(duplicate: Any) -> None:
    aside = Candidate.objects.filter(**_side(duplicate), stage=CandidateStage.SUPPRESSED, suppressed_because=ASIDE)
    for pair in aside.select_for_update():
        pair.stage, pair.stage_before_rival = pair.stage_before_rival, ""
        pair.suppressed_because = ""
        pair.save()


def _move(
    pair: DuplicatePair,
    move: DuplicateMove,
    *,
    by: Viewer,
    at: datetime,
    reason: str = "",
    told: tuple[Any, ...] | None = None,
    proposed: bool = True,
) -> DuplicatePair:
    """Change the stage as the table says; the line stands in the timelines of `told`, of both records if not said."""
    rule = DUPLICATE.check(move, stage=pair.stage, reason=reason)
    before, pair.stage = pair.stage, rule.end or pair.stage
    pair.save()
    for one in (pair.first, pair.second) if told is None else told:
        other = pair.second if one == pair.first else pair.first
        side = {"case": one} if isinstance(one, MissingCase) else {"found": one}
        record(
            rule.event,
            by=by,
            at=at,
            **side,
            before=before,
            after=pair.stage,
            reason=reason,
            facts={"other": other.number, "pair": str(pair.pk), "proposed": proposed},
        )
    return pair
