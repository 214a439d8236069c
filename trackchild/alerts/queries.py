"""What a person has not opened yet."""

from django.db.models import QuerySet

from trackchild.messaging import queries as messaging
from trackchild.messaging.models import Message
from trackchild.messaging.vocabulary import MessageClass


def unread_for(user_id: int) -> QuerySet[Message]:
    """In-app messages a person has not opened, newest first. `about` names the record as `kind:id`."""
    return messaging.in_app(user_id).filter(opened_at=None).exclude(message_class=MessageClass.DIGEST)
