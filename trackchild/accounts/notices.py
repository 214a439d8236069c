"""A word to the person herself when the keys of her account change: she is the first to notice a theft."""

from datetime import datetime
from enum import StrEnum

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from trackchild.messaging import actions as messaging_actions
from trackchild.messaging.releasing import registered_as
from trackchild.messaging.vocabulary import Channel, MessageClass

from .models import User


class Notice(StrEnum):
    """What happened; also the name of the registered template."""

    PASSWORD_RESET = "account_password_reset"  # noqa: S105 - a template's name
    PASSWORD_CHANGED = "account_password_changed"  # noqa: S105
    PHONE_RENEWED = "account_phone_renewed"
    PHONE_CHANGED = "account_phone_changed"


TEXTS = {
    Notice.PASSWORD_RESET: _(
        "An administrator renewed the password of your TrackChild account. If you did not ask for it, tell your office "
        "at once."
    ),
    Notice.PASSWORD_CHANGED: _(
        "The password of your TrackChild account was changed. If it was not you, tell your administrator at once."
    ),
    Notice.PHONE_RENEWED: _(
        "An administrator entered another mobile number for your TrackChild account. If you did not ask for it, tell "
        "your office at once."
    ),
    Notice.PHONE_CHANGED: _(
        "The mobile number of your TrackChild account was changed. If it was not you, tell your administrator at once."
    ),
}


def tell(user: User, notice: Notice, *, at: datetime) -> None:
    """Send the word in her language to the telephone on record; without one, there is nobody to tell."""
    if not user.phone:
        return
    with translation.override(user.language):
        text = str(TEXTS[notice])
    header, number = registered_as(notice, user.language)
    messaging_actions.queue_message(
        channel=Channel.SMS,
        message_class=MessageClass.ALERT,
        template=notice,
        language=user.language,
        text=text,
        dedupe_key=f"{notice}:{user.pk}:{at.timestamp():.0f}",
        to_phone=user.phone,
        recipient_id=user.pk,
        at=at,
        dlt_header=header,
        dlt_template=number,
    )
