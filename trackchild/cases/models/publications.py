"""A found child shown to everybody: only by a committee's written permission, and only what that permission lists."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trackchild.accounts.models import User
from trackchild.audit.triggers import keep_history
from trackchild.cases import vocabulary as words
from trackchild.core.constraints import paired
from trackchild.core.privacy import Tier

from .found import FoundChild


class FoundPublication(models.Model):
    """One office files the committee's written permission; a member of the committee orders what it allows."""

    found = models.ForeignKey(FoundChild, on_delete=models.PROTECT, related_name="publications")
    permission_number = models.CharField(_("number of the permission"), max_length=60)
    permission_on = models.DateField(_("date of the permission"))
    scope = ArrayField(
        models.CharField(max_length=10, choices=words.Shown.choices), verbose_name=_("what the permission lists")
    )
    permitted_until = models.DateField(_("the permission ends on"))
    filed_at = models.DateTimeField()
    filed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField(null=True)
    ordered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    expires_on = models.DateField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_because = models.CharField(max_length=200, blank=True)

    PRIVACY: ClassVar = {
        "id": Tier.T2,
        "found": Tier.T0,
        "permission_number": Tier.T2,
        "permission_on": Tier.T2,
        "scope": Tier.T2,
        "permitted_until": Tier.T2,
        "filed_at": Tier.T3,
        "filed_by": Tier.T3,
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
                condition=Q(ordered_by=None) | ~Q(ordered_by=models.F("filed_by")),
                name="cases_found_publication_takes_two_people",
            ),
            models.CheckConstraint(
                condition=Q(ordered_at=None, expires_on=None)
                | Q(ordered_at__isnull=False, expires_on__lte=models.F("permitted_until")),
                name="cases_found_publication_ends_with_its_permission",
            ),
            models.UniqueConstraint(
                fields=["found"],
                condition=Q(withdrawn_at=None, ordered_at__isnull=False),
                name="cases_found_publication_one_at_a_time",
            ),
            *paired("cases_found_publication", "ordered"),
        ]
        triggers: ClassVar = [keep_history()]

    def __str__(self) -> str:
        return f"#{self.pk} of {self.found_id}"

    @property
    def shows(self) -> list[str]:
        """What it lists, in words."""
        return [str(words.Shown(item).label) for item in self.scope]
