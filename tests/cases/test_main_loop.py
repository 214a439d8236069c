"""From the report to the way home, through the actions, with the people of tests/people.py."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from tests.factories import NOW, a_case, a_form_r, a_found_child
from tests.people import Country
from trackchild.cases.actions import found as found_actions
from trackchild.cases.actions import missing as missing_actions
from trackchild.cases.models import MissingCase
from trackchild.cases.states import CaseStage, Event, FoundStage

pytestmark = pytest.mark.django_db


def test_a_station_takes_a_case_from_the_draft_to_the_investigation(country: Country) -> None:
    case = a_case(country.asha, stage="INVESTIGATION")

    case.refresh_from_db()
    assert case.stage == CaseStage.INVESTIGATION
    assert list(case.events.order_by("pk").values_list("kind", flat=True)) == [
        Event.DRAFTED,
        Event.INTIMATED,
        Event.FIR_REGISTERED,
        Event.INVESTIGATION_BEGUN,
    ]


def test_a_stranger_from_another_district_finds_no_such_case(country: Country) -> None:
    case = a_case(country.asha)

    with pytest.raises(Http404):
        missing_actions.intimate(case_id=case.pk, gd_number="1", gd_at=NOW, by=country.iqbal, at=NOW)


def test_the_database_refuses_an_fir_older_than_the_diary_entry(country: Country) -> None:
    case = a_case(country.asha, stage="INTIMATED")

    with pytest.raises(IntegrityError), transaction.atomic():
        missing_actions.register_fir(
            case_id=case.pk, fir_number="1", fir_at=NOW - timedelta(days=3), fir_sections="", by=country.asha, at=NOW
        )
    assert MissingCase.objects.get(pk=case.pk).stage == CaseStage.INTIMATED


def test_a_child_produced_late_needs_a_reason(country: Country) -> None:
    found = a_found_child(country.das, charge_taken_at=NOW - timedelta(hours=30), found_at=NOW - timedelta(hours=31))

    with pytest.raises(found_actions.ReasonForDelay):
        found_actions.produce(found_id=found.pk, late_because="", by=country.gita, at=NOW)

    found = found_actions.produce(found_id=found.pk, late_because="The train was late", by=country.gita, at=NOW)
    assert (found.stage, found.produced_late_because) == (FoundStage.ADMITTED, "The train was late")


def test_a_child_in_the_charge_of_the_railway_police_is_not_in_a_home(country: Country) -> None:
    found = found_actions.take_charge(form=a_form_r(), by=country.iqbal, at=NOW)

    assert (found.stage, found.home_id, found.committee_id) == (FoundStage.TAKEN_CHARGE, None, country.committee.pk)
