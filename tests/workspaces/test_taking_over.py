"""Imported records: an office of the district takes them over, and only then two keys confirm a pair."""

from typing import Any

import pytest
from django.urls import reverse

from tests.factories import GAYA, HOWRAH, PATNA, a_case, a_found_child, a_viewer, an_agency
from tests.people import Country
from tests.workspaces.conftest import Desk
from tests.workspaces.pairs import pair_of
from trackchild.accounts.permissions import Role
from trackchild.cases.models import FoundChild, MissingCase, TimelineEvent
from trackchild.cases.states import Event
from trackchild.directory.kinds import Kind
from trackchild.directory.models import Agency
from trackchild.matching.models import Candidate

pytestmark = pytest.mark.django_db
DIARY = {
    "gd_number": "GD 77",
    "gd_at_day": "15",
    "gd_at_month": "6",
    "gd_at_year": "2026",
    "gd_at_time": "09:30",
}


def a_desk_of(district: int) -> Agency:
    return an_agency(Kind.REGISTRY_DESK, district)


def an_imported_case(country: Country, desk: Agency) -> MissingCase:
    """A case as an import leaves it: with the desk of its district."""
    case = a_case(country.asha)
    MissingCase.objects.filter(pk=case.pk).update(stage="IMPORTED", owner=desk, station=desk)
    case.refresh_from_db()
    return case


def an_imported_child(country: Country, desk: Agency) -> FoundChild:
    found = a_found_child(country.das)
    FoundChild.objects.filter(pk=found.pk).update(
        stage="IMPORTED", owner=desk, home=None, committee=None, admitted_at=None, admitted_by=None
    )
    found.refresh_from_db()
    return found


def adopt_case(case: MissingCase) -> str:
    return reverse("imports:adopt_case", args=[case.pk])


def adopt_child(found: FoundChild) -> str:
    return reverse("imports:adopt_child", args=[found.pk])


def test_two_offices_take_their_records_over_and_two_keys_confirm_the_pair(country: Country, desk: Desk) -> None:
    case = an_imported_case(country, a_desk_of(HOWRAH))
    found = an_imported_child(country, a_desk_of(PATNA))
    pair = pair_of(case, found)
    asha, das, gita = desk(country.asha), desk(country.das), desk(country.gita)

    assert adopt_case(case) in asha.get(reverse("office:home")).content.decode()
    page = asha.get(adopt_case(case)).content.decode()
    assert "Ravi Kumar" in page
    answer = asha.post(adopt_case(case), DIARY)
    assert answer.headers["Location"] == reverse("police:view_case", args=[case.pk])
    waits = asha.get(reverse("matches:compare_pair", args=[pair.pk])).content.decode()
    assert "A home must take it over before the pair can be confirmed." in waits

    assert adopt_child(found) in das.get(reverse("office:home")).content.decode()
    answer = das.post(adopt_child(found), {"register_number": "A 12/2026"})
    assert answer.headers["Location"] == reverse("homes:view_child", args=[found.pk])
    assert "A 12/2026" in das.get(reverse("homes:view_child", args=[found.pk])).content.decode()

    for sitting in (asha, gita):
        sitting.post(reverse("matches:decide_pair", args=[pair.pk]), {"decision": "SAME"})
    pair.refresh_from_db()
    assert pair.stage == "CONFIRMED"
    case.refresh_from_db()
    found.refresh_from_db()
    assert (case.stage, case.owner_id, case.gd_number) == ("TRACED", country.station.pk, "GD 77")
    assert (found.home_id, found.committee_id) == (country.home.pk, country.committee.pk)


def test_an_import_without_a_possible_match_asks_nobody(country: Country, desk: Desk) -> None:
    case = an_imported_case(country, a_desk_of(HOWRAH))

    assert adopt_case(case) not in desk(country.asha).get(reverse("office:home")).content.decode()
    assert desk(country.asha).get(adopt_case(case)).status_code == 200


def test_the_desk_of_the_district_names_the_station(country: Country, desk: Desk) -> None:
    office = a_desk_of(HOWRAH)
    clerk = desk(a_viewer(Role.REGISTRY_DESK, office))
    case = an_imported_case(country, office)
    pair = pair_of(case, a_found_child(country.das))

    compared = clerk.get(reverse("matches:compare_pair", args=[pair.pk])).content.decode()
    assert f'href="{adopt_case(case)}"' in compared
    assert clerk.post(adopt_case(case), DIARY).status_code == 422, "nobody was named"
    answer = clerk.post(adopt_case(case), {**DIARY, "office": country.station.pk})

    assert answer.headers["Location"] == reverse("office:home")
    case.refresh_from_db()
    assert case.owner_id == country.station.pk


def test_a_station_elsewhere_cannot_be_named(country: Country, desk: Desk) -> None:
    office = a_desk_of(HOWRAH)
    case = an_imported_case(country, office)
    elsewhere = an_agency(Kind.POLICE_STATION, GAYA)

    answer = desk(a_viewer(Role.REGISTRY_DESK, office)).post(adopt_case(case), {**DIARY, "office": elsewhere.pk})

    assert answer.status_code == 422
    case.refresh_from_db()
    assert case.stage == "IMPORTED"


@pytest.mark.parametrize("without", ["gd_number", "gd_at_day"])
def test_no_case_is_taken_over_without_the_general_diary(country: Country, desk: Desk, without: str) -> None:
    case = an_imported_case(country, a_desk_of(HOWRAH))

    answer = desk(country.asha).post(adopt_case(case), {**DIARY, without: ""})

    assert answer.status_code == 422
    assert not TimelineEvent.objects.filter(case=case, kind=Event.ADOPTED).exists()


def test_only_an_imported_record_of_the_own_district_has_the_page(country: Country, desk: Desk) -> None:
    imported, own = an_imported_case(country, a_desk_of(HOWRAH)), a_case(country.asha)

    assert desk(country.iqbal).get(adopt_case(imported)).status_code == 404
    assert desk(country.asha).get(adopt_case(own)).status_code == 404
    assert desk(country.bimal).get(adopt_case(imported)).status_code == 404


def test_an_unadopted_side_has_no_key(country: Country, desk: Desk) -> None:
    pair: Any = pair_of(an_imported_case(country, a_desk_of(HOWRAH)), a_found_child(country.das))

    desk(country.asha).post(reverse("matches:decide_pair", args=[pair.pk]), {"decision": "SAME"})

    assert Candidate.objects.get(pk=pair.pk).missing_key_at is None
