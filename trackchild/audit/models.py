"""Who changed, and who looked. For investigators only: no feature reads these tables."""

from typing import ClassVar

from django.db import models

from trackchild.core.privacy import Tier

from .triggers import append_only


class Change(models.Model):
    """One changed row of one table, written by the database itself. No foreign keys: history never blocks anything."""

    at = models.DateTimeField()
    table_name = models.CharField(max_length=63)
    row_id = models.CharField(max_length=40)
    operation = models.CharField(max_length=8)
    actor_id = models.BigIntegerField(null=True)
    posting_id = models.BigIntegerField(null=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    PRIVACY: ClassVar = dict.fromkeys(
        ("id", "at", "table_name", "row_id", "operation", "actor_id", "posting_id", "before", "after"), Tier.T5
    )

    class Meta:
        indexes: ClassVar = [models.Index(fields=["table_name", "row_id", "id"], name="audit_change_of_a_row")]
        triggers: ClassVar = append_only()

    def __str__(self) -> str:
        return f"#{self.pk} {self.operation} {self.table_name} {self.row_id}"


class Look(models.Model):
    """Somebody opened a child's record: who, in which posting, on which page, why if a reason was asked."""

    at = models.DateTimeField()
    user_id = models.BigIntegerField()
    posting_id = models.BigIntegerField()
    record_kind = models.CharField(max_length=20)
    record_id = models.CharField(max_length=40)
    route = models.CharField(max_length=80)
    reason = models.CharField(max_length=300, blank=True)

    PRIVACY: ClassVar = dict.fromkeys(
        ("id", "at", "user_id", "posting_id", "record_kind", "record_id", "route", "reason"), Tier.T5
    )

    class Meta:
        indexes: ClassVar = [models.Index(fields=["record_kind", "record_id", "at"], name="audit_look_at_a_record")]
        triggers: ClassVar = append_only()

    def __str__(self) -> str:
        return f"#{self.pk} user {self.user_id} {self.record_kind} {self.record_id}"
