"""Erase the numbers made of one child's pictures, and keep them from coming back with the next import or encoding."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from trackchild.cases.models import FoundChild, MissingCase
from trackchild.photos.faces_encoding import erase_faces


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", help="number of the missing case or of the found child")

    def handle(self, *_args: Any, **options: Any) -> None:
        number = options["number"]
        record = MissingCase.objects.filter(number=number).first() or FoundChild.objects.filter(number=number).first()
        if record is None:
            raise CommandError(f"There is no record {number}.")
        gone = erase_faces(description=record.description, at=timezone.now())
        self.stdout.write(f"{gone} vectors erased. The pictures stay; their faces will not be encoded again.")
