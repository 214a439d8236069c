"""Candidate pairs with their evidence, and hits of unverified reports."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from trackchild.accounts.models import User
from trackchild.audit.triggers import keep_history
from trackchild.cases.models import CitizenReport, FoundChild, MissingCase
from trackchild.core.constraints import paired
from trackchild.core.privacy import Tier
from trackchild.matching.querysets import CandidateQuerySet
from trackchild.matching.states import CandidateStage


class Opinion(models.TextChoices):
    LIKELY = "LIKELY", _("Likely the same child")
    UNSURE = "UNSURE", _("Not sure")
    UNLIKELY = "UNLIKELY", _("Unlikely to be the same child")


class RejectReason(models.TextChoices):
    OTHER_FACE = "OTHER_FACE", _("The photographs show two children")
    FAMILY_SAYS_NO = "FAMILY_SAYS_NO", _("The family says it is not their child")
    CHILD_SAYS_NO = "CHILD_SAYS_NO", _("The child does not know the family")
    FACTS_CONTRADICT = "FACTS_CONTRADICT", _("Facts contradict each other")
    TEST = "TEST", _("A DNA or medical test excludes it")
    OTHER = "OTHER", _("Another reason")


class Candidate(models.Model):
    """One missing case and one found child that may be the same child, with the evidence for and against."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    missing = models.ForeignKey(MissingCase, on_delete=models.PROTECT, related_name="candidates")
    found = models.ForeignKey(FoundChild, on_delete=models.PROTECT, related_name="candidates")
    stage = models.CharField(max_length=12, choices=[(stage.value, stage.value) for stage in CandidateStage])
    weight = models.FloatField(help_text="sum of the evidence, natural log of the likelihood ratio")
    probability = models.FloatField(help_text="0 to 1, given the size of the open register")
    strength = models.CharField(max_length=16)
    terms = models.JSONField(help_text="list of {field, level, weight}; the evidence as it was weighed")
    evidence_digest = models.CharField(max_length=32)
    weights_version = models.CharField(max_length=60)
    generated_at = models.DateTimeField()
    scored_at = models.DateTimeField()
    shortlisted_at = models.DateTimeField(null=True)
    first_looked_at = models.DateTimeField(null=True)

    home_opinion = models.CharField(max_length=8, choices=Opinion.choices, blank=True)
    home_opinion_at = models.DateTimeField(null=True)
    home_opinion_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    missing_key_at = models.DateTimeField(null=True)
    missing_key_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    found_key_at = models.DateTimeField(null=True)
    found_key_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    missing_on = models.DateField(null=True)
    found_on = models.DateField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    rejected_at = models.DateTimeField(null=True)
    rejected_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    reject_reason = models.CharField(max_length=16, choices=RejectReason.choices, blank=True)
    reject_words = models.CharField(max_length=300, blank=True)
    rejected_digest = models.CharField(max_length=32, blank=True)
    suppressed_because = models.CharField(max_length=40, blank=True)
    suppressed_for = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="rivals")
    stage_before_rival = models.CharField(max_length=12, blank=True)
    reversal_asked_at = models.DateTimeField(null=True)
    reversal_asked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    reversal_reason = models.CharField(max_length=300, blank=True)
    reversed_at = models.DateTimeField(null=True)
    reversed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects: ClassVar[CandidateQuerySet] = CandidateQuerySet.as_manager()  # type: ignore[assignment]
    PRIVACY: ClassVar = dict.fromkeys(
        (
            "id",
            "missing",
            "found",
            "stage",
            "weight",
            "probability",
            "strength",
            "terms",
            "evidence_digest",
            "weights_version",
            "generated_at",
            "scored_at",
            "shortlisted_at",
            "first_looked_at",
            "home_opinion",
            "home_opinion_at",
            "home_opinion_by",
            "missing_key_at",
            "missing_key_by",
            "found_key_at",
            "found_key_by",
            "missing_on",
            "found_on",
            "confirmed_at",
            "rejected_at",
            "rejected_by",
            "reject_reason",
            "reject_words",
            "rejected_digest",
            "suppressed_because",
            "suppressed_for",
            "stage_before_rival",
            "reversal_asked_at",
            "reversal_asked_by",
            "reversal_reason",
            "reversed_at",
            "reversed_by",
        ),
        Tier.T2,
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(stage__in=list(CandidateStage)), name="matching_stage_is_known"),
            models.UniqueConstraint(fields=["missing", "found"], name="matching_candidate_once_per_pair"),
            *paired("matching", "home_opinion", "missing_key", "found_key", "rejected", "reversal_asked", "reversed"),
            models.CheckConstraint(
                condition=~Q(stage=CandidateStage.CONFIRMED)
                | Q(missing_key_at__isnull=False, found_key_at__isnull=False, confirmed_at__isnull=False),
                name="matching_confirmed_by_two_keys",
            ),
            models.CheckConstraint(
                condition=Q(missing_key_by=None) | Q(found_key_by=None) | ~Q(missing_key_by=F("found_key_by")),
                name="matching_two_keys_are_two_people",
            ),
            models.CheckConstraint(
                condition=~Q(stage=CandidateStage.CONFIRMED) | Q(found_on__gte=F("missing_on")),
                name="matching_found_after_last_seen",
            ),
            models.UniqueConstraint(
                fields=["missing"], condition=Q(stage=CandidateStage.CONFIRMED), name="matching_one_child_per_case"
            ),
            models.UniqueConstraint(
                fields=["found"], condition=Q(stage=CandidateStage.CONFIRMED), name="matching_one_case_per_child"
            ),
            models.CheckConstraint(
                condition=~Q(stage=CandidateStage.REJECTED) | ~Q(reject_reason=""),
                name="matching_rejection_has_a_reason",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["missing", "stage"], name="matching_of_a_case"),
            models.Index(fields=["found", "stage"], name="matching_of_a_found_child"),
            models.Index(fields=["stage", "shortlisted_at"], name="matching_by_age"),
        ]
        triggers: ClassVar = [keep_history()]

    def __str__(self) -> str:
        return str(self.pk)


class ReportHit(models.Model):
    """An unverified report resembles a record of the register: shown to the station that triages only."""

    report = models.ForeignKey(CitizenReport, on_delete=models.PROTECT, related_name="hits")
    missing = models.ForeignKey(MissingCase, on_delete=models.PROTECT, null=True, related_name="report_hits")
    found = models.ForeignKey(FoundChild, on_delete=models.PROTECT, null=True, related_name="report_hits")
    weight = models.FloatField()
    probability = models.FloatField()
    strength = models.CharField(max_length=16)
    terms = models.JSONField()
    weights_version = models.CharField(max_length=60)
    scored_at = models.DateTimeField()

    PRIVACY: ClassVar = dict.fromkeys(
        (
            "id",
            "report",
            "missing",
            "found",
            "weight",
            "probability",
            "strength",
            "terms",
            "weights_version",
            "scored_at",
        ),
        Tier.T2,
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(missing__isnull=False, found=None) | Q(missing=None, found__isnull=False),
                name="matching_hit_is_on_one_side",
            ),
            models.UniqueConstraint(
                fields=["report", "missing", "found"], nulls_distinct=False, name="matching_hit_once_per_record"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} of {self.report_id}"
