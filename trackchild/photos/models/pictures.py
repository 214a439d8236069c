"""Pictures of a description, kept as rows. The bytes live in a table of their own, so that lists never touch them."""

import uuid
from typing import ClassVar

from django.db import models

from trackchild.audit.triggers import keep_history
from trackchild.children.models import Description
from trackchild.core.privacy import Tier


class Photo(models.Model):
    """One picture of a child as one side gave it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    description = models.ForeignKey(Description, on_delete=models.PROTECT, related_name="photos")
    taken_on = models.DateField(null=True, blank=True)
    sha256 = models.CharField(max_length=64)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    kept_at = models.DateTimeField()
    position = models.PositiveSmallIntegerField(default=0)

    PRIVACY: ClassVar = {
        "id": Tier.T0,
        "description": Tier.T2,
        "taken_on": Tier.T1,
        "sha256": Tier.T5,
        "width": Tier.T1,
        "height": Tier.T1,
        "kept_at": Tier.T2,
        "position": Tier.T2,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["description", "sha256"], name="photos_photo_once_per_description")
        ]
        triggers: ClassVar = [keep_history("sha256")]

    def __str__(self) -> str:
        return str(self.pk)


class PhotoSize(models.TextChoices):
    """The re-encoded pictures that are kept. The upload itself is never shown."""

    THUMBNAIL = "thumbnail"
    CARD = "card"
    VIEW = "view"


class PhotoBytes(models.Model):
    """One re-encoded size of a picture; immutable."""

    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, related_name="sizes")
    size = models.CharField(max_length=9, choices=PhotoSize.choices)
    content_type = models.CharField(max_length=20)
    content = models.BinaryField()

    PRIVACY: ClassVar = {
        "id": Tier.T2,
        "photo": Tier.T2,
        "size": Tier.T2,
        "content_type": Tier.T2,
        # A public response carries the card only while a publication stands; see the photographs' URL.
        "content": Tier.T1,
    }

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["photo", "size"], name="photos_bytes_once_per_size")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.size}"
