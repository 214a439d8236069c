"""The one module that knows the queue. A job is a row in the same database, so it commits with its cause.

`enqueue` inside a transaction; the worker runs the function registered under that name. Jobs carry ids, never text,
names or telephone numbers.
"""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from functools import wraps
from typing import Any

from django.db import close_old_connections, connection, transaction
from procrastinate import App, RetryStrategy
from procrastinate.contrib.django import app as _queue
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task

# The Django connector is filled in when Django is ready; `blueprint` style registration keeps imports cheap.
RETRY = RetryStrategy(max_attempts=8, exponential_wait=3)
PRIORITIES = {"codes": 20, "urgent": 15, "alerts": 10, "sms": 5, "mail": 5, "push": 5, "default": 0}
"""Queues, and who goes first in a worker that serves several: somebody waits in front of a screen for a code."""
QUEUES = tuple(PRIORITIES)
QUICK_QUEUES = ("codes", "urgent")
"""What nothing else may stand before: a worker of its own serves these."""
OUTGOING_QUEUES = ("sms", "mail", "push")
HOUSE_QUEUES = ("alerts", "default")
HEARTBEAT_SECONDS = 5
WORKER_IS_LOST_AFTER_SECONDS = 20
# Inside a worker the queue speaks through a pool of its own; what a job queues must commit with the job's own rows.
_here = JobManager(DjangoConnector())


def job(name: str, *, queue: str = "default") -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register a function as a job. It must tolerate being run twice; its arguments are ids, keyword-only."""

    def register(function: Callable[..., None]) -> Callable[..., None]:
        _queue.task(name=name, queue=queue, priority=PRIORITIES[queue], retry=RETRY)(_on_a_live_connection(function))
        return function

    return register


def periodic(name: str, *, cron: str, queue: str = "default") -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register a function that runs by the clock; it is given the tick as a unix timestamp in seconds.

    A sixth field of the cron line counts seconds.
    """

    def register(function: Callable[..., None]) -> Callable[..., None]:
        options: dict[str, Any] = {"queue": queue, "priority": PRIORITIES[queue], "retry": RETRY}
        task = _queue.task(name=name, pass_context=False, **options)(_on_a_live_connection(function))
        _queue.periodic(cron=cron)(task)
        return function

    return register


def enqueue(name: str, *, at: datetime | None = None, lock: str | None = None, **ids: Any) -> int:
    """Write a job row in the present transaction; it runs after the commit, or never if there is none.

    Answers with the job's number.
    """
    task = _queue.tasks[name]
    deferrer = configure_task(
        name=name, job_manager=_here, queue=task.queue, priority=task.priority, lock=lock, schedule_at=at
    )
    number: int = deferrer.defer(**ids)
    return number


def enqueue_once(name: str, **ids: Any) -> None:
    """Write a job row unless one of this name waits already that was written so."""
    task = _queue.tasks[name]
    deferrer = configure_task(
        name=name, job_manager=_here, queue=task.queue, priority=task.priority, queueing_lock=name
    )
    with suppress(AlreadyEnqueued), transaction.atomic():
        deferrer.defer(**ids)


def drop(numbers: Sequence[int]) -> None:
    """Take waiting jobs back by their numbers: their work is being done by somebody already."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE id = ANY(%s) AND status = 'todo'", [list(numbers)])


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


def work(*, queues: Sequence[str], concurrency: int) -> None:
    """Run the jobs of these queues until told to stop. A job that succeeded leaves no row: the queue is no history."""

    async def run() -> None:
        async with _queue.open_async():
            await _queue.run_worker_async(
                queues=list(queues),
                concurrency=concurrency,
                delete_jobs="successful",
                update_heartbeat_interval=HEARTBEAT_SECONDS,
                stalled_worker_timeout=WORKER_IS_LOST_AFTER_SECONDS,
            )

    connector: Any = _queue.connector
    with _queue.replace_connector(connector.get_worker_connector()):
        asyncio.run(run())


def _on_a_live_connection(function: Callable[..., None]) -> Callable[..., None]:
    """A database that restarted leaves dead connections in the worker's threads: each job begins with a living one."""

    @wraps(function)
    def run(**ids: Any) -> None:
        close_old_connections()
        try:
            function(**ids)
        finally:
            close_old_connections()

    return run
