"""Learn a new version of the weights from the pairs that offices confirmed; nothing is put into use."""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from trackchild.matching import feed
from trackchild.matching.engine import Register, load_weights
from trackchild.matching.engine.counting import Labelled
from trackchild.matching.engine.learning import TooFewPairsError, learn
from trackchild.matching.engine.weights import write_weights
from trackchild.matching.models import Candidate
from trackchild.matching.states import CandidateStage


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
        write_weights(learned.weights, out)
        self.stdout.write(json.dumps(learned.report, indent=2))

    def _decided(self) -> dict[int, set[int]]:
        """Confirmed pairs by their descriptions."""
        truth: dict[int, set[int]] = defaultdict(set)
        pairs = Candidate.objects.filter(stage=CandidateStage.CONFIRMED)
        for case, found in pairs.values_list("missing__description_id", "found__description_id"):
            truth[case].add(found)
        return truth
