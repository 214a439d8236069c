"""Ask for a search round: every open record is put before the running matcher again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from trackchild.matching import sweeping


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="put every open record before the matcher")

    def handle(self, *_args: Any, **options: Any) -> None:
        if not options["all"]:
            raise CommandError("Say --all: one child's round is asked for on the child's page.")
        count = sweeping.weigh_all_again(at=timezone.now())
        self.stdout.write(f"{count} records wait for the matcher")
