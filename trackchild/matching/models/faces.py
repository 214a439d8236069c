"""A face that somebody looks for in the register, for as long as its answer is read. The picture is never here."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trackchild.accounts.models import Posting
from trackchild.core.privacy import Tier


class FaceSide(models.TextChoices):
    """Whose photographs are compared."""

    BOTH = "BOTH", _("Missing and found children")
    FOUND = "FOUND", _("Found children")
    MISSING = "MISSING", _("Missing children")


class FaceSearch(models.Model):
    """A question to the matcher: the numbers of a face and the gates. Gone within the hour; the look stays for good."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    posting = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=300)
    model_id = models.CharField(max_length=120)
    vector = models.BinaryField()
    side = models.CharField(max_length=7, choices=FaceSide.choices)
    sexes = models.JSONField(help_text="codes of the sexes that are compared")
    age_from = models.PositiveSmallIntegerField()
    age_to = models.PositiveSmallIntegerField()
    taken_on = models.DateField(null=True, blank=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    hits = models.JSONField(null=True, help_text="list of {key, side, level, bits}; NULL when nobody can tell")

    PRIVACY: ClassVar = {
        **dict.fromkeys(("id", "posting", "reason", "side", "sexes", "age_from", "age_to", "taken_on"), Tier.T3),
        **dict.fromkeys(("asked_at", "answered_at", "hits"), Tier.T3),
        "model_id": Tier.T5,
        "vector": Tier.T5,
    }

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(side__in=FaceSide.values), name="matching_face_side_is_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="matching_face_search_has_reason"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["asked_at"], condition=Q(answered_at=None), name="matching_face_waiting")
        ]

    def __str__(self) -> str:
        return str(self.pk)
