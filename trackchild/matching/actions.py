"""What people decide about a pair: an opinion, two keys, a rejection that is remembered, a reversal that restores."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate

from trackchild.accounts.acting import action
from trackchild.accounts.permissions import Permission
from trackchild.accounts.viewer import Viewer
from trackchild.cases.actions import found as found_actions
from trackchild.cases.actions import missing as missing_actions
from trackchild.cases.actions import publication as publication_actions
from trackchild.cases.timeline import record
from trackchild.cases.vocabulary import HowTraced
from trackchild.children.models import ChildLink

from .models import Candidate, FirstImpression, Leaning, Opinion, RejectReason
from .queries import get_candidate
from .states import ALIVE, CANDIDATE, CandidateMove, CandidateStage

KEYS = {Permission.MATCH_KEY_MISSING: "missing_key", Permission.MATCH_KEY_FOUND: "found_key"}
RIVAL = "another pair was confirmed"


class DatesContradict(Exception):
    """The child was found before the missing child was last seen: a date must be corrected first, with its reason."""


class NotYourKey(Exception):
    """The viewer holds neither side's key to this pair, or has already turned hers."""


class AskedByTheSameSide(Exception):
    """A reversal takes the police and the committee; this side has already asked."""


@action
def note_first_look(*, candidate_id: UUID, by: Viewer, at: datetime) -> Candidate:
    """Somebody has opened the pair: the clock of the first look stops."""
    pair = get_candidate(by, candidate_id, Permission.MATCH_READ)
    if pair.first_looked_at is None:
        Candidate.objects.filter(pk=pair.pk, first_looked_at=None).update(first_looked_at=at)
        pair.first_looked_at = at
    return pair


@action
def keep_impression(*, candidate_id: UUID, leaning: Leaning, by: Viewer, at: datetime) -> FirstImpression:
    """A reviewer says what she sees before the figures speak; her first word stands."""
    pair = get_candidate(by, candidate_id, Permission.MATCH_READ)
    kept, _is_new = FirstImpression.objects.get_or_create(
        candidate=pair, user_id=by.user_id, defaults={"leaning": leaning, "at": at}
    )
    return kept


@action
def give_opinion(*, candidate_id: UUID, opinion: Opinion, words: str, by: Viewer, at: datetime) -> Candidate:
    """The home knows the child and says what it thinks; the committee decides."""
    pair = get_candidate(by, candidate_id, Permission.MATCH_OPINION, lock=True)
    CANDIDATE.check(CandidateMove.GIVE_OPINION, stage=pair.stage)
    pair.home_opinion, pair.home_opinion_at, pair.home_opinion_by_id = opinion, at, by.user_id
    return _move(pair, CandidateMove.GIVE_OPINION, by=by, at=at, reason=words, facts={"opinion": opinion})


@action
def turn_key(*, candidate_id: UUID, by: Viewer, at: datetime, words: str = "") -> Candidate:
    """One side holds the two children to be one. With the second side's key the pair is confirmed.

    Raises NotYourKey, DatesContradict, MoveNotAllowed.
    """
    permission = next((one for one in KEYS if by.may(one)), None)
    if permission is None:
        raise NotYourKey
    pair = get_candidate(by, candidate_id, permission, lock=True)
    CANDIDATE.check(CandidateMove.TURN_KEY, stage=pair.stage)
    key = KEYS[permission]
    if getattr(pair, f"{key}_at"):
        raise NotYourKey
    if localdate(pair.found.found_at) < localdate(pair.missing.last_seen_at):
        raise DatesContradict
    setattr(pair, f"{key}_at", at)
    setattr(pair, f"{key}_by_id", by.user_id)
    _move(pair, CandidateMove.TURN_KEY, by=by, at=at, reason=words, facts={"side": key.removesuffix("_key")})
    if pair.missing_key_at and pair.found_key_at:
        _confirm(pair, by=by, at=at)
    return pair


