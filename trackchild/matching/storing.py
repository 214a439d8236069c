"""What the matcher writes: pairs with their evidence, made, renewed or put aside. Safe to run twice."""

import hashlib
import json
from collections.abc import Collection, Container, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F, Q

from trackchild.cases.models import CitizenReport, FoundChild, MissingCase
from trackchild.cases.states import CaseStage, Event, FoundStage
from trackchild.cases.timeline import record

from .engine import Hit
from .models import Candidate, ReportHit
from .states import CANDIDATE, CandidateMove, CandidateStage

SHORTLIST_FROM = 0.1
"""A pair goes before people from this probability on; below it is kept for a later change and shown to nobody."""
KEEP_FROM = 0.005
KEPT_PER_RECORD = 20
FELL, CLOSED = "evidence fell", "its record is closed"


@dataclass(frozen=True, slots=True)
class Scored:
    """By which weights and when. In a round nobody wrote anything new: a rejected pair stays rejected."""

    weights_version: str
    at: datetime
    is_news: bool = True


@dataclass(frozen=True, slots=True)
class Change:
    """A move of a pair as the timeline tells it."""

    event: Event | str
    before: str
    after: str


Pairs = Sequence[tuple[MissingCase, FoundChild, Hit]]


_FIRST = Change(Event.MATCH_SUGGESTED, CandidateStage.GENERATED, CandidateStage.SHORTLISTED)
_ASIDE = (CandidateStage.GENERATED, CandidateStage.SUPPRESSED)
_ENDED = (CandidateStage.REJECTED, CandidateStage.REVERSED)
# One statement, in one order for everybody: two writers wait for each other instead of stopping each other. A pair that
# came out as before is left alone, so that a round over the whole register writes no history of nothing.
_UPSERT = """
INSERT INTO matching_candidate AS kept (
    id, missing_id, found_id, weight, probability, strength, terms, evidence_digest, weights_version,
    generated_at, scored_at, stage, shortlisted_at,
    home_opinion, reject_reason, reject_words, rejected_digest, suppressed_because, stage_before_rival, reversal_reason)
SELECT gen_random_uuid(), w.missing_id, w.found_id, w.weight, w.probability, w.strength, w.terms, w.digest,
    %(version)s, %(at)s, %(at)s,
    CASE WHEN w.probability >= %(shortlist)s THEN 'SHORTLISTED' ELSE 'GENERATED' END,
    CASE WHEN w.probability >= %(shortlist)s THEN %(at)s::timestamptz END, '', '', '', '', '', '', ''
FROM json_to_recordset(%(rows)s::json) AS w(
    missing_id uuid, found_id uuid, weight float8, probability float8, strength text, terms jsonb, digest text)
ORDER BY w.missing_id, w.found_id
ON CONFLICT (missing_id, found_id) DO UPDATE SET
    weight = excluded.weight, probability = excluded.probability, strength = excluded.strength,
    terms = excluded.terms, evidence_digest = excluded.evidence_digest,
    weights_version = excluded.weights_version, scored_at = excluded.scored_at
WHERE (kept.weight, kept.probability, kept.evidence_digest, kept.weights_version, kept.terms)
    IS DISTINCT FROM (excluded.weight, excluded.probability, excluded.evidence_digest, excluded.weights_version,
    excluded.terms)
RETURNING kept.id, kept.missing_id, kept.found_id, kept.stage, xmax = 0
"""


def evidence_of(hit: Hit) -> list[dict[str, Any]]:
    """The terms of a hit as they are stored and shown."""
    return [{"field": term.field, "level": term.level, "weight": round(term.weight, 3)} for term in hit.terms]


def digest_of(evidence: list[dict[str, Any]]) -> str:
    """Changes only when what was compared came out differently, not when a weight is learned anew."""
    levels = sorted((term["field"], term["level"]) for term in evidence)
    return hashlib.sha256(json.dumps(levels).encode()).hexdigest()[:32]


@transaction.atomic
def store_pairs(pairs: Pairs, scored: Scored) -> None:
    """Make or update pairs in one statement, and move those whose place has changed."""
    if not pairs:
        return
    new = _write(pairs, scored)
    for missing, found, hit in pairs:
        if candidate_id := new.get((missing.pk, found.pk)):
            _tell(missing, found, candidate_id, _FIRST, str(hit.strength), at=scored.at)
    _settle_earlier(pairs, scored, new)


def _write(pairs: Pairs, scored: Scored) -> dict[tuple[UUID, UUID], UUID]:
    """Write the evidence; returns the pairs that are new and go before people at once."""
    rows = [_row(missing, found, hit) for missing, found, hit in pairs]
    with connection.cursor() as cursor:
        cursor.execute(
            _UPSERT,
            {"rows": json.dumps(rows), "version": scored.weights_version, "at": scored.at, "shortlist": SHORTLIST_FROM},
        )
        return {
            (missing_id, found_id): candidate_id
            for candidate_id, missing_id, found_id, stage, is_new in cursor.fetchall()
            if is_new and stage == CandidateStage.SHORTLISTED
        }


