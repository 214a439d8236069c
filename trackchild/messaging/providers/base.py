"""What every provider is told, and the three ways in which it can fail. No failure may carry an address or a text."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable

from trackchild.messaging.ways import Way


@dataclass(frozen=True, slots=True)
class Paper:
    """What is enclosed in an e-mail."""

    name: str
    content_type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Browser:
    """Where and for whom a push is encrypted."""

    endpoint: str
    public_key: str
    secret: str


@dataclass(frozen=True, slots=True)
class Outgoing:
    """All that a provider is told."""

    message_id: int
    channel: str
    message_class: str
    address: str
    template: str
    language: str
    subject: str
    text: str
    at: datetime
    seconds_left: int
    """How long the message is worth delivering."""
    receipt_address: str = ""
    """Where to report what became of it; `%d` stands for the gateway's word."""
    header: str = ""
    dlt_template: str = ""
    paper: Paper | None = None
    browser: Browser | None = None


class Refused(Exception):
    """The gateway will never take this message: a wrong number, a text it does not know. Carries a short code only."""


class Unreachable(Exception):
    """The gateway did not answer: it may or may not have the message. Carries a short code only."""


class NotTaken(Unreachable):
    """The gateway certainly has not got the message: no connection, or it said to come again later."""


class Gone(Refused):
    """The address itself has ended, and with it everything that would be sent there."""


class Provider(Protocol):
    """A way out. `send` answers with the gateway's own reference. Raises Refused, Unreachable, NotTaken."""

    at_once: int
    """How many messages it takes side by side; 1 for a provider that works with our own database."""

    def __init__(self, way: Way) -> None: ...

    def send(self, *, message: Outgoing) -> str: ...


@runtime_checkable
class Telling(Protocol):
    """A gateway that tells of itself when asked: balance, messages in its own queue."""

    def ask(self) -> Mapping[str, str]: ...
