"""The timeline is the bus: every change of a record writes one line here, and one job that reacts to it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from trackchild.accounts.models import Posting
from trackchild.audit.triggers import append_only
from trackchild.cases.states import Event
from trackchild.core.privacy import Tier
from trackchild.directory.models import Agency

from .found import FoundChild
from .missing import MissingCase
from .reports import CitizenReport


class TimelineEvent(models.Model):
    """One thing that happened, never edited. A correction is a new line."""

    kind = models.CharField(max_length=24, choices=[(event.value, event.value) for event in Event])
    at = models.DateTimeField()
    case = models.ForeignKey(MissingCase, on_delete=models.PROTECT, null=True, related_name="events")
    found = models.ForeignKey(FoundChild, on_delete=models.PROTECT, null=True, related_name="events")
    report = models.ForeignKey(CitizenReport, on_delete=models.PROTECT, null=True, related_name="events")
    candidate_id = models.UUIDField(null=True)
    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, null=True, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    stage_before = models.CharField(max_length=28, blank=True)
    stage_after = models.CharField(max_length=28, blank=True)
    reason = models.TextField(blank=True)
    facts = models.JSONField(default=dict, blank=True)

    PRIVACY: ClassVar = {
        "id": Tier.T2,
        "kind": Tier.T1,
        "at": Tier.T1,
        "case": Tier.T2,
        "found": Tier.T2,
        "report": Tier.T2,
        "candidate_id": Tier.T2,
        "posting": Tier.T2,
        "agency": Tier.T2,
        "stage_before": Tier.T2,
        "stage_after": Tier.T2,
        "reason": Tier.T3,
        "facts": Tier.T3,
    }

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=list(Event)), name="cases_event_kind_is_known"),
            models.CheckConstraint(
                condition=Q(case__isnull=False)
                | Q(found__isnull=False)
                | Q(report__isnull=False)
                # An import writes one line for its whole batch.
                | Q(kind=Event.IMPORTED),
                name="cases_event_is_about_a_record",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["case", "-at"], name="cases_event_of_a_case"),
            models.Index(fields=["found", "-at"], name="cases_event_of_a_found"),
            models.Index(fields=["report", "-at"], name="cases_event_of_a_report"),
        ]
        triggers: ClassVar = append_only()

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind}"
