"""Handing messages over: claimed in small batches, sent side by side with no transaction open, each outcome kept.

A worker may die anywhere. What it had claimed returns to the outbox; at most one batch of one worker goes out twice,
and a code never does.
"""

import logging
import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import F, QuerySet

from trackchild.core import jobs

from . import routing
from .models import Message, PushAddress
from .providers import Browser, Gone, NotTaken, Outgoing, Paper, Provider, Refused, Unreachable
from .receipts import receipt_address
from .rules import CLOCKS_DIFFER, GIVE_UP_AFTER, IN_LANE, after_failure, job_of, wait_after
from .vocabulary import Channel, MessageClass, Status
from .ways import Way

log = logging.getLogger(__name__)
BATCH = 32
"""So many messages a worker holds at a time: the bound of what one death can send twice."""
BUDGET = timedelta(seconds=2)
"""A worker that serves several lanes looks at the quicker ones again after this time."""
DATABASE_TRIES = 30
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a provider said to one message."""

    message: Message
    way: Way
    status: Status
    reference: str = ""
    error: str = ""
    not_taken: bool = False
    is_gone: bool = False


def deliver_due(*, lane: str, clock: Clock) -> int:
    """Send what is due in a lane until nothing is left or the time is up; answers how many were claimed.

    A full batch calls another worker to help. Whoever stops with work left calls the next: a job may have been spent
    while every route was closed, so the number of jobs says nothing about the number of messages.
    """
    began, sent = clock(), 0
    while True:
        claimed = _claim_due(lane, at=clock())
        if len(claimed) == BATCH and not sent:
            jobs.enqueue_once(job_of(lane), message_id=claimed[-1].pk)
        _send(claimed, clock=clock)
        sent += len(claimed)
        if not claimed:
            return sent
        if clock() - began >= BUDGET:
            jobs.enqueue_once(job_of(lane), message_id=claimed[-1].pk)
            return sent


def deliver(*, message_id: int, at: datetime) -> None:
    """Send one message if it is due and nobody else has it."""
    due = _due(at=at).filter(pk=message_id)
    _send(_claim(due, most=1, at=at), clock=lambda: at)


def put_back(message: Message, *, at: datetime, provider: str, error: str, not_taken: bool) -> Status:
    """A claimed message was not handed over: back into the outbox with a new job, or out of it for good."""
    retry_at = at + wait_after(max(message.attempts, 1), chance=random.random())
    status = after_failure(
        message.message_class,
        created_at=message.tried_since or message.created_at,
        expires_at=message.expires_at,
        retry_at=retry_at,
        not_taken=not_taken,
    )
    values: dict[str, object] = {"status": status, "provider": provider, "last_error": error}
    if status != Status.WAITING and message.message_class == MessageClass.CODE:
        values["text"] = ""
    with transaction.atomic(durable=True):
        mine = Message.objects.filter(pk=message.pk, status=Status.CLAIMED, claimed_at=message.claimed_at)
        if status == Status.WAITING:
            job = jobs.enqueue(job_of(message.lane), at=retry_at, message_id=message.pk)
            values |= {"not_before": retry_at, "job_due_at": retry_at, "job_id": job}
        mine.update(**values)
    return status


def _due(*, at: datetime) -> QuerySet[Message]:
    return Message.objects.filter(status=Status.WAITING, not_before__lte=at + CLOCKS_DIFFER)


def _claim_due(lane: str, *, at: datetime) -> list[Message]:
    """The next batch of a lane: alerts before digests, the oldest first, only where a route stands.

    While every route of a channel is closed its messages keep their place and their tries; one goes as a trial.
    """
    claimed: list[Message] = []
    for channel, message_class in IN_LANE[lane]:
        routes = routing.standing(channel, at=at)
        most = 1 if all(route.on_trial for route in routes) else BATCH
        if routes and len(claimed) < most:
            due = Message.objects.filter(status=Status.WAITING, not_before__lte=at)
            due = due.filter(lane=lane, message_class=message_class, channel=channel)
            claimed += _claim(due, most=most - len(claimed), at=at)
    return claimed


def _claim(due: QuerySet[Message], *, most: int, at: datetime) -> list[Message]:
    """Mark messages as ours and take their jobs away. Durable: in somebody's transaction it would claim nothing."""
    with transaction.atomic(durable=True):
        locked = due.select_for_update(skip_locked=True, of=("self",)).select_related("enclosure", "to_push")
        rows = list(locked.order_by("not_before", "pk")[:most])
        late = [row.pk for row in rows if row.expires_at is not None and row.expires_at <= at]
        rows = [row for row in rows if row.pk not in late]
        Message.objects.filter(pk__in=late).update(status=Status.EXPIRED)
        Message.objects.filter(pk__in=[row.pk for row in rows]).update(
            status=Status.CLAIMED, claimed_at=at, attempts=F("attempts") + 1
        )
        jobs.drop([row.job_id for row in rows if row.job_id])
    for row in rows:
        row.status, row.claimed_at, row.attempts = Status.CLAIMED, at, row.attempts + 1
    return rows


