"""The sealed original: a permission, a reason and a trace, or no file; and the page of a record's pictures."""

from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from tests.accounts.signing import sign_in_as
from tests.factories import NOW, a_case
from tests.people import Country
from trackchild.accounts.models import User
from trackchild.audit.models import Look
from trackchild.cases.models import MissingCase
from trackchild.photos.actions import keep_given
from trackchild.photos.models import Photo
from trackchild.photos.queries import ReasonMissing, open_original

from .hostile import telling_jpeg
from .pictures import LEFT, RIGHT, astronaut_file, given

pytestmark = pytest.mark.django_db


def signed_in(viewer: Any) -> Client:
    client = Client()
    sign_in_as(client, User.objects.get(pk=viewer.user_id))
    return client


def a_photo(case: MissingCase, **told: Any) -> Photo:
    return keep_given(description=case.description, given=given(**told), at=NOW)


def originals(case: MissingCase) -> str:
    return reverse("pictures:open_case_original", args=[case.pk])


def keep(case: MissingCase) -> str:
    return reverse("pictures:keep_case_photos", args=[case.pk])


def test_the_station_head_opens_an_original_with_a_reason_that_is_kept(country: Country) -> None:
    case = a_case(country.asha)
    photo = a_photo(case)

    answer = signed_in(country.asha).post(originals(case), {"photo": photo.pk, "reason": "The laboratory asks for it."})

    assert answer.content == bytes(photo.original.content)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{photo.reference}.jpg"'
    assert "no-store" in answer.headers["Cache-Control"]
    look = Look.objects.get(record_kind="original")
    assert (look.record_id, look.reason, look.user_id) == (
        str(photo.pk), "The laboratory asks for it.", country.asha.user_id,
    )  # fmt: skip


@pytest.mark.parametrize("reason", ["", "   ", "no"])
def test_without_a_reason_nothing_is_opened(country: Country, reason: str) -> None:
    case = a_case(country.asha)
    photo = a_photo(case)

    answer = signed_in(country.asha).post(originals(case), {"photo": photo.pk, "reason": reason})

    assert answer.status_code == 422
    assert not Look.objects.filter(record_kind="original").exists()
    with pytest.raises(ReasonMissing):
        open_original(photo=photo, reason=" ", by=country.asha)


def test_an_original_is_no_page_for_an_officer_or_a_stranger(country: Country) -> None:
    case = a_case(country.asha)
    told = {"photo": a_photo(case).pk, "reason": "I would like to see it."}

    assert [signed_in(who).post(originals(case), told).status_code for who in (country.bimal, country.iqbal)] == [
        404,
        404,
    ]


def test_the_original_of_another_record_is_not_opened_through_this_one(country: Country) -> None:
    case, other = a_case(country.asha), a_case(country.iqbal)

    answer = signed_in(country.asha).post(originals(case), {"photo": a_photo(other).pk, "reason": "I am curious."})

    assert answer.status_code == 422


def test_an_officer_adds_a_picture_and_points_to_the_child(country: Country) -> None:
    case, client = a_case(country.asha), signed_in(country.asha)

    client.post(keep(case), {"picture": astronaut_file(), "kind": "SKETCH"})
    photo = case.description.photos.get()
    assert photo.kind == "SKETCH"

    group = a_photo(case, faces=(LEFT, RIGHT))
    page = client.get(reverse("pictures:view_case_photos", args=[case.pk])).content.decode()
    assert page.count('name="face"') == 2
    client.post(keep(case), {"photo": group.pk, "face": "1"})
    group.refresh_from_db()
    assert group.chosen_face == 1

    client.post(keep(case), {"photo": group.pk, "kind": "FAMILY"})
    group.refresh_from_db()
    assert (group.kind, group.is_fit_for_public) == ("FAMILY", False)
    assert "Evidence only" in client.get(reverse("pictures:view_case_photos", args=[case.pk])).content.decode()
    assert not group.sizes.filter(for_public=True).exists()


def test_a_stranger_changes_nothing(country: Country) -> None:
    case = a_case(country.asha)
    group = a_photo(case, faces=(LEFT, RIGHT))

    assert signed_in(country.iqbal).post(keep(case), {"photo": group.pk, "face": "1"}).status_code == 404
    assert signed_in(country.asha).post(keep(case), {"photo": UUID(int=1), "face": "1"}).status_code == 404
    group.refresh_from_db()
    assert group.chosen_face is None


def test_a_file_that_is_none_comes_back_with_its_sentence(country: Country) -> None:
    case = a_case(country.asha)
    page = telling_jpeg()[:300]

    answer = signed_in(country.asha).post(keep(case), {"picture": _file(page), "kind": "CHILD"})

    assert answer.status_code == 422
    assert "damaged and cannot be opened" in answer.content.decode()


def test_the_same_photograph_in_another_office_is_counted_and_not_named(country: Country) -> None:
    case, foreign = a_case(country.asha), a_case(country.iqbal)
    told = given()
    for one in (case, foreign):
        keep_given(description=one.description, given=told, at=NOW)

    page = signed_in(country.asha).get(reverse("pictures:view_case_photos", args=[case.pk])).content.decode()

    assert "kept with 1 record of another office" in page
    assert foreign.number not in page


def _file(content: bytes) -> Any:
    file = astronaut_file()
    file.seek(0)
    file.truncate()
    file.write(content)
    file.seek(0)
    return file
