"""People behind a record: complainants, relatives, finders, suspects, with their telephones under a keyed digest."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trackchild.audit.triggers import keep_history
from trackchild.cases import vocabulary as words
from trackchild.core.privacy import Tier

from .found import FoundChild
from .missing import MissingCase
from .reports import CitizenReport


class Contact(models.Model):
    """One person of one record."""

    kind = models.CharField(max_length=12, choices=words.ContactKind.choices)
    case = models.ForeignKey(MissingCase, on_delete=models.PROTECT, null=True, related_name="contacts")
    found = models.ForeignKey(FoundChild, on_delete=models.PROTECT, null=True, related_name="contacts")
    report = models.ForeignKey(CitizenReport, on_delete=models.PROTECT, null=True, related_name="contacts")
    name = models.CharField(_("name"), max_length=160, blank=True)
    relation = models.CharField(_("relation to the child"), max_length=60, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=8, blank=True)
    about = models.TextField(_("description"), blank=True)
    messages_stopped_at = models.DateTimeField(null=True)

    PRIVACY: ClassVar = {
        "id": Tier.T3,
        "kind": Tier.T3,
        "case": Tier.T3,
        "found": Tier.T3,
        "report": Tier.T3,
        "name": Tier.T3,
        "relation": Tier.T3,
        "address": Tier.T3,
        "email": Tier.T3,
        "language": Tier.T3,
        "about": Tier.T4,
        "messages_stopped_at": Tier.T3,
    }

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(case__isnull=False, found=None, report=None)
                | Q(case=None, found__isnull=False, report=None)
                | Q(case=None, found=None, report__isnull=False),
                name="cases_contact_belongs_to_one_record",
            )
        ]
        triggers: ClassVar = [keep_history()]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind}"


class ContactPhone(models.Model):
    """A telephone of a contact. `digest` finds the same number again without the number being searchable in clear."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="phones")
    number = models.CharField(max_length=16)
    digest = models.CharField(max_length=64, db_index=True)
    verified_at = models.DateTimeField(null=True)

    PRIVACY: ClassVar = {
        "id": Tier.T3,
        "contact": Tier.T3,
        "number": Tier.T3,
        "digest": Tier.T5,
        "verified_at": Tier.T3,
    }

    class Meta:
        triggers: ClassVar = [keep_history("digest")]

    def __str__(self) -> str:
        return f"#{self.pk}"
