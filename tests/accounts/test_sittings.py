"""A sitting is seen, locked when left, and ended from elsewhere."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.accounts.signing import give_password, may_sign_in, session_key, sign_in_as
from tests.factories import PASSWORD, a_posting, a_user
from trackchild.accounts import actions as account_actions
from trackchild.accounts.models import Posting, Sitting
from trackchild.accounts.permissions import Role

HOME, SIGN_IN, UNLOCK = "/office/", "/account/sign-in", "/account/unlock"


def silent_for(sitting: Sitting, **length: float) -> None:
    Sitting.objects.filter(pk=sitting.pk).update(seen_at=timezone.now() - timedelta(**length))


def test_an_ended_sitting_is_out_at_the_next_request(client: Client, asha: Posting) -> None:
    sitting = sign_in_as(client, asha.user)
    assert client.get(HOME).status_code == 200

    account_actions.end_sitting(sitting_id=sitting.pk, user_id=asha.user_id, at=timezone.now())

    assert client.get(HOME).url == f"{SIGN_IN}?next=/office/"
    assert client.get(HOME).url == f"{SIGN_IN}?next=/office/"


def test_a_closed_account_is_out_at_the_next_request(client: Client, asha: Posting) -> None:
    sign_in_as(client, asha.user)
    asha.user.is_active = False
    asha.user.save()

    assert client.get(HOME).url.startswith(SIGN_IN)


def test_an_ended_posting_closes_the_desk(client: Client, asha: Posting) -> None:
    sign_in_as(client, asha.user)
    asha.ended_at = timezone.now()
    asha.save()

    assert client.get(HOME).url == "/account/posting"


def test_i_end_one_of_my_browsers_from_another(client: Client, asha: Posting) -> None:
    old, new = Client(), client
    lost = sign_in_as(old, asha.user)
    sign_in_as(new, asha.user)

    new.post(f"/account/sittings/{lost.pk}/end")

    assert old.get(HOME).status_code == 302
    assert new.get(HOME).status_code == 200


def test_i_end_all_my_other_browsers_and_nobody_elses(client: Client, asha: Posting) -> None:
    others = [Client(), Client()]
    for other in others:
        sign_in_as(other, asha.user)
    stranger = Client()
    sign_in_as(stranger, a_posting(Role.STATION_OFFICER).user)
    sign_in_as(client, asha.user)

    client.post("/account/sittings/end-others")

    assert [c.get(HOME).status_code for c in (*others, stranger, client)] == [302, 302, 200, 200]


def test_nobody_ends_the_sitting_of_somebody_else(client: Client, asha: Posting) -> None:
    theirs = sign_in_as(Client(), a_posting(Role.STATION_OFFICER).user)
    sign_in_as(client, asha.user)

    assert client.post(f"/account/sittings/{theirs.pk}/end").status_code == 404
    theirs.refresh_from_db()
    assert theirs.ended_at is None


def test_the_list_shows_my_browsers_only(client: Client, asha: Posting) -> None:
    mine = sign_in_as(client, asha.user)
    sign_in_as(Client(), a_user())

    page = client.get("/account/sittings")

    assert list(page.context["sittings"]) == [mine]
    assert "Code by message" in page.content.decode()


def test_after_half_an_hour_of_silence_only_the_password_opens(client: Client, asha: Posting) -> None:
    sitting = sign_in_as(client, asha.user)
    silent_for(sitting, minutes=31)

    assert client.get("/office/cases").url == UNLOCK
    assert client.get("/account/sittings").url == UNLOCK
    assert client.post(UNLOCK, {"password": "wrong"}).status_code == 422
    assert client.get(HOME).url == UNLOCK

    assert client.post(UNLOCK, {"password": PASSWORD}).url == HOME
    assert client.get(HOME).status_code == 200


def test_a_sitting_in_use_never_locks(client: Client, asha: Posting) -> None:
    sitting = sign_in_as(client, asha.user)
    silent_for(sitting, minutes=29)

    assert client.get(HOME).status_code == 200

    sitting.refresh_from_db()
    assert timezone.now() - sitting.seen_at < timedelta(minutes=1)


def test_a_page_that_refreshes_itself_does_not_keep_the_desk_open(client: Client, asha: Posting) -> None:
    sitting = sign_in_as(client, asha.user)
    silent_for(sitting, minutes=29)

    client.get(HOME, headers={"X-Background": "1"})

    sitting.refresh_from_db()
    assert timezone.now() - sitting.seen_at > timedelta(minutes=28)


def test_being_seen_is_written_once_a_minute(client: Client, asha: Posting) -> None:
    sitting = sign_in_as(client, asha.user)
    silent_for(sitting, seconds=30)
    before = Sitting.objects.get().seen_at

    client.get(HOME)

    assert Sitting.objects.get().seen_at == before


def test_too_many_wrong_passwords_at_the_lock_end_the_sitting(client: Client, asha: Posting) -> None:
    sitting = sign_in_as(client, asha.user)
    silent_for(sitting, hours=1)

    answers = [client.post(UNLOCK, {"password": "wrong"}) for _ in range(11)]

    assert answers[-1].url == SIGN_IN
    sitting.refresh_from_db()
    assert sitting.ended_at is not None


def test_the_first_sign_in_asks_for_a_new_password(client: Client, asha: Posting) -> None:
    asha.user.must_change_password = True
    asha.user.save()
    sign_in_as(client, asha.user)
    assert client.get(HOME).url == "/account/password"

    fresh = {"new_password": "river lamp sixty mango", "repeated": "river lamp sixty mango"}
    assert client.post("/account/password", fresh).url == HOME

    assert client.get(HOME).status_code == 200
    other = Client()
    assert give_password(other, asha.user, "river lamp sixty mango").status_code == 302


def test_a_new_password_signs_all_other_browsers_out(client: Client, asha: Posting) -> None:
    other = Client()
    sign_in_as(other, asha.user)
    sign_in_as(client, asha.user)
    key = session_key(client)

    fresh = {"password": PASSWORD, "new_password": "river lamp sixty mango", "repeated": "river lamp sixty mango"}
    client.post("/account/password", fresh)

    assert other.get(HOME).url.startswith(SIGN_IN)
    assert client.get(HOME).status_code == 200
    assert session_key(client) != key


@pytest.mark.parametrize(
    ("present", "new", "repeated"),
    [
        ("wrong", "river lamp sixty mango", "river lamp sixty mango"),
        (PASSWORD, "short", "short"),
        (PASSWORD, "password1234", "password1234"),
        (PASSWORD, PASSWORD, PASSWORD),
        (PASSWORD, "river lamp sixty mango", "river lamp sixty"),
    ],
)
def test_a_bad_new_password_changes_nothing(
    client: Client, asha: Posting, present: str, new: str, repeated: str
) -> None:
    sign_in_as(client, asha.user)

    answer = client.post("/account/password", {"password": present, "new_password": new, "repeated": repeated})

    assert answer.status_code == 422
    asha.user.refresh_from_db()
    assert asha.user.check_password(PASSWORD)


def test_an_official_reads_her_own_language(client: Client, asha: Posting) -> None:
    sign_in_as(client, may_sign_in(asha.user))

    client.post("/account/language", {"language": "hi"})

    assert 'lang="hi"' in client.get("/account/").content.decode()
