"""Every kind of office that has a part in tracing a child: what it is called, where it belongs, how far it reaches.

One row per kind; groups and levels are read from the table, so that a new kind is one line.
"""

from dataclasses import dataclass
from enum import IntEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(TextChoices):
    """Stored as the code; the label is what people read. Abbreviations are those of the Act and its rules."""

    POLICE_STATION = "POLICE_STATION", _("Police station")
    WOMEN_STATION = "WOMEN_STATION", _("Women police station")
    GRP = "GRP", _("Government railway police station")
    RPF = "RPF", _("Railway protection force post")
    SJPU = "SJPU", _("Special juvenile police unit")
    SP_OFFICE = "SP_OFFICE", _("Office of the superintendent or commissioner of police")
    AHTU = "AHTU", _("Anti-human-trafficking unit")
    DCRB = "DCRB", _("District crime records bureau")
    SCRB = "SCRB", _("State crime records bureau")
    CID = "CID", _("State crime branch (CID)")
    CBI = "CBI", _("Central Bureau of Investigation")
    NCRB = "NCRB", _("National Crime Records Bureau")

    CHILDREN_HOME = "CHILDREN_HOME", _("Children's home")
    OPEN_SHELTER = "OPEN_SHELTER", _("Open shelter")
    SAA = "SAA", _("Specialised adoption agency")
    OBSERVATION_HOME = "OBSERVATION_HOME", _("Observation home")
    SPECIAL_HOME = "SPECIAL_HOME", _("Special home")
    PLACE_OF_SAFETY = "PLACE_OF_SAFETY", _("Place of safety")
    FIT_FACILITY = "FIT_FACILITY", _("Fit facility")
    AFTER_CARE_HOME = "AFTER_CARE_HOME", _("After-care home")
    CRADLE = "CRADLE", _("Cradle baby reception centre")
    OTHER_HOLDING = "OTHER_HOLDING", _("Other institution where children stay")

    CWC = "CWC", _("Child welfare committee")
    JJB = "JJB", _("Juvenile justice board")
    CHILDREN_COURT = "CHILDREN_COURT", _("Children's court or special court")

    DCPU = "DCPU", _("District child protection unit")
    DM_OFFICE = "DM_OFFICE", _("Office of the district magistrate")
    CHILD_HELPLINE = "CHILD_HELPLINE", _("Child helpline 1098 unit")
    RAILWAY_DESK = "RAILWAY_DESK", _("Child help desk at a railway station")
    DLSA = "DLSA", _("District legal services authority")
    NGO = "NGO", pgettext_lazy("directory", "Voluntary organisation")
    REGISTRY_DESK = "REGISTRY_DESK", _("Registry desk of the district")

    SCPS = "SCPS", _("State child protection society")
    SARA = "SARA", _("State adoption resource agency")
    SLSA = "SLSA", _("State legal services authority")
    SCPCR = "SCPCR", _("State commission for protection of child rights")
    STATE_NODAL = "STATE_NODAL", _("State nodal officer for missing children")
    PROSECUTION = "PROSECUTION", _("State directorate of prosecution")

    NCPCR = "NCPCR", _("National Commission for Protection of Child Rights")
    MHA_NODAL = "MHA_NODAL", _("Nodal officer, Ministry of Home Affairs")
    MINISTRY = "MINISTRY", _("Ministry of Women and Child Development")
    HELP_DESK = "HELP_DESK", _("National help desk")


class Group(TextChoices):
    """How people look for an office."""

    POLICE = "POLICE", pgettext_lazy("directory", "Police")
    HOMES = "HOMES", pgettext_lazy("directory", "Homes for children")
    COMMITTEES = "COMMITTEES", pgettext_lazy("directory", "Committees, boards and courts")
    DISTRICT_UNITS = "DISTRICT_UNITS", pgettext_lazy("directory", "District units")
    STATE_UNITS = "STATE_UNITS", pgettext_lazy("directory", "State units")
    NATIONAL = "NATIONAL", pgettext_lazy("directory", "National offices")


class Level(IntEnum):
    """Where an office sits: a district office has a district, a state office only a state, a national one neither."""

    DISTRICT = 1
    STATE = 2
    NATION = 3


