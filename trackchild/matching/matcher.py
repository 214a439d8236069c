"""The matcher: the open register in memory, fed by the database, weighing each new or changed child against all others.

It takes rows of `DescriptionChange` and writes pairs in one transaction, so a change is done with or still waiting,
whatever is killed in between. At a start it loads the whole register and then works through what waits: rows older
than the load are weighed twice, never lost.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from trackchild.cases.models import CitizenReport, FoundChild, MissingCase

from . import duplicates, feed, storing
from .engine import Hit, Register, Side, load_weights, warm_up
from .models import Candidate, DescriptionChange, MatcherPulse

log = logging.getLogger(__name__)
BATCH = 200
ATTEMPTS = 5
_TAKE = """
DELETE FROM matching_descriptionchange WHERE id IN (
    SELECT id FROM matching_descriptionchange WHERE attempts < %s ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED)
RETURNING description_id, attempts
"""


class Matcher:
    """One process's memory of the open register."""

    def __init__(self, name: str = "matcher") -> None:
        self.name = name
        self.started_at = timezone.now()
        warm_up()
        self.weights = load_weights()
        self.register = Register(places=feed.places(), weights=self.weights, lines=feed.lines())

    def load(self) -> int:
        """Fill the memory from the database; returns the number of records."""
        self.register.load(described.record for described in feed.everything())
        return len(self.register)

    def take_changes(self, between: Callable[[], object] = lambda: None) -> int:
        """Weigh one batch of changed descriptions; returns how many rows were taken, 0 when nothing waits.

        `between` runs before each is weighed: somebody may be waiting in front of a form.
        """
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(_TAKE, [ATTEMPTS, BATCH])
                taken: list[tuple[int, int]] = cursor.fetchall()
            if not taken:
                return 0
            attempts: dict[int, int] = defaultdict(int)
            for description_id, tries in taken:
                attempts[description_id] = max(tries, attempts[description_id])
            described = feed.these(list(attempts))
            self._remember(attempts, described)
            for one in described:
                between()
                self._weigh_or_put_back(one, attempts[one.description_id])
        return len(taken)

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

    def _remember(self, changed: Iterable[int], described: Sequence[feed.Described]) -> None:
        """Bring the memory up to date; reports are weighed but not held, they are not verified yet."""
        held = {one.description_id: one for one in described if one.of != "report"}
        for description_id in changed:
            if one := held.get(description_id):
                self.register.upsert(one.record)
            else:
                self.register.remove(str(description_id))

    def _weigh_or_put_back(self, one: feed.Described, tries: int) -> None:
        try:
            with transaction.atomic():
                self.weigh(one, at=timezone.now())
        except Exception:
            log.exception("description %s could not be weighed (attempt %s)", one.description_id, tries + 1)
            DescriptionChange.objects.create(
                description_id=one.description_id, changed_at=timezone.now(), attempts=tries + 1
            )

    def weigh(self, one: feed.Described, *, at: datetime) -> None:
        """Weigh one described child against every record of the other side and keep what came out."""
        hits = [
            hit
            for hit in self.register.score(one.record, limit=storing.KEPT_PER_RECORD)
            if hit.probability >= storing.KEEP_FROM
        ]
        scored = storing.Scored(hits, self.weights.version, at)
        if one.of == "report":
            self._keep_report_hits(one, scored)
        else:
            self._keep_pairs(one, scored)
            duplicates.keep_twins(one, self.register, weights_version=self.weights.version, at=at)

    def _keep_pairs(self, one: feed.Described, scored: storing.Scored) -> None:
        hits = {int(hit.key): hit for hit in scored.hits}
        hits |= self._weigh_old_pairs(one, known=hits)
        if one.of == "case":
            missing = MissingCase.objects.get(pk=one.record_id)
            others = FoundChild.objects.filter(description_id__in=hits)
            pairs = [(missing, found, hits[found.description_id]) for found in others]
        else:
            found = FoundChild.objects.get(pk=one.record_id)
            cases = MissingCase.objects.filter(description_id__in=hits)
            pairs = [(case, found, hits[case.description_id]) for case in cases]
        storing.store_pairs(pairs, scored)

    def _weigh_old_pairs(self, one: feed.Described, *, known: dict[int, Hit]) -> dict[int, Hit]:
        """Pairs made earlier are weighed again although they are no longer among the best: their evidence changed."""
        mine, other = ("missing", "found") if one.of == "case" else ("found", "missing")
        earlier = Candidate.objects.filter(**{f"{mine}_id": one.record_id}).values_list(
            f"{other}__description_id", flat=True
        )
        again = [described for described in feed.these(sorted(set(earlier) - set(known))) if described.of != "report"]
        return {described.description_id: self.register.explain(one.record, described.record) for described in again}

    def _keep_report_hits(self, one: feed.Described, scored: storing.Scored) -> None:
        report = CitizenReport.objects.get(pk=one.record_id)
        hits = {int(hit.key): hit for hit in scored.hits}
        register: type[MissingCase] | type[FoundChild] = FoundChild if one.record.side is Side.MISSING else MissingCase
        records = register.objects.filter(description_id__in=hits)
        storing.store_report_hits(report, [(record, hits[record.description_id]) for record in records], scored)
