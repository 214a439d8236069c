"""Opening what is sealed, finding the same photograph again, and pictures for paper."""

from base64 import b64encode
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from trackchild.accounts.viewer import Viewer
from trackchild.audit.looks import note_looks

from .derivatives import encode, face_picture, open_own
from .hashing import NEAR
from .models import Photo, PhotoBytes, PhotoOriginal
from .seen import FaceSeen, clear_faces

NEAREST = """
SELECT id, description_id FROM photos_photo
WHERE id <> %(own)s AND phash IS NOT NULL AND bit_count((phash # %(phash)s)::bit(64)) <= %(near)s
ORDER BY bit_count((phash # %(phash)s)::bit(64)), kept_at LIMIT %(most)s
"""
MOST_ALIKE = 20


class ReasonMissing(Exception):
    """Nothing sealed is opened without saying why."""


def open_original(*, photo: Photo, reason: str, by: Viewer) -> PhotoOriginal:
    """The file as it was given. Who opened it and why is written in the same transaction. Raises ReasonMissing.

    The caller has fetched the photograph's record with the permission to open originals.
    """
    if not reason.strip():
        raise ReasonMissing
    note_looks(
        user_id=by.user_id,
        posting_id=by.posting_id,
        route=by.route,
        kind="original",
        record_ids=[photo.pk],
        reason=reason.strip(),
    )
    return PhotoOriginal.objects.get(pk=photo.pk)


def same_photograph(photo: Photo) -> list[tuple[UUID, int]]:
    """Kept pictures that look like this one, with the descriptions they belong to. A hint for a person, no more."""
    if photo.phash is None:
        return []
    asked: dict[str, Any] = {"own": photo.pk, "phash": photo.phash, "near": NEAR, "most": MOST_ALIKE}
    with connection.cursor() as cursor:
        cursor.execute(NEAREST, asked)
        return list(cursor.fetchall())


def face_choices(photo: Photo) -> Sequence[str]:
    """Each face of a picture cut out of the marked view, as addresses that carry their own bytes."""
    view = PhotoBytes.objects.filter(photo=photo, size="view", for_public=False).first()
    if view is None:
        return ()
    content = bytes(view.content)
    scale = open_own(content).width / photo.width
    return [_inline(face_picture(content, _scaled(face, scale), side=96)) for face in clear_faces(photo.seen)]


def picture_for_paper(photo: Photo, *, size: str = "view", is_public: bool = True) -> bytes | None:
    """A marked picture as JPEG, for posters, cards and sheets; None for the public where it may not stand there."""
    if is_public and not photo.is_fit_for_public:
        return None
    sizes = PhotoBytes.objects.filter(photo=photo, size=size)
    kept = (sizes.order_by("-for_public") if is_public else sizes.filter(for_public=False)).first()
    return encode(open_own(bytes(kept.content)), "JPEG", 85) if kept else None


def _scaled(face: FaceSeen, scale: float) -> FaceSeen:
    left, top, right, bottom = (round(side * scale) for side in (face.left, face.top, face.right, face.bottom))
    return FaceSeen(left, top, right, bottom, face.remark)


def _inline(picture: bytes) -> str:
    return f"data:image/webp;base64,{b64encode(picture).decode()}"