def _send(messages: Sequence[Message], *, clock: Clock) -> None:
    if not messages:
        return
    at = clock()
    for way, group in _ways_of(messages, at=at).items():
        provider = routing.provider_of(way)
        begin = routing.reserve(way, len(group), at=at).total_seconds()
        pauses = [begin + (number / way.rate if way.rate else 0) for number in range(len(group))]
        if provider.at_once == 1 or len(group) == 1:
            for message, pause in zip(group, pauses, strict=True):
                _write([_try(provider, way, message, _outgoing(message, at=at), pause)], way, clock=clock)
        else:
            _side_by_side(provider, way, group, pauses, clock=clock)


def _ways_of(messages: Sequence[Message], *, at: datetime) -> dict[Way, list[Message]]:
    routes = {channel: routing.standing(channel, at=at) for channel in {message.channel for message in messages}}
    groups: dict[Way, list[Message]] = defaultdict(list)
    for message in messages:
        open_now = routes[message.channel] or [
            routing.Standing(way, way.weight, on_trial=True) for way in routing.ways(message.channel)
        ]
        avoid = message.provider if message.last_error else ""
        groups[routing.choose(open_now, avoid=avoid)].append(message)
    return groups


def _side_by_side(
    provider: Provider, way: Way, group: Sequence[Message], pauses: Sequence[float], *, clock: Clock
) -> None:
    """The network calls alone run in other threads; what they bring is written here, as it comes."""
    at = clock()
    with ThreadPoolExecutor(provider.at_once) as pool:
        running: set[Future[Outcome]] = {
            pool.submit(_try, provider, way, message, _outgoing(message, at=at), pause)
            for message, pause in zip(group, pauses, strict=True)
        }
        while running:
            done, running = wait(running, return_when=FIRST_COMPLETED)
            _write([future.result() for future in done], way, clock=clock)


def _try(provider: Provider, way: Way, message: Message, outgoing: Outgoing, pause: float) -> Outcome:
    if pause > 0:
        time.sleep(pause)
    try:
        reference = provider.send(message=outgoing)
    except Refused as refusal:
        return Outcome(message, way, Status.FAILED, error=str(refusal), is_gone=isinstance(refusal, Gone))
    except Unreachable as failure:
        return Outcome(message, way, Status.WAITING, error=str(failure), not_taken=isinstance(failure, NotTaken))
    except Exception as error:  # noqa: BLE001 - one message that breaks its provider must not hold the others up
        log.warning("message %s by %s broke: %s", message.pk, way.name, type(error).__name__)
        return Outcome(message, way, Status.WAITING, error=f"broke {type(error).__name__}"[:60])
    return Outcome(message, way, Status.ACCEPTED, reference=reference)


