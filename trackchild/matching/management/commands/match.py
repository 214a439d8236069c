"""Match the whole open register again: every missing case against every found child.

    --engine local   on this machine's cores, with the register's columns shared between processes
    --engine spark   on a Spark cluster, or Spark on this machine (pip install trackchild[spark]; needs Java 17)
    --engine queue   no second copy of the register: every record is put before the running matcher

Without --engine a small register goes to the running matcher, which holds it already and is done in minutes. A larger
one is matched by `local` even while a matcher runs: the matcher takes changes in their order, and a child reported now
must not wait for hours behind all the records of the country. Without a running matcher the queue would not move at
all, so it is `local` then, too.
"""

import time
from argparse import RawDescriptionHelpFormatter
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from trackchild.cases.models import FoundChild, MissingCase
from trackchild.matching import storing, sweeping
from trackchild.matching.engine import Side, load_weights
from trackchild.matching.models import MatcherPulse
from trackchild.matching.whole import ENGINES, Asked, Ranked, WholeError, rank_register, runs
from trackchild.matching.whole.keeping import Kept, OpenRegister

QUEUE = "queue"
QUEUED_AT_MOST = 5_000  # records; some minutes of the matcher's time
ALIVE_FOR = timedelta(seconds=30)
KEPT_AT_ONCE = 64  # cases in one transaction
PROGRESS_SECONDS = 2.0


class Command(BaseCommand):
    help = __doc__ or ""

    def create_parser(self, *args: Any, **options: Any) -> CommandParser:
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **options)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="yes, the whole register")
        parser.add_argument("--engine", choices=(*ENGINES, QUEUE))
        parser.add_argument(
            "--top", type=int, default=storing.KEPT_PER_RECORD, metavar="N", help="at most N pairs of a case"
        )
        parser.add_argument("--limit", type=int, metavar="N", help="only the first N cases, for a trial")
        parser.add_argument("--resume", action="store_true", help="go on with the last run, which was stopped")
        parser.add_argument("--processes", type=int, metavar="N", help="worker processes (one a core)")

    def handle(self, *_args: Any, **options: Any) -> None:
        if not options["all"]:
            raise CommandError("Say --all: one child's round is asked for on the child's page.")
        engine = options["engine"] or _usual_engine()
        if engine == QUEUE:
            count = sweeping.weigh_all_again(at=timezone.now())
            self.stdout.write(f"{count} records wait for the matcher")
            return
        if options["limit"] is not None and options["limit"] < 1:
            raise CommandError("--limit must be at least 1.")
        try:
            asked = Asked(options["top"], storing.KEEP_FROM, options["processes"])
            self._match(engine, asked, options["limit"], resume=options["resume"])
        except WholeError as error:
            raise CommandError(str(error)) from error

    def _match(self, engine: str, asked: Asked, limit: int | None, *, resume: bool) -> None:
        weights = load_weights()
        run = runs.last_stopped(weights=weights.version, top=asked.top) if resume else None
        if resume and run is None:
            raise CommandError("There is no stopped run with these weights and this --top: begin one without --resume.")
        began_at = timezone.now()
        opened = OpenRegister.read(weights)
        run = run or runs.begin(opened, top=asked.top, limit=limit, at=began_at)
        cases = runs.left_of(run, opened)[:limit]
        found = opened.register.count(Side.FOUND)
        self.stdout.write(f"{len(cases)} cases against {found} found children, engine {engine}")
        tally = Tally(len(cases), found)
        ranked = rank_register(opened.register, cases, engine=engine, asked=asked)
        try:
            for some in _blocks(ranked):
                tally.add(len(some), opened.keep(some, run=run, at=timezone.now()))
                if line := tally.line_if_due():
                    self.stderr.write(line)
        except KeyboardInterrupt:
            ranked.close()  # type: ignore[attr-defined] # a generator: ends the workers
            raise CommandError(
                f"Stopped. {tally.line()}; what is stored stays, --resume goes on from here.", returncode=130
            ) from None
        if limit is None:
            runs.end(run, at=timezone.now())
        self.stdout.write(tally.line())


class Tally:
    """How far the work has come, for whoever waits."""

    def __init__(self, cases: int, found: int) -> None:
        self.cases, self.found = cases, found
        self.done = self.pairs = self.left = 0
        self.began = self.told = time.monotonic()

    def add(self, cases: int, kept: Kept) -> None:
        self.done += cases
        self.pairs += kept.pairs
        self.left += kept.left

    def line_if_due(self) -> str:
        """A line now and then."""
        if time.monotonic() < self.told + PROGRESS_SECONDS:
            return ""
        self.told = time.monotonic()
        spent = self.told - self.began
        remaining = spent / self.done * (self.cases - self.done) / 60 if self.done else 0.0
        speed = self.done * self.found / spent
        return f"{self.line()}; {speed:,.0f} pairs a second, {remaining:.0f} min left"

    def line(self) -> str:
        changed = f", {self.left} cases left to the matcher because they changed meanwhile" if self.left else ""
        return f"{self.done} of {self.cases} cases weighed, {self.pairs} pairs stored{changed}"


def _usual_engine() -> str:
    runs = MatcherPulse.objects.filter(at__gte=timezone.now() - ALIVE_FOR).exists()
    records = MissingCase.objects.searching().count() + FoundChild.objects.identity_open().count()
    return QUEUE if runs and records <= QUEUED_AT_MOST else "local"


def _blocks(ranked: Iterable[Ranked]) -> Iterator[list[Ranked]]:
    source = iter(ranked)
    while block := list(islice(source, KEPT_AT_ONCE)):
        yield block
