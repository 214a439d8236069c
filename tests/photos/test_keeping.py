"""A kept picture: original, master and marked sizes together or not at all; who sees which of them."""

from typing import Any

import numpy as np
import pytest
from django.db import connection
from django.test import RequestFactory
from PIL import Image

from tests.factories import NOW, a_case
from tests.people import Country
from tests.portal.publishing import a_published_case
from trackchild.photos import actions, views
from trackchild.photos.actions import copy_pictures, keep_given, say_which
from trackchild.photos.derivatives import open_own, without_faces
from trackchild.photos.hashing import NEAR, differing_bits, picture_hash
from trackchild.photos.models import Photo, PhotoBytes, PhotoMaster, PhotoOriginal
from trackchild.photos.queries import picture_for_paper, same_photograph
from trackchild.photos.seen import FaceSeen, remark_on, which_face
from trackchild.photos.signing import PUBLIC, photo_url, posting_audience

from .hostile import drawn
from .pictures import LEFT, RIGHT, a_picture, given

pytestmark = pytest.mark.django_db


def pixels(content: bytes) -> Any:
    return np.asarray(open_own(content), dtype=np.int16)


def the_size(photo: Photo, size: str, *, for_public: bool = False) -> bytes:
    return bytes(photo.sizes.get(size=size, for_public=for_public).content)


def shown_to(viewer: Any, photo: Photo, size: str = "card", **headers: str) -> Any:
    address = photo_url(photo, size, posting_audience(viewer.posting_id))
    request = RequestFactory().get(address, **headers)
    request.viewer = viewer  # type: ignore[attr-defined]
    return views.show_photo(request, address.rsplit("/", 1)[-1])


def test_a_picture_is_kept_whole_or_not_at_all(country: Country, monkeypatch: pytest.MonkeyPatch) -> None:
    case = a_case(country.asha)
    monkeypatch.setattr(actions, "render", lambda *_a, **_k: (_ for _ in ()).throw(OSError("the disk is full")))

    with pytest.raises(OSError, match="disk"):
        keep_given(description=case.description, given=given(), at=NOW)

    assert [model.objects.count() for model in (Photo, PhotoOriginal, PhotoMaster, PhotoBytes)] == [0, 0, 0, 0]


def test_the_original_stays_as_it_came_and_the_same_file_is_kept_once(country: Country) -> None:
    case, picture = a_case(country.asha), a_picture()

    photos = {keep_given(description=case.description, given=actions.Given(picture), at=NOW) for _ in range(2)}

    assert len(photos) == 1
    assert bytes(photos.pop().original.content) == picture.upload


def test_bytes_lie_outside_their_rows_and_are_not_compressed_again() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attrelid::regclass::text, attstorage FROM pg_attribute WHERE atttypid = 'bytea'::regtype "
            "AND attname IN ('content', 'upload', 'master', 'thumbnail') "
            "AND attrelid::regclass::text ~ '^(photos|portal)_'"
        )
        kept = dict(cursor.fetchall())

    assert set(kept) == {"photos_photobytes", "photos_photomaster", "photos_photooriginal", "portal_draftpicture"}
    assert set(kept.values()) <= {"e", b"e"}


@pytest.mark.parametrize("size", ["thumbnail", "card", "view"])
def test_every_size_bears_the_mark_and_the_master_none(country: Country, size: str) -> None:
    case = a_case(country.asha)
    first, second = (keep_given(description=case.description, given=given(), at=NOW) for _ in range(2))

    foot = [pixels(the_size(photo, size))[-14:] for photo in (first, second)]
    assert foot[0].mean() < pixels(bytes(first.master.content))[-14:].mean(), "a dark strip for the line"
    assert first.reference != second.reference
    assert first.reference.startswith("P-") and first.reference[2:].lower() == first.pk.hex[:8]


def test_what_an_officer_sees_names_the_officer_and_is_cached_for_nobody_else(country: Country) -> None:
    photo = keep_given(description=a_case(country.asha).description, given=given(), at=NOW)

    asha, bimal = shown_to(country.asha, photo), shown_to(country.bimal, photo)
    again = shown_to(country.asha, photo, HTTP_IF_NONE_MATCH=asha.headers["ETag"])
    borrowed = shown_to(country.bimal, photo, HTTP_IF_NONE_MATCH=asha.headers["ETag"])

    assert asha.content != bimal.content
    assert pixels(asha.content)[:10].mean() < pixels(the_size(photo, "card"))[:10].mean(), "a line at the head too"
    assert (again.status_code, again.content, borrowed.status_code) == (304, b"", 200)
    assert asha.headers["Cache-Control"] == "private, max-age=900"


