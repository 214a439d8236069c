"""Named people everybody knows, so that a test reads like a story.

Asha heads Howrah station; Bimal is an officer there and Farida superintendent of the district. Das heads Sneha home in
Patna, Gita sits on Patna's committee. Iqbal heads a station in Gaya: the stranger, who may see none of this.
"""

from dataclasses import dataclass

from trackchild.accounts.permissions import Role
from trackchild.accounts.viewer import Viewer
from trackchild.directory.kinds import Kind
from trackchild.directory.models import Agency

from .factories import GAYA, HOWRAH, PATNA, a_viewer, an_agency


@dataclass(frozen=True)
class Country:
    """Two states, their offices and people."""

    station: Agency
    home: Agency
    committee: Agency
    asha: Viewer
    bimal: Viewer
    farida: Viewer
    das: Viewer
    gita: Viewer
    rahman: Viewer
    iqbal: Viewer
    nodal: Viewer


def make_country() -> Country:
    """Everybody, fresh, in a test database that has the geography."""
    station = an_agency(Kind.POLICE_STATION, HOWRAH, name="Howrah")
    home = an_agency(Kind.CHILDREN_HOME, PATNA, name="Sneha Home", sanctioned_strength=40, takes="BOTH")
    committee = an_agency(Kind.CWC, PATNA, name="CWC Patna")
    return Country(
        station=station,
        home=home,
        committee=committee,
        asha=a_viewer(Role.STATION_HEAD, station, name="Asha Sen", username="asha"),
        bimal=a_viewer(Role.STATION_OFFICER, station, name="Bimal Roy", username="bimal"),
        farida=a_viewer(
            Role.SUPERINTENDENT_POLICE, an_agency(Kind.SP_OFFICE, HOWRAH), name="Farida Khan", username="farida"
        ),
        das=a_viewer(Role.HOME_HEAD, home, name="P. Das", username="das"),
        gita=a_viewer(Role.COMMITTEE_MEMBER, committee, name="Gita Sinha", username="gita"),
        rahman=a_viewer(Role.DCPU_OFFICER, an_agency(Kind.DCPU, PATNA), name="A. Rahman", username="rahman"),
        iqbal=a_viewer(Role.STATION_HEAD, an_agency(Kind.POLICE_STATION, GAYA), name="Iqbal Ansari", username="iqbal"),
        nodal=a_viewer(
            Role.STATE_NODAL,
            an_agency(Kind.STATE_NODAL, None, state_id=19),
            name="Nodal officer",
            username="nodal",
        ),
    )
