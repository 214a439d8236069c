"""Desks for every role, made once for a module and rolled back at its end."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from trackchild.accounts.permissions import Role

from .desks import Desk, a_desk, a_stranger


@pytest.fixture(scope="module")
def desks(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[dict[Role, Desk], dict[str, Any]]]:
    """A desk for every role, and the records of a stranger."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield {role: a_desk(role) for role in Role}, a_stranger()
        transaction.set_rollback(True)