def test_of_a_group_nobody_is_shown_until_the_child_is_pointed_out(client: Any, country: Country) -> None:
    case = a_published_case(country)
    photo = keep_given(description=case.description, given=given(faces=(LEFT, RIGHT)), at=NOW)
    assert (photo.remark, client.get(photo_url(photo, "card", PUBLIC)).status_code) == ("SEVERAL", 404)
    assert picture_for_paper(photo) is None

    photo = say_which(photo=photo, chosen_face=0)

    answer = client.get(photo_url(photo, "card", PUBLIC))
    assert (photo.remark, answer.status_code) == ("GOOD", 200)
    assert answer.content == the_size(photo, "card", for_public=True)


def test_the_other_faces_are_gone_for_the_public_and_stay_for_the_police(country: Country) -> None:
    told = given(faces=(LEFT, RIGHT), chosen_face=0)
    photo = keep_given(description=a_case(country.asha).description, given=told, at=NOW)

    police, public = pixels(the_size(photo, "view")), pixels(the_size(photo, "view", for_public=True))
    other = (slice(RIGHT.top, RIGHT.bottom), slice(RIGHT.left, RIGHT.right))
    own = (slice(LEFT.top, LEFT.bottom), slice(LEFT.left, LEFT.right))
    assert np.abs(police[own] - public[own]).mean() < np.abs(police[other] - public[other]).mean() / 4


def test_a_hidden_face_has_no_edges_left() -> None:
    picture = drawn()
    place = (slice(RIGHT.top, RIGHT.bottom), slice(RIGHT.left, RIGHT.right))

    before, after = (
        np.abs(np.diff(np.asarray(one, dtype=np.int16)[place], axis=0)).mean()
        for one in (picture, without_faces(picture, [RIGHT]))
    )

    assert after < before / 10


@pytest.mark.parametrize(("kind", "status"), [("FAMILY", 404), ("SKETCH", 200), ("PROGRESSION", 200), ("CHILD", 200)])
def test_a_brother_is_never_public(client: Any, country: Country, kind: str, status: int) -> None:
    photo = keep_given(description=a_published_case(country).description, given=given(kind=kind, faces=()), at=NOW)

    assert client.get(photo_url(photo, "card", PUBLIC)).status_code == status
    assert photo.is_fit_for_public is (status == 200) is Photo.objects.fit_for_public().exists()


def test_only_a_photograph_of_the_child_with_a_known_face_is_compared(country: Country) -> None:
    description = a_case(country.asha).description
    for told in (
        given(faces=(LEFT,)),
        given(faces=(LEFT, RIGHT), chosen_face=1),
        given(faces=(LEFT, RIGHT)),
        given(faces=()),
        given(faces=(LEFT,), kind="FAMILY"),
        given(faces=(LEFT,), kind="PROGRESSION"),
        given(),
    ):
        keep_given(description=description, given=told, at=NOW)

    assert [(len(photo.seen), photo.chosen_face) for photo in Photo.objects.to_compare().order_by("position")] == [
        (1, 0),
        (2, 1),
    ]


def test_the_same_photograph_under_another_file_is_told(country: Country) -> None:
    description = a_case(country.asha).description
    picture = drawn()
    small = picture.resize((400, 300))
    assert differing_bits(picture_hash(picture) or 0, picture_hash(small) or 0) <= NEAR
    assert picture_hash(Image.new("RGB", (300, 300), "white")) is None, "a blank page is like nothing"

    first, second, other = (
        keep_given(description=description, given=actions.Given(one), at=NOW)
        for one in (a_picture(), a_picture(), a_picture())
    )
    Photo.objects.filter(pk=second.pk).update(phash=(first.phash or 0) ^ 0b101)
    Photo.objects.filter(pk=other.pk).update(phash=(first.phash or 0) ^ 0xFFFF)

    assert [photo_id for photo_id, _description in same_photograph(first)] == [second.pk]


def test_pictures_go_with_a_report_that_becomes_a_case(country: Country) -> None:
    source, target = a_case(country.asha).description, a_case(country.asha).description
    photo = keep_given(description=source, given=given(faces=(LEFT, RIGHT), chosen_face=1), at=NOW)

    copy_pictures(source=source, target=target, at=NOW)

    copy = target.photos.get()
    assert bytes(copy.original.content) == bytes(photo.original.content)
    assert (copy.chosen_face, copy.sizes.count()) == (1, 6)


@pytest.mark.parametrize(
    ("faces", "chosen", "remark"),
    [
        (None, None, ""),
        ((), None, "NO_FACE"),
        ((LEFT,), None, "GOOD"),
        ((LEFT, RIGHT), None, "SEVERAL"),
        ((LEFT, FaceSeen(0, 0, 9, 9, "SMALL")), 1, "SMALL"),
        ((LEFT, RIGHT), 7, "SEVERAL"),
        ((LEFT, FaceSeen(0, 0, 9, 9, "SMALL", doubtful=True)), None, "GOOD"),
    ],
)
def test_one_thing_is_said_of_a_picture(faces: Any, chosen: int | None, remark: str) -> None:
    assert remark_on(faces, chosen) == remark
    assert (which_face(faces, chosen) is None) == (remark in ("", "NO_FACE", "SEVERAL"))
