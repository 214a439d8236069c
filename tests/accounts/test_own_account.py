"""One's own account: an app is taken into use, and every page of it opens."""

import pytest
from django.test import Client

from tests.accounts.signing import an_app, code_of, sign_in_as
from trackchild.accounts.factors import authenticator_of, is_code_of_app, waiting_authenticator_of
from trackchild.accounts.models import Posting

APP = "/account/authenticator"


@pytest.mark.parametrize(
    "address", ["/account/", "/account/password", "/account/phone", APP, "/account/sittings", "/account/posting"]
)
def test_every_page_of_my_account_opens(client: Client, asha: Posting, address: str) -> None:
    sign_in_as(client, asha.user)

    assert client.get(address).status_code == 200


def test_an_app_is_in_use_once_it_showed_its_code(client: Client, asha: Posting) -> None:
    sign_in_as(client, asha.user)
    client.post(APP, {"step": "offer"})
    offered = waiting_authenticator_of(asha.user_id)
    assert offered is not None
    assert authenticator_of(asha.user_id) is None
    page = client.get(APP).content.decode()
    assert "otpauth://totp/" in page

    assert client.post(APP, {"code": code_of(offered)}).url == "/account/"

    assert authenticator_of(asha.user_id) == offered


def test_a_wrong_code_leaves_the_app_before_in_use(client: Client, asha: Posting) -> None:
    before = an_app(asha.user)
    sign_in_as(client, asha.user)
    client.post(APP, {"step": "offer"})
    offered = waiting_authenticator_of(asha.user_id)
    assert offered is not None

    wrong = f"{(int(code_of(offered)) + 1) % 1_000_000:06d}"
    assert client.post(APP, {"code": wrong}).status_code == 422

    assert authenticator_of(asha.user_id) == before


def test_a_new_app_replaces_the_one_before(client: Client, asha: Posting) -> None:
    before = an_app(asha.user)
    sign_in_as(client, asha.user)
    client.post(APP, {"step": "offer"})
    offered = waiting_authenticator_of(asha.user_id)
    assert offered is not None
    client.post(APP, {"code": code_of(offered)})

    assert authenticator_of(asha.user_id) == offered
    assert not is_code_of_app(asha.user, code_of(before))


def test_looking_at_the_page_makes_no_key(client: Client, asha: Posting) -> None:
    sign_in_as(client, asha.user)

    client.get(APP)

    assert waiting_authenticator_of(asha.user_id) is None
