"""A role sees exactly what its grant says: own office, own district, own state, the nation, or nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.factories import GAYA, HOWRAH, NOW, PATNA, a_case, a_form_r, a_report, a_viewer, an_agency
from trackchild.accounts.grants import reach_of
from trackchild.accounts.permissions import Permission, Reach, Role
from trackchild.accounts.viewer import Viewer
from trackchild.cases.actions import found as found_actions
from trackchild.cases.models import CitizenReport, FoundChild, MissingCase
from trackchild.directory.kinds import Kind
from trackchild.geography.models import District
from trackchild.matching.models import Candidate, DuplicatePair
from trackchild.matching.querysets import FOUND_SIDE, MISSING_SIDE, PARTIES, TWIN_PARTIES

from .story import a_pair, a_twin

pytestmark = pytest.mark.django_db

PLACES = ("own office", "own district", "own state", "elsewhere")
SEEN = {
    None: set(),
    Reach.AGENCY: set(PLACES[:1]),
    Reach.DISTRICT: set(PLACES[:2]),
    Reach.STATE: set(PLACES[:3]),
    Reach.NATION: set(PLACES),
}
each_role = pytest.mark.parametrize("role", Role)


@dataclass(frozen=True)
class Rows:
    """One record of each kind at each of the four places, and somebody who sits at the first."""

    viewer: Viewer
    records: dict[type[Any], dict[Any, str]]

    def seen(self, model: type[Any], role: Role, permission: Permission) -> set[str]:
        """The places whose records a holder of the role sees."""
        visible = model.objects.visible_to(replace(self.viewer, role=role), permission)
        return {self.records[model][pk] for pk in visible.values_list("pk", flat=True)}


@pytest.fixture(scope="module")
def rows(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Rows]:
    """Made once for the module and rolled back at its end: the tests only read."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_rows()
        transaction.set_rollback(True)


def make_rows() -> Rows:
    """Records at the viewer's office, at its neighbour, in the next district and in another state."""
    far = District.objects.filter(state_id=19).exclude(pk=HOWRAH).order_by("pk").first()
    assert far is not None
    offices = {
        place: an_agency(Kind.POLICE_STATION, district)
        for place, district in zip(PLACES, (HOWRAH, HOWRAH, far.pk, GAYA), strict=True)
    }
    kept = (MissingCase, FoundChild, CitizenReport, Candidate, DuplicatePair)
    records: dict[type[Any], dict[Any, str]] = {model: {} for model in kept}
    for place, office in offices.items():
        by = a_viewer(Role.STATION_HEAD, office)
        where = {"state_id": office.state_id, "district_id": office.district_id}
        case = a_case(by, stage="INTIMATED", **where)
        found, other = (found_actions.take_charge(form=a_form_r(**where), by=by, at=NOW) for _ in range(2))
        for child in (found, other):
            child.home_id = child.committee_id = office.pk
            child.save()
        same = a_case(by, **where)
        made = [case, same, found, other, a_report(office, **where), a_pair(case, found)]
        for record in [*made, a_twin(case, same), a_twin(found, other)]:
            records[type(record)][record.pk] = place
    return Rows(a_viewer(Role.STATION_HEAD, offices["own office"]), records)


@each_role
@pytest.mark.parametrize("model", [MissingCase, FoundChild, CitizenReport], ids=lambda model: model.__name__)
def test_a_role_sees_exactly_what_its_grants_say(rows: Rows, model: type[Any], role: Role) -> None:
    seen = {permission: rows.seen(model, role, permission) for permission in Permission}

    assert seen == {permission: SEEN[reach_of(role, permission)] for permission in Permission}


@each_role
def test_a_role_sees_the_pairs_its_grants_say(rows: Rows, role: Role) -> None:
    seen = {permission: rows.seen(Candidate, role, permission) for permission in PARTIES}

    assert seen == {permission: SEEN[reach_of(role, permission)] for permission in PARTIES}


@each_role
def test_a_role_sees_the_possible_duplicates_of_its_records(rows: Rows, role: Role) -> None:
    seen = {permission: rows.seen(DuplicatePair, role, permission) for permission in Permission}

    assert seen == {
        permission: SEEN[reach_of(role, permission)] if permission in TWIN_PARTIES else set()
        for permission in Permission
    }


def test_every_permission_over_pairs_has_its_parties() -> None:
    assert set(PARTIES) == {permission for permission in Permission if permission.startswith("MATCH_")}


@pytest.mark.parametrize(
    ("permission", "side"),
    [
        (Permission.MATCH_KEY_MISSING, "missing"),
        (Permission.MATCH_KEY_FOUND, "found"),
        (Permission.MATCH_OPINION, "found"),
    ],
)
def test_the_key_of_one_side_does_not_open_at_the_other(permission: Permission, side: str) -> None:
    station, home = an_agency(Kind.POLICE_STATION, HOWRAH), an_agency(Kind.CHILDREN_HOME, PATNA)
    case = a_case(a_viewer(Role.STATION_HEAD, station))
    found = found_actions.take_charge(form=a_form_r(), by=a_viewer(Role.HOME_HEAD, home), at=NOW)
    found.home_id = found.committee_id = home.pk
    found.save()
    pair = a_pair(case, found)
    role = next(role for role in Role if reach_of(role, permission) is Reach.AGENCY)
    own, other = (station, home) if side == "missing" else (home, station)

    assert list(Candidate.objects.visible_to(a_viewer(role, own), permission)) == [pair]
    assert list(Candidate.objects.visible_to(a_viewer(role, other), permission)) == []


def test_both_parties_read_a_pair_and_a_third_office_does_not() -> None:
    station, home = an_agency(Kind.POLICE_STATION, HOWRAH), an_agency(Kind.CHILDREN_HOME, PATNA)
    case = a_case(a_viewer(Role.STATION_HEAD, station))
    found = found_actions.take_charge(form=a_form_r(), by=a_viewer(Role.HOME_HEAD, home), at=NOW)
    pair = a_pair(case, found)

    for office, seen in ((station, [pair]), (home, [pair]), (an_agency(Kind.POLICE_STATION, HOWRAH), [])):
        viewer = a_viewer(Role.STATION_OFFICER, office)
        assert list(Candidate.objects.visible_to(viewer, Permission.MATCH_READ)) == seen
    assert set(PARTIES[Permission.MATCH_READ]) == {*MISSING_SIDE, *FOUND_SIDE}


def test_a_case_offered_for_transfer_is_seen_by_the_office_it_is_offered_to() -> None:
    receiver = an_agency(Kind.POLICE_STATION, GAYA)
    case = a_case(a_viewer(Role.STATION_HEAD))
    iqbal = a_viewer(Role.STATION_HEAD, receiver)
    assert not MissingCase.objects.visible_to(iqbal, Permission.CASE_READ).exists()

    case.offered_to = receiver
    case.save()

    assert list(MissingCase.objects.visible_to(iqbal, Permission.CASE_READ)) == [case]


def test_an_administrator_of_the_nation_holds_no_permission_over_children() -> None:
    held = {permission for permission in Permission if reach_of(Role.NATIONAL_ADMIN, permission)}

    assert held == {
        Permission.PEOPLE_MANAGE,
        Permission.AGENCY_MANAGE,
        Permission.GATEWAYS_RUN,
        Permission.WORDING_RELEASE,
        Permission.OWN_ACCOUNT,
    }


def test_the_help_desk_holds_no_permission_over_children() -> None:
    held = {permission for permission in Permission if reach_of(Role.HELP_DESK, permission)}
    assert held == {Permission.OWN_ACCOUNT, Permission.TICKET_ANSWER}
