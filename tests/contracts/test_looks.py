"""Nobody sees a child's record without a trace: page and look stand in one transaction, or neither does."""

from typing import Any

import pytest
from django.db import DatabaseError

from trackchild.accounts.grants import reach_of
from trackchild.accounts.permissions import Role
from trackchild.audit import looks
from trackchild.audit.models import Look
from trackchild.cases.models import FoundChild, MissingCase

from .desks import Desk, kind_behind, shows_a_child
from .routes import Route, staff_routes

pytestmark = pytest.mark.django_db

PAGES = [route for route in staff_routes() if "GET" in route.methods and shows_a_child(route)]
LISTS = [
    (role, route)
    for route in staff_routes()
    if "GET" in route.methods and not route.parameters and route.pattern.startswith("office/")
    for role in Role
    if route.permission and reach_of(role, route.permission)
]
TOLD_OF = {
    "pair": ("case", "found"),
    "restoration": ("found", "case"),
    "case_twin": ("case",),
    "child_twin": ("found",),
}
"""The children a record tells of, where it is not their own."""
Desks = tuple[dict[Role, Desk], dict[str, Any]]


def a_holder(desks: Desks, route: Route) -> Desk:
    """Somebody who may open the page."""
    return next(desk for role, desk in desks[0].items() if route.permission and reach_of(role, route.permission))


@pytest.mark.parametrize("route", PAGES, ids=lambda route: route.name)
def test_a_page_with_a_childs_record_leaves_a_look(desks: Desks, route: Route) -> None:
    desk = a_holder(desks, route)
    last = Look.objects.order_by("-pk").values_list("pk", flat=True).first() or 0

    assert desk.open(route, desk.records).status_code < 400

    left = Look.objects.filter(pk__gt=last, user_id=desk.posting.user_id, posting_id=desk.posting.pk)
    seen = {look.record_id for look in left if look.route == route.name}
    assert seen & expected(desk, route), f"{route.name} left {list(left.values())}"


def expected(desk: Desk, route: Route) -> set[str]:
    """The records a look may name: the one in the address; for a pair or a way home, its children."""
    kind = kind_behind(route, route.parameters[0][0])
    return {str(desk.records[one]) for one in TOLD_OF.get(kind, (kind,))}


@pytest.mark.parametrize("route", PAGES, ids=lambda route: route.name)
def test_no_look_no_page(desks: Desks, route: Route, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = a_holder(desks, route)

    def refuse(*_args: object, **_kwargs: object) -> None:
        raise DatabaseError("the table of looks is full")

    monkeypatch.setattr(looks.Look.objects, "bulk_create", refuse)

    with pytest.raises(DatabaseError):
        desk.open(route, desk.records)


@pytest.mark.parametrize(("role", "route"), LISTS, ids=lambda value: getattr(value, "name", value))
def test_a_list_notes_every_child_it_names(desks: Desks, role: Role, route: Route) -> None:
    desk = desks[0][role]
    last = Look.objects.order_by("-pk").values_list("pk", flat=True).first() or 0

    page = desk.open(route, desk.records).content.decode()

    noted = set(Look.objects.filter(pk__gt=last, user_id=desk.posting.user_id).values_list("record_id", flat=True))
    numbers = [*MissingCase.objects.values_list("pk", "number"), *FoundChild.objects.values_list("pk", "number")]
    assert {str(pk) for pk, number in numbers if number in page or str(pk) in page} <= noted
