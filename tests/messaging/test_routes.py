"""Two routes: failures cost weight at once, trust comes back slowly, a dead route is closed and tried out."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.factories import NOW
from trackchild.messaging import actions, routing, sending
from trackchild.messaging.models import Message, Route
from trackchild.messaging.rules import (
    CLOSED_FOR,
    ERRORS_IN_A_ROW,
    FALLS_EVERY,
    FEWEST,
    LEAST_WEIGHT,
    RECEIPT_IS_LATE_AFTER,
    RISES_EVERY,
    SLOW_IS,
)
from trackchild.messaging.vocabulary import Lane, MessageClass, Status
from trackchild.messaging.ways import Way

from .gateways import Away, Gateway, Other, routes
from .test_outbox import a_message, status_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh(settings: Any) -> Iterator[None]:
    settings.MESSAGE_ROUTES = routes("Gateway", "Other")
    for gateway in (Gateway, Other):
        gateway.taken.clear()
    yield


def ways() -> tuple[Way, Way]:
    first, second = routing.ways("SMS")
    return first, second


def weight_of(way: Way) -> int:
    return Route.objects.get(name=way.name).weight


def fail(way: Way, times: int, *, at: datetime) -> None:
    routing.note(way, successes=0, failures=times, at=at)


def test_the_flow_is_shared_by_weight(settings: Any) -> None:
    settings.MESSAGE_ROUTES = {
        "SMS": (Way("most", "tests.messaging.gateways.Gateway", weight=90), Way("few", "x", weight=10))
    }
    chosen = Counter(routing.choose(routing.standing("SMS", at=NOW)).name for _time in range(1000))

    assert 820 <= chosen["most"] <= 970


def test_a_failure_halves_the_weight_once_in_a_burst() -> None:
    way, _other = ways()

    fail(way, 1, at=NOW)
    fail(way, 1, at=NOW + FALLS_EVERY / 2)
    assert weight_of(way) == 50

    for step in range(1, 20):
        fail(way, 1, at=NOW + step * FALLS_EVERY)
    assert weight_of(way) == LEAST_WEIGHT, "it never falls to nothing, or it could not show that it is well"


def test_weight_comes_back_by_small_steps_up_to_the_configured_one() -> None:
    way, _other = ways()
    fail(way, 1, at=NOW)
    routing.note(way, successes=1, failures=0, at=NOW)

    at, weights = NOW, []
    for _step in range(8):
        at += RISES_EVERY
        routing.review(at=at)
        weights.append(weight_of(way))

    assert weights == [60, 70, 80, 90, 100, 100, 100, 100]


def test_a_route_that_delivers_late_loses_weight(settings: Any) -> None:
    settings.MESSAGE_ROUTES = routes("Gateway", tells_delivery=True)
    (way,) = routing.ways("SMS")
    for number in range(FEWEST):
        message = a_message(f"number {number}")
        sending.deliver(message_id=message.pk, at=NOW)
        if number > FEWEST * 0.15:
            actions.note_receipt(message_id=message.pk, status=Status.DELIVERED, at=NOW + timedelta(seconds=20))

    routing.review(at=NOW + SLOW_IS + timedelta(seconds=1))

    assert weight_of(way) == 50


def test_a_message_that_failed_goes_by_the_other_route_next(settings: Any) -> None:
    settings.MESSAGE_ROUTES = {"SMS": (*routes("Away", weight=10_000)["SMS"], *routes("Gateway", weight=1)["SMS"])}
    message = a_message()

    for _try in range(2):
        sending.deliver(message_id=message.pk, at=NOW)

    assert (status_of(message), message.provider, message.attempts) == (Status.ACCEPTED, "gateway", 2)


def test_a_route_that_only_fails_is_closed_and_the_other_takes_all() -> None:
    first, second = ways()
    fail(first, ERRORS_IN_A_ROW, at=NOW)

    assert [one.way for one in routing.standing("SMS", at=NOW)] == [second]


def test_while_every_route_is_closed_messages_keep_their_place_and_their_tries() -> None:
    for way in ways():
        fail(way, ERRORS_IN_A_ROW, at=NOW)
    message = a_message()

    sent = sending.deliver_due(lane=Lane.SMS, clock=lambda: NOW)

    assert (sent, status_of(message), message.attempts) == (0, Status.WAITING, 0)


def test_one_message_tries_whether_a_closed_route_is_well(settings: Any) -> None:
    settings.MESSAGE_ROUTES = routes("Away")
    (way,) = routing.ways("SMS")
    fail(way, ERRORS_IN_A_ROW, at=NOW)
    for number in range(5):
        a_message(f"number {number}")
    later = NOW + CLOSED_FOR

    assert sending.deliver_due(lane=Lane.SMS, clock=lambda: later) == 1
    assert routing.standing("SMS", at=later) == [], "the trial failed: closed again"
    assert Message.objects.filter(attempts=0).count() == 4


def test_when_a_route_comes_back_what_had_failed_need_not_wait_longer(settings: Any) -> None:
    settings.MESSAGE_ROUTES = routes("Away")
    for number in range(ERRORS_IN_A_ROW):
        a_message(f"number {number}")
    sending.deliver_due(lane=Lane.SMS, clock=lambda: NOW)
    Message.objects.exclude(dedupe_key="number 0").update(not_before=NOW + timedelta(hours=4))

    settings.MESSAGE_ROUTES = {"SMS": (Way("away", "tests.messaging.gateways.Gateway"),)}
    sending.deliver_due(lane=Lane.SMS, clock=lambda: NOW + CLOSED_FOR)

    assert set(Message.objects.values_list("status", flat=True)) == {Status.ACCEPTED}


def test_a_throttled_route_spreads_messages_over_all_workers(settings: Any) -> None:
    settings.MESSAGE_ROUTES = routes("Gateway", rate=10)
    (way,) = routing.ways("SMS")

    waits = [routing.reserve(way, 5, at=NOW) for _worker in range(3)]

    assert waits == [timedelta(seconds=0), timedelta(seconds=0.5), timedelta(seconds=1)]
    assert routing.reserve(way, 5, at=NOW + timedelta(hours=1)) == timedelta(0), "time gone by is not saved up"


def test_price_and_parts_are_written_down_with_the_route_that_took_the_message(settings: Any) -> None:
    settings.MESSAGE_ROUTES = routes("Gateway", price=12)
    message = a_message()
    Message.objects.filter(pk=message.pk).update(segments=3)

    sending.deliver(message_id=message.pk, at=NOW)

    message.refresh_from_db()
    assert (message.provider, message.segments, message.price, message.accepted_at) == ("gateway", 3, 36, NOW)


def test_a_message_whose_receipt_never_comes_is_called_unknown_and_a_late_one_still_counts(settings: Any) -> None:
    settings.MESSAGE_ROUTES = routes("Gateway", tells_delivery=True)
    message = a_message()
    sending.deliver(message_id=message.pk, at=NOW)

    assert actions.give_up_on_receipts(at=NOW + RECEIPT_IS_LATE_AFTER) == 1
    assert status_of(message) == Status.UNKNOWN
    actions.note_receipt(message_id=message.pk, status=Status.DELIVERED, at=NOW + timedelta(hours=9))
    assert status_of(message) == Status.DELIVERED


def test_a_provider_that_breaks_holds_nobody_up(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Away, "failure", ValueError("canary text"))
    settings.MESSAGE_ROUTES = routes("Away")
    messages = [a_message(f"number {number}") for number in range(3)]

    sending.deliver_due(lane=Lane.SMS, clock=lambda: NOW)

    assert {status_of(message) for message in messages} == {Status.WAITING}
    assert "canary" not in "".join(Message.objects.values_list("last_error", flat=True))


def test_an_operator_lets_dead_messages_go_out_once_more_but_no_code(settings: Any) -> None:
    dead, code = a_message("dead"), a_message("code", message_class=MessageClass.CODE)
    Message.objects.update(status=Status.DEAD, attempts=12)
    later = NOW + timedelta(days=2)

    count = actions.replay(message_ids=[dead.pk, code.pk], by_user=7, reason="The gateway is back", at=later)
    sending.deliver_due(lane=Lane.SMS, clock=lambda: later)

    assert (count, status_of(dead), status_of(code)) == (1, Status.ACCEPTED, Status.DEAD)
