"""Learn a new version of the weights from the pairs that offices confirmed; nothing is put into use.

Pairs that were rejected teach nothing by themselves, for an office rejects only what a version showed it. They try the
new version instead: the report says how many of them each version would have put before people.
"""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from trackchild.matching import feed
from trackchild.matching.engine import Record, Register, load_weights
from trackchild.matching.engine.counting import Labelled
from trackchild.matching.engine.learning import TooFewPairsError, learn
from trackchild.matching.engine.weights import write_weights
from trackchild.matching.models import Candidate
from trackchild.matching.states import CandidateStage
from trackchild.matching.storing import SHORTLIST_FROM

MOST_REJECTED = 2_000


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--from-decisions", action="store_true", required=True, help="learn from confirmed pairs")
        parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="where to write the new version")

    def handle(self, *_args: Any, **options: Any) -> None:
        running, out = load_weights(), options["out"]
        register = Register(places=feed.places(), weights=running, lines=feed.lines())
        truth = self._decided()
        decided = {*truth, *(found for pairs in truth.values() for found in pairs)}
        register.load(described.record for described in feed.everything() if described.description_id not in decided)
        register.load(described.record for described in feed.ended_too(sorted(decided)))
        known = {str(case): {str(one) for one in found} for case, found in truth.items()}
        try:
            learned = learn([Labelled(register, known)], running, version=out.stem, learned_from="confirmed pairs")
        except TooFewPairsError as few:
            raise CommandError(str(few)) from few
        rejected = self._rejected()
        shown = {}
        for name, weights in (("running", running), ("new", learned.weights)):
            register.use(weights)
            shown[name] = sum(register.explain(a, b).probability >= SHORTLIST_FROM for a, b in rejected)
        write_weights(learned.weights, out)
        report = {**learned.report, "rejected_pairs": {"tried": len(rejected), "shown": shown}}
        self.stdout.write(json.dumps(report, indent=2))

    def _rejected(self) -> list[tuple[Record, Record]]:
        """The latest rejected pairs as their records stand now."""
        pairs = Candidate.objects.filter(stage=CandidateStage.REJECTED).order_by("-rejected_at", "pk")
        ids = list(pairs.values_list("missing__description_id", "found__description_id")[:MOST_REJECTED])
        known = {
            one.description_id: one.record for one in feed.ended_too(sorted({key for pair in ids for key in pair}))
        }
        return [(known[case], known[found]) for case, found in ids if case in known and found in known]

    def _decided(self) -> dict[int, set[int]]:
        """Confirmed pairs by their descriptions."""
        truth: dict[int, set[int]] = defaultdict(set)
        pairs = Candidate.objects.filter(stage=CandidateStage.CONFIRMED)
        for case, found in pairs.values_list("missing__description_id", "found__description_id"):
            truth[case].add(found)
        return truth
