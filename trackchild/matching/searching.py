"""The one search of officers over the register: criteria become a query, and tell of one record whether it fits.

Both ways answer the same (a test holds them together): the search page asks the database, a saved search asks of each
new record. What a viewer may see is decided by `visible_to`, before anything here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.db.models import DateTimeField, DurationField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from trackchild.accounts.permissions import Permission
from trackchild.accounts.viewer import Viewer
from trackchild.cases.models import FoundChild, MissingCase
from trackchild.cases.querysets import FoundChildQuerySet, MissingCaseQuerySet
from trackchild.cases.states import IDENTITY_OPEN, SEARCHING, CaseStage
from trackchild.children.models import DescriptionName, Mark
from trackchild.geography.corridors import corridor_districts
from trackchild.names import fold_name

IST = ZoneInfo("Asia/Kolkata")
YEAR = timedelta(days=365.25)
SLACK = 1
"""Years by which an age that was estimated may be wrong either way."""
MISSING, FOUND, BOTH = "MISSING", "FOUND", "BOTH"
NOT_A_RECORD = (CaseStage.DISCARDED, CaseStage.NOT_A_CASE, CaseStage.DRAFT)
Record = MissingCase | FoundChild
Rows = TypeVar("Rows", bound=QuerySet[Any])


@dataclass(frozen=True, slots=True)
class Criteria:
    """What is looked for; an empty one asks nothing. An age is the age on `age_on`."""

    side: str = BOTH
    sex: str = ""
    age_from: int | None = None
    age_to: int | None = None
    age_on: date | None = None
    name: str = ""
    state: int | None = None
    district: int | None = None
    corridor: bool = False
    place: str = ""
    mark: str = ""
    only_open: bool = True
    since: date | None = None
    until: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it would list the whole register."""
        asked = (self.sex, self.name, self.place, self.mark, self.state, self.district, self.since, self.until)
        return not any(asked) and self.age_from is None and self.age_to is None

    def places(self) -> frozenset[int] | None:
        """The districts it asks for: one, or the known ways out of a state; None where it asks for none."""
        if self.district is not None:
            return frozenset({self.district})
        if self.corridor and self.state is not None:
            return corridor_districts(self.state)
        return None


def name_words(written: str) -> list[list[str]]:
    """For each word of a name, the keys by which its other spellings are found."""
    return [[key for key in (token.skeleton, f"~{token.coarse}") if key.strip("~")] for token in fold_name(written)]


def cases_like(criteria: Criteria, *, viewer: Viewer) -> MissingCaseQuerySet:
    """Missing cases within the viewer's reach that fit, newest first."""
    cases = MissingCase.objects.visible_to(viewer, Permission.CASE_READ)
    if criteria.side == FOUND:
        return cases.none()
    cases = cases.filter(stage__in=SEARCHING) if criteria.only_open else cases.exclude(stage__in=NOT_A_RECORD)
    return _narrowed(cases, criteria, "last_seen_at", "age_last_seen", F("last_seen_at")).order_by(
        "-last_seen_at", "pk"
    )


def found_like(criteria: Criteria, *, viewer: Viewer) -> FoundChildQuerySet:
    """Found children within the viewer's reach that fit, newest first."""
    children = FoundChild.objects.visible_to(viewer, Permission.FOUND_READ)
    if criteria.side == MISSING:
        return children.none()
    if criteria.only_open:
        children = children.filter(stage__in=IDENTITY_OPEN)
    aged = Coalesce(F("description__age_on"), F("found_at"), output_field=DateTimeField())
    return _narrowed(children, criteria, "found_at", "description__age_years", aged).order_by("-found_at", "pk")


def _narrowed(rows: Rows, criteria: Criteria, moment: str, age: str, aged: Any) -> Rows:
    rows = rows.filter(_when(criteria, moment) & _where(criteria))
    if criteria.sex:
        rows = rows.filter(Q(description__sex=criteria.sex) | Q(description__sex=""))
    if criteria.age_from is not None or criteria.age_to is not None:
        rows = _of_age(rows, criteria, age, aged)
    for keys in name_words(criteria.name):
        named = DescriptionName.objects.filter(description=OuterRef("description"), keys__overlap=keys)
        rows = rows.filter(Exists(named))
    for word in criteria.mark.split():
        said = Q(text__icontains=word) | Q(kind__icontains=word) | Q(part__icontains=word) | Q(side__iexact=word)
        rows = rows.filter(Exists(Mark.objects.filter(said, description=OuterRef("description"))))
    return rows


def _when(criteria: Criteria, moment: str) -> Q:
    asked = Q()
    if criteria.since:
        asked &= Q(**{f"{moment}__gte": _midnight(criteria.since)})
    if criteria.until:
        asked &= Q(**{f"{moment}__lt": _midnight(criteria.until + timedelta(days=1))})
    return asked


