"""The authorisation matrix, asked of the house itself: every page as every role, of its own records and others'."""

import csv
import io
from typing import Any

import pytest
from django.test import Client

from trackchild.accounts.grants import reach_of
from trackchild.accounts.permissions import Reach, Role
from trackchild.config import reference
from trackchild.config.reference import matrix

from .desks import CHILDREN, Desk, address_of, kind_behind
from .routes import Route, all_routes, staff_routes

pytestmark = pytest.mark.django_db

MISSING = 404
PAGES = [route for route in staff_routes() if "GET" in route.methods]
OWN_THINGS = {"sitting", "letter", "search", "held", "wording"}
"""What belongs to a person and not to an office."""
Desks = tuple[dict[Role, Desk], dict[str, Any]]
each_role = pytest.mark.parametrize("role", Role)


def status_class(status: int) -> str:
    """Open, or not there."""
    return "404" if status == MISSING else "open" if status < 400 else str(status)


def test_every_parameter_of_an_address_is_known() -> None:
    for route in staff_routes():
        assert {kind_behind(route, name) for name, _kind in route.parameters} <= CHILDREN | OWN_THINGS | {
            "posting",
            "agency",
            "ticket",
        }


def test_the_printed_matrix_has_a_line_for_every_address_and_method() -> None:
    printed = list(csv.DictReader(io.StringIO((reference.FOLDER / "matrix.csv").read_text("utf-8"))))
    lines = {(line["route"], line["method"]) for line in printed}

    assert lines == {(route.name, method) for route in all_routes() for method in route.methods - {"HEAD"}}


@each_role
def test_a_role_opens_exactly_the_pages_of_its_grants(desks: Desks, role: Role) -> None:
    desk = desks[0][role]
    met = {route.name: status_class(desk.open(route, desk.records).status_code) for route in PAGES}

    column = list(Role).index(role)
    assert met == {route.name: "404" if matrix.cells(route)[column] == "404" else "open" for route in PAGES}


@each_role
@pytest.mark.parametrize("method", ["get", "post"])
def test_the_records_of_a_stranger_do_not_exist(desks: Desks, role: Role, method: str) -> None:
    desk, stranger = desks[0][role], desks[1]
    held = {route: reach_of(role, permission(route)) for route in staff_routes() if is_about_a_record(route)}
    asked = [
        route
        for route, reach in held.items()
        # What a role does not hold at all is asked in the two tests beside this one.
        if method.upper() in route.methods and reach and reach != Reach.NATION
    ]

    met = {route.name: desk.open(route, stranger, method=method).status_code for route in asked}

    assert {name: status for name, status in met.items() if status != MISSING} == {}


@each_role
def test_no_post_opens_what_a_role_does_not_hold(desks: Desks, role: Role) -> None:
    desk = desks[0][role]
    barred = [route for route in staff_routes() if "POST" in route.methods and not reach_of(role, permission(route))]

    met = {route.name: desk.open(route, desk.records, method="post").status_code for route in barred}

    assert {name: status for name, status in met.items() if status != MISSING} == {}


def test_nobody_signs_in_by_knowing_an_address(desks: Desks) -> None:
    own = desks[0][Role.STATION_HEAD].records
    for route in PAGES:
        answer = Client().get(address_of(route, own))
        assert answer.status_code == 302, route.name
        assert answer.headers["Location"].startswith("/account/"), route.name


def test_what_is_out_of_reach_answers_as_what_does_not_exist(desks: Desks) -> None:
    desk, stranger = desks[0][Role.STATION_HEAD], desks[1]
    page = next(route for route in PAGES if route.name == "police:view_case")

    foreign = desk.open(page, stranger)
    absent = desk.open(page, {"case": "00000000-0000-4000-8000-000000000000"})

    assert (foreign.status_code, foreign.content) == (absent.status_code, absent.content)


def is_about_a_record(route: Route) -> bool:
    """Whether something of an office stands in the address."""
    return any(kind_behind(route, name) not in {"letter"} for name, _kind in route.parameters)


def permission(route: Route) -> Any:
    """What the address asks for."""
    assert route.permission is not None
    return route.permission
