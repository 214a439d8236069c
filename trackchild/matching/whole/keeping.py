"""Between the database and a whole re-match: the open register read once, and pairs stored as the matcher stores them.

A re-match takes hours at national size, and the register goes on changing. A record that changed or closed since it
was read is left alone: its change stands in the matcher's queue, or the matcher has weighed it anew already. So an old
weight never replaces a newer one, and a re-match can be stopped or run twice without harm.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime

from django.db import OperationalError, transaction
from psycopg.errors import DeadlockDetected

from trackchild.cases.models import FoundChild, MissingCase
from trackchild.matching import feed, storing
from trackchild.matching.engine import Hit, Record, Register, Side, Weights
from trackchild.matching.models import Candidate, WholeRun

from . import runs
from .ranking import Ranked

ATTEMPTS = 3
_COMPARED = tuple(part.name for part in fields(Record) if part.name != "vector")


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of some ranked cases."""

    pairs: int
    left: int  # cases that changed or closed meanwhile


@dataclass(slots=True)
class OpenRegister:
    """The open records as they were at one moment, in memory, with a mark of each by which a change shows."""

    register: Register
    _marks: dict[int, int] = field(default_factory=dict)

    @classmethod
    def read(cls, weights: Weights) -> "OpenRegister":
        """Load everything that is open."""
        opened = cls(Register(weights, feed.places(), lines=feed.lines()))
        opened.register.load(opened._marking(feed.everything()))
        return opened

    def cases(self) -> list[str]:
        """The keys of the open missing cases, in the order in which a run takes them."""
        return sorted(self.register.keys(Side.MISSING), key=int)

    def keep(self, ranked: Sequence[Ranked], *, at: datetime, run: WholeRun | None = None) -> Kept:
        """Store the pairs of some cases. One made earlier is weighed again even if it is no longer among the best."""
        for _attempt in range(ATTEMPTS - 1):
            try:
                return self._keep(ranked, run, at=at)
            except OperationalError as error:
                # The matcher may hold one of these pairs and wait for another: the database then stops one of us.
                if not isinstance(error.__cause__, DeadlockDetected):
                    raise
        return self._keep(ranked, run, at=at)

    def _keep(self, ranked: Sequence[Ranked], run: WholeRun | None, *, at: datetime) -> Kept:
        with transaction.atomic():
            earlier = self._earlier(ranked)
            wanted = {int(one.key) for one in ranked} | {int(hit.key) for one in ranked for hit in one.hits}
            described = self._unchanged(wanted.union(*earlier.values()))
            children = FoundChild.objects.in_bulk([one.record_id for one in described.values() if one.of == "found"])
            cases = MissingCase.objects.in_bulk([one.record_id for one in described.values() if one.of == "case"])
            pairs: list[tuple[MissingCase, FoundChild, Hit]] = []
            left = 0
            for one in ranked:
                case = described.get(int(one.key))
                if case is None:
                    left += 1
                    continue
                hits = self._hits(case, one, earlier.get(case.description_id, set()), described)
                pairs += [(cases[case.record_id], children[child.record_id], hit) for child, hit in hits]
            storing.store_pairs(pairs, storing.Scored(self.register.weights.version, at, is_news=False))
            if run and ranked:
                runs.note(run, until=max(int(one.key) for one in ranked), cases=len(ranked), pairs=len(pairs))
        return Kept(len(pairs), left)

    def _hits(
        self, case: feed.Described, ranked: Ranked, earlier: set[int], described: dict[int, feed.Described]
    ) -> list[tuple[feed.Described, Hit]]:
        hits = {int(hit.key): hit for hit in ranked.hits}
        for description_id in sorted(earlier - hits.keys()):
            if child := described.get(description_id):
                hits[description_id] = self.register.explain(case.record, child.record)
        return [(described[number], hit) for number, hit in hits.items() if number in described]

    def _earlier(self, ranked: Sequence[Ranked]) -> dict[int, set[int]]:
        found: dict[int, set[int]] = {}
        pairs = Candidate.objects.filter(missing__description_id__in=[int(one.key) for one in ranked])
        for case, child in pairs.values_list("missing__description_id", "found__description_id"):
            found.setdefault(case, set()).add(child)
        return found

    def _unchanged(self, description_ids: set[int]) -> dict[int, feed.Described]:
        """Those still open and described as they were when the register was read."""
        return {
            one.description_id: one
            for one in feed.these(sorted(description_ids))
            if one.of != "report" and self._marks.get(one.description_id) == _mark(one.record)
        }

    def _marking(self, everything: Iterable[feed.Described]) -> Iterator[Record]:
        for one in everything:
            self._marks[one.description_id] = _mark(one.record)
            yield one.record


def _mark(record: Record) -> int:
    vector = None if record.vector is None else record.vector.tobytes()
    return hash((*(getattr(record, name) for name in _COMPARED), vector))
