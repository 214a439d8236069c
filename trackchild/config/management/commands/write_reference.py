"""Writes docs/reference from the code."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from trackchild.config import reference


class Command(BaseCommand):
    help = "Write the printed reference (permissions, states, alerts, privacy, settings) from the code."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--folder", type=Path, default=reference.FOLDER, help="where to write it")
        parser.add_argument("--check", action="store_true", help="write nothing; fail when a page is out of date")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["check"]:
            if old := reference.stale(options["folder"]):
                raise CommandError(f"Out of date: {', '.join(old)}. Run `trackchild write-reference`.")
            self.stdout.write("The reference is up to date.")
            return
        written = reference.write(options["folder"])
        self.stdout.write(f"Written: {', '.join(written)}." if written else "Nothing has changed.")
