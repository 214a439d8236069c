"""What the house knows of its ways out: how far each is trusted, where browsers take pushes, what operators did."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from trackchild.core.privacy import Tier

from .vocabulary import AlarmKind


class Route(models.Model):
    """One way out as it stands now. What it should be stands in the settings; this row is what happened to it."""

    name = models.CharField(max_length=40, unique=True)
    weight = models.PositiveSmallIntegerField()
    weight_changed_at = models.DateTimeField()
    errors = models.PositiveIntegerField(default=0)
    """Failures since the last success."""
    closed_until = models.DateTimeField(null=True)
    free_at = models.DateTimeField(null=True)
    """When the next message may go, where the gateway takes so many a second."""
    tells = models.JSONField(default=dict)
    """What the gateway last said of itself: balance, messages in its own queue."""
    told_at = models.DateTimeField(null=True)

    PRIVACY: ClassVar = dict.fromkeys(
        ("id", "name", "weight", "weight_changed_at", "errors", "closed_until", "free_at", "tells", "told_at"), Tier.T2
    )

    def __str__(self) -> str:
        return f"{self.name} {self.weight}"


class PushAddress(models.Model):
    """A browser that asked for pushes: where its maker's service takes them, and the keys only that browser holds."""

    of_user = models.BigIntegerField(null=True, db_index=True)
    """An official's number; a citizen's browser has none."""
    endpoint = models.URLField(max_length=500, unique=True)
    public_key = models.CharField(max_length=120)
    secret = models.CharField(max_length=60)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    """The browser's maker says that nobody is there any more."""

    PRIVACY: ClassVar = {
        **dict.fromkeys(("id", "created_at", "ended_at"), Tier.T2),
        "of_user": Tier.T3,
        **dict.fromkeys(("endpoint", "public_key", "secret"), Tier.T5),
    }

    def __str__(self) -> str:
        return f"#{self.pk}"


class Alarm(models.Model):
    """Something an operator must look at, from when to when."""

    kind = models.CharField(max_length=6, choices=AlarmKind.choices)
    about = models.CharField(max_length=40, blank=True)
    """The lane or route it is about."""
    figure = models.PositiveIntegerField()
    """Rows or seconds when it was last looked at."""
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    PRIVACY: ClassVar = dict.fromkeys(("id", "kind", "about", "figure", "began_at", "ended_at"), Tier.T2)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "about"], condition=Q(ended_at=None), name="messaging_alarm_one_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind} {self.about}"


class Replay(models.Model):
    """An operator let messages that were given up go out once more: who, which and why."""

    at = models.DateTimeField()
    by_user = models.BigIntegerField()
    reason = models.CharField(max_length=200)
    messages = models.JSONField()
    """Their numbers."""

    PRIVACY: ClassVar = dict.fromkeys(("id", "at", "by_user", "reason", "messages"), Tier.T2)

    def __str__(self) -> str:
        return f"#{self.pk} by {self.by_user}"
