"""The one module that knows the queue. A job is a row in the same database, so it commits with its cause.

`enqueue` inside a transaction; the worker runs the function registered under that name. Jobs carry ids, never text,
names or telephone numbers.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from procrastinate import App, RetryStrategy
from procrastinate.contrib.django import app as _queue

# The Django connector is filled in when Django is ready; `blueprint` style registration keeps imports cheap.
RETRY = RetryStrategy(max_attempts=8, exponential_wait=3)
PRIORITIES = {"codes": 20, "alerts": 10, "default": 0}
"""Queues, and who goes first: somebody waits in front of a screen for a code."""
QUEUES = tuple(PRIORITIES)


def job(name: str, *, queue: str = "default") -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register a function as a job. It must tolerate being run twice; its arguments are ids, keyword-only."""

    def register(function: Callable[..., None]) -> Callable[..., None]:
        _queue.task(name=name, queue=queue, priority=PRIORITIES[queue], retry=RETRY)(function)
        return function

    return register


def periodic(name: str, *, cron: str, queue: str = "default") -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register a function that runs by the clock; it is given the tick as a unix timestamp in seconds."""

    def register(function: Callable[..., None]) -> Callable[..., None]:
        task = _queue.task(name=name, queue=queue, retry=RETRY, pass_context=False)(function)
        _queue.periodic(cron=cron)(task)
        return function

    return register


def enqueue(name: str, *, at: datetime | None = None, lock: str | None = None, **ids: Any) -> None:
    """Write a job row in the present transaction; it runs after the commit, or never if there is none."""
    options: dict[str, Any] = {"lock": lock} if lock else {}
    if at is not None:
        options["schedule_at"] = at
    _queue.configure_task(name, **options).defer(**ids)


def forget(name: str, argument: str, values: Sequence[int]) -> int:
    """Take waiting jobs of a name back by one of their arguments; returns how many. For a history that is written
    afterwards: nobody is told today of what happened last year.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM procrastinate_jobs "
            "WHERE status = 'todo' AND task_name = %s AND (args ->> %s)::bigint = ANY(%s)",
            [name, argument, list(values)],
        )
        return cursor.rowcount


def queue() -> App:
    """The queue itself, for the worker command and for tests that run what waits."""
    return _queue
