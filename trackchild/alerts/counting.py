"""The figures of a month, district by district, counted once from the register and kept.

The district of a missing case is that of the station where it was registered, of a found child where it was found.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, DurationField, ExpressionWrapper, F, Q, Value

from trackchild.cases.models import FoundChild, MissingCase
from trackchild.cases.rules import CLOCKS, Clock
from trackchild.cases.states import CaseStage
from trackchild.geography.models import District

from .calendar import month_after
from .models import MonthFigures
from .rules import IST

NO_CASE = (CaseStage.DRAFT, CaseStage.DISCARDED, CaseStage.NOT_A_CASE)
FOUR_MONTHS = CLOCKS[Clock.HAND_TO_AHTU].time
PRODUCTION = ExpressionWrapper(
    Value(CLOCKS[Clock.PRODUCE].time) + F("journey_hours") * Value(timedelta(hours=1)), output_field=DurationField()
)


def keep_month(month: date, *, at: datetime) -> int:
    """Count a month for every district and keep it; what was kept before stays. Answers how many were new."""
    known = set(MonthFigures.objects.filter(month=month).values_list("district", flat=True))
    wanted = [code for code in _present(month) if code not in known]
    if not wanted:
        return 0
    begin, end = _midnight(month), _midnight(month_after(month))
    by_district = _cases(begin, end)
    found = _found(begin, end)
    rows = [
        MonthFigures(
            district_id=code,
            month=month,
            counted_at=at,
            **by_district.get(code, dict.fromkeys(OF_CASES, 0)),
            **found.get(code, dict.fromkeys(OF_FOUND, 0)),
        )
        for code in wanted
    ]
    MonthFigures.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


OF_CASES = ("missing", "traced", "pending", "over_four_months")
OF_FOUND = ("found", "produced_late")


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=IST)


def _present(month: date) -> Iterable[int]:
    return District.objects.current(month).order_by("pk").values_list("pk", flat=True)


def _cases(begin: datetime, end: datetime) -> dict[int, dict[str, int]]:
    """`pending`: received by the end of the month and neither traced nor closed by then."""
    open_then = (
        Q(received_at__lt=end)
        & (Q(traced_at=None) | Q(traced_at__gte=end))
        & (Q(closed_at=None) | Q(closed_at__gte=end))
    )
    rows = (
        MissingCase.objects.exclude(stage__in=NO_CASE)
        .values(code=F("station__district"))
        .annotate(
            missing=Count("pk", filter=Q(received_at__gte=begin, received_at__lt=end)),
            traced=Count("pk", filter=Q(traced_at__gte=begin, traced_at__lt=end)),
            pending=Count("pk", filter=open_then),
            over_four_months=Count("pk", filter=open_then & Q(received_at__lt=end - FOUR_MONTHS)),
        )
    )
    return _by_district(rows, OF_CASES)


def _found(begin: datetime, end: datetime) -> dict[int, dict[str, int]]:
    """`produced_late`: before the committee in this month, later than the law allows with the journey added."""
    rows = FoundChild.objects.values(code=F("district")).annotate(
        found=Count("pk", filter=Q(charge_taken_at__gte=begin, charge_taken_at__lt=end)),
        produced_late=Count(
            "pk",
            filter=Q(produced_at__gte=begin, produced_at__lt=end, produced_at__gt=F("charge_taken_at") + PRODUCTION),
        ),
    )
    return _by_district(rows, OF_FOUND)


def _by_district(rows: Iterable[Mapping[str, Any]], names: tuple[str, ...]) -> dict[int, dict[str, int]]:
    return {row["code"]: {name: row[name] for name in names} for row in rows if row["code"] is not None}
