"""Who may open a staff page, and what a page does for whoever may."""

import pytest
from django.test import Client

from tests.accounts.signing import sign_in_as
from tests.factories import a_posting, an_agency
from trackchild.accounts.grants import reach_of
from trackchild.accounts.models import Posting, User
from trackchild.accounts.permissions import Permission, Role
from trackchild.audit.models import Change


def test_a_stranger_is_sent_to_sign_in(client: Client, db: None) -> None:
    assert client.get("/office/cases").url == "/account/sign-in?next=/office/cases"


@pytest.mark.parametrize("role", Role)
def test_a_page_exists_exactly_for_the_roles_of_its_permission(client: Client, db: None, role: Role) -> None:
    sign_in_as(client, a_posting(role, an_agency()).user)

    holds = reach_of(role, Permission.CASE_READ) is not None
    assert client.get("/office/cases").status_code == (200 if holds else 404)


def test_the_page_knows_its_own_name(client: Client, asha: Posting) -> None:
    sign_in_as(client, asha.user)

    assert client.get("/office/").content == b"Asha Sen office:home"


def test_a_change_on_a_page_carries_who_made_it(client: Client, asha: Posting) -> None:
    sign_in_as(client, asha.user)

    client.get("/office/write")

    change = Change.objects.filter(table_name="accounts_user", operation="UPDATE").latest("pk")
    assert (change.actor_id, change.posting_id) == (asha.user_id, asha.pk)
    assert (change.before, change.after) == ({"email": ""}, {"email": "new@example.in"})


@pytest.mark.django_db(transaction=True)
def test_the_actor_is_forgotten_with_the_page(client: Client) -> None:
    posting = a_posting(Role.STATION_HEAD)
    sign_in_as(client, posting.user)
    client.get("/office/write")

    User.objects.filter(pk=posting.user_id).update(email="")

    change = Change.objects.filter(table_name="accounts_user").latest("pk")
    assert (change.actor_id, change.posting_id) == (None, None)


def test_staff_pages_are_kept_by_no_cache(client: Client, asha: Posting) -> None:
    sign_in_as(client, asha.user)

    for address in ("/office/", "/account/", "/office/missing", "/"):
        assert "no-store" in client.get(address).headers["Cache-Control"], address
    assert "Cache-Control" not in Client().get("/").headers


def test_a_fragment_is_not_painted_with_the_sign_in_page(client: Client, db: None) -> None:
    answer = client.get("/office/cases", headers={"HX-Request": "true"})

    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, "/account/sign-in?next=/office/cases")


def test_a_citizens_page_costs_no_query_without_a_session(
    client: Client, django_assert_num_queries: object, db: None
) -> None:
    with django_assert_num_queries(2):  # type: ignore[operator]  # savepoint and release only
        assert client.get("/").content == b"welcome"


def test_a_staff_page_costs_three_queries_to_know_who_asks(
    client: Client, asha: Posting, django_assert_num_queries: object
) -> None:
    sign_in_as(client, asha.user)

    with django_assert_num_queries(6):  # type: ignore[operator]  # session, person, sitting; savepoint, actor, release
        client.get("/office/")