def _where(criteria: Criteria) -> Q:
    """Where the child was last seen or found, or where its home is."""
    asked = Q()
    places = criteria.places()
    if places is not None:
        asked &= Q(district__in=places) | Q(description__home_district__in=places)
    elif criteria.state is not None:
        asked &= Q(state=criteria.state) | Q(description__home_state=criteria.state)
    if criteria.place:
        asked &= Q(place__icontains=criteria.place) | Q(description__home_village__icontains=criteria.place)
    return asked


def _of_age(rows: Rows, criteria: Criteria, age: str, aged: Any) -> Rows:
    lived = ExpressionWrapper(F(age) * Value(YEAR), output_field=DurationField())
    born = ExpressionWrapper(aged - lived, output_field=DateTimeField())
    earliest, latest = born_between(criteria)
    rows = rows.exclude(**{age: None}).alias(born=born)
    if earliest is not None:
        rows = rows.filter(born__gte=earliest)
    return rows.filter(born__lte=latest) if latest is not None else rows


def born_between(criteria: Criteria) -> tuple[datetime | None, datetime | None]:
    """The moments between which a child of these years was born, with the slack of an estimate."""
    assert criteria.age_on is not None
    on = _midnight(criteria.age_on)
    earliest = on - YEAR * (criteria.age_to + 1 + SLACK) if criteria.age_to is not None else None
    latest = on - YEAR * max(criteria.age_from - SLACK, 0) if criteria.age_from is not None else None
    return earliest, latest


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=IST)


@dataclass(frozen=True, slots=True)
class Facts:
    """One record as a search sees it, read once for all searches that are asked about it."""

    side: str
    is_record: bool
    """Not a draft, and not put aside as no case."""
    is_open: bool
    sex: str
    born: datetime | None
    moment: datetime
    states: frozenset[int | None]
    districts: frozenset[int | None]
    places: str
    keys: frozenset[str]
    marks: tuple[tuple[str, ...], ...]


def facts_of(record: Record) -> Facts:
    """Reads the record with its description, names and marks."""
    said = record.description
    if isinstance(record, MissingCase):
        side, moment, age, aged = MISSING, record.last_seen_at, record.age_last_seen, record.last_seen_at
        is_record, is_open = record.stage not in NOT_A_RECORD, record.stage in SEARCHING
    else:
        side, moment, age = FOUND, record.found_at, said.age_years
        aged = _utc_midnight(said.age_on) if said.age_on else record.found_at
        is_record, is_open = True, record.stage in IDENTITY_OPEN
    return Facts(
        side=side,
        is_record=is_record,
        is_open=is_open,
        sex=said.sex,
        born=_born(age, aged),
        moment=moment,
        states=frozenset({record.state_id, said.home_state_id}),
        districts=frozenset({record.district_id, said.home_district_id}),
        places=f"{record.place}\n{said.home_village}".casefold(),
        keys=frozenset(key for name in said.names.all() for key in name.keys),
        marks=tuple(_mark_words(mark) for mark in said.marks.all()),
    )


def _utc_midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo("UTC"))


def _born(age: Decimal | None, aged: datetime) -> datetime | None:
    return aged - YEAR * float(age) if age is not None else None


def _mark_words(mark: Mark) -> tuple[str, ...]:
    return (mark.text.casefold(), mark.kind.casefold(), mark.part.casefold(), mark.side.casefold())


def fits(criteria: Criteria, facts: Facts, words: Sequence[Sequence[str]]) -> bool:
    """Whether one record is what is looked for; `words` are the `name_words` of the criteria."""
    return (
        criteria.side in (BOTH, facts.side)
        and facts.is_record
        and (facts.is_open or not criteria.only_open)
        and (not criteria.sex or facts.sex in ("", criteria.sex))
        and all(facts.keys.intersection(keys) for keys in words)
        and _fits_age(criteria, facts)
        and _fits_moment(criteria, facts)
        and _fits_place(criteria, facts)
        and _fits_marks(criteria, facts)
    )


def _fits_age(criteria: Criteria, facts: Facts) -> bool:
    if criteria.age_from is None and criteria.age_to is None:
        return True
    if facts.born is None:
        return False
    earliest, latest = born_between(criteria)
    return (earliest is None or facts.born >= earliest) and (latest is None or facts.born <= latest)


def _fits_moment(criteria: Criteria, facts: Facts) -> bool:
    if criteria.since and facts.moment < _midnight(criteria.since):
        return False
    return not (criteria.until and facts.moment >= _midnight(criteria.until + timedelta(days=1)))


def _fits_place(criteria: Criteria, facts: Facts) -> bool:
    if criteria.place and not any(criteria.place.casefold() in line for line in facts.places.split("\n")):
        return False
    places = criteria.places()
    if places is not None:
        return bool(places & facts.districts)
    return criteria.state is None or criteria.state in facts.states


def _fits_marks(criteria: Criteria, facts: Facts) -> bool:
    """Every word stands in some mark; a side is a whole word."""
    return all(
        any(word in text or word in kind or word in part or word == side for text, kind, part, side in facts.marks)
        for word in criteria.mark.casefold().split()
    )
