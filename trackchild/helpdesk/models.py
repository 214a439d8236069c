"""Tickets of the help desk. They speak of pages and entries, never of a child: for that there are reports."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from trackchild.audit.triggers import append_only, keep_history
from trackchild.core.privacy import Tier
from trackchild.directory.models import Agency
from trackchild.geography.models import State

from .querysets import TicketQuerySet
from .states import Level, Priority, TicketEvent, TicketStage
from .vocabulary import Channel, Subject


class Ticket(models.Model):
    """Something somebody asks, wishes or finds wrong; answered under its number."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=16, unique=True)
    secret_digest = models.CharField(max_length=64)
    subject = models.CharField(max_length=12, choices=Subject)
    text = models.TextField()
    page = models.CharField(max_length=200, blank=True)
    """The page it was written from, without what stood behind its question mark."""
    language = models.CharField(max_length=8)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="tickets")
    """The office whose entry or work it is about."""
    state = models.ForeignKey(State, on_delete=models.PROTECT, null=True)
    email = models.EmailField(blank=True)
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.FORM)
    stage = models.CharField(max_length=12, choices=[(one.value, one.name) for one in TicketStage])
    priority = models.CharField(max_length=2, choices=[(one.value, one.name) for one in Priority])
    level = models.CharField(max_length=2, choices=[(one.value, one.name) for one in Level])
    restricted = models.BooleanField(default=False)
    """Somebody wrote a child's particulars into it: out of the open queues."""
    assigned_to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True)
    opened_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    reopened = models.PositiveSmallIntegerField(default=0)

    objects = TicketQuerySet.as_manager()

    PRIVACY: ClassVar = {
        **dict.fromkeys(
            (
                "id", "number", "subject", "page", "language", "agency", "state", "channel", "stage", "priority",
                "level", "restricted", "assigned_to", "opened_at", "answered_at", "closed_at", "reopened",
            ),
            Tier.T2,
        ),
        "text": Tier.T2,
        "email": Tier.T3,
        "secret_digest": Tier.T5,
    }  # fmt: skip

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(stage__in=list(TicketStage)), name="helpdesk_ticket_stage_is_known"),
            models.CheckConstraint(condition=Q(subject__in=Subject.values), name="helpdesk_ticket_subject_is_known"),
        ]
        indexes: ClassVar = [models.Index(fields=["stage", "opened_at"], name="helpdesk_ticket_queue")]
        triggers: ClassVar = [keep_history("secret_digest", "email")]

    def __str__(self) -> str:
        return self.number


class TicketLine(models.Model):
    """One line of a ticket's history; what is `public` the writer reads too."""

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="lines")
    event = models.CharField(max_length=16, choices=[(one.value, one.name) for one in TicketEvent])
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True)
    text = models.TextField(blank=True)
    public = models.BooleanField(default=False)

    PRIVACY: ClassVar = dict.fromkeys(("id", "ticket", "event", "at", "by", "text", "public"), Tier.T2)

    class Meta:
        triggers: ClassVar = append_only()

    def __str__(self) -> str:
        return f"#{self.pk} {self.event}"
