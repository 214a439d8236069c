"""What the matcher writes: pairs with their evidence, made, renewed or put aside. Safe to run twice."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from trackchild.cases.models import CitizenReport, FoundChild, MissingCase
from trackchild.cases.states import CaseStage, FoundStage
from trackchild.cases.timeline import record

from .engine import Hit
from .models import Candidate, ReportHit
from .states import CANDIDATE, CandidateMove, CandidateStage

SHORTLIST_FROM = 0.1
"""A pair goes before people from this probability on; below it is kept for a later change and shown to nobody."""
KEEP_FROM = 0.005
KEPT_PER_RECORD = 20


@dataclass(frozen=True, slots=True)
class Scored:
    """One description weighed against everything on the other side, by one version of the weights."""

    hits: Sequence[Hit]
    weights_version: str
    at: datetime


def evidence_of(hit: Hit) -> list[dict[str, Any]]:
    """The terms of a hit as they are stored and shown."""
    return [{"field": term.field, "level": term.level, "weight": round(term.weight, 3)} for term in hit.terms]


def digest_of(evidence: list[dict[str, Any]]) -> str:
    """Changes only when what was compared came out differently, not when a weight is learned anew."""
    levels = sorted((term["field"], term["level"]) for term in evidence)
    return hashlib.sha256(json.dumps(levels).encode()).hexdigest()[:32]


@transaction.atomic
def store_pairs(pairs: Sequence[tuple[MissingCase, FoundChild, Hit]], scored: Scored) -> list[Candidate]:
    """Make or update the pairs of one scored description."""
    return [_store_pair(missing, found, hit, scored) for missing, found, hit in pairs]


def _store_pair(missing: MissingCase, found: FoundChild, hit: Hit, scored: Scored) -> Candidate:
    evidence = evidence_of(hit)
    values = {
        "weight": hit.total,
        "probability": hit.probability,
        "strength": str(hit.strength),
        "terms": evidence,
        "evidence_digest": digest_of(evidence),
        "weights_version": scored.weights_version,
        "scored_at": scored.at,
    }
    pair, is_new = Candidate.objects.select_for_update().get_or_create(
        missing=missing,
        found=found,
        defaults={**values, "stage": CandidateStage.GENERATED, "generated_at": scored.at},
    )
    if not is_new:
        for name, value in values.items():
            setattr(pair, name, value)
        pair.save(update_fields=list(values))
    _settle(pair, at=scored.at)
    return pair


def _settle(pair: Candidate, *, at: datetime) -> None:
    """Put a pair where its evidence belongs: before people, aside, or back after a rejection."""
    strong = pair.probability >= SHORTLIST_FROM
    waits_for_rival = pair.suppressed_for_id is not None
    if strong and not waits_for_rival and pair.stage in (CandidateStage.GENERATED, CandidateStage.SUPPRESSED):
        pair.shortlisted_at = at
        _move(pair, CandidateMove.SHORTLIST, at=at)
    elif (
        strong
        and pair.stage in (CandidateStage.REJECTED, CandidateStage.REVERSED)
        and pair.evidence_digest != pair.rejected_digest
    ):
        pair.shortlisted_at, pair.first_looked_at = at, None
        pair.rejected_at = pair.rejected_by = None
        pair.reject_reason = ""
        pair.reversal_asked_at = pair.reversal_asked_by = pair.reversed_at = pair.reversed_by = None
        _move(pair, CandidateMove.RENEW, at=at)
    elif not strong and pair.stage == CandidateStage.SHORTLISTED and pair.first_looked_at is None:
        pair.stage, pair.suppressed_because = CandidateStage.SUPPRESSED, "evidence fell"
        pair.save(update_fields=["stage", "suppressed_because"])


def _move(pair: Candidate, move: CandidateMove, *, at: datetime) -> None:
    rule = CANDIDATE.check(move, stage=pair.stage)
    before, pair.stage = pair.stage, rule.end or pair.stage
    pair.save()
    if pair.missing.stage == CaseStage.IMPORTED and pair.found.stage == FoundStage.IMPORTED:
        return  # imported records raise no alert: a desk works through them as a list
    record(
        rule.event,
        by=None,
        at=at,
        case=pair.missing,
        found=pair.found,
        candidate_id=pair.pk,
        before=before,
        after=pair.stage,
        facts={"strength": pair.strength},
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
