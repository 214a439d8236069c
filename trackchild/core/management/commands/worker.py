"""Run the jobs: what follows from events, messages, and what happens by the clock."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from trackchild.core.jobs import HOUSE_QUEUES, OUTGOING_QUEUES, QUEUES, QUICK_QUEUES, work

FOR = {"everything": QUEUES, "house": HOUSE_QUEUES, "codes": QUICK_QUEUES, "messages": OUTGOING_QUEUES}
"""Each by itself, so that a code never waits behind a digest; or one process for all on a small machine."""


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--concurrency", type=int, default=4, help="jobs at a time")
        parser.add_argument("--for", dest="serves", choices=FOR, default="everything", help="which queues it serves")

    def handle(self, *_args: Any, **options: Any) -> None:
        work(queues=FOR[options["serves"]], concurrency=options["concurrency"])
