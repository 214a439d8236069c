"""Two records of one side that may be one child: weighed by the same scorer, kept as advice, never from names alone.

A record that came from an earlier register does not ask. It is found when a record that people have written asks, so
that an import of hundreds of thousands makes no list nobody can work through; once a station adopts it, it asks too.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from trackchild.cases.models import FoundChild, MissingCase
from trackchild.cases.states import CaseStage, FoundStage

from . import feed
from .engine import Hit, Register, Relation
from .models import DuplicateKind, DuplicatePair
from .querysets import DuplicatePairQuerySet
from .states import DUPLICATE, DuplicateMove, DuplicateStage
from .storing import Scored, digest_of, evidence_of

SUGGEST_FROM = 0.5
"""More likely one child than two. A list of lesser ones would be read by nobody."""
KEPT_PER_RECORD = 5
WEIGHED_FROM = 0.1
SAYS_FROM = 0.3
"""What a term must weigh to speak at all, as on the pages."""
NAMES = frozenset({"name", "family", "father", "mother", "village"})
COMMON = frozenset({"sex", "kind"})
"""What half of all children share: agreement proves nothing."""
OTHERS_NEEDED = 2


def speaks_beyond_names(hit: Hit) -> bool:
    """Whether two fields at least, besides names and what everybody shares, speak for the pair."""
    others = [term for term in hit.terms if term.field not in NAMES | COMMON and term.weight >= SAYS_FROM]
    return len(others) >= OTHERS_NEEDED


def is_worth_a_look(hit: Hit) -> bool:
    """One child rather than two, by more than names; a brother or sister is not a duplicate."""
    return (
        hit.veto is None
        and hit.relation is Relation.SAME
        and hit.probability >= SUGGEST_FROM
        and speaks_beyond_names(hit)
    )


def keep_twins(one: feed.Described, register: Register, scored: Scored) -> list[DuplicatePair]:
    """Weigh a record against its own side and keep, renew or drop the advice. Called by the matcher."""
    model: Any = MissingCase if one.of == "case" else FoundChild
    asking = model.objects.get(pk=one.record_id)
    if asking.stage in (CaseStage.IMPORTED, FoundStage.IMPORTED):
        return []
    hits = register.score(one.record, KEPT_PER_RECORD, against=one.record.side)
    likely = [int(hit.key) for hit in hits if hit.probability >= WEIGHED_FROM]
    others = [other for other in feed.these(likely) if other.of == one.of]
    weighed = {other.description_id: _asked_by_the_first(one, other, register) for other in others}
    alike = {key: hit for key, hit in weighed.items() if is_worth_a_look(hit)}
    with transaction.atomic():
        kept = [
            _keep(asking, other, alike[other.description_id], scored)
            for other in model.objects.filter(description_id__in=alike).order_by("pk")
        ]
        _drop_what_fell(asking, kept)
    return kept


def _asked_by_the_first(one: feed.Described, other: feed.Described, register: Register) -> Hit:
    """Whichever of two records is weighed, the pair reads the same."""
    first, second = sorted((one, other), key=lambda described: described.record_id)
    return register.explain(first.record, second.record)


def twins_of(record: MissingCase | FoundChild) -> DuplicatePairQuerySet:
    """All pairs of a record, whatever became of them."""
    side = "case" if isinstance(record, MissingCase) else "found"
    return DuplicatePair.objects.filter(Q(**{f"first_{side}": record.pk}) | Q(**{f"second_{side}": record.pk}))


def goes_on_as(record: Any) -> Any:
    """The record under which a merged one goes on, at the end of the chain; else the record itself."""
    seen = {record.pk}
    while pair := next((one for one in _merged(record) if one.duplicate.pk == record.pk), None):
        record = pair.kept
        if record.pk in seen:
            break
        seen.add(record.pk)
    return record


def _merged(record: Any) -> Iterable[DuplicatePair]:
    return twins_of(record).filter(stage=DuplicateStage.MERGED).with_sides()


def _keep(asking: Any, other: Any, hit: Hit, scored: Scored) -> DuplicatePair:
    side = "case" if isinstance(asking, MissingCase) else "found"
    first, second = sorted((asking, other), key=lambda record: record.pk)
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
    pair, is_new = DuplicatePair.objects.select_for_update().get_or_create(
        **{f"first_{side}": first, f"second_{side}": second},
        defaults={
            **values,
            "kind": DuplicateKind.MISSING if side == "case" else DuplicateKind.FOUND,
            "stage": DuplicateStage.SUGGESTED,
            "suggested_at": scored.at,
        },
    )
    if not is_new and pair.stage != DuplicateStage.MERGED:
        for name, value in values.items():
            setattr(pair, name, value)
        is_decided = pair.stage != DuplicateStage.SUGGESTED
        if is_decided and scored.is_news and pair.evidence_digest != pair.decided_digest:
            _suggest_again(pair, at=scored.at)
        pair.save()
    return pair


def _suggest_again(pair: DuplicatePair, *, at: datetime) -> None:
    """What was decided was decided on other evidence. The decisions stay in the history and in both timelines."""
    pair.stage = DUPLICATE.check(DuplicateMove.SUGGEST_AGAIN, stage=pair.stage).end or pair.stage
    pair.suggested_at = at
    for name in ("proposed", "merged", "dismissed", "unmerged"):
        setattr(pair, f"{name}_at", None)
        setattr(pair, f"{name}_by", None)
    pair.proposed_covers = pair.proposed_because = pair.dismissed_because = pair.unmerged_because = ""
    pair.keeps_first, pair.stage_before = None, ""


def _drop_what_fell(asking: Any, kept: list[DuplicatePair]) -> None:
    """Advice that nobody has taken up goes with its evidence; what people said stays."""
    untouched = twins_of(asking).filter(stage=DuplicateStage.SUGGESTED, proposed_at=None)
    untouched.exclude(pk__in=[pair.pk for pair in kept]).delete()
