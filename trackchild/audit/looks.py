"""Writes a look in the same transaction as the fetch, so that a record is never seen without a trace."""

from collections.abc import Iterable

from django.utils import timezone

from .models import Look


def note_looks(
    *, user_id: int, posting_id: int, route: str, kind: str, record_ids: Iterable[object], reason: str = ""
) -> None:
    """One row for each record shown. Call inside the transaction that reads them."""
    now = timezone.now()
    Look.objects.bulk_create(
        Look(
            at=now,
            user_id=user_id,
            posting_id=posting_id,
            record_kind=kind,
            record_id=str(record_id),
            route=route[:80],
            reason=reason[:300],
        )
        for record_id in record_ids
    )
