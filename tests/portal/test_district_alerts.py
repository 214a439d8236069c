"""A citizen asks for notices of her district: a code proves the telephone, a stop code ends it."""

import pytest
from django.test import Client

from tests.factories import HOWRAH
from tests.portal.walking import newest_code
from tests.ui.solving import solved
from trackchild.alerts.models import Subscription
from trackchild.portal.forms.alerts import StopForm, SubscribeForm

pytestmark = pytest.mark.django_db(transaction=True)
PAGE, STOP = "/hi/alerts/", "/hi/alerts/stop/"
PHONE, PLACE = "98300 12345", f"d{HOWRAH}"


def ask(client: Client, where: str = PLACE) -> int:
    return client.post(PAGE, {"where": where, "phone": PHONE, **solved(SubscribeForm)}).status_code


def confirm(client: Client, code: str) -> int:
    return client.post(PAGE, {"where": PLACE, "phone": PHONE, "code": code}).status_code


def test_the_code_begins_and_the_stop_code_ends(client: Client) -> None:
    assert ask(client) == 200
    assert not Subscription.objects.exists()
    assert confirm(client, newest_code()) == 200
    one = Subscription.objects.get(ended_at=None)
    assert (one.district_id, one.language, one.phone) == (HOWRAH, "hi", "+919830012345")

    stopped = client.post(STOP, {"phone": PHONE, "code": newest_code(), **solved(StopForm)})

    assert stopped.status_code == 200
    assert not Subscription.objects.filter(ended_at=None).exists()


def test_a_wrong_code_begins_nothing(client: Client) -> None:
    ask(client)
    wrong = "000000" if newest_code() != "000000" else "111111"

    assert confirm(client, wrong) == 422
    assert not Subscription.objects.exists()


def test_a_code_of_another_browser_begins_nothing(client: Client) -> None:
    ask(client)

    assert confirm(Client(), newest_code()) == 422


def test_a_whole_state_is_too_much(client: Client) -> None:
    assert ask(client, "s19") == 422


def test_the_stop_page_does_not_tell_which_numbers_it_knows(client: Client) -> None:
    ask(client)
    confirm(client, newest_code())

    def answer(phone: str) -> bytes:
        page = client.post(STOP, {"phone": phone, "code": "123123", **solved(StopForm)})
        assert page.status_code == 422
        return page.content.replace(phone.encode(), b"")

    known, unknown = answer(PHONE), answer("98300 54321")

    assert known.split(b"<h1>")[0] == unknown.split(b"<h1>")[0]
