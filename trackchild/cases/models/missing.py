"""A missing case (Form M): owned by a police station, or by the unit it was handed to."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trackchild.accounts.models import User
from trackchild.audit.triggers import keep_history
from trackchild.cases import vocabulary as words
from trackchild.cases.querysets import MissingCaseQuerySet
from trackchild.cases.states import OPEN, CaseStage
from trackchild.children.models import Child, Description
from trackchild.core.constraints import in_order, paired
from trackchild.core.privacy import Tier
from trackchild.directory.models import Agency
from trackchild.geography.models import District, State


class MissingCase(models.Model):
    """One episode of one child being missing. A child missing again is a new case of the same child."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(_("case number"), max_length=24, unique=True)
    subject = models.CharField(max_length=12, choices=words.Subject.choices, default=words.Subject.CHILD)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="missing_cases")
    description = models.OneToOneField(Description, on_delete=models.PROTECT, related_name="missing_case")
    stage = models.CharField(max_length=20, choices=[(stage.value, stage.value) for stage in CaseStage])
    owner = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="owned_cases")
    station = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="cases", help_text="where the case was registered"
    )
    offered_to = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="offered_cases"
    )
    grade = models.CharField(max_length=8, choices=words.Grade.choices, blank=True)

    channel = models.CharField(_("how the complaint came"), max_length=10, choices=words.Channel.choices)
    received_at = models.DateTimeField(_("complaint received"))
    gd_number = models.CharField(_("general diary number"), max_length=40, blank=True)
    gd_at = models.DateTimeField(_("general diary entry made"), null=True, blank=True)
    fir_number = models.CharField(_("FIR number"), max_length=40, blank=True)
    guarded_at = models.DateTimeField(null=True, blank=True)
    """Since when whoever complained learns nothing of the child: a parent may be the danger."""
    fir_at = models.DateTimeField(_("FIR registered"), null=True, blank=True)
    fir_sections = models.CharField(_("acts and sections"), max_length=200, blank=True)
    zero_fir_station = models.CharField(_("station that registered a zero FIR"), max_length=120, blank=True)
    no_fir_reason = models.CharField(_("why there is no FIR yet"), max_length=300, blank=True)
    investigator = models.CharField(_("investigating officer"), max_length=120, blank=True)
    investigator_rank = models.CharField(_("rank"), max_length=60, blank=True)
    investigator_phone = models.CharField(
        _("official telephone of the investigating officer"), max_length=16, blank=True
    )
    cctns_number = models.CharField(_("CCTNS number"), max_length=40, blank=True)

    last_seen_at = models.DateTimeField(_("last seen"))
    last_seen_until = models.DateTimeField(_("last seen not after"), null=True, blank=True)
    last_seen_precision = models.CharField(
        max_length=8, choices=words.SeenPrecision.choices, default=words.SeenPrecision.ABOUT
    )
    age_last_seen = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    place = models.CharField(_("place"), max_length=300, blank=True)
    state = models.ForeignKey(State, on_delete=models.PROTECT, related_name="+", verbose_name=_("state"))
    district = models.ForeignKey(
        District, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("district")
    )
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    last_seen_with = models.CharField(_("last seen with"), max_length=300, blank=True)
    route = models.CharField(_("known route, vehicle or train"), max_length=300, blank=True)
    destination = models.CharField(_("where the child may be going"), max_length=200, blank=True)
    earlier_absences = models.CharField(_("missing before"), max_length=300, blank=True)
    circumstance = models.CharField(
        _("circumstance"), max_length=12, choices=words.Circumstance.choices, default=words.Circumstance.NOT_KNOWN
    )
    circumstance_text = models.TextField(_("what happened, in the complainant's words"), blank=True)
    sexual_offence = models.BooleanField(_("a sexual offence is suspected"), default=False)

    traced_at = models.DateTimeField(null=True)
    traced_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    how_traced = models.CharField(max_length=14, choices=words.HowTraced.choices, blank=True)
    traced_place = models.CharField(max_length=300, blank=True)
    restored_at = models.DateTimeField(null=True)
    restored_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    closure_proposed_at = models.DateTimeField(null=True)
    closure_proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    close_reason = models.CharField(max_length=16, choices=words.CloseReason.choices, blank=True)
    racket_found = models.BooleanField(_("an organised racket was involved"), null=True, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    majority_flagged_at = models.DateTimeField(null=True)

    source = models.CharField(max_length=60, blank=True)
    source_id = models.CharField(max_length=60, blank=True)
    reported_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects: ClassVar[MissingCaseQuerySet] = MissingCaseQuerySet.as_manager()  # type: ignore[assignment]
    PRIVACY: ClassVar = {
        "id": Tier.T0,
        "number": Tier.T2,
        "subject": Tier.T0,
        "child": Tier.T2,
        "description": Tier.T2,
        "stage": Tier.T1,
        "owner": Tier.T1,
        "station": Tier.T0,
        "offered_to": Tier.T2,
        "grade": Tier.T2,
        "channel": Tier.T2,
        "received_at": Tier.T1,
        "gd_number": Tier.T1,
        "gd_at": Tier.T1,
        "fir_number": Tier.T1,
        "guarded_at": Tier.T3,
        "fir_at": Tier.T1,
        "fir_sections": Tier.T2,
        "zero_fir_station": Tier.T2,
        "no_fir_reason": Tier.T3,
        "investigator": Tier.T1,
        "investigator_rank": Tier.T1,
        "investigator_phone": Tier.T1,
        "cctns_number": Tier.T2,
        "last_seen_at": Tier.T0,
        "last_seen_until": Tier.T1,
        "last_seen_precision": Tier.T1,
        "age_last_seen": Tier.T0,
        "place": Tier.T1,
        "state": Tier.T0,
        "district": Tier.T0,
        "lat": Tier.T2,
        "lon": Tier.T2,
        "last_seen_with": Tier.T2,
        "route": Tier.T2,
        "destination": Tier.T2,
        "earlier_absences": Tier.T3,
        "circumstance": Tier.T2,
        "circumstance_text": Tier.T3,
        "sexual_offence": Tier.T4,
        "traced_at": Tier.T1,
        "traced_by": Tier.T2,
        "how_traced": Tier.T2,
        "traced_place": Tier.T3,
        "restored_at": Tier.T1,
        "restored_by": Tier.T2,
        "closure_proposed_at": Tier.T3,
        "closure_proposed_by": Tier.T3,
        "close_reason": Tier.T2,
        "racket_found": Tier.T4,
        "closed_at": Tier.T1,
        "closed_by": Tier.T2,
        "majority_flagged_at": Tier.T2,
        "source": Tier.T2,
        "source_id": Tier.T2,
        "reported_on": Tier.T2,
        "created_at": Tier.T2,
        "created_by": Tier.T2,
    }

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(stage__in=list(CaseStage)), name="cases_missing_stage_is_known"),
            in_order("cases_missing", "received_at", "gd_at"),
            in_order("cases_missing", "gd_at", "fir_at"),
            in_order("cases_missing", "received_at", "fir_at"),
            in_order("cases_missing", "last_seen_at", "received_at"),
            in_order("cases_missing", "last_seen_at", "traced_at"),
            models.CheckConstraint(
                condition=Q(fir_at=None) | (Q(gd_at__isnull=False) & ~Q(fir_number="") & ~Q(gd_number="")),
                name="cases_missing_fir_follows_a_diary_entry",
            ),
            models.CheckConstraint(
                condition=~Q(subject=words.Subject.CHILD) | Q(age_last_seen=None) | Q(age_last_seen__lt=18),
                name="cases_missing_child_was_under_18",
            ),
            models.UniqueConstraint(
                fields=["child"], condition=Q(stage__in=sorted(OPEN)), name="cases_missing_one_open_case_per_child"
            ),
            models.UniqueConstraint(
                fields=["source", "source_id"], condition=~Q(source=""), name="cases_missing_once_per_source"
            ),
            *paired("cases_missing", "traced", "restored", "closure_proposed", "closed"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["owner", "stage", "-received_at", "id"], name="cases_missing_of_an_office"),
            models.Index(fields=["district", "stage"], name="cases_missing_of_a_district"),
            models.Index(fields=["state", "stage"], name="cases_missing_of_a_state"),
        ]
        triggers: ClassVar = [keep_history()]

    def __str__(self) -> str:
        return f"#{self.number}"


