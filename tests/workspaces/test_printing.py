"""Papers of an office open to whom they concern, carry the reader's number and leave a look."""

import io
from typing import Any

import pytest
from django.urls import reverse
from PIL import Image, ImageChops

from tests.factories import NOW, a_found_child, a_viewer, an_agency
from tests.people import Country
from tests.portal.publishing import with_photo, with_progression
from tests.workspaces.conftest import Desk
from tests.workspaces.pairs import a_pair
from trackchild.accounts.permissions import Role
from trackchild.audit.models import Look
from trackchild.cases.actions import found as found_actions
from trackchild.cases.models import FoundChild
from trackchild.directory.kinds import Kind
from trackchild.workspaces.printing.queries import photo_for

pytestmark = pytest.mark.django_db
WALL = "/office/printing/photo-wall"


def a_produced_child(country: Country) -> FoundChild:
    found = a_found_child(country.das)
    found_actions.produce(found_id=found.pk, late_because="", by=country.gita, at=NOW)
    with_photo(found)
    found.refresh_from_db()
    return found


def test_the_comparison_sheet_is_a_tagged_file_and_leaves_looks(country: Country, desk: Desk) -> None:
    pair = a_pair(country)
    with_photo(pair.missing)
    page = reverse("printing:comparison_pdf", args=[pair.pk])

    answer = desk(country.asha).get(page)

    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF-")
    assert "no-store" in answer.headers["Cache-Control"]
    assert Look.objects.filter(record_id__in=[str(pair.missing_id), str(pair.found_id)]).exists()


def test_a_strangers_pair_has_no_sheet(country: Country, desk: Desk) -> None:
    pair = a_pair(country)

    assert desk(country.iqbal).get(reverse("printing:comparison_pdf", args=[pair.pk])).status_code == 404


def test_the_page_to_print_leads_to_the_file(country: Country, desk: Desk) -> None:
    pair = a_pair(country)

    page = desk(country.asha).get(reverse("matches:print_pair", args=[pair.pk])).content.decode()

    assert reverse("printing:comparison_pdf", args=[pair.pk]) in page


def test_the_wall_shows_the_children_of_the_home_and_notes_the_look(country: Country, desk: Desk) -> None:
    found = a_produced_child(country)
    gone = a_produced_child(country)
    FoundChild.objects.filter(pk=gone.pk).update(stage="RESTORED")

    page = desk(country.das).get(WALL)

    text = page.content.decode()
    assert page.status_code == 200
    assert found.number in text
    assert gone.number not in text
    assert "Sneha Home" in text
    assert "/photo/" in text
    look = Look.objects.get(record_id=str(found.pk), reason="Photo wall")
    assert look.user_id == country.das.user_id


def test_the_committee_sees_its_own_children_of_a_home(country: Country, desk: Desk) -> None:
    found, other = a_produced_child(country), a_produced_child(country)
    FoundChild.objects.filter(pk=other.pk).update(committee=an_agency(Kind.CWC, 196))

    text = desk(country.gita).get(WALL).content.decode()

    assert found.number in text
    assert other.number not in text


@pytest.mark.parametrize("person", ["asha", "bimal", "farida", "rahman", "iqbal", "nodal"])
def test_the_wall_does_not_exist_for_anybody_else(country: Country, desk: Desk, person: str) -> None:
    a_produced_child(country)

    assert desk(getattr(country, person)).get(WALL).status_code == 404


def test_another_home_sees_nothing_of_it(country: Country, desk: Desk) -> None:
    found = a_produced_child(country)
    stranger = a_viewer(Role.HOME_HEAD, an_agency(Kind.CHILDREN_HOME, 212))

    assert found.number not in desk(stranger).get(WALL).content.decode()
    assert desk(stranger).get(WALL, {"home": str(country.home.pk)}).status_code == 404


def test_every_printed_picture_says_for_whom_it_was_printed(country: Country) -> None:
    found = a_produced_child(country)

    for_das, for_gita = (photo_for(found.description, viewer, at=NOW) for viewer in (country.das, country.gita))

    assert for_das
    assert for_gita
    assert differs(for_das, for_gita)
    assert not differs(for_das, photo_for(found.description, country.das, at=NOW) or b"")


def differs(one: bytes, other: bytes) -> bool:
    with Image.open(io.BytesIO(one)) as first, Image.open(io.BytesIO(other)) as second:
        return ImageChops.difference(first, second).getbbox() is not None


def test_a_progression_is_shown_apart_and_named_and_never_leads(country: Country, desk: Desk) -> None:
    found = a_found_child(country.das)
    with_progression(found)

    text = desk(country.das).get(reverse("homes:view_child", args=[found.pk])).content.decode()
    list_text = desk(country.das).get(reverse("homes:list_children")).content.decode()

    assert "Not a photograph; it is never compared." in text
    assert text.count("<figure") == 1
    assert "No photograph" in list_text


def test_a_page_of_a_child_says_both_ages(country: Country, desk: Desk, clock: Any) -> None:
    found = a_found_child(country.das)
    clock.now = NOW.replace(year=NOW.year + 3)

    text = desk(country.das).get(reverse("homes:view_child", args=[found.pk])).content.decode()

    assert "9 years then, 12 years now" in text
