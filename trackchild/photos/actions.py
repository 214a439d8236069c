"""Keeping a picture: its row and its bytes are written in the same transaction as the record they belong to."""

from datetime import date, datetime

from django.db import transaction

from trackchild.children.models import Description

from .encoding import clean_picture
from .models import Photo, PhotoBytes


@transaction.atomic
def keep_picture(*, description: Description, upload: bytes, at: datetime, taken_on: date | None = None) -> Photo:
    """Re-encode an upload and keep it with a description. The same file twice is kept once.

    Raises PictureRefused when the file is not a picture that can be kept.
    """
    picture = clean_picture(upload)
    photo, is_new = Photo.objects.get_or_create(
        description=description,
        sha256=picture.sha256,
        defaults={
            "taken_on": taken_on,
            "width": picture.width,
            "height": picture.height,
            "kept_at": at,
            "position": description.photos.count(),
        },
    )
    if is_new:
        PhotoBytes.objects.bulk_create(
            PhotoBytes(photo=photo, size=size, content_type=picture.content_type, content=content)
            for size, content in picture.sizes.items()
        )
        if taken_on and (description.photo_on is None or taken_on > description.photo_on):
            description.photo_on = taken_on
            description.save(update_fields=["photo_on"])
    return photo


@transaction.atomic
def copy_pictures(*, source: Description, target: Description, at: datetime) -> None:
    """Keep the pictures of one description with another record of the same side."""
    for photo in source.photos.order_by("position"):
        kept = Photo.objects.create(
            description=target,
            taken_on=photo.taken_on,
            sha256=photo.sha256,
            width=photo.width,
            height=photo.height,
            kept_at=at,
            position=photo.position,
        )
        PhotoBytes.objects.bulk_create(
            PhotoBytes(photo=kept, size=row.size, content_type=row.content_type, content=row.content)
            for row in photo.sizes.all()
        )
