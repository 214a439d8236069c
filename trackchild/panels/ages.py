"""How old a child of a record was on the day of the event, and is today: the same words on every page of an office."""

from datetime import date, datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from trackchild.cases.models import CitizenReport, FoundChild, MissingCase
from trackchild.children.ages import ThenAndNow, then_and_now

DescribedRecord = MissingCase | FoundChild | CitizenReport
NOT_KNOWN = ThenAndNow("", "")


def ages_of(record: DescribedRecord, on: date) -> ThenAndNow:
    """Then and now; empty where nobody knows."""
    child = record.description
    if child is None:
        return NOT_KNOWN
    age = record.age_last_seen if isinstance(record, MissingCase) else None
    age = child.age_years if age is None else age
    return then_and_now(age_years=age, birth_on=child.birth_on, event_on=_event_on(record), on=on)


def in_one_line(ages: ThenAndNow) -> str:
    """Both ages where they differ, else the one that is known."""
    if ages.differ:
        return _("%(then)s then, %(now)s now") % {"then": ages.then, "now": ages.now}
    return ages.then


def _event_on(record: DescribedRecord) -> date:
    moments: dict[type, datetime | None] = {
        MissingCase: getattr(record, "last_seen_at", None),
        FoundChild: getattr(record, "found_at", None),
        CitizenReport: getattr(record, "seen_at", None) or getattr(record, "submitted_at", None),
    }
    return localdate(moments[type(record)])
