"""What a reviewer thought of a pair before she saw the score: it opens the score for her, and tests the score later."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from trackchild.accounts.models import User
from trackchild.audit.triggers import keep_history
from trackchild.core.privacy import Tier

from .pairs import Candidate


class Leaning(models.TextChoices):
    ALIKE = "ALIKE", _("Looks like the same child")
    UNSURE = "UNSURE", _("I cannot say")
    UNLIKE = "UNLIKE", _("Looks like two children")


class FirstImpression(models.Model):
    """One reviewer's own look at one pair. It decides nothing."""

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="impressions")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    leaning = models.CharField(max_length=8, choices=Leaning.choices)
    at = models.DateTimeField()

    PRIVACY: ClassVar = dict.fromkeys(("id", "candidate", "user", "leaning", "at"), Tier.T2)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["candidate", "user"], name="matching_one_first_impression_each")
        ]
        triggers: ClassVar = [keep_history()]

    def __str__(self) -> str:
        return f"#{self.pk} of {self.candidate_id}"
