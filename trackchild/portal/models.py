"""What a citizen has answered so far, kept on the server: a bad line, Back and another language lose nothing."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from trackchild.core.privacy import Tier


class Draft(models.Model):
    """A report that is not sent yet. Only the browser that holds its key can open it; no office ever does."""

    key_digest = models.CharField(max_length=64, unique=True)
    idempotency_key = models.CharField(max_length=64, unique=True)
    """Becomes the report's own, so that sending twice makes one report."""
    kind = models.CharField(max_length=12)
    answers = models.JSONField(default=dict)
    """For each page its inputs as typed; they are read back through the forms that asked."""
    picture = models.BinaryField(null=True)
    thumbnail = models.BinaryField(null=True)
    picture_kept_at = models.DateTimeField(null=True)
    language = models.CharField(max_length=8, choices=settings.LANGUAGES, default="en")
    declared_at = models.DateTimeField(null=True)
    """The answers were read through, declared true and the security check passed; a later change asks again."""
    started_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    PRIVACY: ClassVar = {
        **dict.fromkeys(("id", "key_digest", "idempotency_key", "answers", "picture", "thumbnail"), Tier.T5),
        **dict.fromkeys(("kind", "picture_kept_at", "language", "declared_at", "started_at", "updated_at"), Tier.T5),
    }

    class Meta:
        indexes: ClassVar = [models.Index(fields=["updated_at"], name="portal_draft_by_age")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind}"
