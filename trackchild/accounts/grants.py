"""Who may do what, and how far: one table. It gates pages, filters queries, finds people to tell, makes the tests.

Powers that the law gives are noted where they come from (domain paper, section 2; JJ Act = Juvenile Justice Act 2015).
National administrators run the platform and get no row over children's records: nobody browses in silence.
"""

from dataclasses import dataclass

from .permissions import Permission as P
from .permissions import Reach, Role


@dataclass(frozen=True, slots=True)
class Grant:
    """Holders of `role` may do `permission` to records within `reach` of their office."""

    role: Role
    permission: P
    reach: Reach


def _grants(role: Role, **by_reach: tuple[P, ...]) -> tuple[Grant, ...]:
    return tuple(
        Grant(role, permission, Reach[reach.upper()]) for reach, held in by_reach.items() for permission in held
    )


# Any officer may read what other stations hold once it is a candidate; that right lies with the candidate, not here.
GRANTS: tuple[Grant, ...] = (
    *_grants(
        Role.STATION_OFFICER,
        agency=(
            P.CASE_READ,
            P.CASE_REGISTER,
            P.REPORT_READ,
            P.REPORT_TRIAGE,
            P.FOUND_READ,
            P.FOUND_RECORD,
            P.MATCH_READ,
        ),
    ),
    # The station house officer signs: registration, publication order, the missing side's key.
    *_grants(
        Role.STATION_HEAD,
        agency=(
            P.CASE_READ,
            P.CASE_REGISTER,
            P.CASE_PUBLISH,
            P.REPORT_READ,
            P.REPORT_TRIAGE,
            P.FOUND_READ,
            P.FOUND_RECORD,
            P.OFFENCE_READ,
            P.PHOTO_ORIGINAL,
            P.MATCH_READ,
            P.MATCH_KEY_MISSING,
        ),
        # Imported records lie with the desk of the district until an office there takes them over.
        district=(P.CASE_ADOPT,),
    ),
    *_grants(
        Role.SJPU_OFFICER,
        district=(P.CASE_READ, P.REPORT_READ, P.REPORT_TRIAGE, P.FOUND_READ, P.MATCH_READ),
    ),
    *_grants(
        Role.SUPERINTENDENT_POLICE,
        district=(
            P.CASE_READ,
            P.CASE_SUPERVISE,
            P.REPORT_READ,
            P.REPORT_TRIAGE,
            P.FOUND_READ,
            P.OFFENCE_READ,
            P.PHOTO_ORIGINAL,
            P.MATCH_READ,
            P.MATCH_REVERSE,
            P.LOOKS_READ,
        ),
    ),
    # The anti-trafficking unit works on cases handed to it: they are its own by then (owner = agency).
    *_grants(
        Role.AHTU_OFFICER,
        agency=(P.CASE_READ, P.CASE_REGISTER, P.OFFENCE_READ, P.PHOTO_ORIGINAL, P.MATCH_READ, P.MATCH_KEY_MISSING),
        district=(P.REPORT_READ,),
    ),
    *_grants(Role.STATE_CRIME_OFFICER, state=(P.CASE_READ, P.REPORT_READ, P.MATCH_READ)),
    *_grants(Role.HOME_STAFF, agency=(P.FOUND_READ, P.FOUND_RECORD, P.HOME_WALL, P.MATCH_READ)),
    *_grants(
        Role.HOME_HEAD,
        agency=(P.FOUND_READ, P.FOUND_RECORD, P.HOME_WALL, P.MATCH_READ, P.MATCH_OPINION, P.RESTORATION_HAND_OVER),
        district=(P.FOUND_ADOPT,),
    ),
    # JJ Act sections 29, 36, 37, 40: the committee alone orders placement and restoration of children in its district.
    *_grants(
        Role.COMMITTEE_MEMBER,
        agency=(
            P.FOUND_READ,
            P.FOUND_ORDER,
            P.HOME_WALL,
            P.OFFENCE_READ,
            P.PHOTO_ORIGINAL,
            P.MATCH_READ,
            P.MATCH_KEY_FOUND,
            P.MATCH_REVERSE,
            P.RESTORATION_ORDER,
            P.FOLLOW_UP,
        ),
    ),
    # The board holds the found side's key for children in conflict with law; they are its own records.
    *_grants(
        Role.BOARD_MEMBER,
        agency=(P.FOUND_READ, P.FOUND_ORDER, P.MATCH_READ, P.MATCH_KEY_FOUND, P.RESTORATION_ORDER),
    ),
    *_grants(Role.DCPU_OFFICER, district=(P.FOUND_READ, P.MATCH_READ, P.FOLLOW_UP)),
    *_grants(Role.DISTRICT_MAGISTRATE, district=(P.CASE_READ, P.FOUND_READ, P.LOOKS_READ)),
    # Supreme Court, 14-10-2025: every complaint reaches the state nodal officer at once.
    *_grants(
        Role.STATE_NODAL, state=(P.CASE_READ, P.REPORT_READ, P.REPORT_TRIAGE, P.FOUND_READ, P.MATCH_READ, P.LOOKS_READ)
    ),
    *_grants(Role.REGISTRY_DESK, agency=(P.CASE_READ, P.FOUND_READ, P.CASE_ADOPT, P.FOUND_ADOPT, P.MATCH_READ)),
    *_grants(Role.AGENCY_ADMIN, agency=(P.PEOPLE_MANAGE, P.TICKET_ANSWER)),
    *_grants(Role.DISTRICT_ADMIN, district=(P.PEOPLE_MANAGE, P.AGENCY_MANAGE, P.TICKET_ANSWER)),
    *_grants(Role.STATE_ADMIN, state=(P.PEOPLE_MANAGE, P.AGENCY_MANAGE, P.TICKET_ANSWER)),
    # Whoever runs the platform sees how messages flow: counts and routes, never a name, a number or a text.
    *_grants(Role.NATIONAL_ADMIN, nation=(P.PEOPLE_MANAGE, P.AGENCY_MANAGE, P.GATEWAYS_RUN)),
    # Tickets carry no child's record, so the desk reads them all and nothing else.
    *_grants(Role.HELP_DESK, nation=(P.TICKET_ANSWER,)),
    # The wording of messages is one for the country; sending in numbers is released by those who answer for an area.
    *_grants(Role.NATIONAL_ADMIN, nation=(P.WORDING_RELEASE,)),
    *_grants(Role.SUPERINTENDENT_POLICE, district=(P.BULK_RELEASE,)),
    *_grants(Role.STATE_NODAL, state=(P.BULK_RELEASE,)),
    *(Grant(role, P.OWN_ACCOUNT, Reach.AGENCY) for role in Role),
)
# A face is looked for among all open records, as pairs are, and only its comparison tier is shown. The law's own
# ways to a child's identity stand behind each: the station in charge, the special units, the committee.
GRANTS += tuple(
    Grant(role, P.FACE_SEARCH, Reach.NATION)
    for role in (
        Role.STATION_HEAD,
        Role.SJPU_OFFICER,
        Role.AHTU_OFFICER,
        Role.STATE_CRIME_OFFICER,
        Role.COMMITTEE_MEMBER,
        Role.STATE_NODAL,
    )
)
# A search looks only at what its owner may read; whoever reads any record may keep one in the office.
GRANTS += tuple(
    Grant(role, P.RECORDS_SEARCH, Reach.AGENCY)
    for role in Role
    if {P.CASE_READ, P.FOUND_READ} & {grant.permission for grant in GRANTS if grant.role is role}
)

