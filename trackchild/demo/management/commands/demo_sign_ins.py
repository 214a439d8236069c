"""Print who may sign in to the demonstration country, and how."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from trackchild.core.demo_mark import is_demo_database
from trackchild.demo.signing_in import demo_password, tour_sign_ins


class Command(BaseCommand):
    help = __doc__ or ""

    def handle(self, *_args: Any, **_options: Any) -> None:
        if not is_demo_database() or settings.PRODUCTION:
            raise CommandError("This database is no demonstration country.")
        self.stdout.write("One click at /account/sign-in signs you in as any of these (demonstration only):")
        for username, name, office in tour_sign_ins():
            self.stdout.write(f"  {username:<12} {name}, {office}")
        self.stdout.write(f"The administrator “admin” also has a password: {demo_password()}")
