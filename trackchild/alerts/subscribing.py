"""Citizens who ask for notices of a district, and telephones that want no more: begin by proof, end by one word.

A number alone opens nothing and shows nothing: it may have got a new owner. It can only stop messages.
"""

import secrets
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from trackchild.cases.models import Contact
from trackchild.core.digests import phone_digest
from trackchild.geography.models import District
from trackchild.messaging import actions as messaging
from trackchild.messaging.releasing import Speaker
from trackchild.messaging.vocabulary import Channel, MessageClass

from .models import StoppedPhone, Subscription
from .texts import Template
from .vocabulary import Stopped

SALT = "trackchild.alerts.stop"
STOP_WORDS = frozenset(["stop", "unsubscribe", "cancel", "end", "quit", "बंद", "रोकें", "रोको", "বন্ধ", "থামান", "بند"])
WRONG_WORDS = frozenset(["wrong", "गलत", "ग़लत", "ভুল", "غلط"])
DIGITS = 6
REPLIES = 0
"""The number under which the address of replies is sealed; messages are counted from one."""


@transaction.atomic
def subscribe(*, district_id: int, phone: str, language: str, at: datetime) -> Subscription:
    """Begin or renew notices of a district for a telephone that was just proved by a code."""
    digest, stop_code = phone_digest(phone), "".join(secrets.choice("0123456789") for _digit in range(DIGITS))
    # Who proves the number today is its owner today, whatever an earlier one wished.
    StoppedPhone.objects.filter(digest=digest).delete()
    subscription, _is_new = Subscription.objects.update_or_create(
        digest=digest,
        district_id=district_id,
        ended_at=None,
        defaults={"phone": phone, "language": language, "began_at": at, "stop_digest": _stop_digest(digest, stop_code)},
    )
    district = District.objects.named().get(pk=district_id).name_in(language)
    _say(Template.DISTRICT_ALERTS_ON, phone, language, {"district": district, "stop": stop_code}, at=at)
    return subscription


@transaction.atomic
def stop_by_code(*, phone: str, code: str, at: datetime) -> bool:
    """End the notices of the subscription whose code this is; False when it is no such code."""
    digest = phone_digest(phone)
    for one in Subscription.objects.select_for_update().filter(digest=digest, ended_at=None):
        if constant_time_compare(one.stop_digest, _stop_digest(digest, code)):
            one.ended_at = at
            one.save(update_fields=["ended_at"])
            return True
    return False


@transaction.atomic
def stop(*, phone: str, because: Stopped, at: datetime) -> None:
    """STOP ends notices of districts; where there are none, it silences the person's own reports too.

    A number that is somebody else's gets nothing at all any more, and the stations read that it is wrong.
    """
    digest = phone_digest(phone)
    running = Subscription.objects.filter(digest=digest, ended_at=None)
    language = running.values_list("language", flat=True).first()
    ended = running.update(ended_at=at)
    if because is Stopped.WRONG or not ended:
        StoppedPhone.objects.update_or_create(digest=digest, defaults={"because": because, "at": at})
        Contact.objects.filter(phones__digest=digest, messages_stopped_at=None).update(messages_stopped_at=at)
    if because is Stopped.WISH:
        _say(Template.MESSAGES_STOPPED, phone, language or "en", {}, at=at)


def take_reply(*, phone: str, text: str, at: datetime) -> bool:
    """An SMS that came to our number: one word decides, everything else is nobody's to read. Whether it was one."""
    words = text.strip().strip(".!").casefold().split()
    if not words:
        return False
    for known, because in ((STOP_WORDS, Stopped.WISH), (WRONG_WORDS, Stopped.WRONG)):
        if words[0] in known:
            stop(phone=phone, because=because, at=at)
            return True
    return False


def _say(key: Template, phone: str, language: str, words: dict[str, str], *, at: datetime) -> None:
    said = Speaker().say(key, language, Channel.SMS, words)
    messaging.queue_message(
        channel=Channel.SMS,
        message_class=MessageClass.ALERT,
        template=key,
        language=language,
        text=said.text,
        dedupe_key=sha256(f"{key}|{phone_digest(phone)}|{at.isoformat()}".encode()).hexdigest(),
        to_phone=phone,
        at=at,
        dlt_header=said.header,
        dlt_template=said.dlt_template,
    )


def _stop_digest(digest: str, code: str) -> str:
    return salted_hmac(SALT, f"{digest}|{code}", algorithm="sha256").hexdigest()