REACH: dict[tuple[Role, P], Reach] = {(grant.role, grant.permission): grant.reach for grant in GRANTS}


def reach_of(role: Role, permission: P) -> Reach | None:
    """How far a role's permission goes; None when it does not hold it."""
    return REACH.get((role, permission))


def roles_with(permission: P) -> tuple[Role, ...]:
    """The roles that hold a permission at any reach, to find the people to tell."""
    return tuple(role for role in Role if (role, permission) in REACH)


# Which roles an administrator may post people to: never higher than its own circle.
MAY_APPOINT: dict[Role, frozenset[Role]] = {
    Role.AGENCY_ADMIN: frozenset(
        {
            Role.STATION_OFFICER,
            Role.STATION_HEAD,
            Role.SJPU_OFFICER,
            Role.AHTU_OFFICER,
            Role.HOME_STAFF,
            Role.HOME_HEAD,
            Role.COMMITTEE_MEMBER,
            Role.BOARD_MEMBER,
            Role.DCPU_OFFICER,
        }
    ),
}
MAY_APPOINT[Role.DISTRICT_ADMIN] = MAY_APPOINT[Role.AGENCY_ADMIN] | {
    Role.AGENCY_ADMIN,
    Role.SUPERINTENDENT_POLICE,
    Role.DISTRICT_MAGISTRATE,
    Role.REGISTRY_DESK,
}
MAY_APPOINT[Role.STATE_ADMIN] = MAY_APPOINT[Role.DISTRICT_ADMIN] | {
    Role.DISTRICT_ADMIN,
    Role.STATE_CRIME_OFFICER,
    Role.STATE_NODAL,
}
MAY_APPOINT[Role.NATIONAL_ADMIN] = MAY_APPOINT[Role.STATE_ADMIN] | {
    Role.STATE_ADMIN,
    Role.NATIONAL_ADMIN,
    Role.HELP_DESK,
}
