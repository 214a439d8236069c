"""The row is the outbox, the job says that there is work: together or not at all, once, and never lost."""

import logging
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import close_old_connections, connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.factories import NOW, a_user
from trackchild.messaging import actions, providers, sending
from trackchild.messaging.models import Message, RecordedMessage
from trackchild.messaging.rules import CLAIM_HOLDS, GIVE_UP_AFTER, JOB_IS_LOST_AFTER
from trackchild.messaging.vocabulary import Channel, MessageClass, Status

from .gateways import Gateway, routes

PHONE, TEXT = "+919830012345", "Canary sentence for one reader"


@pytest.fixture(autouse=True)
def _fresh_gateway() -> Iterator[None]:
    Gateway.taken.clear()
    Gateway.was_in_transaction.clear()
    yield
    Gateway.before = staticmethod(lambda: None)


def a_message(key: str = "one", **values: Any) -> Message:
    """An alert by SMS that waits."""
    message = actions.queue_message(
        channel=values.pop("channel", Channel.SMS),
        message_class=values.pop("message_class", MessageClass.ALERT),
        template="greeting",
        language="en",
        text=TEXT,
        dedupe_key=key,
        to_phone=values.pop("to_phone", PHONE),
        at=NOW,
        **values,
    )
    assert message is not None
    return message


def jobs_of(message: Message) -> list[dict[str, Any]]:
    return list(
        ProcrastinateJob.objects.filter(args__message_id=message.pk).order_by("id").values("queue_name", "args")
    )


def status_of(message: Message) -> str:
    message.refresh_from_db()
    return message.status


@pytest.mark.django_db(transaction=True)
def test_a_message_and_its_job_vanish_with_their_cause() -> None:
    jobs_before = ProcrastinateJob.objects.count()

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        a_message()
        raise ZeroDivisionError

    assert (Message.objects.count(), ProcrastinateJob.objects.count()) == (0, jobs_before)


@pytest.mark.django_db(transaction=True)
def test_a_message_and_its_job_commit_with_their_cause() -> None:
    with transaction.atomic():
        message = a_message()

    assert jobs_of(message) == [{"queue_name": "sms", "args": {"message_id": message.pk}}]


@pytest.mark.django_db
def test_the_same_key_is_queued_once() -> None:
    message = a_message("key")

    again = actions.queue_message(
        channel=Channel.SMS,
        message_class=MessageClass.ALERT,
        template="greeting",
        language="en",
        text="other",
        dedupe_key="key",
        to_phone=PHONE,
        at=NOW,
    )

    assert again is None
    assert len(jobs_of(message)) == 1


@pytest.mark.django_db
def test_an_in_app_message_is_delivered_by_being_there() -> None:
    user = a_user()
    message = a_message(channel=Channel.APP, to_phone="", recipient_id=user.pk)

    assert (message.status, jobs_of(message)) == (Status.DELIVERED, [])
    assert actions.mark_opened(user_id=a_user().pk, message_ids=[message.pk], at=NOW) == 0
    assert actions.mark_opened(user_id=user.pk, message_ids=[message.pk], at=NOW) == 1


@pytest.mark.django_db
def test_a_delivered_message_stands_in_the_recording_with_its_text() -> None:
    message = a_message()

    sending.deliver(message_id=message.pk, at=NOW)

    assert status_of(message) == Status.ACCEPTED
    kept = RecordedMessage.objects.get()
    assert (kept.message_id, kept.address, kept.text) == (message.pk, PHONE, TEXT)


@pytest.mark.django_db
def test_a_message_is_not_sent_before_its_time_nor_after_its_end() -> None:
    early = a_message("early", not_before=NOW + timedelta(hours=8))
    late = a_message("late", expires_at=NOW + timedelta(minutes=5))

    sending.deliver(message_id=early.pk, at=NOW)
    sending.deliver(message_id=late.pk, at=NOW + timedelta(minutes=6))

    assert (status_of(early), status_of(late)) == (Status.WAITING, Status.EXPIRED)
    assert not RecordedMessage.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_provider_is_called_with_no_transaction_open(settings: Any) -> None:
    settings.MESSAGE_ROUTES = routes("Gateway")
    message = a_message()

    sending.deliver(message_id=message.pk, at=NOW)

    assert Gateway.was_in_transaction == [False]


