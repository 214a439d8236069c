"""Kannel's smsbox over HTTP. Number, password and text travel in headers and body, never in a logged address."""

import re
from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import quote

from trackchild.messaging.segments import is_gsm
from trackchild.messaging.ways import Way

from .base import NotTaken, Outgoing, Refused, Unreachable
from .http import get, post

DELIVERED, NOT_DELIVERED, REFUSED_BY_CENTRE = 1, 2, 16
RECEIPTS = DELIVERED | NOT_DELIVERED | REFUSED_BY_CENTRE
"""What it shall report; that a message is buffered (4) or lies in the centre (8) changes nothing for us."""
GSM, UCS2 = "0", "2"


class KannelProvider:
    """`0: Accepted for delivery` and `3: Queued for later delivery` both mean that Kannel keeps the message."""

    at_once = 16

    def __init__(self, way: Way) -> None:
        """Options: `url`, `user`, `password`, `header`, `entity`; `status` where its queue may be asked for."""
        self._options = way.options

    def send(self, *, message: Outgoing) -> str:
        """Kannel names a message only in its receipts, so our own number is the reference."""
        headers = {
            "X-Kannel-Username": self._options["user"],
            "X-Kannel-Password": self._options["password"],
            "X-Kannel-From": message.header or self._options["header"],
            "X-Kannel-To": message.address.lstrip("+"),
            "X-Kannel-Coding": GSM if is_gsm(message.text) else UCS2,
            "X-Kannel-Validity": str(max(1, message.seconds_left // 60)),
            "Content-Type": "text/plain; charset=UTF-8",
        }
        if message.receipt_address:
            headers |= {"X-Kannel-DLR-Mask": str(RECEIPTS), "X-Kannel-DLR-Url": message.receipt_address}
        if message.dlt_template:
            headers["X-Kannel-Meta-Data"] = self._registered(message.dlt_template)
        answer = post(self._options["url"], body=message.text.encode(), headers=headers)
        if answer.status == HTTPStatus.ACCEPTED:
            return f"kannel-{message.message_id}"
        raise OTHERWISE.get(answer.status, Unreachable)(f"kannel {answer.status}")

    def ask(self) -> Mapping[str, str]:
        """Messages Kannel itself still holds, and how many of its lines to centres stand."""
        if not self._options.get("status"):
            return {}
        page = get(self._options["status"]).text
        queued = re.search(r"<sms>.*?<sent>.*?<queued>(\d+)</queued>", page, re.DOTALL)
        lines = len(re.findall(r"<status>online", page))
        return {"queued": queued[1] if queued else "", "lines": str(lines)}

    def _registered(self, template: str) -> str:
        """The registration of the text, as the centre's operator wants it beside each part (DLT)."""
        return f"?smpp?PE_ID={quote(self._options['entity'])}&TEMPLATE_ID={quote(template)}"


# A refusal of ourselves (password, address) is the operator's fault and no fault of the message.
OTHERWISE: dict[int, type[Exception]] = {
    HTTPStatus.BAD_REQUEST: Refused,
    HTTPStatus.FORBIDDEN: NotTaken,
    HTTPStatus.NOT_FOUND: NotTaken,
    HTTPStatus.SERVICE_UNAVAILABLE: NotTaken,
}
