"""What a citizen has answered so far, kept on the server: a bad line, Back and another language lose nothing."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from trackchild.core.privacy import Tier
from trackchild.photos.vocabulary import PhotoKind, TakenPrecision


class Draft(models.Model):
    """A report that is not sent yet. Only the browser that holds its key can open it; no office ever does."""

    key_digest = models.CharField(max_length=64, unique=True)
    idempotency_key = models.CharField(max_length=64, unique=True)
    """Becomes the report's own, so that sending twice makes one report."""
    kind = models.CharField(max_length=12)
    answers = models.JSONField(default=dict)
    """For each page its inputs as typed; they are read back through the forms that asked."""
    language = models.CharField(max_length=8, choices=settings.LANGUAGES, default="en")
    declared_at = models.DateTimeField(null=True)
    """The answers were read through, declared true and the security check passed; a later change asks again."""
    started_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    PRIVACY: ClassVar = {
        **dict.fromkeys(("id", "key_digest", "idempotency_key", "answers"), Tier.T5),
        **dict.fromkeys(("kind", "language", "declared_at", "started_at", "updated_at"), Tier.T5),
    }

    class Meta:
        indexes: ClassVar = [models.Index(fields=["updated_at"], name="portal_draft_by_age")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind}"


class DraftPicture(models.Model):
    """A picture of a report that is not sent yet, read and ready to be kept; it goes with the draft."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="pictures")
    kind = models.CharField(max_length=12, choices=PhotoKind.choices, default="CHILD")
    taken_on = models.DateField(null=True)
    taken_precision = models.CharField(max_length=4, choices=TakenPrecision.choices, default="DAY")
    upload = models.BinaryField()
    media_type = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64)
    master = models.BinaryField()
    thumbnail = models.BinaryField()
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    phash = models.BigIntegerField(null=True)
    faces = models.JSONField(null=True)
    chosen_face = models.PositiveSmallIntegerField(null=True)
    kept_at = models.DateTimeField()

    PRIVACY: ClassVar = {
        **dict.fromkeys(("id", "draft", "kind", "taken_on", "taken_precision", "upload", "media_type"), Tier.T5),
        **dict.fromkeys(("sha256", "master", "thumbnail", "width", "height", "phash", "faces"), Tier.T5),
        **dict.fromkeys(("chosen_face", "kept_at"), Tier.T5),
    }

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draft", "sha256"], name="portal_picture_once_per_draft")
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
