"""E-mail: signed, numbered, with its paper; a server's never and later are told apart."""

import email
import email.policy
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email.message import EmailMessage
from typing import Any

import dkim
import pytest
from aiosmtpd.controller import Controller
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.factories import NOW
from trackchild.messaging.providers import NotTaken, Outgoing, Paper, Refused
from trackchild.messaging.providers.mail import SmtpProvider
from trackchild.messaging.vocabulary import Channel, MessageClass
from trackchild.messaging.ways import Way

LETTER = Outgoing(
    message_id=7,
    channel=Channel.EMAIL,
    message_class=MessageClass.ALERT,
    address="officer@police.example",
    template="greeting",
    language="hi",
    subject="ट्रैकचाइल्ड: एक सूचना",
    text="आपके ज़िले से एक सूचना आई है।\nSecond line.",
    at=NOW,
    seconds_left=3600,
)


@dataclass
class Server:
    """Takes letters, and answers 451 or 550 to addresses that ask for it."""

    letters: list[bytes] = field(default_factory=list)

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802
        if address.startswith("full"):
            return "451 mailbox is busy"
        if address.startswith("nobody"):
            return "550 no such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        if b"refuse-this" in envelope.content:
            return "554 not wanted"
        self.letters.append(envelope.content)
        return "250 OK"


@pytest.fixture
def server() -> Iterator[tuple[Server, str]]:
    handler = Server()
    controller = Controller(handler, hostname="127.0.0.1", port=a_port())
    controller.start()
    yield handler, f"smtp://127.0.0.1:{controller.port}"
    controller.stop()


def a_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def provider(url: str, **options: str) -> SmtpProvider:
    return SmtpProvider(Way("smtp", "x", options={"url": url, "sender": "noreply@trackchild.example"} | options))


def only(server: Server) -> EmailMessage:
    (letter,) = server.letters
    parsed = email.message_from_bytes(letter, policy=email.policy.default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def test_a_letter_arrives_whole_under_our_own_number(server: tuple[Server, str]) -> None:
    reference = provider(server[1]).send(message=LETTER)

    letter = only(server[0])
    assert reference == letter["Message-ID"] == "<message-7@trackchild.example>"
    assert (letter["Subject"], letter["To"]) == (LETTER.subject, LETTER.address)
    assert letter.get_content().strip().replace("\r\n", "\n") == LETTER.text
    assert letter["Auto-Submitted"] == "auto-generated"


def test_the_paper_comes_with_it(server: tuple[Server, str]) -> None:
    provider(server[1]).send(message=replace(LETTER, paper=Paper("month.pdf", "application/pdf", b"%PDF-1.7 x")))

    (paper,) = only(server[0]).iter_attachments()
    assert (paper.get_filename(), paper.get_content_type(), paper.get_content()) == (
        "month.pdf",
        "application/pdf",
        b"%PDF-1.7 x",
    )


def test_the_signature_proves_the_sender_and_shows_a_change(server: tuple[Server, str]) -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    ).decode()
    public = key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    asked: list[bytes] = []

    def published(name: bytes, **_options: Any) -> bytes:
        asked.append(name)
        import base64

        return b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)

    provider(server[1], dkim_key=secret, dkim_selector="sms2026").send(message=LETTER)

    (letter,) = server[0].letters
    assert dkim.verify(letter, dnsfunc=published)
    assert asked[0].startswith(b"sms2026._domainkey.trackchild.example")
    assert not dkim.verify(letter.replace(b"To: officer@", b"To: another@"), dnsfunc=published)


@pytest.mark.parametrize(
    ("change", "failure", "code"),
    [
        ({"address": "full@police.example"}, NotTaken, "recipient 451"),
        ({"address": "nobody@police.example"}, Refused, "recipient 550"),
        ({"subject": "refuse-this"}, Refused, "smtp 554"),
    ],
)
def test_never_and_later_are_told_apart(
    server: tuple[Server, str], change: dict[str, str], failure: type[Exception], code: str
) -> None:
    with pytest.raises(failure) as raised:
        provider(server[1]).send(message=replace(LETTER, **change))  # type: ignore[arg-type]

    assert (raised.type, str(raised.value)) == (failure, code)


def test_a_server_that_is_away_has_certainly_not_taken_it() -> None:
    with pytest.raises(NotTaken):
        provider(f"smtp://127.0.0.1:{a_port()}").send(message=LETTER)


def test_a_line_break_in_a_subject_cannot_add_a_heading(server: tuple[Server, str]) -> None:
    with pytest.raises(ValueError, match="newline|linefeed"):
        provider(server[1]).send(message=replace(LETTER, subject="a\r\nBcc: everybody@police.example"))
