"""Answers about messages: what a person has not opened yet, what the recording provider kept."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import get_language_info

from .models import Message, RecordedMessage
from .providers.keys import public_key_of
from .vocabulary import Channel

SHOWN = 100
UNMASKED = 3


@dataclass(frozen=True, slots=True)
class Recorded:
    """A recorded message as the outbox page shows it: the text in full, the address hidden but for its end."""

    recorded_at: datetime
    channel: str
    address: str
    language: str
    language_name: str
    is_rtl: bool
    subject: str
    text: str


def browser_key() -> str:
    """The public half of the key that signs notices to browsers; empty where none is set."""
    return public_key_of(settings.PUSH_KEY) if settings.PUSH_KEY else ""


def in_app(user_id: int) -> QuerySet[Message]:
    """All in-app messages of a person, newest first."""
    return Message.objects.filter(channel=Channel.APP, recipient_id=user_id).order_by("-created_at", "-pk")


def recorded(*, phone_end: str = "") -> list[Recorded]:
    """The newest recorded messages; with digits given, those to a telephone that ends in them."""
    messages = RecordedMessage.objects.order_by("-pk")
    if phone_end:
        messages = messages.filter(channel=Channel.SMS, address__endswith=phone_end)
    return [_shown(message) for message in messages[:SHOWN]]


def masked(address: str) -> str:
    """A telephone by its last three digits, a mail address by its domain."""
    name, at_sign, domain = address.rpartition("@")
    if at_sign:
        return f"{name[:1]}•••@{domain}"
    return "•" * max(len(address) - UNMASKED, 0) + address[-UNMASKED:]


def _shown(message: RecordedMessage) -> Recorded:
    language = get_language_info(message.language)
    return Recorded(
        recorded_at=message.recorded_at,
        channel=message.channel,
        address=masked(message.address),
        language=message.language,
        language_name=language["name_local"],
        is_rtl=language["bidi"],
        subject=message.subject,
        text=message.text,
    )
