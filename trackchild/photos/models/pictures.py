"""Pictures of a description, kept as rows. The bytes lie in tables of their own, so that lists never touch them."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trackchild.audit.triggers import keep_history
from trackchild.children.models import Description
from trackchild.core.privacy import Tier
from trackchild.photos.querysets import PhotoQuerySet
from trackchild.photos.seen import FaceSeen, clear_faces, from_stored
from trackchild.photos.vocabulary import PUBLIC_KINDS, PhotoKind, Remark, TakenPrecision


class Photo(models.Model):
    """One picture of a child, or evidence about how it looks, as one side gave it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    description = models.ForeignKey(Description, on_delete=models.PROTECT, related_name="photos")
    kind = models.CharField(_("what the picture shows"), max_length=12, choices=PhotoKind.choices, default="CHILD")
    taken_on = models.DateField(_("when it was taken"), null=True, blank=True)
    taken_precision = models.CharField(max_length=4, choices=TakenPrecision.choices, default="DAY")
    sha256 = models.CharField(max_length=64)
    phash = models.BigIntegerField(null=True, blank=True)
    """Of how it looks, to find the same photograph under another file."""
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    faces = models.JSONField(null=True, blank=True)
    """Left, top, right, bottom and remark of each face in the clean master, the largest first; NULL: nobody looked."""
    chosen_face = models.PositiveSmallIntegerField(null=True, blank=True)
    """Which of several faces is the child, as somebody who knows it said."""
    remark = models.CharField(max_length=8, choices=Remark.choices, blank=True)
    kept_at = models.DateTimeField()
    position = models.PositiveSmallIntegerField(default=0)

    objects = PhotoQuerySet.as_manager()

    PRIVACY: ClassVar = {
        "id": Tier.T0,
        "description": Tier.T2,
        "kind": Tier.T1,
        "taken_on": Tier.T1,
        "taken_precision": Tier.T1,
        "sha256": Tier.T5,
        "phash": Tier.T5,
        "width": Tier.T1,
        "height": Tier.T1,
        "faces": Tier.T2,
        "chosen_face": Tier.T2,
        "remark": Tier.T2,
        "kept_at": Tier.T2,
        "position": Tier.T2,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["description", "sha256"], name="photos_photo_once_per_description"),
            models.CheckConstraint(condition=Q(kind__in=PhotoKind.values), name="photos_photo_kind_is_known"),
        ]
        triggers: ClassVar = [keep_history("sha256", "phash")]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def reference(self) -> str:
        """What stands in the mark: enough to find the picture again, and nothing about the child."""
        return f"P-{self.pk.hex[:8].upper()}"

    @property
    def seen(self) -> tuple[FaceSeen, ...]:
        """The faces in it."""
        return from_stored(self.faces or ())

    @property
    def is_group(self) -> bool:
        """A photograph of the child with other people in it."""
        return self.kind == PhotoKind.CHILD and len(clear_faces(self.seen)) > 1

    @property
    def asks_which(self) -> bool:
        """Several faces are seen and nobody has said which is the child."""
        return self.is_group and self.chosen_face is None

    @property
    def is_fit_for_public(self) -> bool:
        """Whether everybody may see it once a publication stands: never a stranger's face, never the family's."""
        return self.kind in PUBLIC_KINDS and not self.asks_which


class PhotoSize(models.TextChoices):
    """The re-encoded pictures that are kept. The upload itself is never shown."""

    THUMBNAIL = "thumbnail"
    CARD = "card"
    VIEW = "view"


class PhotoBytes(models.Model):
    """One re-encoded size of a picture, with the mark in it."""

    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, related_name="sizes")
    size = models.CharField(max_length=9, choices=PhotoSize.choices)
    for_public = models.BooleanField(default=False)
    """The other faces of a group are blurred. A picture without such a row is the same for everybody."""
    content_type = models.CharField(max_length=20)
    content = models.BinaryField()

    PRIVACY: ClassVar = {
        "id": Tier.T2,
        "photo": Tier.T2,
        "size": Tier.T2,
        "for_public": Tier.T2,
        "content_type": Tier.T2,
        # A public response carries the card only while a publication stands; see the photographs' URL.
        "content": Tier.T1,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["photo", "size", "for_public"], name="photos_bytes_once_per_size")
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.size}"


class PhotoMaster(models.Model):
    """The clean pixels without a mark. Read by the jobs that make derivatives and vectors, by no page."""

    photo = models.OneToOneField(Photo, on_delete=models.PROTECT, primary_key=True, related_name="master")
    content = models.BinaryField()

    PRIVACY: ClassVar = {"photo": Tier.T5, "content": Tier.T5}

    def __str__(self) -> str:
        return str(self.pk)


class PhotoOriginal(models.Model):
    """The file as it was given, for a court or a laboratory. Sealed: opened with a reason only, and noted."""

    photo = models.OneToOneField(Photo, on_delete=models.PROTECT, primary_key=True, related_name="original")
    media_type = models.CharField(max_length=20)
    content = models.BinaryField()

    PRIVACY: ClassVar = dict.fromkeys(("photo", "media_type", "content"), Tier.T5)

    def __str__(self) -> str:
        return str(self.pk)
