"""When a message is tried again, and when it is given up. Values only."""

from datetime import datetime, timedelta

from .vocabulary import MessageClass, Status

WAITS = (
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(minutes=30),
    timedelta(hours=1),
)
"""After the first, second, … failed try; then the last again and again."""
JITTER = 0.2
"""Up to this share is added at random, so that an outage does not end in one crowd."""
GIVE_UP_AFTER = timedelta(hours=24)
CLAIM_HOLDS = timedelta(seconds=60)
"""A claim older than this was made by a worker that died."""
JOB_IS_LOST_AFTER = timedelta(minutes=10)
CLOCKS_DIFFER = timedelta(seconds=60)
"""A worker whose clock is behind the web process's must not find a fresh code to lie in the future."""

# A receipt may come before the gateway's own answer is written, twice, or out of order: it only moves forward.
MAY_BECOME: dict[str, tuple[str, ...]] = {
    Status.DELIVERED: (Status.WAITING, Status.CLAIMED, Status.ACCEPTED, Status.DEAD),
    Status.FAILED: (Status.WAITING, Status.CLAIMED, Status.ACCEPTED),
}


def wait_after(attempts: int, *, chance: float) -> timedelta:
    """How long to wait after this many failed tries; `chance` between 0 and 1 spreads the crowd."""
    wait = WAITS[min(attempts, len(WAITS)) - 1]
    return wait * (1 + JITTER * chance)


def after_failure(
    message_class: str, *, created_at: datetime, expires_at: datetime | None, retry_at: datetime
) -> Status:
    """What becomes of a message that could not be handed over and would be tried next at `retry_at`.

    A code is never repeated by itself: the person asks for another one.
    """
    if message_class == MessageClass.CODE:
        return Status.FAILED
    if expires_at is not None and expires_at <= retry_at:
        return Status.EXPIRED
    if retry_at - created_at > GIVE_UP_AFTER:
        return Status.DEAD
    return Status.WAITING
