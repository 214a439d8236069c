"""What a person has not opened yet, and which sendings wait for her."""

from django.db.models import QuerySet

from trackchild.accounts.permissions import Permission
from trackchild.accounts.querysets import offices_within
from trackchild.accounts.viewer import Viewer
from trackchild.messaging import queries as messaging
from trackchild.messaging.models import Message
from trackchild.messaging.vocabulary import MessageClass

from .models import HeldBulk


def letters_of(user_id: int) -> QuerySet[Message]:
    """All in-app messages of a person, newest first."""
    return messaging.in_app(user_id)


def unread_for(user_id: int) -> QuerySet[Message]:
    """In-app messages a person has not opened, newest first. `about` names the record as `kind:id`."""
    return letters_of(user_id).filter(opened_at=None).exclude(message_class=MessageClass.DIGEST)


def held_for(viewer: Viewer) -> QuerySet[HeldBulk]:
    """Sendings in numbers that wait for a second person of the viewer's area, oldest first."""
    here = offices_within(viewer, Permission.BULK_RELEASE, prefix="event__case__station__")
    waiting = HeldBulk.objects.filter(here, decided_at=None).select_related("event__posting", "event__case__district")
    return waiting.order_by("held_at", "pk")
