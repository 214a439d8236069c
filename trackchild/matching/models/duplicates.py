"""Two records of one side that may be one child. Advice only: it stops nobody, and a merge can be undone wholly."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from trackchild.accounts.models import User
from trackchild.audit.triggers import keep_history
from trackchild.cases.models import FoundChild, MissingCase
from trackchild.core.constraints import paired
from trackchild.core.privacy import Tier
from trackchild.matching.querysets import DuplicatePairQuerySet
from trackchild.matching.states import DuplicateStage


class DuplicateKind(models.TextChoices):
    """The side both records stand on."""

    MISSING = "MISSING"
    FOUND = "FOUND"


class Covers(models.TextChoices):
    """Which records of a pair the person who proposed the merge answers for."""

    FIRST = "FIRST"
    SECOND = "SECOND"
    BOTH = "BOTH"


class DuplicatePair(models.Model):
    """Two missing cases, or two found children; the lower id comes first. Both records stay as they were written."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=8, choices=DuplicateKind.choices)
    first_case = models.ForeignKey(MissingCase, on_delete=models.PROTECT, null=True, related_name="twins_as_first")
    second_case = models.ForeignKey(MissingCase, on_delete=models.PROTECT, null=True, related_name="twins_as_second")
    first_found = models.ForeignKey(FoundChild, on_delete=models.PROTECT, null=True, related_name="twins_as_first")
    second_found = models.ForeignKey(FoundChild, on_delete=models.PROTECT, null=True, related_name="twins_as_second")
    stage = models.CharField(max_length=12, choices=[(stage.value, stage.value) for stage in DuplicateStage])
    weight = models.FloatField()
    probability = models.FloatField()
    strength = models.CharField(max_length=16)
    terms = models.JSONField(help_text="list of {field, level, weight}; the evidence as it was weighed")
    evidence_digest = models.CharField(max_length=32)
    weights_version = models.CharField(max_length=60)
    suggested_at = models.DateTimeField()
    scored_at = models.DateTimeField()

    proposed_at = models.DateTimeField(null=True)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    proposed_covers = models.CharField(max_length=6, choices=Covers.choices, blank=True)
    proposed_because = models.CharField(max_length=300, blank=True)
    keeps_first = models.BooleanField(null=True, help_text="which of the two goes on; the other one is the duplicate")
    merged_at = models.DateTimeField(null=True)
    merged_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    stage_before = models.CharField(max_length=20, blank=True, help_text="where the duplicate stood before the merge")
    dismissed_at = models.DateTimeField(null=True)
    dismissed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    dismissed_because = models.CharField(max_length=300, blank=True)
    decided_digest = models.CharField(max_length=32, blank=True, help_text="the evidence the last decision was made on")
    unmerged_at = models.DateTimeField(null=True)
    unmerged_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    unmerged_because = models.CharField(max_length=300, blank=True)

    objects: ClassVar[DuplicatePairQuerySet] = DuplicatePairQuerySet.as_manager()  # type: ignore[assignment]
    PRIVACY: ClassVar = dict.fromkeys(
        (
            "id",
            "kind",
            "first_case",
            "second_case",
            "first_found",
            "second_found",
            "stage",
            "weight",
            "probability",
            "strength",
            "terms",
            "evidence_digest",
            "weights_version",
            "suggested_at",
            "scored_at",
            "proposed_at",
            "proposed_by",
            "proposed_covers",
            "proposed_because",
            "keeps_first",
            "merged_at",
            "merged_by",
            "stage_before",
            "dismissed_at",
            "dismissed_by",
            "dismissed_because",
            "decided_digest",
            "unmerged_at",
            "unmerged_by",
            "unmerged_because",
        ),
        Tier.T2,
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(stage__in=list(DuplicateStage)), name="matching_twin_stage_is_known"),
            models.CheckConstraint(
                condition=Q(
                    kind=DuplicateKind.MISSING,
                    first_case__lt=F("second_case"),
                    first_found=None,
                    second_found=None,
                )
                | Q(kind=DuplicateKind.FOUND, first_found__lt=F("second_found"), first_case=None, second_case=None),
                name="matching_twins_are_two_of_one_side",
            ),
            models.UniqueConstraint(
                fields=["first_case", "second_case", "first_found", "second_found"],
                nulls_distinct=False,
                name="matching_twins_once",
            ),
            *paired("matching_twin", "proposed", "merged", "dismissed", "unmerged"),
            models.CheckConstraint(
                condition=~Q(stage=DuplicateStage.MERGED)
                | Q(proposed_at__isnull=False, merged_at__isnull=False, keeps_first__isnull=False),
                name="matching_twins_merged_by_two",
            ),
            models.CheckConstraint(
                condition=Q(proposed_by=None) | Q(merged_by=None) | ~Q(proposed_by=F("merged_by")),
                name="matching_twins_two_are_two_people",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["stage", "kind", "-probability"], name="matching_twins_by_stage")]
        triggers: ClassVar = [keep_history()]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def first(self) -> Any:
        """The record with the lower id."""
        return self.first_case or self.first_found

    @property
    def second(self) -> Any:
        """The record with the higher id."""
        return self.second_case or self.second_found

    @property
    def kept(self) -> Any:
        """The record that goes on, once somebody has proposed a merge."""
        return self.first if self.keeps_first else self.second

    @property
    def duplicate(self) -> Any:
        """The record that is merged into the other."""
        return self.second if self.keeps_first else self.first
