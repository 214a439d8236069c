"""Queueing and delivering messages: the row is the outbox, the job only says that there is work.

A worker may die anywhere: a claim never finished returns to the outbox, a row whose job was lost gets a new one.
"""

import logging
import random
from datetime import datetime

from django.db import transaction
from django.db.models import F

from trackchild.core import jobs

from .models import Message, OneTimeCode, RateWindow, Receipt
from .providers import Outgoing, Refused, Unreachable, provider_for
from .rules import CLAIM_HOLDS, CLOCKS_DIFFER, JOB_IS_LOST_AFTER, MAY_BECOME, after_failure, wait_after
from .segments import segments
from .vocabulary import Channel, MessageClass, Status

log = logging.getLogger(__name__)
DELIVER_MESSAGE, DELIVER_CODE = "deliver_message", "deliver_code"
"""Two jobs, so that a code never stands in the queue behind ten thousand alerts. Registered in `jobs.py`."""
BATCH = 1000


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
                "template": template,
                "language": language,
                "to_phone": to_phone,
                "to_email": to_email,
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
        if not is_in_app:
            _enqueue(message, at=due_at if due_at > at else None)
    return message


def deliver(*, message_id: int, at: datetime) -> None:
    """Claim a message, hand it to its provider with no transaction open, keep what the provider said.

    Two workers may try at once: the claim lets one of them through.
    """
    message = _claim(message_id, at=at)
    if message is None:
        return
    provider = provider_for(message.channel)
    outgoing = Outgoing(
        message_id=message.pk,
        channel=message.channel,
        address=message.to_phone if message.channel == Channel.SMS else message.to_email,
        template=message.template,
        language=message.language,
        subject=message.subject,
        text=message.text,
        at=at,
    )
    try:
        reference = provider.send(message=outgoing)
    except Refused as refusal:
        _finish(message, Status.FAILED, provider=provider.name, error=str(refusal))
    except Unreachable as failure:
        _try_later(message, at=at, provider=provider.name, error=str(failure))
    else:
        _finish(message, Status.ACCEPTED, provider=provider.name, reference=reference)


def reap_stale_claims(*, at: datetime) -> int:
    """Messages claimed by a worker that died wait again. A code is not repeated: it may have gone out."""
    stale = Message.objects.filter(status=Status.CLAIMED, claimed_at__lte=at - CLAIM_HOLDS).order_by("claimed_at")
    reaped = 0
    for message in stale[:BATCH]:
        _try_later(message, at=at, provider=message.provider, error="worker lost")
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
        Message.objects.filter(pk__in=[message.pk for message in rows]).update(job_due_at=at)
        for message in rows:
            _enqueue(message, at=None)
    return len(rows)


def note_receipt(*, message_id: int, status: str, at: datetime) -> None:
    """Keep what a provider reports later. Receipts come doubled and out of order; a message only moves forward."""
    with transaction.atomic():
        _receipt, is_new = Receipt.objects.get_or_create(
            message_id=message_id, status=status, defaults={"received_at": at}
        )
        if is_new:
            Message.objects.filter(pk=message_id, status__in=MAY_BECOME[status]).update(status=status)


def mark_opened(*, user_id: int, message_ids: list[int], at: datetime) -> int:
    """A person has opened in-app messages of hers."""
    mine = Message.objects.filter(channel=Channel.APP, recipient_id=user_id, pk__in=message_ids, opened_at=None)
    return mine.update(opened_at=at)


def forget_old(*, before: datetime) -> None:
    """Codes and counters from before a moment are of no use to anybody honest."""
    OneTimeCode.objects.filter(expires_at__lt=before).delete()
    RateWindow.objects.filter(began_at__lt=before).delete()


def _enqueue(message: Message, *, at: datetime | None) -> None:
    name = DELIVER_CODE if message.message_class == MessageClass.CODE else DELIVER_MESSAGE
    jobs.enqueue(name, at=at, message_id=message.pk)


def _claim(message_id: int, *, at: datetime) -> Message | None:
    """The message, if it is ours to send now. Durable: a claim inside somebody's transaction would claim nothing."""
    with transaction.atomic(durable=True):
        waiting = Message.objects.filter(pk=message_id, status=Status.WAITING, not_before__lte=at + CLOCKS_DIFFER)
        expired = waiting.filter(expires_at__lte=at).update(status=Status.EXPIRED)
        if expired or not waiting.update(status=Status.CLAIMED, claimed_at=at, attempts=F("attempts") + 1):
            return None
        return Message.objects.get(pk=message_id)


def _finish(message: Message, status: Status, *, provider: str, reference: str = "", error: str = "") -> None:
    """Write the outcome. A receipt may have come first: then the status is further on already."""
    with transaction.atomic(durable=True):
        mine = Message.objects.filter(pk=message.pk)
        mine.update(provider=provider, provider_reference=reference, last_error=error)
        mine.filter(status=Status.CLAIMED, claimed_at=message.claimed_at).update(status=status)
        if message.message_class == MessageClass.CODE:
            mine.update(text="")
    log.info("message %s by %s: %s %s", message.pk, provider, status, error)


def _try_later(message: Message, *, at: datetime, provider: str, error: str) -> None:
    """Back into the outbox with a new job, or out of it for good."""
    retry_at = at + wait_after(max(message.attempts, 1), chance=random.random())
    status = after_failure(
        message.message_class, created_at=message.created_at, expires_at=message.expires_at, retry_at=retry_at
    )
    if status != Status.WAITING:
        _finish(message, status, provider=provider, error=error)
        return
    with transaction.atomic(durable=True):
        claimed = Message.objects.filter(pk=message.pk, status=Status.CLAIMED, claimed_at=message.claimed_at)
        if claimed.update(
            status=Status.WAITING, not_before=retry_at, job_due_at=retry_at, provider=provider, last_error=error
        ):
            _enqueue(message, at=retry_at)
    log.warning("message %s by %s: %s, again in %s", message.pk, provider, error, retry_at - at)
