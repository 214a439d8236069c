"""The way in: password, second factor, posting; and what keeps guessers out of it."""

import pytest
from django.test import Client

from tests.accounts.signing import an_app, code_of, give_password, may_sign_in, session_key, sign_in_as
from tests.factories import PASSWORD, a_posting, a_user, an_agency
from trackchild.accounts.models import Posting, Sitting
from trackchild.accounts.permissions import Role
from trackchild.core.demo_mark import DemoMark
from trackchild.directory.kinds import Kind

SECOND, SIGN_IN, HOME = "/account/second-factor", "/account/sign-in", "/office/"


def test_password_and_app_lead_to_the_desk(client: Client, asha: Posting) -> None:
    device = an_app(asha.user)

    assert give_password(client, asha.user).url == SECOND
    answer = client.post(SECOND, {"by": "totp", "code": code_of(device)})

    assert answer.url == HOME
    assert client.get(HOME).content == b"Asha Sen office:home"
    sitting = Sitting.objects.get()
    assert (sitting.user, sitting.posting, sitting.second_factor) == (asha.user, asha, "totp")


def test_the_page_asked_for_first_is_opened_at_the_end(client: Client, asha: Posting) -> None:
    device = an_app(asha.user)
    asked = client.get("/office/cases").url

    client.post(asked, {"username": "asha", "password": PASSWORD, "next": "/office/cases"})

    assert client.post(SECOND, {"by": "totp", "code": code_of(device)}).url == "/office/cases"


def test_no_foreign_address_is_opened_after_signing_in(client: Client, asha: Posting) -> None:
    device = an_app(asha.user)
    give_password(client, asha.user, next="https://elsewhere.example/")

    assert client.post(SECOND, {"by": "totp", "code": code_of(device)}).url == HOME


def test_the_password_alone_opens_nothing(client: Client, asha: Posting) -> None:
    give_password(client, asha.user)

    assert client.get(HOME).url == SECOND
    assert client.get("/account/").url == SECOND
    assert not Sitting.objects.exists()


def test_a_wrong_code_opens_nothing_and_says_so(client: Client, asha: Posting) -> None:
    device = an_app(asha.user)
    give_password(client, asha.user)

    wrong = f"{(int(code_of(device)) + 1) % 1_000_000:06d}"
    answer = client.post(SECOND, {"by": "totp", "code": wrong})

    assert answer.status_code == 422
    assert "This code is not right" in answer.content.decode()
    assert client.get(HOME).url == SECOND


def test_a_code_of_the_app_is_good_once(client: Client, asha: Posting) -> None:
    code = code_of(an_app(asha.user))
    give_password(client, asha.user)
    client.post(SECOND, {"by": "totp", "code": code})

    other = Client()
    give_password(other, asha.user)

    assert other.post(SECOND, {"by": "totp", "code": code}).status_code == 422


def test_codes_cannot_be_tried_without_end(client: Client, asha: Posting) -> None:
    an_app(asha.user)
    give_password(client, asha.user)

    answers = [client.post(SECOND, {"by": "totp", "code": "000000"}).status_code for _ in range(11)]

    assert answers == [422] * 10 + [429]


def test_wrong_password_unknown_name_and_closed_account_get_the_same_words(client: Client, asha: Posting) -> None:
    closed = may_sign_in(a_user(is_active=False))

    answers = [
        client.post(SIGN_IN, {"username": username, "password": password})
        for username, password in (("asha", "wrong"), ("nobody", PASSWORD), (closed.username, PASSWORD))
    ]

    assert [answer.status_code for answer in answers] == [422, 422, 422]
    assert len({str(answer.context["form"].errors) for answer in answers}) == 1
    assert "The sign-in name or the password is not right." in answers[0].content.decode()


def test_three_wrong_passwords_bring_the_security_check(client: Client, asha: Posting) -> None:
    pages = [give_password(client, asha.user, "wrong").context["form"].fields.keys() for _ in range(3)]
    answer = give_password(client, asha.user)

    assert ["captcha" in fields for fields in pages] == [False, False, True]
    assert answer.status_code == 422
    assert "captcha" in answer.context["form"].errors


