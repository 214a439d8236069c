"""Lanes: what is quick never stands behind what is many, and a job sends what is due, whoever's it is."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.factories import NOW
from trackchild.core import jobs
from trackchild.core.management.commands.worker import FOR
from trackchild.messaging import actions, sending
from trackchild.messaging.models import Message
from trackchild.messaging.rules import JOB_IS_LOST_AFTER, LANES
from trackchild.messaging.vocabulary import Channel, Lane, MessageClass, Status

from .gateways import Gateway, routes
from .test_outbox import a_message, jobs_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _gateway(settings: Any) -> Iterator[None]:
    settings.MESSAGE_ROUTES = routes("Gateway")
    Gateway.taken.clear()
    yield


def run(lane: Lane) -> list[int]:
    """Send what is due in a lane; the numbers in the order in which they went."""
    sending.deliver_due(lane=lane, clock=lambda: NOW)
    return [message.message_id for message in Gateway.taken]


def test_every_message_that_leaves_the_house_has_a_lane_that_some_worker_serves() -> None:
    for message_class in MessageClass:
        for channel in (Channel.SMS, Channel.EMAIL, Channel.PUSH):
            assert LANES[message_class, channel] in FOR["everything"]
    by_parts = [queue for name in ("house", "codes", "messages") for queue in FOR[name]]
    assert sorted(by_parts) == sorted(FOR["everything"]), "each queue is served once when each worker has its own"


def test_a_code_does_not_stand_behind_digests() -> None:
    for number in range(3):
        a_message(f"digest {number}", message_class=MessageClass.DIGEST)
    code = a_message("code", message_class=MessageClass.CODE)

    assert run(Lane.CODES) == [code.pk]


def test_an_urgent_alert_has_a_lane_of_its_own() -> None:
    a_message("alert")
    urgent = a_message("urgent", message_class=MessageClass.URGENT)

    assert run(Lane.URGENT) == [urgent.pk]


def test_in_one_lane_alerts_go_before_older_digests() -> None:
    digest = a_message("digest", message_class=MessageClass.DIGEST)
    alert = a_message("alert")

    assert run(Lane.SMS) == [alert.pk, digest.pk]


def test_one_job_sends_all_that_is_due_and_takes_the_other_jobs_away() -> None:
    messages = [a_message(f"number {number}") for number in range(5)]

    run(Lane.SMS)

    assert set(Message.objects.values_list("status", flat=True)) == {Status.ACCEPTED}
    assert [job for message in messages for job in jobs_of(message)] == []


def test_what_is_not_due_yet_stays_with_its_job() -> None:
    later = a_message("later", not_before=NOW + timedelta(minutes=5))

    assert run(Lane.SMS) == []
    assert len(jobs_of(later)) == 1


def test_the_job_a_sweep_gives_is_taken_away_like_the_first() -> None:
    lost = a_message("lost")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    actions.sweep_waiting(at=NOW + JOB_IS_LOST_AFTER)

    sending.deliver_due(lane=Lane.SMS, clock=lambda: NOW + JOB_IS_LOST_AFTER)

    assert (jobs_of(lost), len(Gateway.taken)) == ([], 1)


def test_a_crowd_whose_jobs_were_spent_is_carried_on_by_whoever_meets_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """While every route is closed jobs run and find nothing to do; the messages outlive them."""
    for number in range(sending.BATCH * 2):
        a_message(f"number {number}")
    jobs.drop([number for number in Message.objects.values_list("job_id", flat=True) if number])
    monkeypatch.setattr(sending, "BUDGET", timedelta(0))

    run(Lane.SMS)
    assert [job.queue_name for job in ProcrastinateJob.objects.filter(status="todo", queue_name="sms")] == ["sms"]

    run(Lane.SMS)
    run(Lane.SMS)
    assert not Message.objects.filter(status=Status.WAITING).exists()
    assert ProcrastinateJob.objects.filter(status="todo", queue_name="sms").count() == 1, "never more than one waits"


@pytest.mark.django_db(transaction=True)
def test_what_a_job_queues_inside_a_worker_vanishes_with_its_transaction() -> None:
    """In a worker the queue has a pool of its own; a job written there would outlive the rollback of its message."""
    connector: Any = jobs.queue().connector
    before = ProcrastinateJob.objects.count()

    with jobs.queue().replace_connector(connector.get_worker_connector()):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            a_message("rolled back")
            raise ZeroDivisionError
        a_message("kept")

    assert ProcrastinateJob.objects.count() == before + 1
