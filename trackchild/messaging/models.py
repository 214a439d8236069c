"""The outbox and one-time codes. A message row commits with its cause; what a provider took is a later fact about it.

This package knows telephones and texts, and no case: who is told what is decided in `alerts`.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from trackchild.core.privacy import Tier

from .gateway_models import Alarm, PushAddress, Replay, Route
from .vocabulary import Channel, Lane, MessageClass, Status
from .wording_models import Enclosure, Wording

__all__ = [
    "Alarm",
    "Enclosure",
    "Message",
    "OneTimeCode",
    "PushAddress",
    "RateWindow",
    "Receipt",
    "RecordedMessage",
    "Replay",
    "Route",
    "Wording",
]


class Message(models.Model):
    """One text for one person by one channel. An in-app message needs no provider: it is delivered by being here."""

    channel = models.CharField(max_length=5, choices=Channel.choices)
    message_class = models.CharField(max_length=6, choices=MessageClass.choices)
    lane = models.CharField(max_length=6, choices=Lane.choices, default=Lane.SMS)
    template = models.CharField(max_length=60)
    language = models.CharField(max_length=8)
    to_phone = models.CharField(max_length=16, blank=True)
    to_email = models.EmailField(blank=True)
    to_push = models.ForeignKey(PushAddress, on_delete=models.SET_NULL, null=True, related_name="messages")
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="messages"
    )
    subject = models.CharField(max_length=160, blank=True)
    text = models.TextField(blank=True)
    about = models.CharField(max_length=60, blank=True)
    """The record an in-app message leads to, as its writer names it, for example `case:<id>`."""
    dedupe_key = models.CharField(max_length=64, unique=True)
    segments = models.PositiveSmallIntegerField(default=0)
    price = models.PositiveIntegerField(default=0)
    """What the parts cost by the route that took them, in paise."""
    dlt_header = models.CharField(max_length=11, blank=True)
    dlt_template = models.CharField(max_length=30, blank=True)
    """What a gateway must be told with the text: under which header and number the text is registered."""
    enclosure = models.ForeignKey(Enclosure, on_delete=models.PROTECT, null=True, related_name="messages")
    """The paper that goes with an e-mail."""

    status = models.CharField(max_length=9, choices=Status.choices, default=Status.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    tried_since = models.DateTimeField(null=True)
    """From when its day of tries counts anew, after an operator let it go out once more."""
    not_before = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    job_due_at = models.DateTimeField()
    """When the newest job for this row is to run: a row still waiting long after has lost its job."""
    job_id = models.BigIntegerField(null=True)
    """The newest job. Whoever claims the row takes the job away with it."""
    claimed_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    provider = models.CharField(max_length=40, blank=True)
    provider_reference = models.CharField(max_length=120, blank=True)
    last_error = models.CharField(max_length=60, blank=True)
    opened_at = models.DateTimeField(null=True)

    PRIVACY: ClassVar = {
        "id": Tier.T2,
        "channel": Tier.T2,
        "message_class": Tier.T2,
        "lane": Tier.T2,
        "template": Tier.T2,
        "language": Tier.T2,
        "to_phone": Tier.T3,
        "to_email": Tier.T3,
        "to_push": Tier.T3,
        "recipient": Tier.T2,
        "subject": Tier.T3,
        "text": Tier.T3,
        "about": Tier.T2,
        "dedupe_key": Tier.T5,
        "segments": Tier.T2,
        "price": Tier.T2,
        "dlt_header": Tier.T2,
        "dlt_template": Tier.T2,
        "enclosure": Tier.T3,
        "status": Tier.T2,
        "attempts": Tier.T2,
        "created_at": Tier.T2,
        "tried_since": Tier.T2,
        "not_before": Tier.T2,
        "expires_at": Tier.T2,
        "job_due_at": Tier.T2,
        "job_id": Tier.T2,
        "claimed_at": Tier.T2,
        "accepted_at": Tier.T2,
        "provider": Tier.T2,
        "provider_reference": Tier.T3,
        "last_error": Tier.T2,
        "opened_at": Tier.T2,
    }

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="messaging_message_status_is_known"),
            models.CheckConstraint(
                condition=(Q(channel=Channel.SMS) & ~Q(to_phone=""))
                | (Q(channel=Channel.EMAIL) & ~Q(to_email=""))
                | Q(channel=Channel.APP, recipient__isnull=False)
                # A push address that is gone leaves the history of what was sent to it.
                | Q(channel=Channel.PUSH),
                name="messaging_message_has_an_address",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.CLAIMED) | Q(claimed_at__isnull=False),
                name="messaging_message_claim_has_its_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["job_due_at"], condition=Q(status=Status.WAITING), name="messaging_message_waiting"),
            models.Index(
                fields=["lane", "message_class", "not_before"],
                condition=Q(status=Status.WAITING),
                name="messaging_message_due",
            ),
            models.Index(fields=["accepted_at"], name="messaging_message_accepted"),
            models.Index(fields=["created_at"], name="messaging_message_created"),
            models.Index(
                fields=["status", "created_at"],
                condition=Q(status__in=[Status.DEAD, Status.FAILED]),
                name="messaging_message_given_up",
            ),
            models.Index(fields=["claimed_at"], condition=Q(status=Status.CLAIMED), name="messaging_message_claimed"),
            models.Index(
                fields=["recipient", "-created_at"], condition=Q(channel=Channel.APP), name="messaging_message_in_app"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.template} {self.status}"


class Receipt(models.Model):
    """What a provider said later about a message. Kept as it came; doubles are kept once."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="receipts")
    status = models.CharField(
        max_length=9, choices=[(Status.DELIVERED.value, "DELIVERED"), (Status.FAILED.value, "FAILED")]
    )
    received_at = models.DateTimeField()

    PRIVACY: ClassVar = dict.fromkeys(("id", "message", "status", "received_at"), Tier.T2)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["message", "status"], name="messaging_receipt_once_per_status"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.status} of {self.message_id}"


