"""Who was told of what, which duties are still unopened, and what a person wants to hear beyond her duties."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from trackchild.accounts.models import User
from trackchild.audit.triggers import keep_history
from trackchild.cases.models import TimelineEvent
from trackchild.core.privacy import Tier
from trackchild.geography.models import District
from trackchild.messaging.models import Message

from .vocabulary import Audience, Digest, Ladder, Notes, Stopped

AUDIENCES = [(audience.value, audience.value) for audience in Audience]


class Told(models.Model):
    """A message and the event it tells of: so that the end of a search reaches everybody who was asked to search."""

    event = models.ForeignKey(TimelineEvent, on_delete=models.PROTECT, related_name="told")
    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="told")
    audience = models.CharField(max_length=20, choices=AUDIENCES)

    PRIVACY: ClassVar = dict.fromkeys(("id", "event", "message", "audience"), Tier.T2)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["event", "audience"], name="alerts_told_of_an_event")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.audience}"


class Rung(models.Model):
    """A duty on its way up the ladder: rung 0 is the people whose duty it is, each later one those above."""

    event = models.ForeignKey(TimelineEvent, on_delete=models.PROTECT, related_name="rungs")
    duty_of = models.CharField(max_length=20, choices=AUDIENCES)
    ladder = models.CharField(max_length=4, choices=[(ladder.value, ladder.value) for ladder in Ladder])
    level = models.PositiveSmallIntegerField(default=0)
    began_at = models.DateTimeField()
    due_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    passed_at = models.DateTimeField(null=True)
    """Nobody opened it in time and the next rung was told; on the last rung, silence is all there is to report."""

    PRIVACY: ClassVar = dict.fromkeys(
        ("id", "event", "duty_of", "ladder", "level", "began_at", "due_at", "opened_at", "passed_at"), Tier.T2
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "duty_of", "level"], name="alerts_rung_once"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_at"], condition=Q(opened_at=None, passed_at=None), name="alerts_rung_by_due_time"
            ),
            models.Index(fields=["passed_at"], name="alerts_rung_of_silence"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.duty_of} {self.level}"


class Preference(models.Model):
    """What an officer wants beyond her duties; a duty reaches her whatever stands here."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="alert_preference")
    notes = models.CharField(max_length=6, choices=Notes.choices, default=Notes.SINGLE)
    sms_for_notices = models.BooleanField(default=True)
    digest = models.CharField(max_length=6, choices=Digest.choices, default=Digest.USUAL)

    PRIVACY: ClassVar = dict.fromkeys(("id", "user", "notes", "sms_for_notices", "digest"), Tier.T3)

    class Meta:
        triggers: ClassVar = [keep_history()]

    def __str__(self) -> str:
        return f"#{self.pk} of user {self.user_id}"


class HeldBulk(models.Model):
    """More SMS for one event than one person may send: they wait until a second one releases them."""

    event = models.ForeignKey(TimelineEvent, on_delete=models.PROTECT, related_name="held")
    audience = models.CharField(max_length=20, choices=AUDIENCES)
    template = models.CharField(max_length=60)
    recipients = models.PositiveIntegerField()
    held_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    is_released = models.BooleanField(default=False)
    words = models.CharField(max_length=200, blank=True)

    PRIVACY: ClassVar = dict.fromkeys(
        (
            "id",
            "event",
            "audience",
            "template",
            "recipients",
            "held_at",
            "decided_at",
            "decided_by",
            "is_released",
            "words",
        ),
        Tier.T2,
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "audience", "template"], name="alerts_held_once"),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None) | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="alerts_held_decided_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=Q(is_released=False) | Q(decided_at__isnull=False), name="alerts_held_released_by_somebody"
            ),
        ]
        triggers: ClassVar = [keep_history()]

    def __str__(self) -> str:
        return f"#{self.pk} {self.template}"


class Subscription(models.Model):
    """A citizen asked for notices of one district, and proved the telephone. The stop code ends it without a sign-in.

    Nothing can be looked up by the telephone alone: a number may have got a new owner.
    """

    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="+")
    phone = models.CharField(max_length=16)
    digest = models.CharField(max_length=64)
    stop_digest = models.CharField(max_length=64)
    language = models.CharField(max_length=8)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    PRIVACY: ClassVar = {
        **dict.fromkeys(("id", "district", "phone", "language", "began_at", "ended_at"), Tier.T3),
        **dict.fromkeys(("digest", "stop_digest"), Tier.T5),
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["digest", "district"], condition=Q(ended_at=None), name="alerts_subscription_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["district"], condition=Q(ended_at=None), name="alerts_subscription_running")
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class StoppedPhone(models.Model):
    """A telephone that wants no messages, or that is not the person's it was given for. Kept by its digest only."""

    digest = models.CharField(max_length=64, unique=True)
    because = models.CharField(max_length=6, choices=Stopped.choices)
    at = models.DateTimeField()

    PRIVACY: ClassVar = {"id": Tier.T3, "digest": Tier.T5, "because": Tier.T3, "at": Tier.T3}

    def __str__(self) -> str:
        return f"#{self.pk} {self.because}"


class MonthFigures(models.Model):
    """What one district had done by the end of one month, as it was counted then. Never counted again."""

    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    """Its first day."""
    missing = models.PositiveIntegerField()
    traced = models.PositiveIntegerField()
    pending = models.PositiveIntegerField()
    over_four_months = models.PositiveIntegerField()
    found = models.PositiveIntegerField()
    produced_late = models.PositiveIntegerField()
    counted_at = models.DateTimeField()

    PRIVACY: ClassVar = dict.fromkeys(
        (
            "id",
            "district",
            "month",
            "missing",
            "traced",
            "pending",
            "over_four_months",
            "found",
            "produced_late",
            "counted_at",
        ),
        Tier.T0,
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["district", "month"], name="alerts_month_once_per_district"),
            models.CheckConstraint(condition=Q(month__day=1), name="alerts_month_begins_on_the_first"),
        ]

    def __str__(self) -> str:
        return f"#{self.district_id} {self.month:%Y-%m}"
