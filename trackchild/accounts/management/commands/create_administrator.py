"""Enter the first national administrator, at the machine: everybody else is posted by somebody."""

from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from trackchild.accounts import actions as account_actions
from trackchild.ui.fields import PhoneField


class Command(BaseCommand):
    """Asks for a password, makes an account and posts it in the ministry as national administrator."""

    help = "Create the first national administrator. The password is asked for; codes go to the mobile number."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--username", required=True, help="sign-in name")
        parser.add_argument("--name", required=True, help="the person's name")
        parser.add_argument("--phone", required=True, help="mobile number in India, for sign-in codes")
        parser.add_argument(
            "--another", action="store_true", help="even though there is a national administrator already"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        password = getpass("Password: ")
        if getpass("Password once more: ") != password:
            raise CommandError("The two passwords are not the same. Nothing was written.")
        try:
            posting = account_actions.create_first_administrator(
                username=options["username"],
                name=options["name"],
                phone=PhoneField().clean(options["phone"]),
                password=password,
                another=options["another"],
                at=timezone.now(),
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except account_actions.AdministratorExists as error:
            raise CommandError("There is a national administrator. Say --another to add one more.") from error
        except account_actions.SignInNameTaken as error:
            raise CommandError(f"Somebody has the sign-in name {error}. Choose another one.") from error
        self.stdout.write(f"{posting.user.name} may sign in as {posting.user.username}.")
