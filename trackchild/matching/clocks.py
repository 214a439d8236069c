"""Clocks of pairs that nobody keeps: a sweep writes a line on the next rung, and the line tells the people of it.

A rung follows the one below after its full time, counted from the line that was written: a week in which no sweep ran
does not send a pair to the state before those whose duty it is have heard of it. What nobody opens climbs further by
the ladder of the alerts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Case, DurationField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Greatest

from trackchild.cases.models import TimelineEvent
from trackchild.cases.rules import CLOCKS, Clock
from trackchild.cases.states import CaseStage, Event, FoundStage
from trackchild.cases.timeline import record
from trackchild.cases.vocabulary import Grade

from .models import Candidate
from .states import CandidateStage

ONE_SWEEP = 7_421_002  # the number of the advisory lock that only one sweep holds
BATCH = 500
FIRST_LOOK, VERIFY, LAPSED = "FIRST_LOOK", "VERIFY_PAIR", "PAIR_LAPSED"
NOT_IMPORTED = ~Q(missing__stage=CaseStage.IMPORTED, found__stage=FoundStage.IMPORTED)
"""Imported records have no office that works on them yet; a desk works through their pairs as a list."""
LAST_WORD = Greatest(
    "shortlisted_at", Coalesce("missing_key_at", "shortlisted_at"), Coalesce("found_key_at", "shortlisted_at")
)


@dataclass(frozen=True, slots=True)
class PairClock:
    """Which pairs it runs for, since when, how long, and over how many rungs."""

    name: str
    runs: Q
    start: Any
    time: timedelta
    critical: timedelta
    rungs: int

    def fact(self, rung: int) -> str:
        """The clock as the alert table names it: `FIRST_LOOK`, then `FIRST_LOOK_2` and so on."""
        return self.name if rung == 1 else f"{self.name}_{rung}"


_LOOK = CLOCKS[Clock.FIRST_LOOK]
PAIR_CLOCKS = (
    PairClock(
        FIRST_LOOK,
        Q(stage=CandidateStage.SHORTLISTED, first_looked_at=None),
        F("shortlisted_at"),
        _LOOK.time,
        _LOOK.critical or _LOOK.time,
        rungs=3,
    ),
    PairClock(VERIFY, Q(stage=CandidateStage.VERIFICATION), LAST_WORD, timedelta(days=15), timedelta(days=15), rungs=1),
    PairClock(
        LAPSED, Q(stage=CandidateStage.EXPIRED), F("shortlisted_at"), timedelta(days=60), timedelta(days=60), rungs=1
    ),
)


def sweep(*, at: datetime) -> int:
    """Write a line for every pair whose time on its rung is up; answers how many. A second run writes none again."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [ONE_SWEEP])
        if not cursor.fetchone()[0]:
            return 0
        due = [(pair, clock.fact(rung)) for clock in PAIR_CLOCKS for pair, rung in _due(clock, at)]
        for pair, fact in due:
            record(
                Event.CLOCK_DUE,
                by=None,
                at=at,
                case=pair.missing,
                found=pair.found,
                candidate_id=pair.pk,
                facts={"clock": fact},
            )
    return len(due)


def _due(clock: PairClock, at: datetime) -> Iterator[tuple[Candidate, int]]:
    """Pairs whose next rung is reached; each once, because a higher rung needs the lower one's line."""
    for rung in range(1, clock.rungs + 1):
        for pair in _on_rung(clock, rung, at).select_related("missing", "found").order_by("pk")[:BATCH]:
            yield pair, rung


def _on_rung(clock: PairClock, rung: int, at: datetime) -> QuerySet[Any]:
    wait = Case(
        When(missing__grade=Grade.CRITICAL, then=Value(clock.critical)),
        default=Value(clock.time),
        output_field=DurationField(),
    )
    pairs = Candidate.objects.filter(NOT_IMPORTED, clock.runs).annotate(start=clock.start, wait=wait)
    pairs = pairs.filter(~Exists(_lines(clock.fact(rung))))
    if rung == 1:
        return pairs.filter(start__lte=Value(at) - F("wait"))
    return pairs.filter(Exists(_lines(clock.fact(rung - 1)).filter(at__lte=Value(at) - OuterRef("wait"))))


def _lines(fact: str) -> QuerySet[TimelineEvent]:
    """What was said of a pair by this clock since it began to run."""
    of_pair = TimelineEvent.objects.filter(case=OuterRef("missing"), candidate_id=OuterRef("pk"))
    return of_pair.filter(kind=Event.CLOCK_DUE, facts__clock=fact, at__gte=OuterRef("start"))
