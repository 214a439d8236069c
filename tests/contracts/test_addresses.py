"""Every address says who may open it, and somebody may."""

from django.conf import settings

from . import shape
from .routes import all_routes, staff_routes


def test_every_address_says_who_may_open_it() -> None:
    assert shape.unguarded(all_routes()) == []


def test_somebody_holds_the_permission_of_every_page() -> None:
    assert shape.held_by_nobody(all_routes()) == []


def test_names_of_addresses_are_taken_once() -> None:
    names = [route.name for route in all_routes()]

    assert sorted(names) == sorted(set(names))


def test_a_page_of_the_offices_lies_where_no_cache_keeps_it() -> None:
    assert [
        route.pattern for route in staff_routes() if not route.pattern.startswith(("office/", "account/", "outbox/"))
    ] == []


def test_a_page_of_a_record_runs_in_one_transaction_with_its_look() -> None:
    loose = [route for route in staff_routes() if hasattr(route.view, "_non_atomic_requests")]

    assert settings.DATABASES["default"]["ATOMIC_REQUESTS"]
    assert [route.name for route in loose if route.parameters] == []
    assert {route.pattern.partition("/")[0] for route in loose} == {"account"}, (
        "only a guess at a code stands by itself"
    )
