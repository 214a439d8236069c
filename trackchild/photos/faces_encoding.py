"""From a kept photograph to the numbers that are compared: found, chosen, encoded in other processes, averaged.

The looking is done before the transaction begins and everything is written in one: a process that is killed leaves
the photograph as it was, and the job is done again.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

import numpy as np
import numpy.typing as npt
from django.db import transaction

from trackchild.children.models import Description
from trackchild.core import jobs
from trackchild.faces import NoEncoder, Seen
from trackchild.faces.pool import FacePool, shared

from .derivatives import open_own
from .faces_suppression import digests_of, is_suppressed, record_digest, sources_of, suppress
from .models import FaceModel, FaceVector, Outcome, Photo, PhotoMaster, PhotoVector
from .seen import FaceSeen
from .vocabulary import COMPARED

ENCODE_FACE = "encode_face"
SAME_AGE = timedelta(days=548)
"""Photographs within a year and a half are one face; an older one would blur it."""
Pixels = npt.NDArray[np.uint8]


def ask_for_face(photo: Photo) -> None:
    """Have the face of a photograph encoded, or forgotten, once the present transaction has committed."""
    jobs.enqueue(ENCODE_FACE, photo_id=str(photo.pk))


def encode_photo(*, photo_id: UUID, at: datetime) -> Outcome | None:
    """Encode the child's face of one photograph and renew the mean. None: nothing to encode, or faces are off."""
    photo = Photo.objects.filter(pk=photo_id).first()
    if photo is None:
        return None
    if photo.kind not in COMPARED:
        forget_photo(photo)
        return None
    pool = shared()
    try:
        info = pool.info()
    except NoEncoder:
        return None
    barred = is_suppressed(photo)
    outcome, vector = (Outcome.SUPPRESSED, None) if barred else _encoded(pool, photo, clean_pixels(photo))
    with transaction.atomic():
        Description.objects.select_for_update().get(pk=photo.description_id)
        if is_suppressed(photo):  # somebody erased it while it was being encoded
            outcome, vector = Outcome.SUPPRESSED, None
        _note_model(info.model_id, info.licence, at=at)
        PhotoVector.objects.update_or_create(
            photo=photo, model_id=info.model_id, defaults={"outcome": outcome, "vector": vector, "made_at": at}
        )
        _renew_mean(photo.description_id, info.model_id)
    return outcome


def clean_pixels(photo: Photo) -> Pixels:
    """The picture before any mark was laid over it."""
    return np.asarray(open_own(bytes(PhotoMaster.objects.get(pk=photo.pk).content)))


@transaction.atomic
def forget_photo(photo: Photo) -> None:
    """The numbers of one photograph are gone, from the mean too: it is deleted, or shows something else."""
    Description.objects.select_for_update().get(pk=photo.description_id)
    models = list(photo.vectors.values_list("model_id", flat=True))
    photo.vectors.all().delete()
    for model_id in models:
        _renew_mean(photo.description_id, model_id)


@transaction.atomic
def erase_faces(*, description: Description, at: datetime) -> int:
    """Erase every number made of a child's pictures and keep them from coming back; returns how many there were."""
    Description.objects.select_for_update().get(pk=description.pk)
    digests = [record_digest(*source) for source in sources_of(description.pk)]
    for photo in description.photos.all():
        digests.extend(digests_of(photo))
    suppress(digests, at=at)
    gone, _ = PhotoVector.objects.filter(photo__description=description).delete()
    means, _ = FaceVector.objects.filter(description=description).delete()
    return gone + means


def child_among(seen: Sequence[Seen], chosen: FaceSeen | None) -> Seen | None:
    """Of the faces seen now, the one that somebody pointed to among those seen before; or the only one."""
    if chosen is None:
        return seen[0] if len(seen) == 1 else None
    nearest = max(seen, key=lambda one: _shared_area(one, chosen), default=None)
    return nearest if nearest is not None and _shared_area(nearest, chosen) > 0 else None


def _encoded(pool: FacePool, photo: Photo, pixels: Pixels) -> tuple[Outcome, bytes | None]:
    seen = pool.look(pixels)
    if not seen:
        return Outcome.NO_FACE, None
    known = photo.seen
    pointed = known[photo.chosen_face] if photo.chosen_face is not None and photo.chosen_face < len(known) else None
    child = child_among(seen, pointed)
    if child is None:
        return Outcome.WHICH, None
    if not child.quality.is_comparable:
        return Outcome.TOO_SMALL, None
    return Outcome.ENCODED, pool.encode(pixels, [child.face])[0].astype(np.float32).tobytes()


def _shared_area(one: Seen, other: FaceSeen) -> int:
    face = one.face
    across = min(face.right, other.right) - max(face.left, other.left)
    down = min(face.bottom, other.bottom) - max(face.top, other.top)
    return max(0, across) * max(0, down)


def _note_model(model_id: str, licence: str, *, at: datetime) -> None:
    """The first encoder of an installation is in use at once; a later one waits until everything is encoded anew."""
    if not FaceModel.objects.filter(model_id=model_id).exists():
        FaceModel.objects.get_or_create(
            model_id=model_id,
            defaults={"licence": licence, "first_used_at": at, "in_use": not FaceModel.objects.exists()},
        )


def _renew_mean(description_id: int, model_id: str) -> None:
    kept = (
        PhotoVector.objects.filter(photo__description_id=description_id, model_id=model_id, outcome=Outcome.ENCODED)
        .order_by("photo__position")
        .values_list("vector", "photo__taken_on")
    )
    rows = [(bytes(vector), taken_on) for vector, taken_on in kept if vector is not None]
    mine = FaceVector.objects.filter(description_id=description_id, model_id=model_id)
    if not rows:
        mine.delete()
        return
    vector, taken_on = mean_face(rows)
    if mine.values_list("vector", "taken_on").first() != (vector, taken_on):
        FaceVector.objects.update_or_create(
            description_id=description_id, model_id=model_id, defaults={"vector": vector, "taken_on": taken_on}
        )


def mean_face(rows: Iterable[tuple[bytes, date | None]]) -> tuple[bytes, date | None]:
    """The unit mean of the vectors taken about when the newest was, and that day."""
    rows = list(rows)
    newest = max((taken_on for _, taken_on in rows if taken_on), default=None)
    near = [vector for vector, taken_on in rows if not (newest and taken_on) or newest - taken_on <= SAME_AGE]
    total = np.sum([np.frombuffer(vector, np.float32) for vector in near], axis=0)
    length = float(np.linalg.norm(total))
    return (total / np.float32(max(length, 1e-9))).astype(np.float32).tobytes(), newest
