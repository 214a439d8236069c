"""The operators' page: the flow, what is stuck, what was let go again; and nobody's name or number."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.accounts.signing import sign_in_as
from tests.factories import a_posting, a_user, an_agency
from tests.messaging.gateways import Gateway, routes
from trackchild.accounts.models import User
from trackchild.accounts.permissions import Role
from trackchild.directory.kinds import Kind
from trackchild.messaging import actions, routing, sending, watching
from trackchild.messaging.models import Message, Replay
from trackchild.messaging.rules import ERRORS_IN_A_ROW
from trackchild.messaging.vocabulary import AlarmKind, Channel, Lane, MessageClass, Status
from trackchild.workspaces.gateways.calling import call_operators

pytestmark = pytest.mark.django_db
PHONE, TEXT = "+919830012345", "Canary sentence for one reader"
PAGE = "gateways:overview"


@pytest.fixture
def operator(settings: Any) -> User:
    settings.MESSAGE_ROUTES = routes("Gateway", price=12)
    Gateway.taken.clear()
    office = (
        an_agency(Kind.NATIONAL_OFFICE, None) if hasattr(Kind, "NATIONAL_OFFICE") else an_agency(Kind.MINISTRY, None)
    )
    return a_posting(Role.NATIONAL_ADMIN, office, user=a_user(email="desk@trackchild.example")).user


@pytest.fixture
def desk(operator: User, client: Client) -> Client:
    sign_in_as(client, operator)
    return client


def queue(key: str, **values: Any) -> Message:
    message = actions.queue_message(
        channel=Channel.SMS,
        message_class=values.pop("message_class", MessageClass.ALERT),
        template="greeting",
        language="en",
        text=TEXT,
        dedupe_key=key,
        to_phone=PHONE,
        at=values.pop("at", timezone.now()),
        **values,
    )
    assert message is not None
    return message


def dead(key: str) -> Message:
    message = queue(key)
    Message.objects.filter(pk=message.pk).update(status=Status.DEAD, last_error="kannel 503", provider="gateway")
    return message


def shown(client: Client) -> str:
    answer = client.get(reverse(PAGE))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_shows_flow_reasons_and_what_is_stuck_but_nobody(desk: Client) -> None:
    sent = queue("sent")
    sending.deliver(message_id=sent.pk, at=timezone.now())
    dead("stuck")

    page = shown(desk)

    assert "kannel 503" in page
    assert "0.12" in page, "what the part cost"
    assert "•••345" in page
    assert PHONE[-10:] not in page
    assert TEXT not in page


def test_a_station_officer_has_no_such_page(client: Client) -> None:
    sign_in_as(client, a_posting(Role.STATION_HEAD, an_agency()).user)

    assert client.get(reverse(PAGE)).status_code == 404
    assert client.post(reverse("gateways:replay")).status_code == 404


def test_what_was_given_up_goes_out_again_and_the_log_says_who_and_why(desk: Client, operator: User) -> None:
    message, other = dead("one"), dead("two")

    answer = desk.post(reverse("gateways:replay"), {"messages": [message.pk], "reason": "The gateway is back"})
    sending.deliver_due(lane=Lane.SMS, clock=timezone.now)

    assert answer.status_code == 302
    assert {one.pk: one.status for one in Message.objects.all()} == {
        message.pk: Status.ACCEPTED,
        other.pk: Status.DEAD,
    }
    log = Replay.objects.get()
    assert (log.by_user, log.reason, log.messages) == (operator.pk, "The gateway is back", [message.pk])
    assert "The gateway is back" in shown(desk)


@pytest.mark.parametrize("sent", [{"reason": "x"}, {"messages": ["1"]}, {"messages": ["999999"], "reason": "x"}])
def test_nothing_goes_out_again_without_a_choice_and_a_reason(desk: Client, sent: dict[str, Any]) -> None:
    message = dead("one")
    sent = {key: [str(message.pk)] if value == ["1"] else value for key, value in sent.items()}

    answer = desk.post(reverse("gateways:replay"), sent)

    assert answer.status_code == 422
    assert not Replay.objects.exists()
    assert Message.objects.get().status == Status.DEAD


@pytest.mark.parametrize(("channel", "lane"), [("SMS", Lane.URGENT), ("EMAIL", Lane.URGENT)])
def test_a_test_message_goes_to_the_operator_herself(
    desk: Client, operator: User, channel: str, lane: Lane, settings: Any
) -> None:
    settings.MESSAGE_ROUTES = routes("Gateway") | {"EMAIL": routes("Other")["SMS"]}

    desk.post(reverse("gateways:test_message"), {"channel": channel, "to": PHONE})

    message = Message.objects.exclude(channel=Channel.APP).get()
    assert (message.channel, message.lane) == (channel, lane)
    assert (message.to_phone or message.to_email) in {operator.phone, operator.email}
    assert "•••" in shown(desk)


def test_an_alarm_goes_on_calls_the_operators_once_and_goes_off(operator: User) -> None:
    now = timezone.now()
    dead("one")
    queue("old", at=now - timedelta(minutes=20))
    queue("code", at=now - timedelta(minutes=1), message_class=MessageClass.CODE)
    (way,) = routing.ways("SMS")
    routing.note(way, successes=0, failures=ERRORS_IN_A_ROW, at=now)

    fresh = watching.sound_alarms(at=now)
    called = call_operators(fresh, at=now)
    again = watching.sound_alarms(at=now + timedelta(minutes=1))

    assert {(alarm.kind, alarm.about) for alarm in fresh} == {
        (AlarmKind.DEAD, ""),
        (AlarmKind.SLOW, "sms"),
        (AlarmKind.SLOW_CODES, "codes"),
        (AlarmKind.ROUTE_CLOSED, "gateway"),
    }
    assert (called, again) == (8, []), "in the application and by e-mail, once for each alarm"
    letters = Message.objects.filter(recipient=operator, channel=Channel.APP)
    assert letters.count() == 4
    assert PHONE[-10:] not in "".join(letters.values_list("text", flat=True))

    Message.objects.exclude(recipient=operator).update(status=Status.DELIVERED)
    routing.note(way, successes=1, failures=0, at=now)
    assert watching.sound_alarms(at=now + timedelta(minutes=2)) == []
    assert not watching.alarms().exists()


def test_an_alarm_that_stands_is_said_on_the_page(desk: Client) -> None:
    dead("one")
    watching.sound_alarms(at=timezone.now())

    assert "Messages were given up after a day of tries: 1." in shown(desk)


def test_delays_are_counted_from_when_a_message_was_due(operator: User) -> None:
    now = timezone.now()
    for seconds in range(1, 101):
        message = queue(f"number {seconds}", at=now - timedelta(hours=1))
        Message.objects.filter(pk=message.pk).update(
            status=Status.ACCEPTED,
            provider="gateway",
            accepted_at=message.created_at + timedelta(seconds=seconds),
        )

    (flow,) = watching.flow(at=now)

    assert (flow.taken, round(flow.p50 or 0), round(flow.p95 or 0)) == (100, 50, 95)
