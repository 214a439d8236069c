"""The outbox: the row is the message, its job only says that there is work. Handing over is in `sending.py`.

A worker may die anywhere: a claim never finished returns to the outbox, a row whose job was lost gets a new one.
"""

from datetime import datetime

from django.conf import settings
from django.db import connection, transaction
from django.utils import translation
from django.utils.translation import gettext

from trackchild.core import jobs

from .models import Message, OneTimeCode, PushAddress, RateWindow, Replay
from .providers.push import may_be_pushed_to
from .routing import all_ways
from .rules import CLAIM_HOLDS, JOB_IS_LOST_AFTER, LANES, MAY_BECOME, RECEIPT_IS_LATE_AFTER, job_of
from .segments import segments
from .sending import put_back
from .vocabulary import Channel, Lane, MessageClass, Status

BATCH = 1000
LETTER_WAITS = "letter_waits"
WORKER_LOST = "worker lost"


def queue_message(
    *,
    channel: str,
    message_class: str,
    template: str,
    language: str,
    text: str,
    dedupe_key: str,
    to_phone: str = "",
    to_email: str = "",
    to_push_id: int | None = None,
    recipient_id: int | None = None,
    at: datetime,
    not_before: datetime | None = None,
    expires_at: datetime | None = None,
    subject: str = "",
    about: str = "",
    dlt_header: str = "",
    dlt_template: str = "",
    enclosure_id: int | None = None,
) -> Message | None:
    """Write a message and the job that sends it, in the transaction of their cause. None when it was queued before."""
    due_at = max(not_before or at, at)
    is_in_app = channel == Channel.APP
    with transaction.atomic():
        message, is_new = Message.objects.get_or_create(
            dedupe_key=dedupe_key,
            defaults={
                "channel": channel,
                "message_class": message_class,
                "lane": LANES.get((message_class, channel), Lane.SMS),
                "template": template,
                "language": language,
                "to_phone": to_phone,
                "to_email": to_email,
                "to_push_id": to_push_id,
                "recipient_id": recipient_id,
                "subject": subject,
                "text": text,
                "about": about,
                "segments": segments(text) if channel == Channel.SMS else 0,
                "dlt_header": dlt_header,
                "dlt_template": dlt_template,
                "enclosure_id": enclosure_id,
                "status": Status.DELIVERED if is_in_app else Status.WAITING,
                "created_at": at,
                "not_before": due_at,
                "expires_at": expires_at,
                "job_due_at": due_at,
            },
        )
        if not is_new:
            return None
        if is_in_app:
            _tell_browsers(message, at=due_at)
        else:
            message.job_id = _enqueue(message, at=due_at if due_at > at else None)
            message.save(update_fields=["job_id"])
    return message


def reap_stale_claims(*, at: datetime) -> int:
    """Messages claimed by a worker that died wait again. A code is not repeated: it may have gone out."""
    stale = Message.objects.filter(status=Status.CLAIMED, claimed_at__lte=at - CLAIM_HOLDS).order_by("claimed_at")
    codes = stale.filter(message_class=MessageClass.CODE)
    reaped = codes.update(status=Status.UNKNOWN, last_error=WORKER_LOST, text="")
    for message in stale[:BATCH]:
        put_back(message, at=at, provider=message.provider, error=WORKER_LOST, not_taken=False)
        reaped += 1
    return reaped


def sweep_waiting(*, at: datetime) -> int:
    """Close what is out of date and give a new job to rows that lost theirs. A second job for a row does no harm."""
    waiting = Message.objects.filter(status=Status.WAITING)
    waiting.filter(expires_at__lte=at).update(status=Status.EXPIRED)
    out_of_date = Message.objects.filter(message_class=MessageClass.CODE, status=Status.EXPIRED)
    out_of_date.exclude(text="").update(text="")
    with transaction.atomic():
        lost = waiting.filter(job_due_at__lte=at - JOB_IS_LOST_AFTER).select_for_update(skip_locked=True)
        rows = list(lost.order_by("job_due_at")[:BATCH])
        for message in rows:
            Message.objects.filter(pk=message.pk).update(job_due_at=at, job_id=_enqueue(message, at=None))
    return len(rows)


