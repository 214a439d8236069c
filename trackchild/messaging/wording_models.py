"""Wordings an operator has registered with the telecom authority, and papers that go with e-mails.

The shipped wordings lie in `wordings/`; a row here replaces one of them from the moment a second person released it.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from trackchild.core.privacy import Tier

from .vocabulary import Channel


class Wording(models.Model):
    """One version of what a template says in one language by one channel. Never rewritten: a change is a new version.

    Who proposed and who released are kept as users' numbers, since this package knows no people.
    """

    key = models.CharField(max_length=60)
    language = models.CharField(max_length=8)
    channel = models.CharField(max_length=5, choices=Channel.choices)
    version = models.PositiveIntegerField()
    text = models.TextField()
    entity_id = models.CharField(max_length=30, blank=True)
    header = models.CharField(max_length=11, blank=True)
    dlt_template = models.CharField(max_length=30, blank=True)
    proposed_at = models.DateTimeField()
    proposed_by = models.BigIntegerField()
    released_at = models.DateTimeField(null=True)
    released_by = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)
    """Declined before its release, or replaced after it."""

    PRIVACY: ClassVar = dict.fromkeys(
        (
            "id",
            "key",
            "language",
            "channel",
            "version",
            "text",
            "entity_id",
            "header",
            "dlt_template",
            "proposed_at",
            "proposed_by",
            "released_at",
            "released_by",
            "ended_at",
        ),
        Tier.T2,
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["key", "language", "channel", "version"], name="messaging_wording_once_per_version"
            ),
            models.UniqueConstraint(
                fields=["key", "language", "channel"],
                condition=Q(ended_at=None, released_at__isnull=False),
                name="messaging_wording_one_in_force",
            ),
            models.CheckConstraint(
                condition=Q(released_by=None) | ~Q(released_by=F("proposed_by")),
                name="messaging_wording_takes_two_people",
            ),
            models.CheckConstraint(
                condition=Q(released_at=None, released_by=None)
                | Q(released_at__isnull=False, released_by__isnull=False),
                name="messaging_wording_released_by_and_at_together",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.key} {self.language} {self.channel} v{self.version}"


class Enclosure(models.Model):
    """A paper sent with one or many e-mails, kept once under the digest of its bytes."""

    digest = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=80)
    content_type = models.CharField(max_length=60)
    body = models.BinaryField()
    created_at = models.DateTimeField()

    PRIVACY: ClassVar = {
        "id": Tier.T2,
        "digest": Tier.T5,
        "name": Tier.T2,
        "content_type": Tier.T2,
        "body": Tier.T3,
        "created_at": Tier.T2,
    }

    def __str__(self) -> str:
        return f"#{self.pk} {self.name}"