def _confirm(pair: Candidate, *, by: Viewer, at: datetime) -> None:
    """Both keys are turned: the children are linked, both records move, rival pairs stand back."""
    pair.missing_on, pair.found_on = localdate(pair.missing.last_seen_at), localdate(pair.found.found_at)
    pair.confirmed_at = at
    _move(pair, CandidateMove.CONFIRM, by=by, at=at)
    ChildLink.objects.create(
        first_id=pair.missing.child_id,
        second_id=pair.found.child_id,
        reason=f"candidate {pair.pk}",
        linked_at=at,
        linked_by_id=by.user_id,
    )
    missing_actions.mark_traced(pair.missing, how=HowTraced.MATCH, place=pair.found.place, by=by, at=at)
    if pair.found.produced_at:
        missing_actions.mark_produced(pair.missing, by=by, at=at)
    found_actions.mark_identity_found(pair.found, by=by, at=at)
    rivals = Candidate.objects.filter(stage__in=ALIVE | {CandidateStage.GENERATED}).exclude(pk=pair.pk)
    for rival in (rivals.filter(missing=pair.missing) | rivals.filter(found=pair.found)).select_for_update():
        rival.stage_before_rival, rival.stage = rival.stage, CandidateStage.SUPPRESSED
        rival.suppressed_because, rival.suppressed_for = RIVAL, pair
        rival.save()


@action
def reject(*, candidate_id: UUID, reason: RejectReason, words: str, by: Viewer, at: datetime) -> Candidate:
    """One side holds them to be two children. The pair never comes back unless its evidence changes."""
    permission = next((one for one in KEYS if by.may(one)), None)
    if permission is None:
        raise NotYourKey
    pair = get_candidate(by, candidate_id, permission, lock=True)
    CANDIDATE.check(CandidateMove.REJECT, stage=pair.stage, reason=words)
    pair.rejected_at, pair.rejected_by_id = at, by.user_id
    pair.reject_reason, pair.reject_words, pair.rejected_digest = reason, words, pair.evidence_digest
    pair.missing_key_at = pair.missing_key_by = pair.found_key_at = pair.found_key_by = None
    return _move(pair, CandidateMove.REJECT, by=by, at=at, reason=words, facts={"reason": reason})


@action
def ask_reversal(*, candidate_id: UUID, reason: str, by: Viewer, at: datetime) -> Candidate:
    """A confirmation was wrong. The first side asks; the other side's word makes it so and restores everything.

    Raises AskedByTheSameSide.
    """
    pair = get_candidate(by, candidate_id, Permission.MATCH_REVERSE, lock=True)
    CANDIDATE.check(CandidateMove.REVERSE, stage=pair.stage, reason=reason)
    if pair.reversal_asked_at is None:
        pair.reversal_asked_at, pair.reversal_asked_by_id, pair.reversal_reason = at, by.user_id, reason
        pair.save()
        record("NOTED", by=by, at=at, case=pair.missing, found=pair.found, candidate_id=pair.pk, reason=reason)
        return pair
    asked_by = pair.reversal_asked_by
    if asked_by is None or asked_by.postings.filter(agency_id=by.agency_id).exists():
        raise AskedByTheSameSide
    return _reverse(pair, reason=reason, by=by, at=at)


def _reverse(pair: Candidate, *, reason: str, by: Viewer, at: datetime) -> Candidate:
    """Undo a confirmation: link, both stages, rival pairs and the publication stand as before."""
    pair.reversed_at, pair.reversed_by_id = at, by.user_id
    pair.missing_key_at = pair.missing_key_by = pair.found_key_at = pair.found_key_by = None
    pair.rejected_digest = pair.evidence_digest
    _move(pair, CandidateMove.REVERSE, by=by, at=at, reason=reason)
    ChildLink.objects.filter(first_id=pair.missing.child_id, second_id=pair.found.child_id, ended_at=None).update(
        ended_at=at, ended_by=by.user_id
    )
    missing_actions.reverse_tracing(pair.missing, reason=reason, by=by, at=at)
    found_actions.withdraw_identity(pair.found, reason=reason, by=by, at=at)
    publication_actions.stand_again(pair.missing, by=by, at=at)
    for rival in Candidate.objects.filter(suppressed_for=pair).select_for_update():
        rival.stage, rival.stage_before_rival = rival.stage_before_rival, ""
        rival.suppressed_because, rival.suppressed_for = "", None
        rival.save()
    return pair


def _move(
    pair: Candidate,
    move: CandidateMove,
    *,
    by: Viewer | None,
    at: datetime,
    reason: str = "",
    facts: dict[str, Any] | None = None,
) -> Candidate:
    """Change the stage as the table says; the line stands in both children's timelines."""
    rule = CANDIDATE.check(move, stage=pair.stage, reason=reason)
    before = pair.stage
    pair.stage = rule.end or pair.stage
    pair.save()
    record(
        rule.event,
        by=by,
        at=at,
        case=pair.missing,
        found=pair.found,
        candidate_id=pair.pk,
        before=before,
        after=pair.stage,
        reason=reason,
        facts=facts,
    )
    return pair
