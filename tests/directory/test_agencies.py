"""Entering, changing and retiring offices, and what the database refuses whatever the code does."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from trackchild.core.privacy import Tier
from trackchild.directory import actions
from trackchild.directory.kinds import Kind
from trackchild.directory.models import Agency, AgencyName

from .offices import HOWRAH, KOLKATA, NOW, PATNA, WEST_BENGAL, open_office

pytestmark = pytest.mark.django_db


def test_a_district_office_takes_its_state_from_its_district():
    station = open_office(Kind.POLICE_STATION, "1900001", "Bhawanipore police station", names={"bn": "ভবানীপুর থানা"})

    assert (station.state_id, station.district_id) == (WEST_BENGAL, KOLKATA)
    assert (station.name_in("bn"), station.name_in("hi")) == ("ভবানীপুর থানা", "Bhawanipore police station")
    assert (station.changed_at, station.changed_by) == (NOW, None)


@pytest.mark.parametrize(
    ("kind", "place", "field"),
    [
        (Kind.CWC, {"state": WEST_BENGAL}, "district"),
        (Kind.STATE_NODAL, {"district": KOLKATA}, "state"),
        (Kind.MHA_NODAL, {"state": WEST_BENGAL}, "state"),
        (Kind.POLICE_STATION, {"district": 99999}, "district"),
    ],
)
def test_an_office_in_the_wrong_place_is_refused_with_a_reason(kind, place, field):
    with pytest.raises(ValidationError) as refused:
        open_office(kind, "1900001", **place)

    assert field in refused.value.message_dict
    assert not Agency.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": Kind.CWC, "district": None},
        {"kind": Kind.STATE_NODAL},
        {"kind": Kind.MINISTRY},
        {"takes": "BOYS"},
        {"sanctioned_strength": 20},
        {"code": "12345"},
        {"lat": 22.5},
        {"lat": 51.5, "lon": 0.1},
        {"valid_from": date(2026, 2, 1), "valid_to": date(2026, 1, 1)},
    ],
)
def test_the_database_refuses_an_impossible_office(wrong):
    station = open_office(Kind.POLICE_STATION, "1900001")

    with pytest.raises(IntegrityError), transaction.atomic():
        Agency.objects.filter(pk=station.pk).update(**wrong)


def test_a_home_cannot_have_fewer_than_no_places():
    home = open_office(Kind.CHILDREN_HOME, "1900002", sanctioned_strength=40, takes="GIRLS")

    with pytest.raises(IntegrityError), transaction.atomic():
        Agency.objects.filter(pk=home.pk).update(sanctioned_strength=-1)


def test_a_code_is_given_out_once():
    open_office(Kind.POLICE_STATION, "1900001")

    with pytest.raises(ValidationError):
        open_office(Kind.CWC, "1900001")


def test_new_contacts_leave_the_rest_alone():
    station = open_office(Kind.POLICE_STATION, "1900001", phone="033 2455 0000", email="station@example.in")

    actions.update_contacts(agency_id=station.pk, phone="033 2455 1111", by=7, at=NOW)

    station.refresh_from_db()
    assert (station.phone, station.email, station.changed_by) == ("033 2455 1111", "station@example.in", 7)


def test_contacts_that_are_none_are_refused():
    station = open_office(Kind.POLICE_STATION, "1900001")

    with pytest.raises(ValidationError):
        actions.update_contacts(agency_id=station.pk, phone="call me", by=7, at=NOW)
    with pytest.raises(TypeError):
        actions.update_contacts(agency_id=station.pk, kind=Kind.CWC, by=7, at=NOW)


def test_a_retired_office_serves_until_its_last_day_and_is_kept():
    station = open_office(Kind.POLICE_STATION, "1900001")

    actions.retire_agency(agency_id=station.pk, by=7, at=NOW)

    assert not Agency.objects.active(NOW.date()).exists()
    assert Agency.objects.get().valid_to == NOW.date()


def test_offices_are_found_by_state_district_and_kind():
    station = open_office(Kind.POLICE_STATION, "1900001")
    committee = open_office(Kind.CWC, "1900002", district=HOWRAH)
    desk = open_office(Kind.STATE_NODAL, "1900003", state=WEST_BENGAL)
    open_office(Kind.POLICE_STATION, "1000001", district=PATNA)

    assert set(Agency.objects.in_state(WEST_BENGAL)) == {station, committee, desk}
    assert list(Agency.objects.in_district(HOWRAH)) == [committee]
    assert set(Agency.objects.in_state(WEST_BENGAL).of_kind(Kind.CWC, Kind.STATE_NODAL)) == {committee, desk}


def test_the_nearest_office_comes_first_and_one_without_a_place_never():
    far = open_office(Kind.POLICE_STATION, "1900001", lat=22.65, lon=88.40)
    near = open_office(Kind.POLICE_STATION, "1900002", lat=22.53, lon=88.35)
    open_office(Kind.POLICE_STATION, "1900003")

    found = list(Agency.objects.nearest(22.54, 88.35, 5))

    assert found == [near, far]
    assert found[0].km == pytest.approx(1.11, abs=0.01)


def test_registry_desks_are_opened_once_for_each_district():
    actions.open_registry_desks(districts=[KOLKATA, PATNA], by=None, at=NOW)
    actions.open_registry_desks(districts=[KOLKATA, HOWRAH], by=None, at=NOW)

    desks = Agency.objects.of_kind(Kind.REGISTRY_DESK).order_by("code")
    assert list(desks.values_list("code", "district_id", "state_id")) == [
        ("9000212", PATNA, 10),
        ("9000313", HOWRAH, WEST_BENGAL),
        ("9000315", KOLKATA, WEST_BENGAL),
    ]


@pytest.mark.parametrize("model", [Agency, AgencyName])
def test_every_field_says_how_far_it_may_travel(model):
    assert set(model.PRIVACY) == {field.name for field in model._meta.concrete_fields}
    assert all(isinstance(tier, Tier) for tier in model.PRIVACY.values())
