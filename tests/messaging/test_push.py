"""Web push: only that browser can read it, only known services are called, a browser that is gone is forgotten."""

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import http_ece
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from py_vapid import Vapid02

from tests.factories import NOW, a_user
from trackchild.messaging import actions, routing, sending
from trackchild.messaging.models import Message, PushAddress
from trackchild.messaging.providers.keys import public_key_of
from trackchild.messaging.providers.push import may_be_pushed_to
from trackchild.messaging.vocabulary import Channel, Lane, MessageClass, Status
from trackchild.messaging.ways import Way

from .imitations import a_server

pytestmark = pytest.mark.django_db
CURVE = ec.SECP256R1()
AUTH = b"sixteen bytes ok"


def b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def point(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)


@dataclass
class Service:
    """A browser maker's push service, and the browser behind it."""

    browser: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(CURVE))
    house: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(CURVE))
    status: int = 201
    url: str = ""
    got: list[tuple[dict[str, str], dict[str, Any]]] = field(default_factory=list)

    def answers(self, path: str, headers: dict[str, str], body: bytes) -> tuple[int, str]:
        signature = headers.get("Authorization", headers.get("authorization", ""))
        if not Vapid02.verify(f"{signature}"):
            return 403, "not signed by the house"
        if self.status == 201:
            page = http_ece.decrypt(body, private_key=self.browser, auth_secret=AUTH, version="aes128gcm")
            self.got.append((headers, json.loads(page)))
        return self.status, ""


@pytest.fixture
def service(settings: Any) -> Iterator[Service]:
    made = Service()
    with a_server(made.answers) as url:
        made.url = f"{url}/push/abc"
        number = made.house.private_numbers().private_value.to_bytes(32)
        options = {"key": b64(number), "contact": "mailto:desk@trackchild.example"}
        settings.MESSAGE_ROUTES = {
            "PUSH": (Way("push", "trackchild.messaging.providers.push.PushProvider", options=options),)
        }
        yield made


def a_push(service: Service) -> Message:
    address = PushAddress.objects.create(
        endpoint=service.url, public_key=b64(point(service.browser)), secret=b64(AUTH), created_at=NOW
    )
    message = actions.queue_message(
        channel=Channel.PUSH,
        message_class=MessageClass.ALERT,
        template="greeting",
        language="bn",
        subject="ট্র্যাকচাইল্ড",
        text="আপনার খবর পৌঁছেছে।",
        dedupe_key="push",
        to_push_id=address.pk,
        at=NOW,
    )
    assert message is not None
    return message


def deliver(message: Message) -> Message:
    sending.deliver_due(lane=Lane.PUSH, clock=lambda: NOW)
    message.refresh_from_db()
    return message


def test_the_browser_and_nobody_else_reads_it(service: Service) -> None:
    message = deliver(a_push(service))

    ((headers, page),) = service.got
    assert page == {"title": "ট্র্যাকচাইল্ড", "body": "আপনার খবর পৌঁছেছে।", "tag": str(message.pk)}
    assert (message.status, headers["ttl" if "ttl" in headers else "TTL"]) == (Status.ACCEPTED, "86400")


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_gone_is_forgotten_and_the_message_ends(service: Service, status: int) -> None:
    service.status = status

    message = deliver(a_push(service))

    assert (message.status, message.last_error) == (Status.FAILED, f"push {status}")
    assert not PushAddress.objects.exists()


@pytest.mark.parametrize(("status", "ends"), [(429, Status.WAITING), (503, Status.WAITING), (413, Status.FAILED)])
def test_later_and_never_are_told_apart(service: Service, status: int, ends: Status) -> None:
    service.status = status

    message = a_push(service)
    sending.deliver(message_id=message.pk, at=NOW)

    message.refresh_from_db()
    assert message.status == ends


@pytest.mark.parametrize(
    ("endpoint", "known"),
    [
        ("https://fcm.googleapis.com/fcm/send/abc", True),
        ("https://updates.push.services.mozilla.com/wpush/v2/abc", True),
        ("http://fcm.googleapis.com/abc", False),
        ("https://fcm.googleapis.com.evil.example/abc", False),
        ("https://evilfcm.googleapis.com/abc", False),
        ("https://127.0.0.1/abc", False),
        ("https://fcm.googleapis.com@10.0.0.1/abc", False),
    ],
)
def test_a_browser_cannot_make_this_house_call_any_other_machine(endpoint: str, known: bool) -> None:
    services = ("fcm.googleapis.com", "push.services.mozilla.com")
    assert may_be_pushed_to(endpoint, services) is known


def test_an_unknown_service_is_refused(settings: Any) -> None:
    with pytest.raises(actions.NotABrowser):
        actions.keep_push_address(endpoint="https://10.0.0.1/x", public_key="x", secret="y", at=NOW)


def test_an_official_is_told_in_her_browsers_that_a_letter_waits_and_no_more(service: Service) -> None:
    user = a_user(language="hi")
    PushAddress.objects.create(
        endpoint=service.url,
        public_key=b64(point(service.browser)),
        secret=b64(AUTH),
        created_at=NOW,
        of_user=user.pk,
    )
    actions.queue_message(
        channel=Channel.APP,
        message_class=MessageClass.ALERT,
        template="greeting",
        language="en",
        text="Canary: case 0000313/2026/00012",
        dedupe_key="letter",
        recipient_id=user.pk,
        at=NOW,
    )

    sending.deliver_due(lane=Lane.PUSH, clock=lambda: NOW)

    ((_headers, page),) = service.got
    assert page["body"] == "A message waits for you in TrackChild."


def test_browsers_are_given_the_public_half_of_the_key(service: Service) -> None:
    (way,) = routing.ways("PUSH")

    assert public_key_of(way.options["key"]) == b64(point(service.house))


def test_a_browser_that_asks_twice_is_kept_once(settings: Any) -> None:
    settings.PUSH_SERVICES = ("push.example",)
    for secret in ("old", "new"):
        actions.keep_push_address(endpoint="https://push.example/x", public_key="x", secret=secret, at=NOW)

    assert PushAddress.objects.get().secret == "new"
    actions.forget_push_address(endpoint="https://push.example/x")
    assert not PushAddress.objects.exists()
