"""Roles, permissions and how far each reaches."""

from trackchild.accounts.grants import MAY_APPOINT, reach_of
from trackchild.accounts.offices import SITS_IN
from trackchild.accounts.permissions import ROLE_NAMES, Permission, Role
from trackchild.directory.kinds import Kind

from .markdown import code, codes, document, table

READS = """A row of the table of grants says: holders of this role may do this to records within this reach. The same
row opens the page, filters the query and finds the people to tell. What is out of reach looks like what
does not exist (404). Reach: **office** < **district** < **state** < **nation**."""
REACHES = {1: "office", 2: "district", 3: "state", 4: "nation"}


def page() -> str:
    """The table of grants, role by role, and who may post whom."""
    return document(
        "Who may do what",
        "`accounts/grants.py` and `accounts/offices.py`",
        READS,
        table(["Permission", *(code(role.value) for role in Role)], [_row(permission) for permission in Permission]),
        "## Roles",
        table(
            ["Role", "Code", "Sits in", "May post"],
            [
                [ROLE_NAMES[role], code(role.value), _offices(role), codes(sorted(MAY_APPOINT.get(role, ())))]
                for role in Role
            ],
        ),
    )


def _row(permission: Permission) -> list[object]:
    reaches = (reach_of(role, permission) for role in Role)
    return [code(permission), *(REACHES[reach] if reach else "" for reach in reaches)]


def _offices(role: Role) -> str:
    kinds = SITS_IN[role]
    return "any office" if kinds == frozenset(Kind) else ", ".join(str(kind.label) for kind in Kind if kind in kinds)
