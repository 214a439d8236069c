"""Codes by message: for signing in, and for a new telephone of record."""

import pytest
from django.test import Client

from tests.accounts.signing import give_password, sign_in_as
from tests.factories import PASSWORD
from trackchild.accounts.models import Posting, Sitting
from trackchild.audit.models import Change
from trackchild.messaging.models import Message

SECOND, HOME = "/account/second-factor", "/office/"


def code_sent_to(phone: str) -> str:
    """The code in the newest message to a telephone."""
    message = Message.objects.latest("pk")
    assert message.to_phone == phone
    return str(message.text).rsplit("#", 1)[1]


def wrong(code: str) -> str:
    """A code that is not this one."""
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_a_code_by_message_leads_to_the_desk(client: Client, asha: Posting) -> None:
    give_password(client, asha.user)
    client.post(SECOND, {"by": "send"})

    answer = client.post(SECOND, {"by": "phone", "code": code_sent_to(asha.user.phone)})

    assert answer.url == HOME
    assert client.get(HOME).status_code == 200
    assert Sitting.objects.get().second_factor == "phone"


def test_a_wrong_code_by_message_opens_nothing(client: Client, asha: Posting) -> None:
    give_password(client, asha.user)
    client.post(SECOND, {"by": "send"})

    answer = client.post(SECOND, {"by": "phone", "code": wrong(code_sent_to(asha.user.phone))})

    assert answer.status_code == 422
    assert client.get(HOME).url == SECOND


def test_a_code_belongs_to_the_browser_that_asked(client: Client, asha: Posting) -> None:
    give_password(client, asha.user)
    client.post(SECOND, {"by": "send"})
    thief = Client()
    give_password(thief, asha.user)

    assert thief.post(SECOND, {"by": "phone", "code": code_sent_to(asha.user.phone)}).status_code == 422


def test_no_code_without_the_password(client: Client, asha: Posting) -> None:
    answer = client.post(SECOND, {"by": "send"})

    assert answer.url.startswith("/account/sign-in")
    assert not Message.objects.exists()


def test_codes_are_not_sent_without_end(client: Client, asha: Posting) -> None:
    give_password(client, asha.user)

    answers = [client.post(SECOND, {"by": "send"}) for _ in range(4)]

    assert [answer.status_code for answer in answers] == [302, 302, 302, 429]
    assert "Too many codes were asked for" in answers[-1].content.decode()


def test_the_page_shows_only_the_end_of_the_number(client: Client, asha: Posting) -> None:
    give_password(client, asha.user)

    page = client.get(SECOND).content.decode()

    assert asha.user.phone[-4:] in page
    assert asha.user.phone[:-4] not in page


def test_a_new_telephone_holds_once_its_code_came_back(client: Client, asha: Posting) -> None:
    sign_in_as(client, asha.user)
    old = asha.user.phone

    client.post("/account/phone", {"phone": "98300 11111", "password": PASSWORD})
    asha.user.refresh_from_db()
    assert asha.user.phone == old
    client.post("/account/phone/confirm", {"code": code_sent_to("+919830011111")})

    asha.user.refresh_from_db()
    assert asha.user.phone == "+919830011111"
    told = Message.objects.latest("pk")
    assert (told.to_phone, told.template) == (old, "account_phone_changed")
    change = Change.objects.filter(table_name="accounts_user", after__has_key="phone").latest("pk")
    assert (change.actor_id, change.posting_id) == (asha.user_id, asha.pk)


@pytest.mark.parametrize("path", ["password", "code"])
def test_a_telephone_is_not_changed_without_both_proofs(client: Client, asha: Posting, path: str) -> None:
    sign_in_as(client, asha.user)
    old = asha.user.phone

    password = "wrong" if path == "password" else PASSWORD
    first = client.post("/account/phone", {"phone": "98300 11111", "password": password})
    if path == "password":
        assert first.status_code == 422
        assert not Message.objects.exists()
    else:
        code = wrong(code_sent_to("+919830011111"))
        assert client.post("/account/phone/confirm", {"code": code}).status_code == 422
    asha.user.refresh_from_db()
    assert asha.user.phone == old
