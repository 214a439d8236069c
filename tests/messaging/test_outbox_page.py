"""The page exists on a demonstration and on a developer's machine, and shows no whole number."""

from typing import Any

import pytest
from django.test import Client

from tests.factories import NOW
from trackchild.messaging import sending
from trackchild.messaging.queries import masked, recorded
from trackchild.messaging.vocabulary import Channel

from .test_outbox import a_message

pytestmark = pytest.mark.django_db


def deliver_to(*phones: str) -> None:
    for phone in phones:
        sending.deliver(message_id=a_message(phone, to_phone=phone).pk, at=NOW)


def test_newest_first_with_all_but_the_last_three_digits_hidden() -> None:
    deliver_to("+919830000001", "+919830000002")

    assert [message.address for message in recorded()] == ["••••••••••002", "••••••••••001"]


def test_a_typed_number_shows_only_its_messages() -> None:
    deliver_to("+919830000001", "+919830000002")

    assert [message.address[-3:] for message in recorded(phone_end="9830000001")] == ["001"]


def test_a_mail_address_shows_its_domain_only() -> None:
    assert masked("lakshmi@example.in") == "l•••@example.in"


def test_the_page_does_not_exist_where_children_are_real(client: Client, settings: Any) -> None:
    settings.DEMO = settings.DEBUG = False

    assert client.get("/outbox/").status_code == 404


@pytest.mark.parametrize("typed", ["98300 00001", "+91 98300-00001", "09830000001"])
def test_a_visitor_of_the_demonstration_finds_her_message(typed: str, client: Client, settings: Any) -> None:
    settings.DEMO = True
    deliver_to("+919830000001", "+919830000002")

    page = client.get("/outbox/", {"phone": typed})

    assert page.status_code == 200
    shown = page.content.decode()
    assert shown.count("Canary sentence") == 1
    assert "••••••••••001" in shown
    assert Channel.SMS in shown
