"""The faces of kept photographs: encoded after the commit, averaged, never mixed, and gone for good when erased.

The only real face is an adult's: the public-domain portrait of an astronaut.
"""

import io
import os
import signal
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from django.core.management import call_command
from django.db import connection
from PIL import Image, ImageFilter
from skimage import data

from tests.factories import NOW, a_case
from tests.registry.test_import_export import a_row, load, write
from trackchild.cases.models import MissingCase
from trackchild.children.models import Description
from trackchild.faces import pool
from trackchild.matching import feed
from trackchild.matching.models import DescriptionChange
from trackchild.photos import faces_models
from trackchild.photos.actions import Given, keep_given, keep_picture, say_what, say_which
from trackchild.photos.faces_encoding import ENCODE_FACE, encode_photo, erase_faces, mean_face
from trackchild.photos.intake import read_picture
from trackchild.photos.models import FaceModel, FaceSuppression, FaceVector, Outcome, Photo, PhotoVector
from trackchild.photos.vocabulary import PhotoKind
from trackchild.registry.columns import MISSING

pytestmark = pytest.mark.django_db
PORTRAIT = Image.fromarray(data.astronaut()).crop((100, 0, 380, 320))


def upload(image: Image.Image = PORTRAIT) -> bytes:
    """A picture as a file."""
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def two_faces() -> Image.Image:
    """The portrait beside its smaller copy."""
    both = Image.new("RGB", (560, 320), "white")
    both.paste(PORTRAIT, (0, 0))
    both.paste(PORTRAIT.resize((224, 256)), (300, 30))
    return both


def keep(description: Description, image: Image.Image = PORTRAIT, **said: object) -> Photo:
    """A photograph kept with a description."""
    return keep_given(description=description, given=Given(read_picture(upload(image)), **said), at=NOW)  # type: ignore[arg-type]


