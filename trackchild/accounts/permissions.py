"""What a person may do, named once. Who holds it, and how far it reaches, stands in `grants.py`."""

from enum import IntEnum, StrEnum

from django.utils.translation import gettext_lazy as _


class Reach(IntEnum):
    """How far a permission goes; each circle includes the ones before it."""

    AGENCY = 1
    DISTRICT = 2
    STATE = 3
    NATION = 4


class Permission(StrEnum):
    """One thing a person may do to records within reach."""

    CASE_READ = "CASE_READ"
    CASE_REGISTER = "CASE_REGISTER"
    CASE_SUPERVISE = "CASE_SUPERVISE"
    CASE_PUBLISH = "CASE_PUBLISH"
    REPORT_READ = "REPORT_READ"
    REPORT_TRIAGE = "REPORT_TRIAGE"
    FOUND_READ = "FOUND_READ"
    FOUND_RECORD = "FOUND_RECORD"
    FOUND_ORDER = "FOUND_ORDER"
    HOME_WALL = "HOME_WALL"
    OFFENCE_READ = "OFFENCE_READ"
    PHOTO_ORIGINAL = "PHOTO_ORIGINAL"
    MATCH_READ = "MATCH_READ"
    MATCH_KEY_MISSING = "MATCH_KEY_MISSING"
    MATCH_KEY_FOUND = "MATCH_KEY_FOUND"
    MATCH_OPINION = "MATCH_OPINION"
    MATCH_REVERSE = "MATCH_REVERSE"
    RESTORATION_ORDER = "RESTORATION_ORDER"
    RESTORATION_HAND_OVER = "RESTORATION_HAND_OVER"
    FOLLOW_UP = "FOLLOW_UP"
    CASE_ADOPT = "CASE_ADOPT"
    FOUND_ADOPT = "FOUND_ADOPT"
    PEOPLE_MANAGE = "PEOPLE_MANAGE"
    AGENCY_MANAGE = "AGENCY_MANAGE"
    TICKET_ANSWER = "TICKET_ANSWER"
    LOOKS_READ = "LOOKS_READ"
    GATEWAYS_RUN = "GATEWAYS_RUN"
    RECORDS_SEARCH = "RECORDS_SEARCH"
    FACE_SEARCH = "FACE_SEARCH"
    WORDING_RELEASE = "WORDING_RELEASE"
    BULK_RELEASE = "BULK_RELEASE"
    OWN_ACCOUNT = "OWN_ACCOUNT"


class Role(StrEnum):
    """What somebody is in an office. Stored as a short code, shown by `ROLE_NAMES`."""

    STATION_OFFICER = "STATION_OFFICER"
    STATION_HEAD = "STATION_HEAD"
    SJPU_OFFICER = "SJPU_OFFICER"
    SUPERINTENDENT_POLICE = "SP"
    AHTU_OFFICER = "AHTU_OFFICER"
    STATE_CRIME_OFFICER = "CID_OFFICER"
    HOME_STAFF = "HOME_STAFF"
    HOME_HEAD = "HOME_HEAD"
    COMMITTEE_MEMBER = "CWC_MEMBER"
    BOARD_MEMBER = "JJB_MEMBER"
    DCPU_OFFICER = "DCPU_OFFICER"
    DISTRICT_MAGISTRATE = "DM"
    STATE_NODAL = "STATE_NODAL"
    REGISTRY_DESK = "REGISTRY_DESK"
    AGENCY_ADMIN = "AGENCY_ADMIN"
    DISTRICT_ADMIN = "DISTRICT_ADMIN"
    STATE_ADMIN = "STATE_ADMIN"
    NATIONAL_ADMIN = "NATIONAL_ADMIN"
    HELP_DESK = "HELP_DESK"


ROLE_NAMES = {
    Role.STATION_OFFICER: _("Officer of a police station"),
    Role.STATION_HEAD: _("Station house officer"),
    Role.SJPU_OFFICER: _("Officer of the special juvenile police unit"),
    Role.SUPERINTENDENT_POLICE: _("Superintendent of police"),
    Role.AHTU_OFFICER: _("Officer of the anti-human-trafficking unit"),
    Role.STATE_CRIME_OFFICER: _("Officer of the state crime branch"),
    Role.HOME_STAFF: _("Staff of a child-care institution"),
    Role.HOME_HEAD: _("Superintendent of a child-care institution"),
    Role.COMMITTEE_MEMBER: _("Member of the child welfare committee"),
    Role.BOARD_MEMBER: _("Member of the juvenile justice board"),
    Role.DCPU_OFFICER: _("Officer of the district child protection unit"),
    Role.DISTRICT_MAGISTRATE: _("District magistrate"),
    Role.STATE_NODAL: _("State nodal officer for missing children"),
    Role.REGISTRY_DESK: _("Registry desk of the district"),
    Role.AGENCY_ADMIN: _("Administrator of an office"),
    Role.DISTRICT_ADMIN: _("Administrator of a district"),
    Role.STATE_ADMIN: _("Administrator of a state"),
    Role.NATIONAL_ADMIN: _("National administrator"),
    Role.HELP_DESK: _("Help desk"),
}
