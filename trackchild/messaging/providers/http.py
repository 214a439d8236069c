"""One request to a gateway. Every message has a connection of its own: a line kept open and found dead leaves it
unknown whether the message was taken, and then somebody may be told twice.
"""

import http.client
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from .base import NotTaken, Unreachable

TIMEOUT = 10.0
LONGEST_ANSWER = 64 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    text: str


def post(url: str, *, body: bytes, headers: Mapping[str, str]) -> Answer:
    """Raises NotTaken when there is nobody at the other end, Unreachable when nobody answers."""
    return _ask("POST", url, body, headers)


def get(url: str) -> Answer:
    """Raises NotTaken, Unreachable."""
    return _ask("GET", url, None, {})


def _ask(verb: str, url: str, body: bytes | None, headers: Mapping[str, str]) -> Answer:
    parts = urlsplit(url)
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    line = _line(parts.scheme, parts.hostname or "", parts.port)
    try:
        try:
            line.connect()
        except OSError:
            raise NotTaken("connection") from None
        try:
            line.request(verb, path, body, dict(headers))
            answer = line.getresponse()
            return Answer(answer.status, answer.read(LONGEST_ANSWER).decode("utf-8", "replace"))
        except TimeoutError:
            raise Unreachable("timeout") from None
        except (OSError, http.client.HTTPException):
            raise Unreachable("connection lost") from None
    finally:
        line.close()


def _line(scheme: str, host: str, port: int | None) -> http.client.HTTPConnection:
    if scheme == "https":
        context = ssl.create_default_context()
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        return http.client.HTTPSConnection(host, port, timeout=TIMEOUT, context=context)
    return http.client.HTTPConnection(host, port, timeout=TIMEOUT)