@pytest.mark.django_db(transaction=True)
def test_delivery_inside_somebodys_transaction_is_refused() -> None:
    message = a_message()

    with pytest.raises(RuntimeError), transaction.atomic():
        sending.deliver(message_id=message.pk, at=NOW)

    assert status_of(message) == Status.WAITING


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_a_message_once(settings: Any) -> None:
    settings.MESSAGE_ROUTES = routes("Gateway")
    message = a_message()
    second_is_done = threading.Event()
    Gateway.before = staticmethod(lambda: None if second_is_done.wait(20) else pytest.fail("nobody came"))

    first = in_thread(lambda: sending.deliver(message_id=message.pk, at=NOW))
    while status_of(message) == Status.WAITING:
        threading.Event().wait(0.01)
    in_thread(lambda: sending.deliver(message_id=message.pk, at=NOW)).join(20)
    second_is_done.set()
    first.join(20)

    assert len(Gateway.taken) == 1
    assert (status_of(message), message.attempts) == (Status.ACCEPTED, 1)


@pytest.mark.django_db
def test_a_gateway_that_is_away_is_tried_again_for_a_day_and_then_given_up(settings: Any) -> None:
    settings.MESSAGE_ROUTES = routes("Away")
    message, at, waits = a_message(), NOW, []

    while status_of(message) == Status.WAITING:
        sending.deliver(message_id=message.pk, at=at)
        message.refresh_from_db()
        waits.append(message.not_before - at)
        at = message.not_before

    assert status_of(message) == Status.DEAD
    assert message.last_error == "connection"
    assert waits[0] == timedelta(0), "the first try again is at once"
    assert timedelta(seconds=30) <= waits[1] <= timedelta(seconds=36)
    assert timedelta(hours=4) <= waits[7] <= timedelta(hours=4.8)
    assert at - NOW <= GIVE_UP_AFTER
    assert jobs_of(message) == [], "whoever claims a message takes its job away"


@pytest.mark.django_db
def test_what_the_gateway_refuses_is_not_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_self: Any, *, message: providers.Outgoing) -> str:
        raise providers.Refused("recipient")

    monkeypatch.setattr(providers.RecordingProvider, "send", refuse)
    message = a_message()

    sending.deliver(message_id=message.pk, at=NOW)

    assert (status_of(message), message.last_error, len(jobs_of(message))) == (Status.FAILED, "recipient", 0)


@pytest.mark.django_db
def test_a_claim_of_a_dead_worker_returns_to_the_outbox_with_a_job(monkeypatch: pytest.MonkeyPatch) -> None:
    message = a_message()
    die_while_sending(message, monkeypatch)

    assert actions.reap_stale_claims(at=NOW + CLAIM_HOLDS / 2) == 0
    assert actions.reap_stale_claims(at=NOW + CLAIM_HOLDS) == 1

    assert (status_of(message), len(jobs_of(message))) == (Status.WAITING, 1)
    sending.deliver(message_id=message.pk, at=message.not_before)
    assert status_of(message) == Status.ACCEPTED


@pytest.mark.django_db
def test_a_worker_that_comes_back_after_the_reaper_does_not_end_the_new_try(monkeypatch: pytest.MonkeyPatch) -> None:
    message = a_message()

    def reap_and_claim_meanwhile(_self: Any, *, message: providers.Outgoing) -> str:
        actions.reap_stale_claims(at=NOW + CLAIM_HOLDS)
        Message.objects.update(status=Status.CLAIMED, claimed_at=NOW + timedelta(hours=1))
        raise providers.Refused("late answer")

    monkeypatch.setattr(providers.RecordingProvider, "send", reap_and_claim_meanwhile)
    sending.deliver(message_id=message.pk, at=NOW)

    assert status_of(message) == Status.CLAIMED


