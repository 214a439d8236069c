"""E-mail through a mail server, signed with our domain's key (DKIM) so that it can be told from a forgery."""

import smtplib
from contextlib import suppress
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import unquote, urlsplit

import dkim

from trackchild.messaging.ways import Way

from .base import NotTaken, Outgoing, Refused, Unreachable

PERMANENT = 500
"""Replies of a mail server from here on mean never, those below mean later."""
TIMEOUT = 20.0
SIGNED = [b"from", b"to", b"subject", b"date", b"message-id", b"mime-version", b"content-type"]
PORT, TLS_PORT = 25, 465


class SmtpProvider:
    """Options: `url` (`smtp://user:password@host:587`, `smtps://…`), `sender`, `dkim_key`, `dkim_selector`."""

    at_once = 4

    def __init__(self, way: Way) -> None:
        """Nothing is opened before the first mail."""
        self._options = way.options
        self._server = urlsplit(way.options["url"])
        self._domain = way.options["sender"].rpartition("@")[2].rstrip(">")

    def send(self, *, message: Outgoing) -> str:
        """The message's own number is its Message-ID, so that a repetition is seen as one."""
        reference = f"<message-{message.message_id}@{self._domain}>"
        letter = self._signed(_letter(message, sender=self._options["sender"], reference=reference))
        # The exceptions of smtplib quote addresses and replies: they end here.
        try:
            server = self._open()
        except (OSError, smtplib.SMTPException):
            raise NotTaken("connection") from None
        try:
            server.sendmail(self._options["sender"], [message.address], letter)
        except smtplib.SMTPRecipientsRefused as error:
            raise _meant(next(iter(error.recipients.values()))[0], "recipient") from None
        except smtplib.SMTPResponseException as error:
            raise _meant(error.smtp_code, "smtp") from None
        except (OSError, smtplib.SMTPException):
            raise Unreachable("connection lost") from None
        finally:
            with suppress(OSError, smtplib.SMTPException):
                server.quit()
        return reference

    def _open(self) -> smtplib.SMTP:
        host = self._server.hostname or "localhost"
        if self._server.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(host, self._server.port or TLS_PORT, timeout=TIMEOUT)
        else:
            server = smtplib.SMTP(host, self._server.port or PORT, timeout=TIMEOUT)
            server.ehlo()
            if server.has_extn("starttls"):
                server.starttls()
        if self._server.username:
            server.login(unquote(self._server.username), unquote(self._server.password or ""))
        return server

    def _signed(self, letter: bytes) -> bytes:
        key = self._options.get("dkim_key")
        if not key:
            return letter
        selector = self._options["dkim_selector"].encode()
        signature: bytes = dkim.sign(letter, selector, self._domain.encode(), key.encode(), include_headers=SIGNED)
        return signature + letter


def _letter(message: Outgoing, *, sender: str, reference: str) -> bytes:
    letter = EmailMessage(policy=SMTP)
    letter["From"], letter["To"], letter["Subject"] = sender, message.address, message.subject
    letter["Date"], letter["Message-ID"] = format_datetime(message.at), reference
    letter["Content-Language"] = message.language
    # No machine shall answer a machine.
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(f"{message.text}\n", cte="base64")
    if message.paper:
        kind, _slash, part = message.paper.content_type.partition("/")
        letter.add_attachment(message.paper.body, maintype=kind, subtype=part, filename=message.paper.name)
    return letter.as_bytes()


def _meant(code: int, about: str) -> Exception:
    return Refused(f"{about} {code}") if code >= PERMANENT else NotTaken(f"{about} {code}")
