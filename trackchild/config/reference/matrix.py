"""The authorisation matrix: for each address and method, who may open it and how far."""

import csv
import io

from trackchild.accounts.grants import reach_of
from trackchild.accounts.permissions import Role

from .addresses import Route, all_routes

EVERYBODY, NOBODY = "200", "404"


def page() -> str:
    """One line an address and method. A cell is the reach within which a role opens it, or 404."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(["route", "method", "permission", *(role.value for role in Role)])
    for route in sorted(all_routes(), key=lambda route: route.pattern):
        for method in sorted(route.methods - {"HEAD"}):
            lines.writerow([route.name, method, route.permission or "public", *cells(route)])
    return text.getvalue()


def cells(route: Route) -> list[str]:
    """What each role meets at an address."""
    if route.is_public or route.permission is None:
        return [EVERYBODY] * len(Role)
    reaches = (reach_of(role, route.permission) for role in Role)
    return [reach.name.lower() if reach else NOBODY for reach in reaches]
