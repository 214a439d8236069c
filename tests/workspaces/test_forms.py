"""Form M and Form R: what is saved comes back, and saving it again changes nothing."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from tests.factories import PATNA, a_found_child, a_report, a_told
from tests.people import Country
from tests.workspaces.conftest import Desk
from tests.workspaces.reading import filled_in
from tests.workspaces.sheets import form_m, form_r
from trackchild.cases.models import FoundChild, MissingCase
from trackchild.children.reading import told_by

pytestmark = pytest.mark.django_db


def state_of(record: Any) -> tuple[Any, ...]:
    """Everything a sheet writes, as values."""
    record = type(record).objects.get(pk=record.pk)
    skip = {"description_id", "stage"}
    people = [
        (contact.kind, contact.name, contact.relation, [phone.number for phone in contact.phones.all()])
        for contact in record.contacts.order_by("kind", "name")
    ]
    facts = {
        field.attname: getattr(record, field.attname) for field in record._meta.fields if field.attname not in skip
    }
    return facts, told_by(record.description), people


def test_form_m_saved_again_untouched_changes_nothing(country: Country, desk: Desk) -> None:
    asha = desk(country.asha)
    assert asha.post(reverse("police:new_case"), form_m(family_migrated="no", can_read="yes")).status_code == 302
    case = MissingCase.objects.get()
    before = state_of(case)
    address = reverse("police:edit_case", args=[case.pk])

    sent = asha.post(address, filled_in(asha.get(address).content.decode()))

    assert sent.status_code == 302, sent.content.decode()
    assert state_of(case) == before
    assert case.description.family_migrated is False
    assert {(kind, relation) for kind, _name, relation, _phones in before[2]} == {
        ("COMPLAINANT", "mother"),
        ("RELATIVE", "FATHER"),
    }


def test_form_r_saved_again_untouched_changes_nothing(country: Country, desk: Desk) -> None:
    das = desk(country.das)
    assert das.post(reverse("homes:admit_child"), form_r()).status_code == 302
    found = FoundChild.objects.get()
    before = state_of(found)
    address = reverse("homes:edit_child", args=[found.pk])

    sent = das.post(address, filled_in(das.get(address).content.decode()))

    assert sent.status_code == 302, sent.content.decode()
    assert state_of(found) == before
    assert found.description.home_district_id is None


def test_words_of_an_earlier_register_are_kept(country: Country, desk: Desk) -> None:
    found = a_found_child(country.das, a_told("Rabi", hair="reddish", languages=["Hindi", "Angika"]))
    address = reverse("homes:edit_child", args=[found.pk])
    das = desk(country.das)

    das.post(address, filled_in(das.get(address).content.decode()))

    found.description.refresh_from_db()
    assert (found.description.hair, found.description.languages) == ("reddish", ["Hindi", "Angika"])


def test_a_report_becomes_a_form_m_with_the_reporters_words(country: Country, desk: Desk) -> None:
    report = a_report(country.station, story="He went to buy milk.")
    asha = desk(country.asha)

    answer = asha.post(reverse("police:convert_to_case", args=[report.pk]))

    given = filled_in(asha.get(answer.headers["Location"]).content.decode())
    assert (given["name"], given["circumstance_text"], given["complainant_phone"]) == (
        "Ravi Kumar",
        "He went to buy milk.",
        "9830000001",
    )
    assert given["event"] == "d313"


def test_a_place_may_be_a_state_alone(country: Country, desk: Desk) -> None:
    answer = desk(country.das).post(reverse("homes:admit_child"), form_r(event="s10", home=f"d{PATNA}"))

    found = FoundChild.objects.get()
    assert answer.status_code == 302
    assert (found.state_id, found.district_id, found.description.home_district_id) == (10, None, PATNA)
    assert found.committee_id == country.committee.pk


def test_digits_of_any_script_are_read(country: Country, desk: Desk) -> None:
    sheet = form_r(found_at_day="१४", found_at_time="२२००", age_years="8.5")

    assert desk(country.das).post(reverse("homes:admit_child"), sheet).status_code == 302
    assert FoundChild.objects.get().found_at.isoformat() == "2026-06-14T16:30:00+00:00"


def test_a_picture_comes_with_the_form(country: Country, desk: Desk) -> None:
    kept = io.BytesIO()
    Image.new("RGB", (300, 400), "teal").save(kept, "JPEG")
    picture = SimpleUploadedFile("child.jpg", kept.getvalue(), "image/jpeg")
    das = desk(country.das)

    das.post(reverse("homes:admit_child"), form_r(picture=picture))

    found = FoundChild.objects.get()
    assert found.description.photos.count() == 1
    page = das.get(reverse("homes:view_child", args=[found.pk])).content.decode()
    assert '<img class="photo" src="/photo/' in page
