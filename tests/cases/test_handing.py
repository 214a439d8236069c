"""A case goes from office to office by offer and acceptance; the anti-trafficking unit takes over after four months."""

from datetime import timedelta

import pytest
from django.http import Http404

from tests.factories import GAYA, HOWRAH, NOW, a_case, a_viewer, an_agency
from tests.people import Country
from trackchild.accounts.permissions import Role
from trackchild.accounts.viewer import Viewer
from trackchild.cases.actions import handing
from trackchild.cases.actions.handing import TransferRefused
from trackchild.cases.models import MissingCase
from trackchild.cases.states import Event
from trackchild.directory.kinds import Kind

pytestmark = pytest.mark.django_db
FOUR_MONTHS = timedelta(days=130)


@pytest.fixture
def elsewhere(country: Country) -> Viewer:
    return a_viewer(Role.STATION_HEAD, an_agency(Kind.POLICE_STATION, GAYA))


def test_an_offered_case_stays_until_the_other_office_accepts(country: Country, elsewhere: Viewer) -> None:
    case = a_case(country.asha, stage="INVESTIGATION")
    handing.offer_transfer(case_id=case.pk, to_id=elsewhere.agency_id, reason="Seen there", by=country.asha, at=NOW)
    case.refresh_from_db()
    assert case.owner_id == country.asha.agency_id
    handing.accept_transfer(case_id=case.pk, by=elsewhere, at=NOW)
    case.refresh_from_db()
    assert (case.owner_id, case.offered_to_id) == (elsewhere.agency_id, None)
    assert case.station_id == country.asha.agency_id, "the station of the FIR stays known"


def test_a_refused_offer_goes_back_with_its_reason_and_can_be_made_again(country: Country, elsewhere: Viewer) -> None:
    case = a_case(country.asha, stage="INVESTIGATION")
    handing.offer_transfer(case_id=case.pk, to_id=elsewhere.agency_id, reason="Seen there", by=country.asha, at=NOW)
    with pytest.raises(TransferRefused, match="open"):
        handing.offer_transfer(case_id=case.pk, to_id=elsewhere.agency_id, reason="Again", by=country.asha, at=NOW)
    handing.refuse_transfer(case_id=case.pk, reason="Not our village", by=elsewhere, at=NOW)
    assert case.events.get(kind=Event.TRANSFER_REFUSED).reason == "Not our village"
    with pytest.raises(Http404):
        handing.accept_transfer(case_id=case.pk, by=elsewhere, at=NOW)
    handing.offer_transfer(case_id=case.pk, to_id=elsewhere.agency_id, reason="Again", by=country.asha, at=NOW)


def test_a_case_goes_to_police_offices_only(country: Country) -> None:
    case = a_case(country.asha, stage="INVESTIGATION")
    home = an_agency(Kind.CHILDREN_HOME, HOWRAH)
    with pytest.raises(TransferRefused, match="kind"):
        handing.offer_transfer(case_id=case.pk, to_id=home.pk, reason="x", by=country.asha, at=NOW)


def test_the_unit_takes_over_after_four_months_and_not_a_day_before(country: Country) -> None:
    case = a_case(country.asha, stage="INVESTIGATION")
    with pytest.raises(TransferRefused, match="early"):
        handing.hand_to_ahtu(case_id=case.pk, by=country.asha, at=NOW + timedelta(days=119))
    with pytest.raises(TransferRefused, match="no_unit"):
        handing.hand_to_ahtu(case_id=case.pk, by=country.asha, at=NOW + FOUR_MONTHS)
    unit = an_agency(Kind.AHTU, HOWRAH)
    handing.hand_to_ahtu(case_id=case.pk, by=country.asha, at=NOW + FOUR_MONTHS)
    case.refresh_from_db()
    assert case.owner == unit


def test_a_child_who_turns_eighteen_is_said_once_and_searched_on(country: Country) -> None:
    case = a_case(country.asha, stage="INVESTIGATION")
    MissingCase.objects.filter(pk=case.pk).update(age_last_seen=17)
    later = NOW + timedelta(days=400)
    assert [handing.note_majorities(at=later) for _round in range(2)] == [1, 0]
    case.refresh_from_db()
    assert case.stage == "INVESTIGATION"
    assert case.events.filter(kind=Event.ATTAINED_MAJORITY).count() == 1
