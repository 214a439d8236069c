"""No gateway at all: what would have been sent stands in the database, and the outbox page shows it."""

from trackchild.messaging.models import RecordedMessage
from trackchild.messaging.ways import Way

from .base import Outgoing


class RecordingProvider:
    """Keeps messages instead of sending them."""

    at_once = 1

    def __init__(self, way: Way) -> None:
        """Needs no options."""

    def send(self, *, message: Outgoing) -> str:
        """Answers with the number of the recording."""
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
