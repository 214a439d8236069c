"""Looking after people in the browser: posting, ending, helping; forbidden looks like missing on every page."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from tests.accounts.signing import an_app, sign_in_as
from tests.factories import GAYA, HOWRAH, PATNA, a_posting, a_user, a_viewer, an_agency
from trackchild.accounts import queries
from trackchild.accounts.factors import authenticator_of
from trackchild.accounts.models import Posting, Sitting
from trackchild.accounts.permissions import Role
from trackchild.audit.looks import note_looks
from trackchild.audit.models import Look
from trackchild.directory.kinds import Kind
from trackchild.messaging.models import Message

NEW = {
    "name": "Bimal Roy",
    "phone": "98300 12345",
    "username": "bimal.roy",
    "role": "STATION_OFFICER",
    "designation": "Sub-Inspector",
    "language": "bn",
}


@pytest.fixture
def admin(client: Client, db: None) -> Posting:
    """The administrator of Howrah district, at her desk."""
    posting = a_posting(Role.DISTRICT_ADMIN, an_agency(Kind.DCPU, HOWRAH), name="Rehana Ali")
    sign_in_as(client, posting.user)
    return posting


def test_somebody_new_is_posted_and_signs_in_with_the_password_shown(client: Client, admin: Posting) -> None:
    station = an_agency(Kind.POLICE_STATION, HOWRAH)

    page = client.post(f"/account/people/offices/{station.pk}/post", NEW)

    posting = Posting.objects.get(user__username="bimal.roy")
    assert (posting.agency, posting.role, posting.designation) == (station, "STATION_OFFICER", "Sub-Inspector")
    assert (posting.user.phone, posting.user.language) == ("+919830012345", "bn")
    password = re.search(r"(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}", page.content.decode())
    assert password is not None
    assert posting.user.check_password(password[0])
    assert "no-store" in page.headers["Cache-Control"]


def test_the_form_offers_only_the_roles_of_the_office(client: Client, admin: Posting) -> None:
    home = an_agency(Kind.CHILDREN_HOME, HOWRAH)

    page = client.get(f"/account/people/offices/{home.pk}/post")

    assert [value for value, _name in page.context["form"].fields["role"].choices] == [
        Role.HOME_STAFF,
        Role.HOME_HEAD,
        Role.AGENCY_ADMIN,
    ]


def test_a_forged_role_is_refused(client: Client, admin: Posting) -> None:
    station = an_agency(Kind.POLICE_STATION, HOWRAH)

    answer = client.post(f"/account/people/offices/{station.pk}/post", NEW | {"role": "NATIONAL_ADMIN"})

    assert answer.status_code == 422
    assert queries.user_named("bimal.roy") is None


def test_a_taken_sign_in_name_is_told(client: Client, admin: Posting) -> None:
    a_user(username="bimal.roy")
    station = an_agency(Kind.POLICE_STATION, HOWRAH)

    answer = client.post(f"/account/people/offices/{station.pk}/post", NEW)

    assert answer.status_code == 422
    assert "Somebody has this sign-in name." in answer.content.decode()


def test_somebody_who_has_an_account_is_posted_again(client: Client, admin: Posting) -> None:
    user = a_posting(Role.STATION_OFFICER, an_agency(Kind.POLICE_STATION, PATNA), username="asha").user
    station = an_agency(Kind.POLICE_STATION, HOWRAH)
    address = f"/account/people/offices/{station.pk}/post-again"

    nobody = client.post(address, {"username": "nobody", "role": "STATION_HEAD"})
    assert "Nobody has this sign-in name." in nobody.content.decode()
    assert client.post(address, {"username": "asha", "role": "STATION_HEAD"}).url == "/account/people"
    again = client.post(address, {"username": "asha", "role": "STATION_HEAD"})
    assert "already has this role" in again.content.decode()

    assert queries.postings_of(user.pk).count() == 2


def test_the_list_shows_my_reach_and_links_what_i_may_end(client: Client, admin: Posting) -> None:
    mine = a_posting(Role.STATION_OFFICER, an_agency(Kind.POLICE_STATION, HOWRAH))
    a_posting(Role.STATION_OFFICER, an_agency(Kind.POLICE_STATION, GAYA))

    page = client.get("/account/people")

    assert set(page.context["page"]) == {mine, admin}
    assert f'href="/account/people/{mine.pk}"' in page.content.decode()
    assert f'href="/account/people/{admin.pk}"' not in page.content.decode()


def test_the_list_costs_the_same_for_one_and_for_twenty(
    client: Client, admin: Posting, django_assert_max_num_queries: object
) -> None:
    station = an_agency(Kind.POLICE_STATION, HOWRAH)
    for _number in range(20):
        a_posting(Role.STATION_OFFICER, station)

    with django_assert_max_num_queries(9):  # type: ignore[operator]
        assert len(client.get("/account/people").context["page"]) == 21


def test_people_out_of_reach_do_not_exist(client: Client, admin: Posting) -> None:
    far = a_posting(Role.STATION_OFFICER, an_agency(Kind.POLICE_STATION, PATNA))
    office = f"/account/people/offices/{far.agency_id}"

    asked = [client.get(f"/account/people/{far.pk}"), client.get(f"{office}/post"), client.get(f"{office}/post-again")]
    sent = [
        client.post(f"/account/people/{far.pk}/{order}", {"phone": "98300 12345"})
        for order in ("end", "password", "telephone")
    ]

    assert {answer.status_code for answer in asked + sent} == {404}
    far.refresh_from_db()
    assert far.ended_at is None


@pytest.mark.parametrize(
    "address", ["/account/people", "/account/people/offices", "/account/people/1", "/account/people/offices/1/post"]
)
def test_nobody_but_administrators_finds_these_pages(client: Client, asha: Posting, address: str) -> None:
    sign_in_as(client, asha.user)

    assert client.get(address).status_code == 404


def test_a_posting_is_ended_by_a_button(client: Client, admin: Posting) -> None:
    posting = a_posting(Role.STATION_OFFICER, an_agency(Kind.POLICE_STATION, HOWRAH))

    assert client.get(f"/account/people/{posting.pk}/end").status_code == 405
    client.post(f"/account/people/{posting.pk}/end")

    posting.refresh_from_db()
    assert posting.ended_by == admin.user


def test_the_last_administrator_stays_and_is_told_why(client: Client, db: None) -> None:
    own = a_posting(Role.NATIONAL_ADMIN, an_agency(Kind.MINISTRY, None))
    sign_in_as(client, own.user)

    answer = client.post(f"/account/people/{own.pk}/end")

    assert "your own last posting as an administrator" in answer.content.decode()
    own.refresh_from_db()
    assert own.ended_at is None


def test_a_lost_telephone_is_replaced_and_the_app_forgotten(client: Client, admin: Posting) -> None:
    posting = a_posting(Role.STATION_OFFICER, an_agency(Kind.POLICE_STATION, HOWRAH))
    an_app(posting.user)
    lost = Client()
    sign_in_as(lost, posting.user)

    old = posting.user.phone

    client.post(f"/account/people/{posting.pk}/telephone", {"phone": "98300 99999"})

    assert list(Message.objects.values_list("to_phone", "template")) == [(old, "account_phone_renewed")]
    posting.user.refresh_from_db()
    assert posting.user.phone == "+919830099999"
    assert authenticator_of(posting.user_id) is None
    assert not Sitting.objects.running().filter(user=posting.user).exists()


def test_a_new_password_is_shown_once_and_its_change_told_to_the_person(client: Client, admin: Posting) -> None:
    posting = a_posting(Role.STATION_OFFICER, an_agency(Kind.POLICE_STATION, HOWRAH))

    page = client.post(f"/account/people/{posting.pk}/password")

    message = Message.objects.get()
    assert (message.to_phone, message.template) == (posting.user.phone, "account_password_reset")
    assert "renewed the password" in message.text
    password = re.search(r"(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}", page.content.decode())
    posting.user.refresh_from_db()
    assert password is not None
    assert posting.user.check_password(password[0])
    assert posting.user.must_change_password
    assert password[0] not in message.text


def test_a_supervisor_sees_who_in_her_reach_looked_and_how_many_others(client: Client, db: None) -> None:
    chief = a_posting(Role.SUPERINTENDENT_POLICE, an_agency(Kind.SP_OFFICE, HOWRAH))
    near = a_viewer(Role.STATION_HEAD, an_agency(Kind.POLICE_STATION, HOWRAH), name="Asha Sen")
    far = a_viewer(Role.STATION_HEAD, an_agency(Kind.POLICE_STATION, GAYA), name="Iqbal Ansari")
    for viewer in (near, far):
        note_looks(
            user_id=viewer.user_id, posting_id=viewer.posting_id, route="police:case", kind="case", record_ids=["abc"]
        )
    sign_in_as(client, chief.user)

    page = client.post("/account/looks", {"record": "abc"})

    assert [(line.name, line.route) for line in page.context["found"].lines] == [("Asha Sen", "police:case")]
    assert page.context["found"].by_others == 1
    assert "Iqbal" not in page.content.decode()
    own = Look.objects.latest("pk")
    assert (own.user_id, own.record_kind, own.record_id, own.route) == (
        chief.user_id,
        "looks",
        "abc",
        "accounts:looks",
    )


def test_officers_do_not_see_who_looked(client: Client, asha: Posting) -> None:
    sign_in_as(client, asha.user)

    assert client.post("/account/looks", {"record": "abc"}).status_code == 404
    assert not Look.objects.exists()


def test_the_first_administrator_is_entered_at_the_machine(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter(["river lamp sixty mango"] * 2 + ["short"] * 2 + ["one long password", "another long one"])
    monkeypatch.setattr(
        "trackchild.accounts.management.commands.create_administrator.getpass", lambda _prompt: next(typed)
    )
    facts = ["--username", "first", "--name", "First Person", "--phone", "98300 12345"]

    call_command("create_administrator", *facts, stdout=StringIO())

    posting = Posting.objects.get(role=Role.NATIONAL_ADMIN)
    assert (posting.user.phone, posting.agency.kind) == ("+919830012345", Kind.MINISTRY)
    with pytest.raises(CommandError, match="too short"):
        call_command("create_administrator", *facts, "--another")
    with pytest.raises(CommandError, match="not the same"):
        call_command("create_administrator", *facts)
