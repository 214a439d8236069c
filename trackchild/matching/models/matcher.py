"""The matcher's own tables: the queue that feeds it, its heartbeat, what forms ask it, how far a whole run came."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from trackchild.accounts.models import Posting
from trackchild.core.privacy import Tier


class DescriptionChange(models.Model):
    """The matcher's queue: a description that changed in words, stage or picture. Triggers write, the matcher takes."""

    description_id = models.BigIntegerField()
    changed_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    is_backlog = models.BooleanField(
        default=False, db_default=False, help_text="an import, a nightly round, a second try: it waits behind the news"
    )

    is_held = models.BooleanField(
        default=False,
        db_default=False,
        help_text="the matcher's memory knows the change already; it is yet to be weighed",
    )

    PRIVACY: ClassVar = dict.fromkeys(
        ("id", "description_id", "changed_at", "attempts", "is_backlog", "is_held"), Tier.T2
    )

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["is_backlog", "id"], name="matching_change_news_first"),
            models.Index(fields=["id"], condition=Q(is_backlog=True, is_held=False), name="matching_change_not_held"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class MatcherPulse(models.Model):
    """What the matcher says of itself, for the health page: one row a process name."""

    name = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()
    started_at = models.DateTimeField()
    missing = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)
    bytes_held = models.PositiveBigIntegerField(default=0)
    weights_version = models.CharField(max_length=60, blank=True)

    PRIVACY: ClassVar = dict.fromkeys(
        ("id", "name", "at", "started_at", "missing", "found", "bytes_held", "weights_version"), Tier.T0
    )

    def __str__(self) -> str:
        return f"#{self.name}"


class WholeRun(models.Model):
    """One re-match of the whole register and how far it has come, so that a stopped one can go on."""

    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    weights_version = models.CharField(max_length=60)
    top = models.PositiveIntegerField()
    cases = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    pairs = models.PositiveIntegerField(default=0)
    done_until = models.BigIntegerField(default=0, help_text="cases are taken by their descriptions, in this order")

    PRIVACY: ClassVar = dict.fromkeys(
        ("id", "started_at", "ended_at", "weights_version", "top", "cases", "done", "pairs", "done_until"), Tier.T0
    )

    def __str__(self) -> str:
        return f"#{self.pk}"


class AskedSide(models.TextChoices):
    """Which form is being filled: the question goes to the records of the other side."""

    MISSING = "MISSING"
    FOUND = "FOUND"


class SuggestionRequest(models.Model):
    """A half-filled form asks the matcher for children like this one. Read once, then gone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    side = models.CharField(max_length=8, choices=AskedSide.choices)
    said = models.JSONField(help_text="what the form says so far, by the names of the engine's record")
    posting = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    hits = models.JSONField(default=list, help_text="list of {key, strength, terms}, the likeliest first")

    PRIVACY: ClassVar = dict.fromkeys(("id", "side", "said", "posting", "asked_at", "answered_at", "hits"), Tier.T3)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(side__in=AskedSide.values), name="matching_asked_side_is_known")
        ]
        indexes: ClassVar = [
            models.Index(fields=["asked_at"], condition=Q(answered_at=None), name="matching_asked_and_waiting")
        ]

    def __str__(self) -> str:
        return str(self.pk)
