"""Run the jobs: what follows from events, messages, and what happens by the clock."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from trackchild.core.jobs import QUEUES


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--concurrency", type=int, default=4, help="jobs at a time")

    def handle(self, *_args: Any, **options: Any) -> None:
        call_command(
            "procrastinate", "worker", "--concurrency", str(options["concurrency"]), "--queues", ",".join(QUEUES)
        )
