"""Load a registry folder (missing.csv, found.csv) into the register, whole files or none, twice without doubles."""

import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from trackchild.registry.reading import Checker, ReadRow, WrongHeader, WrongRow
from trackchild.registry.storing import Keeper, Vectors

SHOWN = 50


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--source", help="the name under which the records are kept (default: the folder's name)")
        parser.add_argument("--skip-bad", action="store_true", help="keep the good rows of a file that has bad ones")
        parser.add_argument("--dry-run", action="store_true", help="only check")
        parser.add_argument("--errors", type=Path, help="write every mistake to this CSV file")

    def handle(self, *_args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        if not folder.is_dir():
            raise CommandError(f"{folder} is not a folder")
        files = [folder / name for name in ("missing.csv", "found.csv") if (folder / name).exists()]
        if not files:
            raise CommandError(f"{folder} holds neither missing.csv nor found.csv")
        keeper = Keeper(source=(options["source"] or folder.resolve().name)[:60], at=timezone.now())
        mistakes: list[WrongRow] = []
        bad_files = 0
        for file in files:
            wrong, is_kept = self._one_file(file, keeper, skip_bad=options["skip_bad"], dry_run=options["dry_run"])
            mistakes += wrong
            bad_files += not is_kept
        self._report(mistakes, options["errors"])
        if bad_files:
            raise CommandError(
                f"{bad_files} file(s) not kept: correct the rows above, or keep the others with --skip-bad"
            )

    def _one_file(self, file: Path, keeper: Keeper, *, skip_bad: bool, dry_run: bool) -> tuple[list[WrongRow], bool]:
        began = time.monotonic()
        try:
            read = list(Checker().rows(file))
        except (WrongHeader, OSError, UnicodeDecodeError) as wrong:
            raise CommandError(f"{file.name}: {wrong}") from wrong
        rows = [row for row in read if isinstance(row, ReadRow)]
        wrong_rows = [row for row in read if isinstance(row, WrongRow)]
        self.stdout.write(f"{file.name}: {len(rows)} rows are right, {len(wrong_rows)} are wrong")
        if wrong_rows and not skip_bad:
            return wrong_rows, False
        if not dry_run:
            kept = keeper.keep(
                file.stem, rows, vectors=self._vectors(file, len(read)), progress=self._progress(len(rows))
            )
            seconds = time.monotonic() - began
            self.stdout.write(
                f"{file.name}: {kept.added} kept, {kept.known} known already, "
                f"{seconds:.1f} s, {len(rows) / max(seconds, 1e-9):,.0f} rows/s"
            )
        return wrong_rows, True

    def _vectors(self, file: Path, rows: int) -> Vectors:
        vectors = file.with_name(f"{file.stem}_photo.npy")
        if not vectors.exists():
            return None
        table = np.load(vectors, mmap_mode="r", allow_pickle=False)
        if table.ndim != 2 or len(table) != rows:
            raise CommandError(f"{vectors.name} has {len(table)} rows, {file.name} has {rows}")
        return table

    def _progress(self, total: int) -> Any:
        def show(done: int) -> None:
            if sys.stderr.isatty():
                sys.stderr.write(f"\r  {done * 100 // max(total, 1)} % " + ("\n" if done == total else ""))

        return show

    def _report(self, mistakes: list[WrongRow], errors: Path | None) -> None:
        for mistake in mistakes[:SHOWN]:
            self.stderr.write(str(mistake))
        if len(mistakes) > SHOWN:
            self.stderr.write(f"… and {len(mistakes) - SHOWN} more; write them all with --errors FILE")
        if errors:
            with errors.open("w", encoding="utf-8", newline="") as opened:
                opened.write("file,line,column,value,expected\n")
                opened.writelines(
                    ",".join(f'"{str(cell).replace(chr(34), chr(34) * 2)}"' for cell in _cells(mistake)) + "\n"
                    for mistake in mistakes
                )


def _cells(mistake: WrongRow) -> tuple[str | int, ...]:
    return mistake.file, mistake.line, mistake.column, mistake.value, mistake.expected