@pytest.mark.parametrize("username", ["asha", "nobody"])
def test_ten_tries_close_the_door_even_to_the_right_password(
    client: Client, asha: Posting, username: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trackchild.accounts.forms.CarefulSignInForm.captcha_required", False)
    tries = [client.post(SIGN_IN, {"username": username, "password": "wrong"}).status_code for _ in range(10)]

    answer = client.post(SIGN_IN, {"username": username, "password": PASSWORD})

    assert tries == [422] * 10
    assert answer.status_code == 429
    assert "too many wrong tries" in answer.content.decode()


def test_the_session_gets_a_new_key_at_each_proof(client: Client, asha: Posting) -> None:
    device = an_app(asha.user)
    client.get(SIGN_IN)
    client.cookies["sessionid"] = "a-key-planted-by-somebody-else"
    keys = [session_key(client)]

    give_password(client, asha.user)
    keys.append(session_key(client))
    client.post(SECOND, {"by": "totp", "code": code_of(device)})
    keys.append(session_key(client))

    assert len(set(keys)) == 3
    thief = Client()
    thief.cookies["sessionid"] = keys[1]
    assert thief.get(HOME).url.startswith(SIGN_IN)


def test_who_has_two_postings_chooses_and_may_change(client: Client, asha: Posting) -> None:
    unit = a_posting(Role.AHTU_OFFICER, an_agency(Kind.AHTU), user=asha.user)
    sign_in_as(client, asha.user)
    assert client.get(HOME).url == "/account/posting"

    client.post("/account/posting", {"posting": unit.pk})
    assert client.get("/office/cases").status_code == 200
    assert Sitting.objects.get().posting == unit

    client.post("/account/posting", {"posting": asha.pk})
    assert Sitting.objects.get().posting == asha


def test_nobody_sits_in_the_posting_of_somebody_else(client: Client, asha: Posting) -> None:
    sign_in_as(client, asha.user)
    other = a_posting(Role.STATION_HEAD)

    assert client.post("/account/posting", {"posting": other.pk}).status_code == 404


def test_who_has_no_posting_is_told_so(client: Client, db: None) -> None:
    sign_in_as(client, a_user())

    answer = client.get(client.get(HOME).url)

    assert "You have no posting now" in answer.content.decode()


def test_signing_out_ends_the_sitting(client: Client, asha: Posting) -> None:
    sitting = sign_in_as(client, asha.user)

    client.post("/account/sign-out")

    sitting.refresh_from_db()
    assert sitting.ended_at is not None
    assert client.get(HOME).url.startswith(SIGN_IN)


def test_signing_out_needs_a_button(client: Client, asha: Posting) -> None:
    sign_in_as(client, asha.user)

    assert client.get("/account/sign-out").status_code == 405
    assert client.get(HOME).status_code == 200


@pytest.mark.parametrize(("setting", "mark"), [(False, False), (True, False), (False, True)])
def test_one_click_sign_in_does_not_exist_off_the_demonstration(
    client: Client, asha: Posting, settings: object, setting: bool, mark: bool
) -> None:
    settings.DEMO = setting  # type: ignore[attr-defined]
    if mark:
        DemoMark.objects.create(made_at=asha.started_at)

    for target in ({"user": asha.user_id}, {"posting": asha.pk}):
        assert client.post("/account/demo-sign-in", target).status_code == 404
    assert not Sitting.objects.exists()
    assert "Asha Sen" not in client.get(SIGN_IN).content.decode()


def test_one_click_sign_in_of_the_demonstration_is_marked(client: Client, asha: Posting, settings: object) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]
    DemoMark.objects.create(made_at=asha.started_at)
    asha.user.must_change_password = True
    asha.user.save()

    assert "Asha Sen" in client.get(SIGN_IN).content.decode()
    assert client.post("/account/demo-sign-in", {"user": asha.user_id}).url == HOME

    assert client.get(HOME).status_code == 200
    assert Sitting.objects.get().second_factor == "demo"


def test_one_click_into_another_chair_ends_the_sitting_before(client: Client, asha: Posting, settings: object) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]
    DemoMark.objects.create(made_at=asha.started_at)
    other = a_posting(Role.STATION_OFFICER, name="Bimal Roy")
    client.post("/account/demo-sign-in", {"posting": asha.pk})

    client.post("/account/demo-sign-in", {"posting": other.pk})

    assert client.get(HOME).content.startswith(b"Bimal Roy")
    assert list(Sitting.objects.running().values_list("user", flat=True)) == [other.user_id]
