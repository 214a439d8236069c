"""The ways out of the house, each behind one small interface. No error of a provider may carry an address or a text."""

import smtplib
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.module_loading import import_string

from .models import RecordedMessage
from .vocabulary import Channel


@dataclass(frozen=True, slots=True)
class Outgoing:
    """All that a provider is told."""

    message_id: int
    channel: str
    address: str
    template: str
    language: str
    subject: str
    text: str
    at: datetime


class Refused(Exception):
    """The gateway will never take this message: a wrong number, a text it does not know. Carries a short code only."""


class Unreachable(Exception):
    """The gateway did not answer or asks to come again later. Carries a short code only."""


class Provider(Protocol):
    """A way out. `send` answers with the gateway's own reference. Raises Refused, Unreachable."""

    name: str

    def send(self, *, message: Outgoing) -> str: ...


class RecordingProvider:
    """Keeps messages in the database instead of sending them; the outbox page shows them."""

    name = "recording"

    def send(self, *, message: Outgoing) -> str:
        kept = RecordedMessage.objects.create(
            message_id=message.message_id,
            channel=message.channel,
            address=message.address,
            template=message.template,
            language=message.language,
            subject=message.subject,
            text=message.text,
            recorded_at=message.at,
        )
        return f"recorded-{kept.pk}"


class SmtpProvider:
    """E-mail through the configured mail server."""

    name = "smtp"

    def send(self, *, message: Outgoing) -> str:
        """The message's own number is its Message-ID, so that a repetition is seen as one."""
        reference = f"<message-{message.message_id}@trackchild>"
        mail = EmailMessage(
            subject=message.subject, body=message.text, to=[message.address], headers={"Message-ID": reference}
        )
        # The exceptions of smtplib quote addresses and replies: they end here.
        try:
            mail.send()
        except smtplib.SMTPRecipientsRefused as error:
            if all(code >= PERMANENT for code, _reply in error.recipients.values()):
                raise Refused("recipient") from None
            raise Unreachable("recipient later") from None
        except smtplib.SMTPResponseException as error:
            failure = Refused if error.smtp_code >= PERMANENT else Unreachable
            raise failure(f"smtp {error.smtp_code}") from None
        except OSError:
            raise Unreachable("connection") from None
        return reference


PERMANENT = 500
"""Replies of a mail server from here on mean never, those below mean later."""


def provider_for(channel: str) -> Provider:
    """The way out of a channel as the settings name it; without a mail server, e-mail is recorded too."""
    if channel == Channel.SMS:
        route: Provider = import_string(settings.SMS_ROUTE)()
        return route
    is_mail_set_up = settings.is_overridden("EMAIL_HOST")  # type: ignore[misc]  # Django's stubs lack it
    return SmtpProvider() if is_mail_set_up else RecordingProvider()
