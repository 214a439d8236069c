"""Ways out of the house for tests: they remember what they were given, and fail as they are told."""

from collections.abc import Callable
from typing import ClassVar

from django.db import connection

from trackchild.messaging.providers import Outgoing, Unreachable


class Gateway:
    """Takes everything. `before` runs inside each call."""

    name = "test"
    taken: ClassVar[list[Outgoing]] = []
    was_in_transaction: ClassVar[list[bool]] = []
    before: ClassVar[Callable[[], None]] = staticmethod(lambda: None)

    def send(self, *, message: Outgoing) -> str:
        type(self).before()
        self.was_in_transaction.append(connection.in_atomic_block)
        self.taken.append(message)
        return f"reference {message.message_id}"


class Away:
    """Never answers."""

    name = "away"

    def send(self, *, message: Outgoing) -> str:
        raise Unreachable("connection")