class RecordedMessage(models.Model):
    """A message that the recording provider took instead of a gateway, for developers and the demonstration country."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="recordings")
    channel = models.CharField(max_length=5, choices=Channel.choices)
    address = models.CharField(max_length=254)
    template = models.CharField(max_length=60)
    language = models.CharField(max_length=8)
    subject = models.CharField(max_length=160, blank=True)
    text = models.TextField()
    recorded_at = models.DateTimeField()

    PRIVACY: ClassVar = {
        **dict.fromkeys(("id", "message", "channel", "template", "language", "recorded_at"), Tier.T2),
        **dict.fromkeys(("address", "subject", "text"), Tier.T3),
    }

    class Meta:
        indexes: ClassVar = [models.Index(fields=["address", "-id"], name="messaging_recorded_by_address")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.template}"


class OneTimeCode(models.Model):
    """A code sent to a telephone: only digests are kept, bound to one browser, one purpose and five guesses."""

    purpose = models.CharField(max_length=40)
    phone_digest = models.CharField(max_length=64)
    session_digest = models.CharField(max_length=64)
    code_digest = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    PRIVACY: ClassVar = {
        **dict.fromkeys(("id", "purpose", "created_at", "expires_at", "attempts", "used_at"), Tier.T3),
        **dict.fromkeys(("phone_digest", "session_digest", "code_digest"), Tier.T5),
    }

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["phone_digest", "purpose", "session_digest", "-id"], name="messaging_code_newest"),
            models.Index(fields=["expires_at"], name="messaging_code_by_expiry"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.purpose}"


class RateWindow(models.Model):
    """How often something was asked for in one stretch of time. The bucket is a digest: no number stands here."""

    bucket = models.CharField(max_length=64)
    began_at = models.DateTimeField()
    hits = models.PositiveIntegerField()

    PRIVACY: ClassVar = dict.fromkeys(("id", "bucket", "began_at", "hits"), Tier.T5)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["bucket", "began_at"], name="messaging_ratewindow_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["began_at"], name="messaging_ratewindow_by_time")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.hits}"
