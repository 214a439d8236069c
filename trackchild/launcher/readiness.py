"""Asks the running web process whether everything is up, a few times a second at most, without holding anybody up."""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

ASK_EVERY = 0.5
TELL_EVERY = 5.0


class Readiness:
    """Calls `when_ready` once when /health/ready says so; until then tells every few seconds what is awaited."""

    def __init__(self, address: str, *, say: Callable[[str], None], when_ready: Callable[[], None]) -> None:
        """Nothing is asked before the first `look`."""
        self._url = f"{address}/health/ready"
        self._say = say
        self._when_ready = when_ready
        self._is_ready = False
        self._ask_at = 0.0
        self._tell_at = time.monotonic() + TELL_EVERY

    def look(self) -> None:
        """Called by the supervisor in every round."""
        now = time.monotonic()
        if self._is_ready or now < self._ask_at:
            return
        awaited = self._awaited()
        self._ask_at = time.monotonic() + ASK_EVERY
        if not awaited:
            self._is_ready = True
            self._when_ready()
        elif now >= self._tell_at:
            self._tell_at = now + TELL_EVERY
            self._say(f"Waiting for: {', '.join(awaited)} ...")

    def _awaited(self) -> list[str]:
        """Names of the parts that are not up."""
        try:
            with urllib.request.urlopen(self._url, timeout=2) as answer:  # noqa: S310 - our own address
                status, body = answer.status, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                status, body = error.code, error.read()
        except (OSError, urllib.error.URLError):
            return ["web"]
        return [] if status == HTTPStatus.OK else parts_down(body)


def parts_down(body: bytes) -> list[str]:
    """Which parts an answer of /health/ready names as down; the web process itself when it is no such answer."""
    try:
        parts: dict[str, Any] = json.loads(body)
        return [name for name, part in parts.items() if isinstance(part, dict) and not part["up"]] or ["web"]
    except (ValueError, KeyError, AttributeError):
        return ["web"]