@dataclass(frozen=True, slots=True)
class Place:
    """Where a kind of office belongs."""

    group: Group
    level: Level


_D, _S, _N = Level.DISTRICT, Level.STATE, Level.NATION

PLACES: dict[Kind, Place] = {
    Kind.POLICE_STATION: Place(Group.POLICE, _D),
    Kind.WOMEN_STATION: Place(Group.POLICE, _D),
    Kind.GRP: Place(Group.POLICE, _D),
    Kind.RPF: Place(Group.POLICE, _D),
    Kind.SJPU: Place(Group.POLICE, _D),
    Kind.SP_OFFICE: Place(Group.POLICE, _D),
    Kind.AHTU: Place(Group.POLICE, _D),
    Kind.DCRB: Place(Group.POLICE, _D),
    Kind.SCRB: Place(Group.POLICE, _S),
    Kind.CID: Place(Group.POLICE, _S),
    Kind.CBI: Place(Group.POLICE, _N),
    Kind.NCRB: Place(Group.POLICE, _N),
    Kind.CHILDREN_HOME: Place(Group.HOMES, _D),
    Kind.OPEN_SHELTER: Place(Group.HOMES, _D),
    Kind.SAA: Place(Group.HOMES, _D),
    Kind.OBSERVATION_HOME: Place(Group.HOMES, _D),
    Kind.SPECIAL_HOME: Place(Group.HOMES, _D),
    Kind.PLACE_OF_SAFETY: Place(Group.HOMES, _D),
    Kind.FIT_FACILITY: Place(Group.HOMES, _D),
    Kind.AFTER_CARE_HOME: Place(Group.HOMES, _D),
    Kind.CRADLE: Place(Group.HOMES, _D),
    Kind.OTHER_HOLDING: Place(Group.HOMES, _D),
    Kind.CWC: Place(Group.COMMITTEES, _D),
    Kind.JJB: Place(Group.COMMITTEES, _D),
    Kind.CHILDREN_COURT: Place(Group.COMMITTEES, _D),
    Kind.DCPU: Place(Group.DISTRICT_UNITS, _D),
    Kind.DM_OFFICE: Place(Group.DISTRICT_UNITS, _D),
    Kind.CHILD_HELPLINE: Place(Group.DISTRICT_UNITS, _D),
    Kind.RAILWAY_DESK: Place(Group.DISTRICT_UNITS, _D),
    Kind.DLSA: Place(Group.DISTRICT_UNITS, _D),
    Kind.NGO: Place(Group.DISTRICT_UNITS, _D),
    Kind.REGISTRY_DESK: Place(Group.DISTRICT_UNITS, _D),
    Kind.SCPS: Place(Group.STATE_UNITS, _S),
    Kind.SARA: Place(Group.STATE_UNITS, _S),
    Kind.SLSA: Place(Group.STATE_UNITS, _S),
    Kind.SCPCR: Place(Group.STATE_UNITS, _S),
    Kind.STATE_NODAL: Place(Group.STATE_UNITS, _S),
    Kind.PROSECUTION: Place(Group.STATE_UNITS, _S),
    Kind.NCPCR: Place(Group.NATIONAL, _N),
    Kind.MHA_NODAL: Place(Group.NATIONAL, _N),
    Kind.MINISTRY: Place(Group.NATIONAL, _N),
    Kind.HELP_DESK: Place(Group.NATIONAL, _N),
}
"""The table: every kind stands in it exactly once."""

POLICE, HOMES, COMMITTEES, DISTRICT_UNITS, STATE_UNITS, NATIONAL = (
    tuple(kind for kind in Kind if PLACES[kind].group is group) for group in Group
)
STATIONS = (Kind.POLICE_STATION, Kind.WOMEN_STATION, Kind.GRP)
"""Police offices that register an FIR. The railway protection force hands over to one of these."""

# Homes that take children in conflict with law answer to the board, all others to the committee.
HOMES_UNDER_BOARD = (Kind.OBSERVATION_HOME, Kind.SPECIAL_HOME, Kind.PLACE_OF_SAFETY)


def at_level(level: Level) -> tuple[Kind, ...]:
    """Kinds of office that sit at a level."""
    return tuple(kind for kind, place in PLACES.items() if place.level is level)
