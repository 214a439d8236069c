"""The pictures of a report that is not sent yet: kept at once, shown at once, and spoken of at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.timezone import localdate

from trackchild.photos.actions import Given
from trackchild.photos.derivatives import face_picture, plain_thumbnail
from trackchild.photos.hashing import NEAR, differing_bits
from trackchild.photos.intake import Picture
from trackchild.photos.seen import FaceSeen, clear_faces, from_stored, remark_on, which_face
from trackchild.photos.vocabulary import ADVICE, PhotoKind, Remark, TakenPrecision

from .models import Draft, DraftPicture

MOST = 6
"""Pictures of one report; the form asks for three."""
ROW = ("id", "draft_id", "kind", "taken_on", "taken_precision", "faces", "chosen_face", "kept_at", "phash")
"""What a page needs to speak of a picture, without its bytes."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A kept picture as the page speaks of it."""

    picture: DraftPicture
    advice: str | Promise
    is_good: bool
    faces: range
    """The faces to choose from; empty where there is nothing to choose."""
    is_like_another: bool

    @property
    def year(self) -> str:
        """When it was taken, as the person said or the camera wrote."""
        return str(self.picture.taken_on.year) if self.picture.taken_on else ""


@transaction.atomic
def keep_picture(
    *, draft: Draft, picture: Picture, at: datetime, kind: str = PhotoKind.CHILD, year: int | None = None
) -> DraftPicture | None:
    """Keep a picture with a draft; None when there are as many as a report may have. The same file is kept once."""
    kept = DraftPicture.objects.filter(draft=draft)
    if kept.count() >= MOST and not kept.filter(sha256=picture.sha256).exists():
        return None
    child = picture.faces[0] if picture.faces and which_face(picture.faces, None) == 0 else None
    row, _is_new = DraftPicture.objects.get_or_create(
        draft=draft,
        sha256=picture.sha256,
        defaults={
            "kind": kind,
            **_taken(picture, year, localdate(at)),
            "upload": picture.upload,
            "media_type": picture.media_type,
            "master": picture.master,
            "thumbnail": plain_thumbnail(picture.master, child),
            "width": picture.width,
            "height": picture.height,
            "phash": picture.phash,
            "faces": None if picture.faces is None else [face.stored() for face in picture.faces],
            "kept_at": at,
        },
    )
    return row


def _taken(picture: Picture, year: int | None, today: date) -> dict[str, Any]:
    """The day the camera wrote, unless the person says another year; the middle of a year stands for the year."""
    camera = picture.taken_on
    if year is None or (camera and camera.year == year):
        return {"taken_on": camera if camera and camera <= today else None, "taken_precision": TakenPrecision.DAY}
    return {"taken_on": min(date(year, 7, 1), today), "taken_precision": TakenPrecision.YEAR}


@transaction.atomic
def heed(*, draft: Draft, posted: Mapping[str, str]) -> bool:
    """Remove the pictures that were ticked, note the faces that were pointed to. Answers whether one was removed."""
    removed = False
    for row in DraftPicture.objects.filter(draft=draft).only("id", "faces"):
        if posted.get(f"remove_{row.pk}"):
            row.delete()
            removed = True
            continue
        face = posted.get(f"face_{row.pk}", "")
        if face.isdecimal() and which_face(_faces(row), int(face)) == int(face):
            DraftPicture.objects.filter(pk=row.pk).update(chosen_face=int(face))
    return removed


def shown(draft: Draft | None) -> Iterator[Shown]:
    """The kept pictures, each with its one sentence."""
    rows = list(DraftPicture.objects.filter(draft=draft).only(*ROW)) if draft else []
    for place, row in enumerate(rows):
        faces = _faces(row)
        is_child = row.kind == PhotoKind.CHILD
        remark = remark_on(faces, row.chosen_face) if is_child else Remark.NOT_LOOKED
        several = len(clear_faces(faces or ())) if is_child else 0
        yield Shown(
            row,
            ADVICE[remark],
            remark == Remark.GOOD,
            range(several if several > 1 else 0),
            _is_like(row, rows[:place]),
        )


def _is_like(row: DraftPicture, earlier: list[DraftPicture]) -> bool:
    known = [one.phash for one in earlier if one.phash is not None]
    return row.phash is not None and any(differing_bits(row.phash, one) <= NEAR for one in known)


def _faces(row: DraftPicture) -> tuple[FaceSeen, ...] | None:
    return None if row.faces is None else from_stored(row.faces)


def image_of(draft: Draft, picture: int | None, face: int | None) -> bytes | None:
    """A kept picture, small, the newest unless one is named; or one face of it."""
    rows = DraftPicture.objects.filter(draft=draft)
    row = rows.filter(pk=picture).first() if picture is not None else rows.last()
    if row is None:
        return None
    if face is None:
        return bytes(row.thumbnail)
    faces = _faces(row) or ()
    return face_picture(bytes(row.master), faces[face]) if face < len(faces) else None


def given_of(draft: Draft) -> tuple[Given, ...]:
    """The pictures as the report keeps them: those of the child first."""
    rows = sorted(DraftPicture.objects.filter(draft=draft), key=lambda row: row.kind != PhotoKind.CHILD)
    return tuple(
        Given(
            Picture(
                upload=bytes(row.upload),
                media_type=row.media_type,
                sha256=row.sha256,
                master=bytes(row.master),
                width=row.width,
                height=row.height,
                phash=row.phash,
                faces=_faces(row),
            ),
            kind=row.kind,
            taken_on=row.taken_on,
            taken_precision=row.taken_precision,
            chosen_face=row.chosen_face,
        )
        for row in rows
    )