class RiskAssessment(models.Model):
    """The station house officer's risk form; the grade moves the clocks. Points: `cases/rules.py`."""

    case = models.ForeignKey(MissingCase, on_delete=models.PROTECT, related_name="risk_assessments")
    needs_medicine = models.BooleanField(_("has a disability or needs medicine"), default=False)
    with_stranger = models.BooleanField(_("with a stranger, lured, ransom, or near a border or railway"), default=False)
    sexual_offence = models.BooleanField(_("a sexual offence or child marriage is suspected"), default=False)
    self_harm = models.BooleanField(_("may harm herself or himself"), default=False)
    in_disaster = models.BooleanField(_("disaster, riot or fair crowd"), default=False)
    with_known_adult = models.BooleanField(_("with a known adult, or came back from an earlier absence"), default=False)
    points = models.SmallIntegerField()
    grade = models.CharField(max_length=8, choices=words.Grade.choices)
    assessed_at = models.DateTimeField()
    assessed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    PRIVACY: ClassVar = {
        **dict.fromkeys(
            (
                "id",
                "case",
                "needs_medicine",
                "with_stranger",
                "self_harm",
                "in_disaster",
                "with_known_adult",
                "points",
                "grade",
                "assessed_at",
                "assessed_by",
            ),
            Tier.T3,
        ),
        "sexual_offence": Tier.T4,
    }

    class Meta:
        triggers: ClassVar = [keep_history()]

    def __str__(self) -> str:
        return f"#{self.pk} {self.grade}"