def _row(missing: MissingCase, found: FoundChild, hit: Hit) -> dict[str, Any]:
    evidence = evidence_of(hit)
    return {
        "missing_id": str(missing.pk),
        "found_id": str(found.pk),
        "weight": hit.total,
        "probability": hit.probability,
        "strength": str(hit.strength),
        "terms": evidence,
        "digest": digest_of(evidence),
    }


def _settle_earlier(pairs: Pairs, scored: Scored, new: Container[tuple[UUID, UUID]]) -> None:
    """Put pairs that stood before where their evidence belongs now: before people, aside, or back after a rejection."""
    wanted = {(missing.pk, found.pk) for missing, found, _ in pairs}
    missing_ids, found_ids = zip(*wanted, strict=True)
    kept = Candidate.objects.filter(missing_id__in=set(missing_ids), found_id__in=set(found_ids))
    misplaced = kept.filter(
        Q(probability__gte=SHORTLIST_FROM, stage__in=_ASIDE, suppressed_for=None)
        | Q(probability__lt=SHORTLIST_FROM, stage=CandidateStage.SHORTLISTED, first_looked_at=None)
    )
    if scored.is_news:
        misplaced |= kept.filter(probability__gte=SHORTLIST_FROM, stage__in=_ENDED).exclude(
            evidence_digest=F("rejected_digest")
        )
    for pair in misplaced.select_related("missing", "found").select_for_update(of=("self",)).order_by("pk"):
        if (key := (pair.missing_id, pair.found_id)) in wanted and key not in new:
            _settle(pair, at=scored.at)


def _settle(pair: Candidate, *, at: datetime) -> None:
    if pair.probability < SHORTLIST_FROM:
        pair.stage, pair.suppressed_because = CandidateStage.SUPPRESSED, FELL
        pair.save(update_fields=["stage", "suppressed_because"])
        return
    pair.shortlisted_at, pair.suppressed_because = at, ""
    if pair.stage in _ASIDE:
        _move(pair, CandidateMove.SHORTLIST, at=at)
        return
    pair.first_looked_at = pair.rejected_at = pair.rejected_by = None
    pair.reject_reason = ""
    pair.reversal_asked_at = pair.reversal_asked_by = pair.reversed_at = pair.reversed_by = None
    _move(pair, CandidateMove.RENEW, at=at)


def put_aside_pairs_of(description_ids: Collection[int]) -> int:
    """Their record is closed: nobody need decide on its pairs. They come back when it is open again; half a decision
    stays before whoever has the other half.
    """
    if not description_ids:
        return 0
    sides = Q(missing__description_id__in=description_ids) | Q(found__description_id__in=description_ids)
    waiting = Candidate.objects.filter(sides, stage__in=(CandidateStage.SHORTLISTED, CandidateStage.EXPIRED))
    return waiting.update(stage=CandidateStage.SUPPRESSED, suppressed_because=CLOSED)


def _move(pair: Candidate, move: CandidateMove, *, at: datetime) -> None:
    rule = CANDIDATE.check(move, stage=pair.stage)
    change = Change(rule.event, pair.stage, rule.end or pair.stage)
    pair.stage = change.after
    pair.save()
    _tell(pair.missing, pair.found, pair.pk, change, pair.strength, at=at)


def _tell(
    missing: MissingCase, found: FoundChild, candidate_id: UUID, change: Change, strength: str, *, at: datetime
) -> None:
    if missing.stage == CaseStage.IMPORTED and found.stage == FoundStage.IMPORTED:
        return  # imported records raise no alert: a desk works through them as a list
    record(
        change.event,
        by=None,
        at=at,
        case=missing,
        found=found,
        candidate_id=candidate_id,
        before=change.before,
        after=change.after,
        facts={"strength": strength},
    )


@transaction.atomic
def store_report_hits(
    report: CitizenReport, hits: Sequence[tuple[MissingCase | FoundChild, Hit]], scored: Scored
) -> None:
    """Replace the hits of an unverified report."""
    report.hits.all().delete()
    ReportHit.objects.bulk_create(
        ReportHit(
            report=report,
            missing=other if isinstance(other, MissingCase) else None,
            found=other if isinstance(other, FoundChild) else None,
            weight=hit.total,
            probability=hit.probability,
            strength=str(hit.strength),
            terms=evidence_of(hit),
            weights_version=scored.weights_version,
            scored_at=scored.at,
        )
        for other, hit in hits
    )
