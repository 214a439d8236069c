"""Build the demonstration country in an empty database. A database that holds anything else is left alone."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from trackchild.core.demo_mark import is_demo_database
from trackchild.demo.building import NotEmpty, build_country
from trackchild.demo.signing_in import demo_password


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--cases", type=int, default=300, help="missing cases to invent (default 300)")

    def handle(self, *_args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("A production system gets no demonstration country.")
        if is_demo_database():
            self.stdout.write("The demonstration country stands already.")
            return
        began = time.monotonic()
        try:
            built = build_country(
                cases=options["cases"], password=demo_password(), at=timezone.now(), progress=self._progress
            )
        except NotEmpty as other:
            raise CommandError(f"The database holds other data ({other}); nothing was changed.") from other
        self.stdout.write(
            f"{built.cases} missing cases, {built.found} found children, {built.reports} citizens' reports; "
            f"{built.pairs} pairs to look at; {time.monotonic() - began:.0f} s"
        )

    def _progress(self, line: str) -> None:
        self.stdout.write(f"  {line}")
        self.stdout.flush()
