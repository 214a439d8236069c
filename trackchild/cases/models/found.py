"""A found child (Form R): in somebody's charge, before a committee, in a home. Recorded independently of any case."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trackchild.accounts.models import User
from trackchild.audit.triggers import keep_history
from trackchild.cases import vocabulary as words
from trackchild.cases.querysets import FoundChildQuerySet
from trackchild.cases.states import FoundStage
from trackchild.children.models import Child, Description
from trackchild.core.constraints import in_order, paired
from trackchild.core.privacy import Tier
from trackchild.directory.models import Agency
from trackchild.geography.models import District, State


class FoundChild(models.Model):
    """A child whose family is not known yet, or who was recovered; from the moment somebody takes charge."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(_("register number"), max_length=24, unique=True)
    kind = models.CharField(max_length=12, choices=words.FoundKind.choices, default=words.FoundKind.FOUND)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="found_records")
    description = models.OneToOneField(Description, on_delete=models.PROTECT, related_name="found_child")
    stage = models.CharField(max_length=20, choices=[(stage.value, stage.value) for stage in FoundStage])
    owner = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="recorded_children", help_text="the office that keeps the record"
    )
    home = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="residents")
    committee = models.ForeignKey(
        Agency,
        on_delete=models.PROTECT,
        null=True,
        related_name="committee_children",
        help_text="CWC, or JJB for a child in conflict with law",
    )
    conflict_with_law = models.BooleanField(_("alleged to be in conflict with law"), default=False)

    found_at = models.DateTimeField(_("found"))
    place = models.CharField(_("place"), max_length=300, blank=True)
    place_kind = models.CharField(_("kind of place"), max_length=40, blank=True)
    state = models.ForeignKey(State, on_delete=models.PROTECT, related_name="+", verbose_name=_("state"))
    district = models.ForeignKey(
        District, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("district")
    )
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    found_by = models.CharField(_("found by"), max_length=10, choices=words.FoundBy.choices, blank=True)
    found_by_name = models.CharField(_("name and office of the person who found the child"), max_length=160, blank=True)
    with_whom = models.CharField(_("with whom the child was found"), max_length=300, blank=True)

    own_account = models.TextField(_("what the child tells: where from, with whom, why"), blank=True)
    remembers = models.CharField(
        _("village, river, school, market or temple the child remembers"), max_length=300, blank=True
    )
    wish_to_return = models.CharField(
        _("the child's wish"), max_length=8, choices=words.WishToReturn.choices, blank=True
    )
    condition = models.CharField(_("condition and injuries"), max_length=300, blank=True)
    treatment = models.CharField(_("medical treatment given"), max_length=300, blank=True)
    allegation = models.TextField(_("allegation of an offence or abuse"), blank=True)
    sexual_offence = models.BooleanField(_("a sexual offence is suspected"), default=False)
    gd_number = models.CharField(_("general diary number"), max_length=40, blank=True)
    fir_number = models.CharField(_("FIR number"), max_length=40, blank=True)
    tracing_done = models.CharField(_("what was done at once to find the family"), max_length=300, blank=True)

    charge_taken_at = models.DateTimeField(_("taken into charge"))
    charge_taken_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    journey_hours = models.PositiveSmallIntegerField(_("hours of necessary journey"), default=0)
    admitted_at = models.DateTimeField(null=True)
    admitted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    produced_at = models.DateTimeField(null=True)
    produced_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    produced_late_because = models.CharField(max_length=300, blank=True)
    restored_at = models.DateTimeField(null=True)
    restored_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    found_date_corrected = models.CharField(max_length=300, blank=True)

    source = models.CharField(max_length=60, blank=True)
    source_id = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects: ClassVar[FoundChildQuerySet] = FoundChildQuerySet.as_manager()  # type: ignore[assignment]
    PRIVACY: ClassVar = {
        "id": Tier.T2,
        "number": Tier.T2,
        "kind": Tier.T2,
        "child": Tier.T2,
        "description": Tier.T2,
        "stage": Tier.T2,
        "owner": Tier.T2,
        # The place of shelter is told to nobody without a duty: tier 3 although the office itself is public.
        "home": Tier.T3,
        "committee": Tier.T2,
        "conflict_with_law": Tier.T4,
        "found_at": Tier.T1,
        "place": Tier.T1,
        "place_kind": Tier.T1,
        "state": Tier.T1,
        "district": Tier.T1,
        "lat": Tier.T3,
        "lon": Tier.T3,
        "found_by": Tier.T2,
        "found_by_name": Tier.T3,
        "with_whom": Tier.T3,
        "own_account": Tier.T3,
        "remembers": Tier.T1,
        "wish_to_return": Tier.T3,
        "condition": Tier.T3,
        "treatment": Tier.T3,
        "allegation": Tier.T4,
        "sexual_offence": Tier.T4,
        "gd_number": Tier.T2,
        "fir_number": Tier.T2,
        "tracing_done": Tier.T3,
        "charge_taken_at": Tier.T2,
        "charge_taken_by": Tier.T3,
        "journey_hours": Tier.T3,
        "admitted_at": Tier.T3,
        "admitted_by": Tier.T3,
        "produced_at": Tier.T2,
        "produced_by": Tier.T3,
        "produced_late_because": Tier.T3,
        "restored_at": Tier.T2,
        "restored_by": Tier.T3,
        "closed_at": Tier.T2,
        "closed_by": Tier.T3,
        "found_date_corrected": Tier.T3,
        "source": Tier.T2,
        "source_id": Tier.T2,
        "created_at": Tier.T2,
        "created_by": Tier.T3,
    }

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(stage__in=list(FoundStage)), name="cases_found_stage_is_known"),
            in_order("cases_found", "found_at", "charge_taken_at"),
            in_order("cases_found", "charge_taken_at", "produced_at"),
            in_order("cases_found", "charge_taken_at", "admitted_at"),
            in_order("cases_found", "charge_taken_at", "restored_at"),
            models.UniqueConstraint(
                fields=["source", "source_id"], condition=~Q(source=""), name="cases_found_once_per_source"
            ),
            *paired("cases_found", "admitted", "produced", "restored", "closed"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["home", "stage", "-charge_taken_at", "id"], name="cases_found_of_a_home"),
            models.Index(fields=["committee", "stage", "-charge_taken_at"], name="cases_found_of_a_committee"),
            models.Index(fields=["owner", "stage"], name="cases_found_of_an_office"),
            models.Index(fields=["district", "stage"], name="cases_found_of_a_district"),
        ]
        triggers: ClassVar = [keep_history()]

    def __str__(self) -> str:
        return f"#{self.number}"
