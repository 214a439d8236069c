"""Kannel for real: Debian's gateway takes our messages, its SMS centre shows what a telephone would."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from tests.factories import NOW
from trackchild.messaging import actions, routing, sending
from trackchild.messaging.models import Message
from trackchild.messaging.providers import NotTaken, Telling
from trackchild.messaging.receipts import receipt_address
from trackchild.messaging.segments import segments
from trackchild.messaging.vocabulary import Channel, Lane, MessageClass, Status

from .sms import Centre, a_centre, listens, needs_kannel, wait_for

pytestmark = [*needs_kannel, pytest.mark.django_db(transaction=True)]

SENTENCES = {
    "Hindi": "ट्रैकचाइल्ड: आपकी सूचना मिली।",
    "Bengali": "ট্র্যাকচাইল্ড: আপনার খবর পৌঁছেছে।",
    "Tamil": "டிராக்சைல்டு: உங்கள் தகவல் கிடைத்தது.",
    "Urdu": "ٹریک چائلڈ: آپ کی اطلاع مل گئی۔",
    "Gujarati": "ટ્રેકચાઇલ્ડ: તમારી માહિતી મળી.",
    "Malayalam": "ട്രാക്ക്ചൈൽഡ്: നിങ്ങളുടെ വിവരം ലഭിച്ചു.",
    "a code with its second line": "482913 is your TrackChild code.\n@trackchild.example #482913",
    "English": "TrackChild: Your report is received by Howrah PS. Dial 112 or 1098.",
    "English, letters that count twice": "TrackChild: [case] {12} ~ 50 € | ^ \\ @ done",
}


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Centre]:
    with a_centre(tmp_path_factory.mktemp("kannel")) as running:
        yield running


def queue(text: str, phone: str, **values: Any) -> Message:
    message = actions.queue_message(
        channel=Channel.SMS,
        message_class=values.pop("message_class", MessageClass.ALERT),
        template="greeting",
        language="en",
        text=text,
        dedupe_key=f"{phone} {text[:20]}",
        to_phone=phone,
        at=NOW,
        **values,
    )
    assert message is not None
    return message


@pytest.mark.parametrize("times", [1, 3], ids=["one part", "joined parts"])
def test_every_script_arrives_whole(centre: Centre, settings: Any, times: int) -> None:
    settings.MESSAGE_ROUTES = centre.routes()
    wanted = {}
    for number, sentence in enumerate(SENTENCES.values()):
        text = " ".join([sentence] * times) if times > 1 else sentence
        phone = f"+9198300{times}{number:04d}"
        wanted[phone.lstrip("+")] = (text, segments(text))
        queue(text, phone)

    sending.deliver_due(lane=Lane.SMS, clock=lambda: NOW)

    def here() -> dict[str, tuple[str, int]]:
        shown: dict[str, tuple[str, int]] = {}
        for one in centre.arrived():
            if one.to in wanted:
                before, parts = shown.get(one.to, ("", 0))
                shown[one.to] = (f"{before}\n{one.text}".lstrip("\n"), parts + one.parts)
        return shown

    # They are sent side by side and come in any order; a text of two lines comes as two.
    lines = sum(text.count("\n") + 1 if parts == 1 else 1 for text, parts in wanted.values())
    wait_for(lambda: sum(one.to in wanted for one in centre.arrived()) == lines, "the last message")
    assert here() == wanted
    assert set(Message.objects.values_list("status", flat=True)) == {Status.ACCEPTED}


def test_receipts_come_back_to_the_sealed_address(centre: Centre, settings: Any, live_server: LiveServer) -> None:
    settings.MESSAGE_ROUTES = centre.routes()
    settings.RECEIPT_ADDRESS = live_server.url
    message = queue("बच्चा मिल गया। " * 6, "+919830055555")

    sending.deliver_due(lane=Lane.SMS, clock=lambda: NOW)

    wait_for(lambda: Message.objects.get(pk=message.pk).status == Status.DELIVERED, "the receipt")
    assert message.receipts.count() == 1


def test_a_password_kannel_does_not_know_is_the_operators_fault_and_not_the_messages(
    centre: Centre, settings: Any
) -> None:
    routes = centre.routes()
    routes["SMS"][0].options["password"] = "wrong"  # type: ignore[index]
    settings.MESSAGE_ROUTES = routes
    message = queue("text", "+919830066666")

    sending.deliver(message_id=message.pk, at=NOW)

    message.refresh_from_db()
    assert (message.status, message.last_error) == (Status.WAITING, "kannel 403")


def test_kannel_tells_how_much_it_still_holds(centre: Centre, settings: Any) -> None:
    settings.MESSAGE_ROUTES = centre.routes()
    (way,) = routing.ways("SMS")
    provider = routing.provider_of(way)

    assert isinstance(provider, Telling)
    assert provider.ask() == {"queued": "0", "lines": "1"}


def test_no_log_of_kannel_holds_a_number_or_a_text(centre: Centre, settings: Any) -> None:
    settings.MESSAGE_ROUTES = centre.routes()
    queue("Canary sentence for one reader", "+919830077777")
    sending.deliver_due(lane=Lane.SMS, clock=lambda: NOW)
    wait_for(lambda: any(one.to == "919830077777" for one in centre.arrived()), "the message")

    for log in ("bearerbox.log", "smsbox.log", "access.log"):
        written = (centre.kannel.folder / log).read_text("utf-8", "replace")
        assert "9830077777" not in written, log
        assert "Canary" not in written, log


def test_a_gateway_that_is_away_loses_nothing_and_asks_nobody_to_wait(centre: Centre, settings: Any) -> None:
    """Designed behaviour: what is saved is taken as ever, waits with its tries unspent, and goes when it is back."""
    settings.MESSAGE_ROUTES = centre.routes()
    centre.kill("smsbox")
    messages = [queue(f"number {number}", f"+91983008{number:04d}") for number in range(30)]
    sending.deliver_due(lane=Lane.SMS, clock=lambda: NOW)
    assert routing.standing("SMS", at=NOW) == [], "closed after a row of failures"
    messages += [queue(f"later {number}", f"+91983009{number:04d}") for number in range(30)]

    centre.start("smsbox")
    wait_for(lambda: listens(centre.kannel.http), "smsbox")
    later = NOW + routing.CLOSED_FOR
    sending.deliver_due(lane=Lane.SMS, clock=lambda: later)
    assert not Message.objects.filter(status=Status.WAITING).exists(), "one trial, and then all of them at once"

    phones = {message.to_phone.lstrip("+") for message in messages}
    wait_for(lambda: phones <= {one.to for one in centre.arrived()}, "the last message")
    came = [one.to for one in centre.arrived() if one.to in phones]
    assert len(came) == len(phones), "nobody is told twice"


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("1", Status.DELIVERED),
        ("2", Status.FAILED),
        ("16", Status.FAILED),
        ("8", Status.ACCEPTED),
        ("x", Status.ACCEPTED),
    ],
)
def test_a_receipt_says_what_became_of_a_message(client: Client, word: str, status: Status) -> None:
    message = queue("text", "+919830099999")
    Message.objects.update(status=Status.ACCEPTED)

    answer = client.get(receipt_address(message.pk).partition("8000")[2].replace("%d", word))

    message.refresh_from_db()
    assert (answer.status_code, message.status) == (200, status)


def test_nobody_else_can_send_a_receipt(client: Client) -> None:
    message, other = queue("text", "+919830099999"), queue("other", "+919830099998")
    path = receipt_address(other.pk).partition("8000")[2].replace("%d", "1").replace(f"/{other.pk}/", f"/{message.pk}/")

    assert client.get(path).status_code == 404
    message.refresh_from_db()
    assert message.status == Status.WAITING


def test_nobody_at_the_other_end_means_certainly_not_taken(settings: Any, tmp_path: Any) -> None:
    from trackchild.launcher.kannel import Kannel

    settings.MESSAGE_ROUTES = Centre(Kannel(tmp_path)).routes()
    (way,) = routing.ways("SMS")
    message = queue("text", "+919830099999")

    with pytest.raises(NotTaken):
        routing.provider_of(way).send(message=sending._outgoing(message, at=NOW))
