"""How long both records of one child lay in the register without anybody knowing: the measure of the whole work.

It begins on the day the later of the two records was written here, and ends with the second key; for pairs nobody has
decided it runs on.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Aggregate, Count, DurationField, ExpressionWrapper, F, Max, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Greatest

from .models import Candidate
from .states import ALIVE, CandidateStage

LOOKED_BACK = timedelta(days=365)
DAY = timedelta(days=1)


class Percentile(Aggregate):
    """The value below which a share of the rows lies, as PostgreSQL works it out."""

    function = "percentile_cont"
    template = "%(function)s(%(fraction)s) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()

    def __init__(self, expression: str, fraction: float) -> None:
        super().__init__(expression, fraction=fraction)


@dataclass(frozen=True, slots=True)
class Figures:
    """Days of some pairs; no figure where there is no pair."""

    count: int
    median: float | None
    p90: float | None
    oldest: float | None


@dataclass(frozen=True, slots=True)
class Unmatched:
    """Days both records existed unmatched: of pairs confirmed within a year, and of pairs that still wait."""

    confirmed: Figures
    waiting: Figures


def with_days(pairs: QuerySet[Candidate], *, at: datetime) -> QuerySet[Any]:
    """Pairs with `both_since`, and `unmatched` until the second key or until now."""
    since = pairs.annotate(both_since=Greatest(F("missing__created_at"), F("found__created_at")))
    span = ExpressionWrapper(Coalesce(F("confirmed_at"), Value(at)) - F("both_since"), output_field=DurationField())
    return since.annotate(unmatched=span)


def days_unmatched(pairs: QuerySet[Candidate], *, at: datetime) -> Unmatched:
    """The figures of some pairs: those of an area, or those a viewer may see."""
    counted = with_days(pairs, at=at)
    return Unmatched(
        confirmed=_figures(counted.filter(stage=CandidateStage.CONFIRMED, confirmed_at__gt=at - LOOKED_BACK)),
        waiting=_figures(counted.filter(stage__in=ALIVE)),
    )


def in_area(*, state_code: int | None = None, district_code: int | None = None) -> QuerySet[Candidate]:
    """Pairs of which one child was last seen, or found, in a district or state; all of the nation without either."""
    pairs = Candidate.objects.all()
    if district_code is not None:
        return pairs.filter(Q(missing__district_id=district_code) | Q(found__district_id=district_code))
    if state_code is not None:
        return pairs.filter(Q(missing__state_id=state_code) | Q(found__state_id=state_code))
    return pairs


def oldest_waiting(pairs: QuerySet[Candidate], *, at: datetime) -> QuerySet[Any]:
    """Pairs nobody has decided, the longest unmatched first."""
    return with_days(pairs, at=at).filter(stage__in=ALIVE).order_by("both_since", "pk")


def _figures(counted: QuerySet[Any]) -> Figures:
    found = counted.aggregate(
        count=Count("pk"),
        median=Percentile("unmatched", 0.5),
        p90=Percentile("unmatched", 0.9),
        oldest=Max("unmatched"),
    )
    return Figures(found["count"], *(_days(found[name]) for name in ("median", "p90", "oldest")))


def _days(span: timedelta | None) -> float | None:
    return None if span is None else round(span / DAY, 1)
