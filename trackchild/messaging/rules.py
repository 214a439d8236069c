"""When a message is tried again, and when it is given up; how a route loses and regains trust. Values only."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from .vocabulary import Channel, Lane, MessageClass, Status

WAITS = (
    timedelta(0),
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(minutes=30),
    timedelta(hours=1),
    timedelta(hours=2),
    timedelta(hours=4),
)
"""After the first, second, … failed try; then the last again and again. The first goes at once, by another route."""
JITTER = 0.2
"""Up to this share is added at random, so that an outage does not end in one crowd."""
GIVE_UP_AFTER = timedelta(hours=24)
CLAIM_HOLDS = timedelta(seconds=60)
"""A claim older than this was made by a worker that died."""
JOB_IS_LOST_AFTER = timedelta(minutes=10)
CLOCKS_DIFFER = timedelta(seconds=60)
"""A worker whose clock is behind the web process's must not find a fresh code to lie in the future."""
RECEIPT_IS_LATE_AFTER = timedelta(minutes=30)
"""A route that tells of delivery has said nothing for so long: what became of the message is not known."""
TEXT_IS_KEPT = timedelta(days=90)

# A receipt may come before the gateway's own answer is written, twice, or out of order: it only moves forward.
MAY_BECOME: dict[str, tuple[str, ...]] = {
    Status.DELIVERED: (Status.WAITING, Status.CLAIMED, Status.ACCEPTED, Status.UNKNOWN, Status.DEAD),
    Status.FAILED: (Status.WAITING, Status.CLAIMED, Status.ACCEPTED, Status.UNKNOWN),
}
LANES: dict[tuple[str, str], Lane] = {
    **{(MessageClass.CODE, channel): Lane.CODES for channel in Channel},
    **{(MessageClass.URGENT, channel): Lane.URGENT for channel in Channel},
    **{
        (message_class, channel): lane
        for message_class in (MessageClass.ALERT, MessageClass.DIGEST)
        for channel, lane in ((Channel.SMS, Lane.SMS), (Channel.EMAIL, Lane.MAIL), (Channel.PUSH, Lane.PUSH))
    },
}
"""The lane of every message that leaves the house. Within a lane an alert goes before a digest."""
IN_LANE: dict[str, tuple[tuple[str, str], ...]] = {
    lane: tuple((channel, kind) for (kind, channel), its in LANES.items() if its == lane and channel != Channel.APP)
    for lane in Lane
}
"""What waits in a lane, in the order in which it goes."""


def job_of(lane: str) -> str:
    """The name of the job that sends what is due in a lane."""
    return f"deliver_{lane}"


def wait_after(attempts: int, *, chance: float) -> timedelta:
    """How long to wait after this many failed tries; `chance` between 0 and 1 spreads the crowd."""
    wait = WAITS[min(attempts, len(WAITS)) - 1]
    return wait * (1 + JITTER * chance)


def after_failure(
    message_class: str, *, created_at: datetime, expires_at: datetime | None, retry_at: datetime, not_taken: bool
) -> Status:
    """What becomes of a message that could not be handed over and would be tried next at `retry_at`.

    A code is never repeated: it goes another way only when the gateway certainly did not take it, and within its life.
    """
    if message_class == MessageClass.CODE and not not_taken:
        return Status.FAILED
    if expires_at is not None and expires_at <= retry_at:
        return Status.EXPIRED
    if retry_at - created_at > GIVE_UP_AFTER:
        return Status.DEAD
    return Status.WAITING


# --- routes -----------------------------------------------------------------------------------------------------------

LEAST_WEIGHT = 1
"""A route in disgrace still carries a message now and then: how else would it show that it is well again?"""
FALLS_EVERY = timedelta(seconds=10)
"""Failures halve a route's weight, at most this often: one burst is one reason."""
RISES_EVERY = timedelta(minutes=5)
RISES_BY = 10
"""In hundredths of its full weight."""
ERRORS_IN_A_ROW = 10
CLOSED_FOR = timedelta(seconds=60)
"""So many errors with no success between close a route; then one message tries it out."""
SLOW_IS = timedelta(minutes=5)
SLOW_SHARE = 0.15
LOOKS_BACK = timedelta(minutes=15)
FEWEST = 20
"""Of the messages of the last quarter of an hour, so many in a hundred took longer: the route is slow. With fewer
messages than this nothing is concluded."""


def fallen(weight: int) -> int:
    """The weight of a route after a failure: half."""
    return max(LEAST_WEIGHT, weight // 2)


def risen(weight: int, full: int) -> int:
    """The weight of a route after a while without trouble: a tenth of its full weight more."""
    return min(full, weight + max(1, full * RISES_BY // 100))


def is_slow(total: int, slow: int) -> bool:
    """Whether a route delivers so late that less should go by it."""
    return total >= FEWEST and slow >= total * SLOW_SHARE


# --- alarms -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Limits:
    """From when on an operator is called."""

    dead: int = 1
    waits: timedelta = timedelta(minutes=5)
    code_waits: timedelta = timedelta(seconds=30)


LIMITS = Limits()
