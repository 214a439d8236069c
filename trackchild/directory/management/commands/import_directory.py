"""Loads offices from a CSV file; the columns are told in docs/how-to/load-the-directory.md."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError
from django.utils import timezone

from trackchild.directory import importing

_QUIET_SECONDS = 2
_ERRORS_SHOWN = 100


class Command(BaseCommand):
    help = "Load offices from a CSV file. Offices known by their code are changed, others added."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="CSV file in UTF-8 with a heading line.")
        parser.add_argument("--dry-run", action="store_true", help="Check the file and change nothing.")
        parser.add_argument("--skip-bad", action="store_true", help="Load the good lines and leave out the bad.")

    def handle(self, *args: Any, file: Path, dry_run: bool, skip_bad: bool, **options: Any) -> None:
        started = time.monotonic()
        try:
            with file.open(encoding="utf-8-sig", newline="") as lines:
                reading = importing.read(lines)
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{file} cannot be read: {error}") from error
        for problem in reading.errors[:_ERRORS_SHOWN]:
            self.stderr.write(str(problem))
        if len(reading.errors) > _ERRORS_SHOWN:
            self.stderr.write(f"… and {len(reading.errors) - _ERRORS_SHOWN} more.")
        if reading.errors and not (skip_bad and reading.offices):
            raise CommandError(f"{len(reading.errors)} errors; nothing was loaded.")
        if dry_run:
            self.stdout.write(f"{len(reading.offices)} offices would be loaded; nothing was changed.")
            return

        def progress(done: int, whole: int) -> None:
            if time.monotonic() - started > _QUIET_SECONDS:
                ending = "\n" if done == whole else "\r"
                self.stderr.write(f"[{'#' * (30 * done // whole):<30}] {done} of {whole} offices", ending=ending)
                self.stderr.flush()

        try:
            imported = importing.store(reading=reading, by=None, at=timezone.now(), progress=progress)
        except IntegrityError as error:
            # Only a line that contradicts what the directory already holds and the file does not speak of gets here.
            raise CommandError(f"The directory refused the file and nothing was loaded: {error}") from error
        seconds = time.monotonic() - started
        self.stdout.write(
            f"{imported.added} added, {imported.changed} changed, {imported.skipped} lines left out "
            f"({len(reading.offices) / max(seconds, 0.001):.0f} offices a second)."
        )
