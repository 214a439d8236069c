"""Ways out of the house for tests: they remember what they were given, and fail as they are told."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.db import connection

from trackchild.messaging.providers import NotTaken, Outgoing, Refused, Unreachable
from trackchild.messaging.ways import Way

HERE = "tests.messaging.gateways"


def routes(*names: str, **options: Any) -> dict[str, tuple[Way, ...]]:
    """The setting of the routes: SMS by these classes of this module."""
    return {"SMS": tuple(Way(name.lower(), f"{HERE}.{name}", **options) for name in names)}


class Gateway:
    """Takes everything. `before` runs inside each call."""

    at_once = 1
    taken: ClassVar[list[Outgoing]] = []
    was_in_transaction: ClassVar[list[bool]] = []
    before: ClassVar[Callable[[], None]] = staticmethod(lambda: None)

    def __init__(self, way: Way) -> None:
        self.way = way

    def send(self, *, message: Outgoing) -> str:
        type(self).before()
        self.was_in_transaction.append(connection.in_atomic_block)
        self.taken.append(message)
        return f"reference {message.message_id}"


class Other(Gateway):
    """Another one that takes everything."""

    taken: ClassVar[list[Outgoing]] = []


class Away:
    """Breaks off: nobody knows whether it took the message."""

    at_once = 1
    failure: ClassVar[Exception] = Unreachable("connection")

    def __init__(self, way: Way) -> None:
        self.way = way

    def send(self, *, message: Outgoing) -> str:
        raise self.failure


class Shut(Away):
    """Nobody answers the door: the message was certainly not taken."""

    failure = NotTaken("connection")


class Strict(Away):
    """Takes nothing, for ever."""

    failure = Refused("recipient")
