"""Keeping a picture: its row and all its bytes are written in the same transaction as the record they belong to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from trackchild.children.models import Description

from .derivatives import render
from .faces_encoding import ask_for_face
from .intake import Picture, read_picture
from .models import Photo, PhotoBytes, PhotoMaster, PhotoOriginal
from .seen import FaceSeen, remark_on, which_face
from .vocabulary import PhotoKind, Remark, TakenPrecision
from .watermark import Mark


@dataclass(frozen=True, slots=True)
class Given:
    """A picture with what the person who gave it said about it."""

    picture: Picture
    kind: str = PhotoKind.CHILD
    taken_on: date | None = None
    taken_precision: str = TakenPrecision.DAY
    chosen_face: int | None = None


@transaction.atomic
def keep_picture(*, description: Description, upload: bytes, at: datetime, taken_on: date | None = None) -> Photo:
    """Read an upload and keep it with a description. Pages read it before, outside the transaction: `keep_given`.

    Raises PictureRefused when the file is not a picture that can be kept.
    """
    return keep_given(description=description, given=Given(read_picture(upload), taken_on=taken_on), at=at)


def keep_all(*, description: Description, given: Iterable[Given], at: datetime) -> list[Photo]:
    """Keep several pictures with a description, in their order."""
    return [keep_given(description=description, given=one, at=at) for one in given]


@transaction.atomic
def keep_given(*, description: Description, given: Given, at: datetime) -> Photo:
    """Keep a picture that is read already. The same file twice is kept once."""
    picture = given.picture
    taken_on = given.taken_on or picture.taken_on
    faces = picture.faces
    chosen = which_face(faces, given.chosen_face)
    photo, is_new = Photo.objects.get_or_create(
        description=description,
        sha256=picture.sha256,
        defaults={
            "kind": given.kind,
            "taken_on": taken_on,
            "taken_precision": given.taken_precision,
            "phash": picture.phash,
            "width": picture.width,
            "height": picture.height,
            "faces": None if faces is None else [face.stored() for face in faces],
            "chosen_face": chosen,
            "remark": _remark(given.kind, faces, chosen),
            "kept_at": at,
            "position": description.photos.count(),
        },
    )
    if is_new:
        PhotoOriginal.objects.create(photo=photo, media_type=picture.media_type, content=picture.upload)
        PhotoMaster.objects.create(photo=photo, content=picture.master)
        _keep_sizes(photo, picture.master)
        _note_day(description, given.kind, taken_on)
        ask_for_face(photo)
    return photo


@transaction.atomic
def say_which(*, photo: Photo, chosen_face: int) -> Photo:
    """Somebody who knows the child says which face is the child's; what is shown is made again."""
    if which_face(photo.seen, chosen_face) != chosen_face:
        raise ValueError("the picture has no such face")
    photo.chosen_face = chosen_face
    photo.remark = _remark(photo.kind, photo.seen, chosen_face)
    photo.save(update_fields=["chosen_face", "remark"])
    _make_sizes_again(photo)
    ask_for_face(photo)
    return photo


@transaction.atomic
def say_what(*, photo: Photo, kind: str, taken_on: date | None) -> Photo:
    """Correct what a picture shows and when it was taken."""
    photo.kind, photo.taken_on, photo.taken_precision = kind, taken_on, TakenPrecision.DAY
    photo.remark = _remark(kind, _faces_of(photo), photo.chosen_face)
    photo.save(update_fields=["kind", "taken_on", "taken_precision", "remark"])
    _make_sizes_again(photo)
    _note_day(photo.description, kind, taken_on)
    ask_for_face(photo)
    return photo


@transaction.atomic
def copy_pictures(*, source: Description, target: Description, at: datetime) -> None:
    """Keep the pictures of one description with another record of the same side."""
    for photo in source.photos.select_related("original", "master").order_by("position"):
        kept = Photo.objects.create(
            description=target,
            **{name: getattr(photo, name) for name in _COPIED},
            kept_at=at,
        )
        PhotoOriginal.objects.create(
            photo=kept, media_type=photo.original.media_type, content=bytes(photo.original.content)
        )
        PhotoMaster.objects.create(photo=kept, content=bytes(photo.master.content))
        _keep_sizes(kept, bytes(photo.master.content))
        _note_day(target, photo.kind, photo.taken_on)
        ask_for_face(kept)


_COPIED = (
    *("kind", "taken_on", "taken_precision", "sha256", "phash", "width", "height"),
    *("faces", "chosen_face", "remark", "position"),
)


def _remark(kind: str, faces: Sequence[FaceSeen] | None, chosen: int | None) -> str:
    """Evidence, sketches and progressions are not compared, so nothing about them could be better."""
    return remark_on(faces, chosen) if kind == PhotoKind.CHILD else Remark.NOT_LOOKED


def _faces_of(photo: Photo) -> tuple[FaceSeen, ...] | None:
    return None if photo.faces is None else photo.seen


def _keep_sizes(photo: Photo, master: bytes) -> None:
    mark = Mark(photo.reference, localdate(photo.kept_at))
    faces = photo.seen if photo.kind == PhotoKind.CHILD else ()
    PhotoBytes.objects.bulk_create(
        PhotoBytes(
            photo=photo, size=one.size, for_public=one.for_public, content_type=one.content_type, content=one.content
        )
        for one in render(master, faces=faces, chosen=photo.chosen_face, mark=mark)
    )


def _make_sizes_again(photo: Photo) -> None:
    photo.sizes.all().delete()
    _keep_sizes(photo, bytes(photo.master.content))


def _note_day(description: Description, kind: str, taken_on: date | None) -> None:
    """The description knows its newest photograph: the matcher weighs the years between two."""
    if kind != PhotoKind.CHILD or taken_on is None:
        return
    if description.photo_on is None or taken_on > description.photo_on:
        description.photo_on = taken_on
        description.save(update_fields=["photo_on"])