@pytest.mark.django_db
@pytest.mark.parametrize(("failure", "ends"), [("the line breaks", Status.FAILED), ("worker dies", Status.UNKNOWN)])
def test_a_code_is_never_repeated_by_itself(
    failure: str, ends: Status, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = a_message(message_class=MessageClass.CODE)
    if failure == "the line breaks":
        settings.MESSAGE_ROUTES = routes("Away")
        sending.deliver(message_id=message.pk, at=NOW)
    else:
        die_while_sending(message, monkeypatch)
        actions.reap_stale_claims(at=NOW + CLAIM_HOLDS)

    assert (status_of(message), message.text, jobs_of(message)) == (ends, "", [])


@pytest.mark.django_db
def test_a_code_that_nobody_took_goes_by_the_other_route_within_its_life(settings: Any) -> None:
    settings.MESSAGE_ROUTES = routes("Shut")
    message = a_message(message_class=MessageClass.CODE, expires_at=NOW + timedelta(minutes=5))
    sending.deliver(message_id=message.pk, at=NOW)
    assert (status_of(message), [job["queue_name"] for job in jobs_of(message)]) == (Status.WAITING, ["codes"])

    settings.MESSAGE_ROUTES = routes("Shut", "Gateway")
    sending.deliver(message_id=message.pk, at=NOW)

    assert (status_of(message), message.provider, len(Gateway.taken)) == (Status.ACCEPTED, "gateway", 1)


@pytest.mark.django_db
def test_a_code_that_nobody_took_is_not_sent_after_its_life(settings: Any) -> None:
    settings.MESSAGE_ROUTES = routes("Shut")
    message = a_message(message_class=MessageClass.CODE, expires_at=NOW + timedelta(minutes=5))
    at = NOW
    while status_of(message) == Status.WAITING:
        sending.deliver(message_id=message.pk, at=at)
        message.refresh_from_db()
        at = message.not_before

    assert (status_of(message), message.text) == (Status.EXPIRED, "")


@pytest.mark.django_db
def test_a_row_whose_job_was_lost_gets_a_new_one_and_one_only() -> None:
    lost, fresh = a_message("lost"), a_message("fresh", not_before=NOW + JOB_IS_LOST_AFTER)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    later = NOW + JOB_IS_LOST_AFTER

    assert (actions.sweep_waiting(at=later), actions.sweep_waiting(at=later)) == (1, 0)

    assert (len(jobs_of(lost)), len(jobs_of(fresh))) == (1, 0)


@pytest.mark.django_db
def test_the_text_of_a_code_that_ran_out_is_wiped() -> None:
    message = a_message(message_class=MessageClass.CODE, expires_at=NOW + timedelta(minutes=5))

    actions.sweep_waiting(at=NOW + timedelta(minutes=5))

    assert (status_of(message), message.text) == (Status.EXPIRED, "")


@pytest.mark.django_db
def test_receipts_only_move_a_message_forward() -> None:
    message = a_message()
    sending.deliver(message_id=message.pk, at=NOW)

    for status in (Status.DELIVERED, Status.FAILED, Status.DELIVERED):
        actions.note_receipt(message_id=message.pk, status=status, at=NOW)

    assert status_of(message) == Status.DELIVERED
    assert message.receipts.count() == 2


@pytest.mark.django_db
def test_a_receipt_that_overtakes_the_gateways_answer_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    def deliver_at_once(_self: Any, *, message: providers.Outgoing) -> str:
        actions.note_receipt(message_id=message.message_id, status=Status.DELIVERED, at=NOW)
        return "quick"

    monkeypatch.setattr(providers.RecordingProvider, "send", deliver_at_once)
    message = a_message()
    sending.deliver(message_id=message.pk, at=NOW)

    assert (status_of(message), message.provider_reference) == (Status.DELIVERED, "quick")


@pytest.mark.django_db
@pytest.mark.parametrize("route", ["Gateway", "Away", "Strict"])
def test_no_log_line_holds_a_number_or_a_text(route: str, settings: Any, caplog: pytest.LogCaptureFixture) -> None:
    settings.MESSAGE_ROUTES = routes(route)
    caplog.set_level(logging.DEBUG, logger="trackchild")
    caplog.set_level(logging.DEBUG, logger="procrastinate")
    message = a_message()

    sending.deliver(message_id=message.pk, at=NOW)

    assert f"message {message.pk}" in caplog.text
    assert PHONE[-10:] not in caplog.text
    assert TEXT not in caplog.text


def die_while_sending(message: Message, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker is killed after its claim: nothing after the call to the provider happens."""

    def die(_self: Any, *, message: providers.Outgoing) -> str:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(providers.RecordingProvider, "send", die)
        with pytest.raises(KeyboardInterrupt):
            sending.deliver(message_id=message.pk, at=NOW)


def in_thread(work: Callable[[], None]) -> threading.Thread:
    def run() -> None:
        try:
            work()
        finally:
            connection.close()
            close_old_connections()

    thread = threading.Thread(target=run)
    thread.start()
    return thread
