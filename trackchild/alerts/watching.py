"""New hits of saved searches: at most one message an hour to one person; the rest is counted in the digest."""

from datetime import datetime
from hashlib import sha256
from uuid import UUID

from trackchild.accounts.models import Posting
from trackchild.messaging import actions as messaging
from trackchild.messaging.releasing import Speaker
from trackchild.messaging.vocabulary import Channel, MessageClass

from .models import Preference
from .texts import Template
from .vocabulary import Notes


def tell(*, posting: Posting, count: int, agent_id: UUID, at: datetime) -> bool:
    """Say that there is something new, and nothing of what it is. False when she was told within this hour.

    The name of a search may be a child's, so no message says it; the page behind it does.
    """
    user = posting.user
    quiet = Preference.objects.filter(user=user, notes=Notes.DIGEST).exists()
    said = Speaker().say(Template.AGENT_HITS, user.language, Channel.APP, {"count": str(count)})
    message = messaging.queue_message(
        channel=Channel.APP,
        message_class=MessageClass.DIGEST if quiet else MessageClass.ALERT,
        template=Template.AGENT_HITS,
        language=user.language,
        text=said.text,
        dedupe_key=sha256(f"agent|{user.pk}|{at:%Y-%m-%dT%H}".encode()).hexdigest(),
        recipient_id=user.pk,
        about=f"agent:{agent_id}",
        at=at,
    )
    return message is not None
