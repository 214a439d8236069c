"""A search that somebody saved: it watches the register and keeps what is new for its owner, while she may see it."""

import uuid
from datetime import date
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trackchild.accounts.models import Posting
from trackchild.audit.triggers import keep_history
from trackchild.cases.models import FoundChild, MissingCase
from trackchild.children.vocabulary import Sex
from trackchild.core.privacy import Tier
from trackchild.geography.models import District, State
from trackchild.matching.querysets_agents import AgentHitQuerySet, SearchAgentQuerySet
from trackchild.matching.searching import Criteria

from .pairs import Candidate


class SearchSide(models.TextChoices):
    BOTH = "BOTH", _("Missing and found children")
    MISSING = "MISSING", _("Missing children")
    FOUND = "FOUND", _("Found children")


class SearchAgent(models.Model):
    """One saved search: what it looks for, whose it is, and until when it watches."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name of the search"), max_length=80)
    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="search_agents")
    is_shared = models.BooleanField(_("shared with the office"), default=False)
    watches = models.BooleanField(_("tell me what is new"), default=True)

    side = models.CharField(max_length=7, choices=SearchSide.choices, default=SearchSide.BOTH)
    sex = models.CharField(max_length=1, choices=Sex.choices, blank=True)
    age_from = models.PositiveSmallIntegerField(null=True)
    age_to = models.PositiveSmallIntegerField(null=True)
    age_on = models.DateField(null=True)
    name_written = models.CharField(max_length=120, blank=True)
    name_keys = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    state = models.ForeignKey(State, on_delete=models.PROTECT, null=True, related_name="+")
    district = models.ForeignKey(District, on_delete=models.PROTECT, null=True, related_name="+")
    corridor = models.BooleanField(default=False)
    place = models.CharField(max_length=80, blank=True)
    mark = models.CharField(max_length=80, blank=True)
    only_open = models.BooleanField(default=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    made_at = models.DateTimeField()
    expires_on = models.DateField()
    paused_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar[SearchAgentQuerySet] = SearchAgentQuerySet.as_manager()  # type: ignore[assignment]
    PRIVACY: ClassVar = {
        **dict.fromkeys(
            (
                "id",
                "posting",
                "is_shared",
                "watches",
                "side",
                "sex",
                "age_from",
                "age_to",
                "age_on",
                "state",
                "district",
                "corridor",
                "only_open",
                "since",
                "until",
                "made_at",
                "expires_on",
                "paused_at",
                "ended_at",
            ),
            Tier.T2,
        ),
        # What an officer looks for may be a child's name.
        **dict.fromkeys(("name", "name_written", "name_keys", "place", "mark"), Tier.T3),
    }

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(age_from=None) | Q(age_to=None) | Q(age_to__gte=models.F("age_from")),
                name="matching_agent_ages_in_order",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["posting"],
                condition=Q(watches=True, paused_at=None, ended_at=None),
                name="matching_agent_awake",
            ),
        ]
        triggers: ClassVar = [keep_history()]

    def __str__(self) -> str:
        return f"#{self.pk}"

    def criteria(self, on: date) -> Criteria:
        """What it looks for; an age without a day is the age on the day of asking."""
        return Criteria(
            side=self.side,
            sex=self.sex,
            age_from=self.age_from,
            age_to=self.age_to,
            age_on=self.age_on or on,
            name=self.name_written,
            state=self.state_id,
            district=self.district_id,
            corridor=self.corridor,
            place=self.place,
            mark=self.mark,
            only_open=self.only_open,
            since=self.since,
            until=self.until,
        )


class AgentHit(models.Model):
    """A record that a search found: from the register, or through a pair of the matcher. Once each."""

    agent = models.ForeignKey(SearchAgent, on_delete=models.CASCADE, related_name="hits")
    case = models.ForeignKey(MissingCase, on_delete=models.PROTECT, null=True, related_name="+")
    found = models.ForeignKey(FoundChild, on_delete=models.PROTECT, null=True, related_name="+")
    pair = models.ForeignKey(Candidate, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    objects: ClassVar[AgentHitQuerySet] = AgentHitQuerySet.as_manager()  # type: ignore[assignment]
    PRIVACY: ClassVar = dict.fromkeys(("id", "agent", "case", "found", "pair", "at", "seen_at"), Tier.T2)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agent", "case", "found", "pair"], nulls_distinct=False, name="matching_agent_hit_once"
            ),
            models.CheckConstraint(
                condition=Q(case__isnull=False, found=None, pair=None)
                | Q(case=None, found__isnull=False, pair=None)
                | Q(case=None, found=None, pair__isnull=False),
                name="matching_agent_hit_is_one_record",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["agent", "-at"], name="matching_agent_hits_newest")]

    def __str__(self) -> str:
        return f"#{self.pk} of {self.agent_id}"