def _outgoing(message: Message, *, at: datetime) -> Outgoing:
    paper, browser = message.enclosure, message.to_push
    ends_at = message.expires_at or message.created_at + GIVE_UP_AFTER
    return Outgoing(
        message_id=message.pk,
        channel=message.channel,
        message_class=message.message_class,
        address=message.to_phone if message.channel == Channel.SMS else message.to_email,
        template=message.template,
        language=message.language,
        subject=message.subject,
        text=message.text,
        at=at,
        seconds_left=max(1, int((ends_at - at).total_seconds())),
        receipt_address=receipt_address(message.pk),
        header=message.dlt_header,
        dlt_template=message.dlt_template,
        paper=Paper(paper.name, paper.content_type, bytes(paper.body)) if paper else None,
        browser=Browser(browser.endpoint, browser.public_key, browser.secret) if browser else None,
    )


def _write(outcomes: Sequence[Outcome], way: Way, *, clock: Clock) -> None:
    """Keep the outcomes. A database that is away is waited for: what is forgotten here goes out twice."""
    for tries_left in reversed(range(DATABASE_TRIES)):
        try:
            _keep(outcomes, way, at=clock())
        except (OperationalError, InterfaceError):
            if not tries_left or connection.in_atomic_block:
                raise
            connection.close()
            time.sleep(1)
        else:
            return


def _keep(outcomes: Sequence[Outcome], way: Way, *, at: datetime) -> None:
    taken = [outcome for outcome in outcomes if outcome.status == Status.ACCEPTED]
    refused = [outcome for outcome in outcomes if outcome.status == Status.FAILED]
    later = [outcome for outcome in outcomes if outcome.status == Status.WAITING]
    if taken or refused:
        _settle(taken + refused, at=at)
    for outcome in taken + refused:
        log.info("message %s by %s: %s %s", outcome.message.pk, way.name, outcome.status, outcome.error)
    for outcome in later:
        status = put_back(outcome.message, at=at, provider=way.name, error=outcome.error, not_taken=outcome.not_taken)
        log.warning("message %s by %s: %s, now %s", outcome.message.pk, way.name, outcome.error, status)
    _end_addresses(outcome.message for outcome in refused if outcome.is_gone)
    if routing.note(way, successes=len(taken) + len(refused), failures=len(later), at=at):
        routing.pull_forward(outcomes[0].message.channel, at=at)


def _settle(outcomes: Sequence[Outcome], *, at: datetime) -> None:
    """One statement for all. A receipt may have come first: then the status is further on already."""
    rows = [
        (
            outcome.message.pk,
            outcome.message.claimed_at,
            outcome.status.value,
            outcome.way.name,
            outcome.reference,
            outcome.error,
            outcome.way.price * outcome.message.segments if outcome.status == Status.ACCEPTED else 0,
        )
        for outcome in outcomes
    ]
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute(_SETTLE, [at, *[list(column) for column in zip(*rows, strict=True)]])


_SETTLE = """
UPDATE messaging_message AS message
SET status = CASE WHEN message.status = 'CLAIMED' AND message.claimed_at = outcome.claimed_at
                  THEN outcome.status ELSE message.status END,
    accepted_at = CASE WHEN outcome.status = 'ACCEPTED' THEN %s ELSE message.accepted_at END,
    provider = outcome.provider, provider_reference = outcome.reference, last_error = outcome.error,
    price = outcome.price, text = CASE WHEN message_class = 'CODE' THEN '' ELSE text END
FROM unnest(%s::bigint[], %s::timestamptz[], %s::text[], %s::text[], %s::text[], %s::text[], %s::integer[])
    AS outcome (id, claimed_at, status, provider, reference, error, price)
WHERE message.id = outcome.id
"""


def _end_addresses(messages: Iterable[Message]) -> None:
    gone = [message.to_push_id for message in messages if message.to_push_id]
    if gone:
        PushAddress.objects.filter(pk__in=gone).delete()
