"""What happens to a child in a home: leave, return, escape, another home, coming of age, death, the end."""

from datetime import datetime
from uuid import UUID

from trackchild.accounts.acting import action
from trackchild.accounts.permissions import Permission
from trackchild.accounts.viewer import Viewer
from trackchild.cases.models import FoundChild, MissingCase
from trackchild.cases.numbers import new_number
from trackchild.cases.queries import get_found
from trackchild.cases.states import FOUND_CHILD, CaseStage, Event, FoundMove
from trackchild.cases.timeline import record
from trackchild.cases.vocabulary import Channel
from trackchild.children import actions as child_actions
from trackchild.children.reading import told_by
from trackchild.directory import queries as directory
from trackchild.directory.models import Agency
from trackchild.photos import actions as photo_actions

from .found import move_found


class NoStation(Exception):
    """No police station or unit above it is known for the home's district: the directory must be completed first."""


def _step(found_id: UUID, move: FoundMove, by: Viewer, at: datetime, reason: str = "") -> FoundChild:
    permission = Permission(FOUND_CHILD.moves[move].permission)
    found = get_found(by, found_id, permission, lock=True)
    return move_found(found, move, by=by, at=at, reason=reason)


@action
def go_on_leave(*, found_id: UUID, reason: str, by: Viewer, at: datetime) -> FoundChild:
    """The child leaves the home for some days, for a festival or an examination; it stays in the committee's charge."""
    return _step(found_id, FoundMove.GO_ON_LEAVE, by, at, reason)


@action
def come_back(*, found_id: UUID, by: Viewer, at: datetime) -> FoundChild:
    """Back from leave, or found again after running away."""
    return _step(found_id, FoundMove.COME_BACK, by, at)


@action
def run_away(*, found_id: UUID, reason: str, by: Viewer, at: datetime) -> tuple[FoundChild, MissingCase]:
    """The child is gone from the home: in the same transaction a missing case lies as a draft at the local station.

    Raises NoStation where the district has none.
    """
    found = _step(found_id, FoundMove.RUN_AWAY, by, at, reason)
    home = found.home or found.owner
    station = directory.intake_station(home.district_id, lat=home.lat, lon=home.lon) if home.district_id else None
    if station is None:
        raise NoStation
    return found, _draft_at(station, found, home, reason=reason, by=by, at=at)


def _draft_at(
    station: Agency, found: FoundChild, home: Agency, *, reason: str, by: Viewer, at: datetime
) -> MissingCase:
    """A complaint of the home, with everything it knows of the child; the station completes and registers it."""
    description = child_actions.describe(told_by(found.description))
    case = MissingCase.objects.create(
        number=new_number("M", state_code=station.state_id, at=at),
        child=found.child,
        description=description,
        stage=CaseStage.DRAFT,
        channel=Channel.HOME,
        owner=station,
        station=station,
        received_at=at.replace(second=0, microsecond=0),
        last_seen_at=at.replace(second=0, microsecond=0),
        place=home.name[:300],
        state_id=home.state_id or found.state_id,
        district_id=home.district_id,
        circumstance_text=reason,
        age_last_seen=found.description.age_years,
        sexual_offence=found.sexual_offence,
        created_at=at,
        created_by_id=by.user_id,
    )
    photo_actions.copy_pictures(source=found.description, target=description, at=at)
    record(Event.DRAFTED, by=by, at=at, case=case, found=found, after=case.stage)
    return case


@action
def change_home(*, found_id: UUID, home_id: int, reason: str, by: Viewer, at: datetime) -> FoundChild:
    """The committee places the child in another home, which must receive it; until then both know of it."""
    found = get_found(by, found_id, Permission.FOUND_ORDER, lock=True)
    found.home_id = home_id
    return move_found(found, FoundMove.CHANGE_HOME, by=by, at=at, reason=reason)


@action
def keep_long_term(*, found_id: UUID, by: Viewer, at: datetime) -> FoundChild:
    """After the final order the child stays in care; the search for the family goes on."""
    return _step(found_id, FoundMove.KEEP_LONG_TERM, by, at)


@action
def age_out(*, found_id: UUID, by: Viewer, at: datetime) -> FoundChild:
    """The child is eighteen: after-care begins, and the family may still be found."""
    return _step(found_id, FoundMove.AGE_OUT, by, at)


@action
def note_death(*, found_id: UUID, reason: str, by: Viewer, at: datetime) -> FoundChild:
    """The child has died. The committee, the police and the state are told; nothing of it is told by a page."""
    return _step(found_id, FoundMove.DIE, by, at, reason)


@action
def close_record(*, found_id: UUID, reason: str, by: Viewer, at: datetime) -> FoundChild:
    """Nothing more is to be done for this child in this register."""
    found = get_found(by, found_id, Permission.FOUND_ORDER, lock=True)
    found.closed_at, found.closed_by_id = at, by.user_id
    return move_found(found, FoundMove.CLOSE, by=by, at=at, reason=reason)
