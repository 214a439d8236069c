"""Web push: encrypted for one browser, signed with the house's own key, handed to the browser maker's service."""

import json
from http import HTTPStatus
from urllib.parse import urlsplit

import requests
from pywebpush import WebPushException, webpush

from trackchild.messaging.ways import Way

from .base import Gone, NotTaken, Outgoing, Refused, Unreachable

TIMEOUT = 10.0
LONGEST = 300
"""Letters of the text; a service takes about four thousand bytes, and a lock screen shows two lines."""
GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
LATER = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})


class PushProvider:
    """Options: `key` (the private VAPID key), `contact` (a mailto: address the service may write to)."""

    at_once = 8

    def __init__(self, way: Way) -> None:
        """Nothing is opened before the first push."""
        self._options = way.options

    def send(self, *, message: Outgoing) -> str:
        """The service gives no reference worth keeping; the browser shows one notice for each of our numbers."""
        browser = message.browser
        if browser is None:
            raise Gone("browser")
        title = message.subject or "TrackChild"
        page = {"title": title, "body": message.text[:LONGEST], "tag": str(message.message_id)}
        try:
            webpush(
                {"endpoint": browser.endpoint, "keys": {"p256dh": browser.public_key, "auth": browser.secret}},
                json.dumps(page, ensure_ascii=False),
                vapid_private_key=self._options["key"],
                vapid_claims={"sub": self._options["contact"]},
                ttl=message.seconds_left,
                timeout=TIMEOUT,
            )
        except WebPushException as error:
            raise _meant(error.response.status_code if error.response is not None else 0) from None
        except requests.RequestException:
            raise Unreachable("connection") from None
        return f"push-{message.message_id}"


def may_be_pushed_to(endpoint: str, services: tuple[str, ...]) -> bool:
    """Whether an address a browser handed in belongs to a browser maker: else it could be any machine of ours."""
    parts = urlsplit(endpoint)
    host = parts.hostname or ""
    return parts.scheme == "https" and any(host == name or host.endswith(f".{name}") for name in services)


def _meant(status: int) -> Exception:
    if status in GONE:
        return Gone(f"push {status}")
    if status in LATER or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return NotTaken(f"push {status}")
    return Refused(f"push {status}") if status else Unreachable("push")
