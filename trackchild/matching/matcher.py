"""The matcher: the open register in memory, fed by the database, weighing each new or changed child against all others.

It takes rows of `DescriptionChange` and writes pairs in one transaction, so a change is done with or still waiting,
whatever is killed in between. At a start it loads the whole register and then works through what waits: rows older
than the load are weighed twice, never lost. News goes first; what an import brings is remembered at once, so that news
finds it, and weighed in short turns when there is no news.
"""

import logging
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from trackchild.cases.models import CitizenReport, FoundChild, MissingCase

from . import duplicates, feed, storing, waiting
from .engine import Hit, Register, Side, load_weights, warm_up
from .models import Candidate, MatcherPulse

log = logging.getLogger(__name__)
BATCH = 200
TURN_SECONDS, BACKLOG_SECONDS = 0.25, 0.05
"""So long it weighs before it commits and looks for news: as long again a save may wait for its pairs. Of a backlog
against the whole nation that is one record.
"""
HELD_AT_ONCE = 500


class Matcher:
    """One process's memory of the open register."""

    def __init__(self, name: str = "matcher") -> None:
        self.name = name
        self.started_at = timezone.now()
        warm_up()
        self.weights = load_weights()
        self.register = Register(places=feed.places(), weights=self.weights, lines=feed.lines())
        self._at_once = BATCH

    def load(self) -> int:
        """Fill the memory from the database; returns the number of records."""
        waiting.call_all_held()
        self.register.load(described.record for described in feed.everything())
        self.register.strangers()  # faces are measured now, not while somebody waits for the first answer
        return len(self.register)

    def take_changes(self, between: Callable[[], object] = lambda: None) -> int:
        """Deal with one turn of changed descriptions; returns how many rows were dealt with, 0 when nothing waits.

        `between` runs wherever the work can pause: somebody may be waiting in front of a form.
        """
        with transaction.atomic():
            held = self._hold_backlog()
            changes = waiting.next_changes(self._at_once)
            described = self._in_order(changes)
            self._remember(changes.rows, described)
            until = time.monotonic() + (TURN_SECONDS if changes.is_news else BACKLOG_SECONDS)
            left = self._weigh_until(until, changes, described, between)
            gone = changes.rows.keys() - {one.description_id for one in described}
            storing.put_aside_pairs_of(gone)
            done = waiting.drop(changes, changes.rows.keys() - left)
        self._at_once = min(BATCH, 2 * self._at_once) if not left else max(1, len(changes) - len(left))
        return held + done

    def pulse(self) -> None:
        """Say what is held, for the health page, and learn of calibrations that were put into use."""
        self.register.use_lines(feed.lines())
        missing, found = (self.register.count(side) for side in (Side.MISSING, Side.FOUND))
        MatcherPulse.objects.update_or_create(
            name=self.name,
            defaults={
                "at": timezone.now(),
                "started_at": self.started_at,
                "missing": missing,
                "found": found,
                "bytes_held": self.register.nbytes,
                "weights_version": self.weights.version,
            },
        )

    def _hold_backlog(self) -> int:
        """Take into memory what an import brought, long before its turn to be weighed comes."""
        fresh = waiting.next_to_hold(HELD_AT_ONCE)
        if fresh:
            self._remember(fresh, feed.these(fresh))
        return len(fresh)

    def _in_order(self, changes: waiting.Waiting) -> list[feed.Described]:
        place = {description_id: number for number, description_id in enumerate(changes.rows)}
        return sorted(feed.these(list(place)), key=lambda one: place[one.description_id]) if place else []

    def _remember(self, changed: Iterable[int], described: Sequence[feed.Described]) -> None:
        """Bring the memory up to date; reports are weighed but not held, they are not verified yet."""
        held = {one.description_id: one for one in described if one.of != "report"}
        for description_id in changed:
            if one := held.get(description_id):
                self.register.upsert(one.record)
            else:
                self.register.remove(str(description_id))

    def _weigh_until(
        self,
        until: float,
        changes: waiting.Waiting,
        described: Sequence[feed.Described],
        between: Callable[[], object],
    ) -> set[int]:
        """Weigh in order, the first one in any case; returns the descriptions for which there was no time."""
        for number, one in enumerate(described):
            if number and time.monotonic() > until:
                return {later.description_id for later in described[number:]}
            between()
            try:
                with transaction.atomic():
                    self.weigh(one, at=timezone.now(), is_news=changes.is_news, between=between)
            except Exception:
                tries = changes.attempts[one.description_id] + 1
                log.exception("description %s could not be weighed (attempt %s)", one.description_id, tries)
                waiting.put_back(one.description_id, is_news=changes.is_news, attempts=tries, at=timezone.now())
        return set()

    def weigh(
        self,
        one: feed.Described,
        *,
        at: datetime,
        is_news: bool = True,
        between: Callable[[], object] = lambda: None,
    ) -> None:
        """Weigh one described child against every record of the other side and keep what came out."""
        hits = [
            hit
            for hit in self.register.score(one.record, limit=storing.KEPT_PER_RECORD)
            if hit.probability >= storing.KEEP_FROM
        ]
        scored = storing.Scored(self.weights.version, at, is_news=is_news)
        between()
        if one.of == "report":
            self._keep_report_hits(one, hits, scored)
        else:
            self._keep_pairs(one, hits, scored)
            between()
            duplicates.keep_twins(one, self.register, scored)

    def _keep_pairs(self, one: feed.Described, best: Sequence[Hit], scored: storing.Scored) -> None:
        """Keep the best pairs, and weigh earlier ones again although they are no longer among these."""
        hits = self._asked_by_the_case(one, best, self._earlier(one))
        if one.of == "case":
            missing = MissingCase.objects.get(pk=one.record_id)
            others = FoundChild.objects.filter(description_id__in=hits)
            pairs = [(missing, found, hits[found.description_id]) for found in others]
        else:
            found = FoundChild.objects.get(pk=one.record_id)
            cases = MissingCase.objects.filter(description_id__in=hits)
            pairs = [(case, found, hits[case.description_id]) for case in cases]
        storing.store_pairs(pairs, scored)

    def _earlier(self, one: feed.Described) -> set[int]:
        mine, other = ("missing", "found") if one.of == "case" else ("found", "missing")
        pairs = Candidate.objects.filter(**{f"{mine}_id": one.record_id})
        return set(pairs.values_list(f"{other}__description_id", flat=True))

    def _asked_by_the_case(self, one: feed.Described, best: Sequence[Hit], earlier: set[int]) -> dict[int, Hit]:
        """Hits by the other's description. A pair reads a little differently from its two sides; what is stored is
        always what the case asks, or a rejected pair would come back because the other side was weighed.
        """
        hits = {int(hit.key): hit for hit in best}
        if one.of == "case":
            again = [other for other in feed.these(sorted(earlier - hits.keys())) if other.of == "found"]
            asked = ((other.description_id, self.register.explain(one.record, other.record)) for other in again)
            return hits | dict(asked)
        cases = [other for other in feed.these(sorted(earlier | hits.keys())) if other.of == "case"]
        return {case.description_id: self.register.explain(case.record, one.record) for case in cases}

    def _keep_report_hits(self, one: feed.Described, best: Sequence[Hit], scored: storing.Scored) -> None:
        report = CitizenReport.objects.get(pk=one.record_id)
        hits = {int(hit.key): hit for hit in best}
        register: type[MissingCase] | type[FoundChild] = FoundChild if one.record.side is Side.MISSING else MissingCase
        records = register.objects.filter(description_id__in=hits)
        storing.store_report_hits(report, [(record, hits[record.description_id]) for record in records], scored)
