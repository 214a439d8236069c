"""Orders of a committee, the way home, and the visits afterwards."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trackchild.accounts.models import User
from trackchild.audit.triggers import keep_history
from trackchild.cases.models import FoundChild, MissingCase
from trackchild.core.constraints import paired
from trackchild.core.privacy import Tier
from trackchild.directory.models import Agency

from .querysets import RestorationQuerySet
from .states import OPEN, RestorationMove, RestorationStage


class OrderKind(models.TextChoices):
    PLACEMENT = "PLACEMENT", _("Placement in an institution pending inquiry (Form 18)")
    RESTORATION = "RESTORATION", _("Release and restoration (Form 44)")
    ESCORT = "ESCORT", _("Escort (Form 45)")
    FINAL = "FINAL", _("Final order on the child in need of care and protection")


class Order(models.Model):
    """An order of a committee over a child in its charge."""

    kind = models.CharField(max_length=12, choices=OrderKind.choices)
    number = models.CharField(max_length=40, unique=True)
    found = models.ForeignKey(FoundChild, on_delete=models.PROTECT, related_name="orders")
    committee = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="orders")
    text = models.TextField(blank=True)
    passed_at = models.DateTimeField()
    passed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    PRIVACY: ClassVar = {
        **dict.fromkeys(("id", "kind", "number", "found", "committee", "passed_at", "passed_by"), Tier.T2),
        "text": Tier.T3,
    }

    class Meta:
        triggers: ClassVar = [keep_history()]

    def __str__(self) -> str:
        return f"#{self.number}"


class Placement(models.Model):
    """A stay of a child in a home, from a moment until another."""

    found = models.ForeignKey(FoundChild, on_delete=models.PROTECT, related_name="placements")
    home = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="placements")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=60, blank=True)

    PRIVACY: ClassVar = dict.fromkeys(("id", "found", "home", "began_at", "ended_at", "ended_because"), Tier.T3)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["found"], condition=Q(ended_at=None), name="placements_one_home_at_a_time")
        ]
        triggers: ClassVar = [keep_history()]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Restoration(models.Model):
    """One child on the way to one family."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    found = models.ForeignKey(FoundChild, on_delete=models.PROTECT, related_name="restorations")
    case = models.ForeignKey(MissingCase, on_delete=models.PROTECT, null=True, related_name="restorations")
    stage = models.CharField(max_length=28, choices=[(stage.value, stage.value) for stage in RestorationStage])
    order = models.OneToOneField(Order, on_delete=models.PROTECT, null=True, related_name="restoration")
    restored_to = models.CharField(_("restored to"), max_length=160, blank=True)
    restored_to_relation = models.CharField(_("relation to the child"), max_length=60, blank=True)
    identity_proof = models.CharField(_("how the family proved who it is"), max_length=300, blank=True)
    home_report = models.CharField(_("what the home visit found"), max_length=300, blank=True)
    child_view = models.CharField(_("what the child says"), max_length=300, blank=True)
    receipt = models.CharField(_("receipt and identity document at the hand-over"), max_length=200, blank=True)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    handed_over_at = models.DateTimeField(null=True)
    handed_over_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = RestorationQuerySet.as_manager()
    PRIVACY: ClassVar = {
        **dict.fromkeys(("id", "found", "case", "stage", "order", "proposed_at", "proposed_by"), Tier.T2),
        **dict.fromkeys(
            (
                "restored_to",
                "restored_to_relation",
                "identity_proof",
                "home_report",
                "child_view",
                "receipt",
                "handed_over_at",
                "handed_over_by",
                "ended_at",
            ),
            Tier.T3,
        ),
    }

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(stage__in=list(RestorationStage)), name="placements_restoration_stage_is_known"
            ),
            models.UniqueConstraint(
                fields=["found"], condition=Q(stage__in=sorted(OPEN)), name="placements_one_open_restoration"
            ),
            *paired("placements_restoration", "handed_over"),
        ]
        triggers: ClassVar = [keep_history()]

    def __str__(self) -> str:
        return str(self.pk)


class FollowUp(models.Model):
    """A visit to a restored child, due on a day."""

    restoration = models.ForeignKey(Restoration, on_delete=models.PROTECT, related_name="follow_ups")
    step = models.CharField(max_length=24, choices=[(move.value, move.value) for move in RestorationMove])
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    finding = models.CharField(_("what the visitor found"), max_length=500, blank=True)

    PRIVACY: ClassVar = dict.fromkeys(("id", "restoration", "step", "due_on", "done_at", "done_by", "finding"), Tier.T3)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["restoration", "step"], name="placements_follow_up_once_per_step"),
            *paired("placements_follow_up", "done"),
        ]
        triggers: ClassVar = [keep_history()]

    def __str__(self) -> str:
        return f"#{self.pk} {self.step}"
