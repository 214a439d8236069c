"""Which roles sit in which kinds of office: nobody is made judge in a police station by a slip of the form."""

from trackchild.directory.kinds import HOMES, STATIONS, Kind, Level, at_level

from .permissions import Role

SITS_IN: dict[Role, frozenset[str]] = {
    Role.STATION_OFFICER: frozenset({*STATIONS, Kind.RPF}),
    Role.STATION_HEAD: frozenset({*STATIONS, Kind.RPF}),
    Role.SJPU_OFFICER: frozenset({Kind.SJPU}),
    Role.SUPERINTENDENT_POLICE: frozenset({Kind.SP_OFFICE}),
    Role.AHTU_OFFICER: frozenset({Kind.AHTU}),
    Role.STATE_CRIME_OFFICER: frozenset({Kind.CID, Kind.SCRB}),
    Role.HOME_STAFF: frozenset(HOMES),
    Role.HOME_HEAD: frozenset(HOMES),
    Role.COMMITTEE_MEMBER: frozenset({Kind.CWC}),
    Role.BOARD_MEMBER: frozenset({Kind.JJB}),
    Role.DCPU_OFFICER: frozenset({Kind.DCPU}),
    Role.DISTRICT_MAGISTRATE: frozenset({Kind.DM_OFFICE}),
    Role.STATE_NODAL: frozenset({Kind.STATE_NODAL, Kind.SCPS}),
    Role.REGISTRY_DESK: frozenset({Kind.REGISTRY_DESK}),
    # An administrator of a circle sits in an office of that circle, so that her reach follows from her desk.
    Role.AGENCY_ADMIN: frozenset(Kind),
    Role.DISTRICT_ADMIN: frozenset(at_level(Level.DISTRICT)),
    Role.STATE_ADMIN: frozenset(at_level(Level.STATE)),
    Role.NATIONAL_ADMIN: frozenset(at_level(Level.NATION)),
    Role.HELP_DESK: frozenset({Kind.HELP_DESK, Kind.MINISTRY}),
}


def fits(role: Role, kind: str) -> bool:
    """Whether the role exists in an office of this kind."""
    return kind in SITS_IN[role]


def roles_of(kind: str) -> tuple[Role, ...]:
    """The roles of an office of this kind, in the order of the table."""
    return tuple(role for role, kinds in SITS_IN.items() if kind in kinds)
