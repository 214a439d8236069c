"""Publications that end by themselves: the days are over, or the record may be shown no more."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from trackchild.cases.models import FoundPublication, Publication
from trackchild.cases.publicity import no_longer_standing

from .publication import EXPIRED, MOVED_ON, OFFENCE, end_rows


def end_publications(*, at: datetime) -> int:
    """Write down the end of every publication that stands no more; returns how many.

    Nothing was shown meanwhile: pages ask the rule itself at every request. Run by the clock, any number of times.
    """
    today = localdate(at)
    cases, found = no_longer_standing(today)
    rows = [*cases.select_related("case"), *found.select_related("found")]
    return sum(_end(row, _reason(row, at), at=at) for row in rows)


def _reason(row: Publication | FoundPublication, at: datetime) -> str:
    shown: Any = row.case if isinstance(row, Publication) else row.found
    if shown.sexual_offence:
        return OFFENCE
    return EXPIRED if row.expires_on and row.expires_on < localdate(at) else MOVED_ON


@transaction.atomic
def _end(row: Publication | FoundPublication, reason: str, *, at: datetime) -> bool:
    subject = {"case": row.case} if isinstance(row, Publication) else {"found": row.found}
    return end_rows(type(row)._default_manager.filter(pk=row.pk), because=reason, by=None, at=at, **subject)
