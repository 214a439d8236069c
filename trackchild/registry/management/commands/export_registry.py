"""Write the register as a registry folder; face vectors are personal data and come only when asked for."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from trackchild.registry.exporting import export_side, export_truth


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--source", help="only the records kept under this name")
        parser.add_argument("--with-vectors", action="store_true", help="also write the photographs' vectors")

    def handle(self, *_args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        folder.mkdir(parents=True, exist_ok=True)
        for side in ("missing", "found"):
            count = export_side(folder, side, source=options["source"], with_vectors=options["with_vectors"])
            self.stdout.write(f"{side}.csv: {count} rows")
        self.stdout.write(f"truth.csv: {export_truth(folder, source=options['source'])} confirmed pairs")
