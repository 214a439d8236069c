"""Which publications stand at this moment: the one question every public page, picture and paper asks each time.

A publication stands while it is ordered, unexpired and not withdrawn, and while the record itself may be shown: a
child who is traced, or against whom a sexual offence is suspected, is hidden at once, whoever wrote that down.
"""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from .models import FoundPublication, Publication
from .states import SEARCHING, SHOWABLE

CASE_MAY_BE_SHOWN = Q(case__stage__in=SEARCHING, case__sexual_offence=False)
FOUND_MAY_BE_SHOWN = Q(
    found__stage__in=SHOWABLE,
    found__produced_at__isnull=False,
    found__sexual_offence=False,
    found__conflict_with_law=False,
)
ROWS = ("description", "district", "state")


def standing_cases(on: date) -> QuerySet[Publication]:
    """Publications of missing children that stand on a day."""
    rows = Publication.objects.filter(CASE_MAY_BE_SHOWN, withdrawn_at=None, expires_on__gte=on)
    return rows.select_related(*(f"case__{name}" for name in ROWS), "case__station")


def standing_found(on: date) -> QuerySet[FoundPublication]:
    """Publications of found children that stand on a day."""
    rows = FoundPublication.objects.filter(FOUND_MAY_BE_SHOWN, withdrawn_at=None, expires_on__gte=on)
    return rows.select_related(*(f"found__{name}" for name in ROWS), "found__committee")


def standing_publication(record_id: UUID, on: date) -> Publication | FoundPublication | None:
    """The publication by which a record may be shown to everybody on a day, or None."""
    return standing_cases(on).filter(case_id=record_id).first() or standing_found(on).filter(found_id=record_id).first()


def was_ever_published(record_id: UUID) -> bool:
    """Whether a public card of this record once stood: then its address answers 410, else 404."""
    return (
        Publication.objects.filter(case_id=record_id).exists()
        or FoundPublication.objects.filter(found_id=record_id).exclude(ordered_at=None).exists()
    )


def no_longer_standing(on: date) -> tuple[QuerySet[Any], QuerySet[Any]]:
    """Publications nobody has ended although they may stand no more: their end is still to be written down."""
    return (
        Publication.objects.filter(~CASE_MAY_BE_SHOWN | Q(expires_on__lt=on), withdrawn_at=None),
        FoundPublication.objects.filter(~FOUND_MAY_BE_SHOWN | Q(expires_on__lt=on), withdrawn_at=None).exclude(
            ordered_at=None
        ),
    )