def waiting() -> list[str]:
    """The photographs that wait to be encoded."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT args ->> 'photo_id' FROM procrastinate_jobs WHERE task_name = %s AND status = 'todo' ORDER BY id",
            [ENCODE_FACE],
        )
        return [row[0] for row in cursor.fetchall()]


@pytest.fixture
def description() -> Description:
    """What was said of a missing child."""
    described = a_case(stage="INVESTIGATION").description
    assert described is not None
    return described


@pytest.fixture
def other_encoder() -> Iterator[None]:
    """Faces are switched off, as on a machine without the libraries."""
    pool.use("off")
    yield
    pool.use("dlib")


def test_a_kept_photograph_waits_to_be_encoded_and_becomes_the_face_of_its_child(description: Description) -> None:
    photo = keep_picture(description=description, upload=upload(), at=NOW, taken_on=date(2025, 5, 1))
    assert waiting() == [str(photo.pk)]

    assert encode_photo(photo_id=photo.pk, at=NOW) is Outcome.ENCODED

    kept = FaceVector.objects.get()
    vector = np.frombuffer(bytes(kept.vector), np.float32)
    assert (kept.description_id, kept.taken_on) == (description.pk, date(2025, 5, 1))
    assert vector.shape == (128,) and np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)
    assert FaceModel.objects.get().in_use
    assert DescriptionChange.objects.filter(description_id=description.pk).exists()


def test_the_same_job_twice_changes_nothing(description: Description) -> None:
    photo = keep(description)
    for _ in range(2):
        encode_photo(photo_id=photo.pk, at=NOW)

    assert PhotoVector.objects.count() == FaceVector.objects.count() == 1


def test_a_face_is_encoded_from_the_clean_picture_without_its_mark(description: Description) -> None:
    photo = keep(description)
    encode_photo(photo_id=photo.pk, at=NOW)
    pixels = np.asarray(PORTRAIT)
    direct = pool.shared().encode(pixels, [pool.see(pixels)[0].face])[0]

    assert float(direct @ np.frombuffer(bytes(PhotoVector.objects.get().vector), np.float32)) > 0.99


def test_several_photographs_are_one_mean_face(description: Description) -> None:
    for image in (PORTRAIT, PORTRAIT.filter(ImageFilter.GaussianBlur(1.5)), PORTRAIT.rotate(20)):
        encode_photo(photo_id=keep(description, image).pk, at=NOW)
    rows = [np.frombuffer(bytes(row), np.float32) for row in PhotoVector.objects.values_list("vector", flat=True)]
    mean = np.frombuffer(bytes(FaceVector.objects.get().vector), np.float32)

    assert len(rows) == 3
    assert min(float(mean @ row) for row in rows) > max(float(rows[0] @ rows[1]), float(rows[0] @ rows[2])) - 0.02


def test_a_photograph_of_years_before_does_not_blur_the_face() -> None:
    new, old = (np.eye(8, dtype=np.float32)[n].tobytes() for n in (0, 1))

    assert mean_face([(old, date(2019, 1, 1)), (new, date(2024, 1, 1))]) == (new, date(2024, 1, 1))


def test_of_several_faces_none_is_taken_until_somebody_says_which(description: Description) -> None:
    photo = keep(description, two_faces())
    assert len(photo.seen) == 2
    assert encode_photo(photo_id=photo.pk, at=NOW) is Outcome.WHICH
    assert not FaceVector.objects.exists()

    say_which(photo=photo, chosen_face=1)

    assert waiting()[-1] == str(photo.pk)
    assert encode_photo(photo_id=photo.pk, at=NOW) is Outcome.ENCODED


@pytest.mark.parametrize("kind", [PhotoKind.SKETCH, PhotoKind.PROGRESSION, PhotoKind.FAMILY])
def test_what_is_no_photograph_of_the_child_is_never_compared(description: Description, kind: str) -> None:
    assert encode_photo(photo_id=keep(description, kind=kind).pk, at=NOW) is None
    assert not PhotoVector.objects.exists() and not FaceVector.objects.exists()
    assert faces_models.encode_what_lacks(at=NOW) == 0


def test_a_photograph_that_turns_out_to_be_a_drawing_loses_its_numbers(description: Description) -> None:
    photo = keep(description)
    encode_photo(photo_id=photo.pk, at=NOW)
    say_what(photo=photo, kind=PhotoKind.SKETCH, taken_on=None)
    encode_photo(photo_id=photo.pk, at=NOW)

    assert not PhotoVector.objects.exists() and not FaceVector.objects.exists()


def test_a_picture_without_a_face_or_with_a_tiny_one_is_kept_and_not_compared(description: Description) -> None:
    empty = Image.new("RGB", (300, 300), "white")
    tiny = Image.new("RGB", (300, 300), "white")
    tiny.paste(PORTRAIT.resize((70, 80)), (100, 100))

    assert encode_photo(photo_id=keep(description, empty).pk, at=NOW) is Outcome.NO_FACE
    assert encode_photo(photo_id=keep(description, tiny).pk, at=NOW) in (Outcome.TOO_SMALL, Outcome.NO_FACE)
    assert Photo.objects.count() == 2 and not FaceVector.objects.exists()


def test_a_killed_process_leaves_no_half_state(description: Description) -> None:
    photo = keep(description)
    pool.see(np.asarray(PORTRAIT))
    running = pool.shared()._running
    assert running is not None
    victim = next(iter(running._processes))
    threading.Timer(0.03, os.kill, (victim, signal.SIGKILL)).start()

    assert encode_photo(photo_id=photo.pk, at=NOW) is Outcome.ENCODED
    assert PhotoVector.objects.count() == FaceVector.objects.count() == 1


@pytest.mark.usefixtures("other_encoder")
def test_where_faces_are_off_pictures_are_kept_all_the_same(description: Description) -> None:
    photo = keep(description)

    assert encode_photo(photo_id=photo.pk, at=NOW) is None
    assert faces_models.encode_what_lacks(at=NOW) == 0


def test_a_new_encoder_takes_over_when_every_photograph_is_encoded_anew(description: Description) -> None:
    old = FaceModel.objects.create(model_id="old:abc:8", first_used_at=NOW, in_use=True)
    photo = keep(description)
    numbers = np.eye(8, dtype=np.float32)[0].tobytes()
    PhotoVector.objects.create(photo=photo, model_id=old.model_id, outcome="ENCODED", vector=numbers, made_at=NOW)
    FaceVector.objects.create(description=description, model_id=old.model_id, vector=numbers)
    foreign = FaceVector.objects.create(description=a_case().description, model_id="imported:x", vector=numbers)

    assert faces_models.encode_what_lacks(at=NOW) == 1
    encode_photo(photo_id=photo.pk, at=NOW)
    (one,) = feed.these([description.pk])
    assert one.record.vector_model == old.model_id, "until all are encoded, the old numbers are compared"

    assert faces_models.encode_what_lacks(at=NOW) == 0
    (one,) = feed.these([description.pk])
    assert str(one.record.vector_model).startswith("dlib-resnet-v1:")
    assert FaceModel.objects.get(in_use=True).model_id == one.record.vector_model
    assert set(FaceVector.objects.values_list("model_id", flat=True)) == {one.record.vector_model, foreign.model_id}
    assert not PhotoVector.objects.filter(model_id=old.model_id).exists()


def test_an_erased_face_does_not_come_back_with_its_picture(description: Description) -> None:
    photo = keep(description)
    encode_photo(photo_id=photo.pk, at=NOW)
    assert erase_faces(description=description, at=NOW) == 2

    assert encode_photo(photo_id=photo.pk, at=NOW) is Outcome.SUPPRESSED
    again = keep(a_case().description)  # type: ignore[arg-type]
    assert again.pk != photo.pk
    assert encode_photo(photo_id=again.pk, at=NOW) is Outcome.SUPPRESSED
    assert not FaceVector.objects.exists()
    assert photo.sha256 not in FaceSuppression.objects.values_list("digest", flat=True), "only a digest under a key"


def test_an_erased_face_does_not_come_back_with_the_next_import(tmp_path: Path) -> None:
    write(tmp_path, "missing.csv", MISSING, a_row(), a_row(missing_id="M2"))
    np.save(tmp_path / "missing_photo.npy", np.eye(2, 8, dtype=np.float32))
    load(tmp_path, source="old portal")
    erased, left = MissingCase.objects.order_by("source_id")
    call_command("erase_faces", erased.number, stdout=io.StringIO())
    # The record itself goes too, as when a folder is taken back and imported again.
    MissingCase.objects.filter(pk=erased.pk).update(source_id="gone")

    load(tmp_path, source="old portal")

    back = MissingCase.objects.get(source_id=erased.source_id)
    assert back.pk != erased.pk
    assert list(FaceVector.objects.values_list("description_id", flat=True)) == [left.description_id]
    assert encode_photo(photo_id=keep(back.description).pk, at=NOW) is Outcome.SUPPRESSED  # type: ignore[arg-type]


def test_one_file_of_vectors_never_holds_two_models(description: Description, tmp_path: Path) -> None:
    encode_photo(photo_id=keep(description).pk, at=NOW)
    FaceVector.objects.create(
        description=description, model_id="other:abc:128", vector=np.ones(128, dtype=np.float32).tobytes()
    )
    call_command("export_registry", tmp_path, with_vectors=True, stdout=io.StringIO())

    mine = FaceVector.objects.get(model_id__startswith="dlib")
    assert np.load(tmp_path / "missing_photo.npy")[0].tobytes() == bytes(mine.vector)
