"""Brings states and districts in the database to what the reference files say, after a file was edited."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from trackchild.geography import actions
from trackchild.geography.reference import DATA


class Command(BaseCommand):
    help = "Bring states, districts, their names, successors and neighbours to what the reference files say."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--folder", type=Path, default=DATA, help="Folder with the reference files.")
        parser.add_argument("--dry-run", action="store_true", help="Count what would be loaded and change nothing.")

    def handle(self, *args: Any, folder: Path, dry_run: bool, **options: Any) -> None:
        with transaction.atomic():
            loaded = actions.load_reference(folder=folder)
            transaction.set_rollback(dry_run)
        self.stdout.write(
            f"{loaded.states} states, {loaded.districts} districts, {loaded.successors} successors, "
            f"{loaded.neighbours} neighbour pairs, {loaded.names} names"
            + (" would be loaded; nothing was changed." if dry_run else " loaded.")
        )
