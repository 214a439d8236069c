"""A citizen's report: a missing child, a child seen, an unsafe child, information. Citizens have no account."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trackchild.accounts.models import User
from trackchild.audit.triggers import keep_history
from trackchild.cases import vocabulary as words
from trackchild.cases.querysets import CitizenReportQuerySet
from trackchild.cases.states import ReportStage
from trackchild.children.models import Description
from trackchild.core.constraints import paired
from trackchild.core.privacy import Tier
from trackchild.directory.models import Agency
from trackchild.geography.models import District, State

from .found import FoundChild
from .missing import MissingCase


class CitizenReport(models.Model):
    """What a citizen told, as told. It becomes a case only by an officer's hand."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    secret_digest = models.CharField(max_length=64)
    idempotency_key = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=12, choices=words.ReportKind.choices)
    stage = models.CharField(max_length=20, choices=[(stage.value, stage.value) for stage in ReportStage])
    station = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="reports")
    description = models.OneToOneField(Description, on_delete=models.PROTECT, null=True, related_name="report")
    about_case = models.ForeignKey(
        MissingCase, on_delete=models.PROTECT, null=True, blank=True, related_name="information"
    )
    language = models.CharField(max_length=8, choices=settings.LANGUAGES, default="en")

    story = models.TextField(_("what happened, in your words"), blank=True)
    seen_at = models.DateTimeField(_("when"))
    place = models.CharField(_("place"), max_length=300, blank=True)
    state = models.ForeignKey(State, on_delete=models.PROTECT, related_name="+", verbose_name=_("state"))
    district = models.ForeignKey(
        District, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("district")
    )
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    in_danger = models.BooleanField(_("the child is in danger now"), default=False)
    fir_refused = models.BooleanField(_("a police station refused to register the complaint"), default=False)
    phone_verified = models.BooleanField(default=False)
    good_faith = models.BooleanField(default=False)

    submitted_at = models.DateTimeField()
    guarded_at = models.DateTimeField(null=True)
    """Since when whoever reported learns nothing of the child: a parent may be the danger. Pages say the same words."""
    written_at = models.DateTimeField(null=True)
    """When it was written, where a telephone without a network kept it until then; its number is then not proved."""
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decision_reason = models.CharField(max_length=300, blank=True)
    converted_case = models.ForeignKey(
        MissingCase, on_delete=models.PROTECT, null=True, blank=True, related_name="reports"
    )
    converted_found = models.ForeignKey(
        FoundChild, on_delete=models.PROTECT, null=True, blank=True, related_name="reports"
    )
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged_reports"
    )

    objects: ClassVar[CitizenReportQuerySet] = CitizenReportQuerySet.as_manager()  # type: ignore[assignment]
    PRIVACY: ClassVar = {
        "id": Tier.T1,
        "reference": Tier.T1,
        "secret_digest": Tier.T5,
        "idempotency_key": Tier.T5,
        "kind": Tier.T1,
        "stage": Tier.T1,
        "station": Tier.T1,
        "description": Tier.T1,
        "about_case": Tier.T1,
        "language": Tier.T1,
        "story": Tier.T3,
        "seen_at": Tier.T1,
        "place": Tier.T1,
        "state": Tier.T1,
        "district": Tier.T1,
        "lat": Tier.T2,
        "lon": Tier.T2,
        "in_danger": Tier.T1,
        "fir_refused": Tier.T1,
        "phone_verified": Tier.T2,
        "good_faith": Tier.T2,
        "submitted_at": Tier.T1,
        "written_at": Tier.T2,
        "guarded_at": Tier.T3,
        "acknowledged_at": Tier.T1,
        "acknowledged_by": Tier.T2,
        "decided_at": Tier.T1,
        "decided_by": Tier.T2,
        "decision_reason": Tier.T3,
        "converted_case": Tier.T2,
        "converted_found": Tier.T2,
        "merged_into": Tier.T2,
    }

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(stage__in=list(ReportStage)), name="cases_report_stage_is_known"),
            models.CheckConstraint(
                condition=~Q(kind=words.ReportKind.MISSING) | Q(phone_verified=True) | Q(written_at__isnull=False),
                name="cases_report_of_missing_is_never_anonymous",
            ),
            models.CheckConstraint(
                condition=Q(seen_at__lte=models.F("submitted_at")), name="cases_report_is_not_of_the_future"
            ),
            *paired("cases_report", "acknowledged", "decided"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["station", "stage", "submitted_at"], name="cases_report_of_a_station"),
            models.Index(fields=["state", "stage", "submitted_at"], name="cases_report_of_a_state"),
        ]
        triggers: ClassVar = [keep_history("secret_digest", "idempotency_key")]

    def __str__(self) -> str:
        return f"#{self.reference}"
