"""Keep a folder of pictures (photos.csv says whose they are) with records; a second run goes on where one ended."""

import csv
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from trackchild.registry.pictures import KEPT, KNOWN, LIST, REFUSED, Outcome, WrongList, keep_folder

REPORT = ("line", "file", "record", "result", "words")


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help=f"holds {LIST} with side,record,file and perhaps taken_on,kind")
        parser.add_argument("--source", help="the name the records were imported under (default: the folder's name)")
        parser.add_argument("--report", type=Path, help="write what became of every row to this CSV file")

    def handle(self, *_args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        if not folder.is_dir():
            raise CommandError(f"{folder} is not a folder")
        source = (options["source"] or folder.resolve().name)[:60]
        counts: Counter[str] = Counter()
        try:
            outcomes = keep_folder(folder, source=source, at=timezone.now())
            if options["report"]:
                with options["report"].open("w", encoding="utf-8", newline="", buffering=1) as opened:
                    self._run(outcomes, counts, csv.writer(opened))
            else:
                self._run(outcomes, counts, None)
        except WrongList as wrong:
            raise CommandError(str(wrong)) from wrong
        self.stdout.write(f"{counts[KEPT]} kept, {counts[KNOWN]} known already, {counts[REFUSED]} refused")
        if counts[REFUSED]:
            raise CommandError(f"{counts[REFUSED]} row(s) refused; the lines above and --report FILE say why")

    def _run(self, outcomes: Any, counts: Counter[str], report: Any) -> None:
        """Row by row, so that a run that is killed leaves a report of what it did."""
        if report:
            report.writerow(REPORT)
        outcome: Outcome
        for outcome in outcomes:
            counts[outcome.result] += 1
            if report:
                report.writerow([getattr(outcome, name) for name in REPORT])
            line = f"{LIST}:{outcome.line}: {outcome.file}: {outcome.result}. {outcome.words}"
            (self.stderr if outcome.result == REFUSED else self.stdout).write(line.rstrip())
