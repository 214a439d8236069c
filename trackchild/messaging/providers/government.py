"""The government's SMS gateway (C-DAC Mobile Seva): a form, a key over the fields, a reply of a number and a reference.

Built from its published conventions; nobody without an account can try it. `docs/how-to/gateways.md` says what an
operator must confirm with the gateway's own paper before the first message.
"""

import hashlib
import re
from http import HTTPStatus
from urllib.parse import urlencode

from trackchild.messaging.segments import is_gsm
from trackchild.messaging.vocabulary import MessageClass
from trackchild.messaging.ways import Way

from .base import NotTaken, Outgoing, Refused, Unreachable
from .http import post

ACCEPTED = "402"
LATE_BUT_TAKEN = "409"
"""The SMS centre was slow; the gateway will hand the message on."""
BAD_NUMBER, SPAM, BY_OPERATOR = "406", "413", "414"
REFUSALS = frozenset({BAD_NUMBER, SPAM, BY_OPERATOR})
"""These are about the message. All other numbers are about our account, its credit or the gateway: it comes again."""
SERVICE = {
    (True, True): "otpmsg",
    (True, False): "unicodeotpmsg",
    (False, True): "singlemsg",
    (False, False): "unicodemsg",
}
"""By: is a code, is in the GSM alphabet."""


class GovernmentProvider:
    """The password travels as its SHA-1 digest, the key is a SHA-512 digest over user, header, text and secret."""

    at_once = 8

    def __init__(self, way: Way) -> None:
        """Options: `url`, `user`, `password`, `key`, `header`, `entity`."""
        self._options = way.options

    def send(self, *, message: Outgoing) -> str:
        """Answers with the gateway's MsgID."""
        answer = post(
            self._options["url"],
            body=urlencode(self._form(message)).encode(),
            headers={"Content-Type": "application/x-www-form-urlencoded"},
        )
        if answer.status != HTTPStatus.OK:
            raise Unreachable(f"government http {answer.status}")
        return reference_in(answer.text)

    def _form(self, message: Outgoing) -> dict[str, str]:
        plain = is_gsm(message.text)
        user, header = self._options["user"], message.header or self._options["header"]
        content = message.text.strip() if plain else as_entities(message.text.strip())
        form = {
            "username": user,
            "password": hashlib.sha1(self._options["password"].encode(), usedforsecurity=False).hexdigest(),
            "senderid": header,
            "content": content,
            "smsservicetype": SERVICE[message.message_class == MessageClass.CODE, plain],
            "mobileno": message.address.lstrip("+"),
            "templateid": message.dlt_template,
            "key": hashlib.sha512(f"{user}{header}{content}{self._options['key']}".encode()).hexdigest(),
        }
        if self._options.get("entity"):
            form["entityid"] = self._options["entity"]
        return form


def as_entities(text: str) -> str:
    """Every letter by its number: what the gateway wants where a text leaves the GSM alphabet."""
    units = text.encode("utf-16-be")
    return "".join(f"&#{int.from_bytes(units[at : at + 2])};" for at in range(0, len(units), 2))


def reference_in(answer: str) -> str:
    """The reference in a good reply such as `402,MsgID = 150620…`. Raises Refused, NotTaken, Unreachable."""
    found = re.match(r"\s*(?:Error\s*:?\s*)?(\d{3})\b", answer)
    number = found[1] if found else ""
    if number in {ACCEPTED, LATE_BUT_TAKEN}:
        named = re.search(r"MsgID\s*=\s*(\S+)", answer)
        return named[1][:120] if named else ""
    if number in REFUSALS:
        raise Refused(f"government {number}")
    if number:
        raise NotTaken(f"government {number}")
    raise Unreachable("government answer")