class Consent(models.Model):
    """A guardian's consent to show the child to everybody, as one officer recorded it. Another one orders."""

    case = models.ForeignKey(MissingCase, on_delete=models.PROTECT, related_name="consents")
    consent_by = models.CharField(_("guardian who consented"), max_length=120)
    consent_on = models.DateField(_("date of the consent"))
    full_name = models.BooleanField(_("the guardian agrees to the full name"), default=False)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    PRIVACY: ClassVar = {
        "id": Tier.T2,
        "case": Tier.T2,
        "consent_by": Tier.T3,
        "consent_on": Tier.T3,
        "full_name": Tier.T3,
        "recorded_at": Tier.T3,
        "recorded_by": Tier.T3,
    }

    class Meta:
        triggers: ClassVar = [keep_history()]

    def __str__(self) -> str:
        return f"#{self.pk} of {self.case_id}"


class Publication(models.Model):
    """A missing child's card may be shown to all: guardian's consent, a police order by another person, an expiry."""

    case = models.ForeignKey(MissingCase, on_delete=models.PROTECT, related_name="publications")
    consent_by = models.CharField(_("guardian who consented"), max_length=120)
    consent_on = models.DateField(_("date of the consent"))
    consent_recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    full_name = models.BooleanField(_("the order allows the full name"), default=False)
    ordered_at = models.DateTimeField()
    ordered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    expires_on = models.DateField()
    shown_keys = ArrayField(models.CharField(max_length=60), default=list)
    """The sounds of the names the card shows, so that nobody finds it by a name it hides."""
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_because = models.CharField(max_length=200, blank=True)

    PRIVACY: ClassVar = {
        "id": Tier.T2,
        "case": Tier.T0,
        "consent_by": Tier.T3,
        "consent_on": Tier.T3,
        "consent_recorded_by": Tier.T3,
        "full_name": Tier.T2,
        "shown_keys": Tier.T1,
        "ordered_at": Tier.T0,
        "ordered_by": Tier.T2,
        "expires_on": Tier.T2,
        "withdrawn_at": Tier.T2,
        "withdrawn_by": Tier.T2,
        "withdrawn_because": Tier.T3,
    }

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(ordered_by=models.F("consent_recorded_by")), name="cases_publication_takes_two_people"
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(withdrawn_at=None), name="cases_publication_one_at_a_time"
            ),
        ]
        indexes: ClassVar = [
            GinIndex(fields=["shown_keys"], condition=Q(withdrawn_at=None), name="cases_publication_by_name")
        ]
        triggers: ClassVar = [keep_history("shown_keys")]

    def __str__(self) -> str:
        return f"#{self.pk} of {self.case_id}"
