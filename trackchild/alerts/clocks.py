"""Legal times that run out without anybody doing anything: a sweep writes a line, and the line tells people.

One line for each record and clock: the row of the timeline is the proof that it was said.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from trackchild.cases.actions.found import production_due
from trackchild.cases.models import FoundChild, MissingCase, TimelineEvent
from trackchild.cases.rules import AHTU_WARNING, CLOCKS, Clock
from trackchild.cases.states import CaseStage, Event
from trackchild.cases.timeline import record

BATCH = 500
PRODUCTION_WARNING = timedelta(hours=4)
LONG_AGO = timedelta(days=30)
"""A clock that ran out before the sweep existed, or in an imported history, is a list to work through and no news."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """One clock: the records for which it may run, and whether its time is up."""

    clock: str
    rows: Callable[[datetime], QuerySet[MissingCase] | QuerySet[FoundChild]]
    is_up: Callable[[MissingCase | FoundChild, datetime], bool] = lambda _record, _at: True


def _cases(*stages: CaseStage, since: timedelta) -> Callable[[datetime], QuerySet[MissingCase]]:
    def rows(at: datetime) -> QuerySet[MissingCase]:
        began = {"received_at__lte": at - since, "received_at__gt": at - since - LONG_AGO}
        return MissingCase.objects.filter(stage__in=stages, **began).order_by("received_at", "pk")

    return rows


def _unproduced(at: datetime) -> QuerySet[FoundChild]:
    soonest = at - CLOCKS[Clock.PRODUCE].time + PRODUCTION_WARNING
    waiting = FoundChild.objects.awaiting_production()
    return waiting.filter(charge_taken_at__lte=soonest, charge_taken_at__gt=at - LONG_AGO).order_by("pk")


def _production_within(warning: timedelta) -> Callable[[MissingCase | FoundChild, datetime], bool]:
    def is_up(one: MissingCase | FoundChild, at: datetime) -> bool:
        return isinstance(one, FoundChild) and production_due(one) - warning <= at

    return is_up


FOUR_MONTHS = CLOCKS[Clock.HAND_TO_AHTU].time
ALARMS = (
    Alarm("PRODUCE", _unproduced, _production_within(timedelta())),
    Alarm("PRODUCE_SOON", _unproduced, _production_within(PRODUCTION_WARNING)),
    Alarm("REGISTER_FIR", _cases(CaseStage.DRAFT, CaseStage.INTIMATED, since=CLOCKS[Clock.REGISTER_FIR].time)),
    Alarm("HAND_TO_AHTU", _cases(CaseStage.INVESTIGATION, since=FOUR_MONTHS)),
    Alarm("HAND_TO_AHTU_SOON", _cases(CaseStage.INVESTIGATION, since=AHTU_WARNING)),
)


def sweep(*, at: datetime) -> int:
    """Write a line for every clock whose time is up; answers how many. A second run writes none again."""
    return sum(_ring(alarm, at=at) for alarm in ALARMS)


def _ring(alarm: Alarm, *, at: datetime) -> int:
    rung = 0
    for one in _unsaid(alarm, at):
        if alarm.is_up(one, at):
            facts = {"clock": alarm.clock}
            if isinstance(one, MissingCase):
                record(Event.CLOCK_DUE, by=None, at=at, case=one, facts=facts)
            else:
                record(Event.CLOCK_DUE, by=None, at=at, found=one, facts=facts)
            rung += 1
    return rung


def _unsaid(alarm: Alarm, at: datetime) -> Iterator[MissingCase | FoundChild]:
    rows = alarm.rows(at)
    record_of = "case" if rows.model is MissingCase else "found"
    said = TimelineEvent.objects.filter(**{record_of: OuterRef("pk")}, kind=Event.CLOCK_DUE, facts__clock=alarm.clock)
    yield from rows.filter(~Exists(said))[:BATCH]
