"""Calling the people who run the house when an alarm goes on: in the application and by e-mail, for SMS may be down."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from trackchild.accounts.grants import roles_with
from trackchild.accounts.models import Posting, User
from trackchild.accounts.permissions import Permission
from trackchild.messaging import actions as messaging
from trackchild.messaging.models import Alarm
from trackchild.messaging.vocabulary import AlarmKind, Channel, MessageClass

TEMPLATE = "gateway_alarm"
SAYS: dict[str, Promise] = {
    AlarmKind.DEAD: gettext_lazy("Messages were given up after a day of tries: %(figure)s."),
    AlarmKind.SLOW: gettext_lazy("Messages wait too long in the lane %(about)s: %(figure)s seconds."),
    AlarmKind.SLOW_CODES: gettext_lazy("One-time codes wait too long: %(figure)s seconds."),
    AlarmKind.ROUTE_CLOSED: gettext_lazy("The route %(about)s only fails and is closed."),
}


def sentence_of(alarm: Alarm) -> str:
    """What an alarm says, in the reader's language."""
    return str(SAYS[alarm.kind]) % {"about": alarm.about, "figure": alarm.figure}


def call_operators(alarms: Sequence[Alarm], *, at: datetime) -> int:
    """Tell every operator of every alarm that went on; answers how many messages that made."""
    told = 0
    for user in _operators() if alarms else ():
        for alarm in alarms:
            with override(user.language):
                told += _tell(user, alarm, at=at)
    return told


def _operators() -> list[User]:
    postings = Posting.objects.current().filter(role__in=roles_with(Permission.GATEWAYS_RUN))
    return list(User.objects.filter(pk__in=postings.values("user"), is_active=True))


def _tell(user: User, alarm: Alarm, *, at: datetime) -> int:
    ways = [(Channel.APP, "")] + ([(Channel.EMAIL, user.email)] if user.email else [])
    queued = [
        messaging.queue_message(
            channel=channel,
            message_class=MessageClass.ALERT,
            template=TEMPLATE,
            language=user.language,
            subject=_("TrackChild: an alarm of the gateways"),
            text=sentence_of(alarm),
            dedupe_key=f"{TEMPLATE}:{alarm.kind}:{alarm.about}:{alarm.began_at.timestamp():.0f}:{user.pk}:{channel}",
            to_email=address,
            recipient_id=user.pk,
            about="gateways",
            at=at,
        )
        for channel, address in ways
    ]
    return sum(message is not None for message in queued)
