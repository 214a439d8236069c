"""The officer chooses a picture and reads which photographs are worth looking at; the caution stands on the page."""

import io
from typing import Any

import numpy as np
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from PIL import Image
from skimage import data

from tests.factories import NOW, a_found_child, a_told
from tests.people import Country
from tests.workspaces.conftest import Desk
from trackchild.audit.models import Look
from trackchild.cases.models import FoundChild
from trackchild.matching import answering_faces, feed
from trackchild.matching.engine import Register
from trackchild.matching.models import FaceSearch
from trackchild.photos.actions import keep_picture
from trackchild.photos.faces_encoding import encode_photo
from trackchild.photos.models import FaceVector, Photo

pytestmark = pytest.mark.django_db
PORTRAIT = Image.fromarray(data.astronaut()).crop((100, 0, 380, 320))
LOOK = reverse("picture_search:look_for_face")


def file_of(image: Image.Image = PORTRAIT) -> SimpleUploadedFile:
    """A picture as a browser sends it."""
    kept = io.BytesIO()
    image.save(kept, "JPEG", quality=92)
    return SimpleUploadedFile("face.jpg", kept.getvalue(), "image/jpeg")


def sheet(**changed: Any) -> dict[str, Any]:
    """The form as it is filled in."""
    return {
        "picture": file_of(), "sex": "M", "age_from": "7", "age_to": "12", "side": "BOTH",
        "reason": "Case M-19-26-ABCDEF, shown to the mother", **changed,
    }  # fmt: skip


def answer(client: Client, response: Any) -> str:
    """The matcher answers, the browser follows."""
    assert response.status_code == 302, response.content.decode()
    register = Register(lines=feed.lines())
    register.load(described.record for described in feed.everything())
    with connection.cursor() as cursor:
        answering_faces.answer_faces(cursor, register, at=NOW)
    return client.get(response["Location"]).content.decode()


@pytest.fixture
def boy(country: Country, desk: Desk) -> FoundChild:
    """A found boy with that face, health and a shelter, among forty strangers."""
    rng = np.random.default_rng(4)
    for number in range(40):
        other = a_found_child(country.das, told=a_told(f"Boy {number}"))
        vector = rng.standard_normal(128).astype(np.float32)
        vector /= np.linalg.norm(vector)
        FaceVector.objects.create(
            description=other.description, model_id="dlib-resnet-v1:55533b28a958:128", vector=vector.tobytes()
        )
    found = a_found_child(country.das, told=a_told("Rabi", health="asthma"))
    assert found.description
    photo = keep_picture(description=found.description, upload=file_of(PORTRAIT.rotate(8)).read(), at=NOW)
    encode_photo(photo_id=photo.pk, at=NOW)
    return found


def test_the_photograph_of_that_face_is_shown_first_with_the_caution(
    desk: Desk, country: Country, boy: FoundChild
) -> None:
    client = desk(country.asha)
    page = answer(client, client.post(LOOK, sheet()))

    assert page.index("Rabi") < page.index("Boy 1")
    assert "the faces are very much alike" in page
    assert "tested on adults only" in page and "CWC Patna" in page
    for secret in ("asthma", "Sneha Home"):
        assert secret not in page
    assert Look.objects.filter(record_kind="found", record_id=str(boy.pk), reason__startswith="Case M-19").exists()


def test_the_picture_is_not_kept(desk: Desk, country: Country) -> None:
    before = Photo.objects.count()
    desk(country.asha).post(LOOK, sheet())

    assert Photo.objects.count() == before
    assert FaceSearch.objects.get().reason.startswith("Case M-19")


def test_the_officer_widens_the_search_without_the_picture(desk: Desk, country: Country, boy: FoundChild) -> None:
    client = desk(country.asha)
    asked = client.post(LOOK, sheet(sex="F"))
    assert "Rabi" not in answer(client, asked)
    widened = client.post(
        reverse("picture_search:widen_search"),
        {"of": FaceSearch.objects.get().pk, "sex": "ANY", "age_from": "5", "age_to": "15", "side": "BOTH"},
    )

    assert "Rabi" in answer(client, widened)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"reason": ""}, "Why you look for this face"),
        ({"reason": "look"}, "Say why in a few words"),
        ({"picture": ""}, "Choose the picture of the child"),
        ({"age_to": "3"}, "must not be smaller"),
        ({"picture": file_of(Image.new("RGB", (300, 300), "white"))}, "No face that could be compared"),
        ({"picture": SimpleUploadedFile("x.jpg", b"%PDF-1.4", "image/jpeg")}, "document"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_looked_for(
    desk: Desk, country: Country, changed: dict[str, Any], says: str
) -> None:
    response = desk(country.asha).post(LOOK, sheet(**changed))

    assert response.status_code == 422
    assert says in response.content.decode()
    assert not FaceSearch.objects.exists()


def test_where_no_photograph_is_encoded_the_page_never_says_that_there_is_no_such_child(
    desk: Desk, country: Country
) -> None:
    client = desk(country.asha)

    assert "That says nothing about this child" in answer(client, client.post(LOOK, sheet()))


def test_to_others_the_page_does_not_exist(desk: Desk, country: Country) -> None:
    assert desk(country.das).get(LOOK).status_code == 404