def give_up_on_receipts(*, at: datetime) -> int:
    """A route that reports what becomes of its messages has said nothing for long: nobody knows."""
    telling = [way.name for _channel, way in all_ways() if way.tells_delivery]
    silent = Message.objects.filter(status=Status.ACCEPTED, provider__in=telling)
    return silent.filter(accepted_at__lte=at - RECEIPT_IS_LATE_AFTER).update(status=Status.UNKNOWN)


def note_receipt(*, message_id: int, status: str, at: datetime) -> None:
    """Keep what a provider reports later. Receipts come doubled and out of order; a message only moves forward."""
    with connection.cursor() as cursor:
        cursor.execute(_RECEIPT, [message_id, status, at, status, message_id, list(MAY_BECOME[status])])


# One statement: a hundred receipts a second come back from a gateway at work.
_RECEIPT = """
WITH kept AS (
    INSERT INTO messaging_receipt (message_id, status, received_at) VALUES (%s, %s, %s)
    ON CONFLICT (message_id, status) DO NOTHING
)
UPDATE messaging_message SET status = %s WHERE id = %s AND status = ANY(%s)
"""


def mark_opened(*, user_id: int, message_ids: list[int], at: datetime) -> int:
    """A person has opened in-app messages of hers."""
    mine = Message.objects.filter(channel=Channel.APP, recipient_id=user_id, pk__in=message_ids, opened_at=None)
    return mine.update(opened_at=at)


def forget_old(*, before: datetime) -> None:
    """Codes and counters from before a moment are of no use to anybody honest."""
    OneTimeCode.objects.filter(expires_at__lt=before).delete()
    RateWindow.objects.filter(began_at__lt=before).delete()


def forget_texts(*, before: datetime) -> int:
    """What a message said, and to which number, is of no use after a season; that it was sent stays."""
    old = Message.objects.filter(created_at__lt=before).exclude(channel=Channel.APP).exclude(text="")
    return old.update(text="", subject="")


@transaction.atomic
def replay(*, message_ids: list[int], by_user: int, reason: str, at: datetime) -> int:
    """An operator lets messages that were given up be tried for another day. Never a code, nor what is out of date."""
    given_up = Message.objects.select_for_update().filter(pk__in=message_ids, status=Status.DEAD).exclude(text="")
    rows = list(given_up.exclude(message_class=MessageClass.CODE).exclude(expires_at__lte=at))
    if not rows:
        return 0
    Replay.objects.create(at=at, by_user=by_user, reason=reason, messages=[message.pk for message in rows])
    for message in rows:
        job = _enqueue(message, at=None)
        Message.objects.filter(pk=message.pk).update(
            status=Status.WAITING, attempts=0, tried_since=at, not_before=at, job_due_at=at, job_id=job
        )
    return len(rows)


class NotABrowser(Exception):
    """The address handed in belongs to no known push service."""


def keep_push_address(
    *, endpoint: str, public_key: str, secret: str, of_user: int | None = None, at: datetime
) -> PushAddress:
    """A browser asks for pushes. Raises NotABrowser."""
    if not may_be_pushed_to(endpoint, settings.PUSH_SERVICES):
        raise NotABrowser
    kept, _is_new = PushAddress.objects.update_or_create(
        endpoint=endpoint,
        defaults={"public_key": public_key, "secret": secret, "of_user": of_user},
        create_defaults={"public_key": public_key, "secret": secret, "of_user": of_user, "created_at": at},
    )
    return kept


def forget_push_address(*, endpoint: str, of_user: int | None = None) -> None:
    """The person wants no more pushes in this browser."""
    PushAddress.objects.filter(endpoint=endpoint, of_user=of_user).delete()


def _tell_browsers(letter: Message, *, at: datetime) -> None:
    """Where an official asked for it, her browser says that a message waits: no more, for others see a screen too."""
    if Channel.PUSH not in settings.MESSAGE_ROUTES or letter.recipient_id is None:
        return
    for address in PushAddress.objects.filter(of_user=letter.recipient_id):
        with translation.override(letter.language):
            text = gettext("A message waits for you in TrackChild.")
        queue_message(
            channel=Channel.PUSH,
            message_class=letter.message_class,
            template=LETTER_WAITS,
            language=letter.language,
            text=text,
            dedupe_key=f"push:{letter.pk}:{address.pk}",
            to_push_id=address.pk,
            at=at,
        )


def _enqueue(message: Message, *, at: datetime | None) -> int:
    return jobs.enqueue(job_of(message.lane), at=at, message_id=message.pk)
