"""The public card of a missing child: all that everybody sees of a case. Public pages get this, never a case."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import DateTimeField, DurationField, ExpressionWrapper, F, Prefetch, QuerySet, Value
from django.utils.timezone import localdate
from django.utils.translation import get_language

from trackchild.cases.forms.languages import language_name
from trackchild.cases.models import MissingCase, Publication
from trackchild.cases.publicity import standing_publication
from trackchild.cases.states import SEARCHING
from trackchild.children.ages import age_at
from trackchild.children.models import Description, Mark
from trackchild.children.vocabulary import BodyPart, MarkKind, NameKind, Sex, Side
from trackchild.names import Role, fold_name, script_of
from trackchild.photos.models import Photo, PhotoSize
from trackchild.photos.signing import PUBLIC, photo_url

from .ages import age_words

LATIN = "Latn"
YEAR = timedelta(days=365.25)


@dataclass(frozen=True, slots=True)
class PublicCard:
    """One published child. The day and the place of the last sight are coarse on purpose: the month, the district."""

    case_id: UUID
    name: str
    native_name: str
    sex: str
    age_then: str
    age_now: str
    state: str
    district: str
    month: date
    clothing: str
    marks: tuple[str, ...]
    languages: tuple[str, ...]
    thumbnail_url: str
    photo_url: str


def standing(on: date) -> QuerySet[Publication]:
    """Publications that stand on a day, newest first; the same conditions as `standing_publication`."""
    return (
        Publication.objects.filter(
            withdrawn_at=None, expires_on__gte=on, case__stage__in=SEARCHING, case__sexual_offence=False
        )
        .select_related("case__description", "case__district", "case__state")
        .order_by("-ordered_at", "-pk")
    )


def of_age_now(publications: QuerySet[Publication], least: int, below: int, *, at: datetime) -> QuerySet[Publication]:
    """Publications of children who are by now at least so many years old and younger than so many."""
    lived = ExpressionWrapper(F("case__age_last_seen") * Value(YEAR), DurationField())
    born = ExpressionWrapper(F("case__last_seen_at") - lived, DateTimeField())
    return (
        publications.exclude(case__age_last_seen=None)
        .alias(born=born)
        .filter(born__lte=at - least * YEAR, born__gt=at - below * YEAR)
    )


def card_of(case_id: UUID, *, on: date) -> PublicCard | None:
    """The card of a case, if a publication stands on that day."""
    publication = standing_publication(case_id, on)
    return next(cards_of([publication], on=on)) if publication else None


def case_of(case_id: UUID, *, on: date) -> MissingCase | None:
    """The case behind a standing publication, to hang a sighting on."""
    publication = standing_publication(case_id, on)
    return publication.case if publication else None


def with_rows(publications: QuerySet[Publication]) -> QuerySet[Publication]:
    """With everything a card is made of, whatever their number."""
    return publications.prefetch_related(
        "case__description__names",
        "case__description__marks",
        Prefetch("case__description__photos", Photo.objects.order_by("position", "pk")),
        "case__district__names",
        "case__state__names",
    )


def cards_of(publications: Any, *, on: date) -> Iterator[PublicCard]:
    """Cards of publications that stand."""
    for publication in publications:
        yield _card(publication, on)


def _card(publication: Publication, on: date) -> PublicCard:
    case = publication.case
    child = case.description
    language = get_language() or "en"
    photo = next(iter(sorted(child.photos.all(), key=lambda one: (one.position, str(one.pk)))), None)
    name, native_name = _names(child, full=publication.full_name)
    seen_on = localdate(case.last_seen_at)
    return PublicCard(
        case_id=case.pk,
        name=name,
        native_name=native_name,
        sex=str(Sex(child.sex).label) if child.sex else "",
        age_then=_age(case.age_last_seen),
        age_now=_age(age_at(age_years=case.age_last_seen, age_on=seen_on, birth_on=child.birth_on, on=on)),
        state=case.state.name_in(language),
        district=case.district.name_in(language) if case.district else "",
        month=seen_on.replace(day=1),
        clothing=child.clothing,
        marks=tuple(words for mark in child.marks.all() if (words := mark_words(mark))),
        languages=tuple(language_name(code) for code in child.languages),
        thumbnail_url=photo_url(photo, PhotoSize.THUMBNAIL, PUBLIC),
        photo_url=photo_url(photo, PhotoSize.CARD, PUBLIC),
    )


def _age(years: Decimal | None) -> str:
    return age_words(years) if years is not None else ""


def _names(child: Description, *, full: bool) -> tuple[str, str]:
    """The name in Latin letters and in its own script; one of them may be empty."""
    written = child.names_of(NameKind.NAME, NameKind.NATIVE)
    shown = written if full else [first_name(text) for text in written]
    latin = next((text for text in shown if script_of(text) == LATIN), "")
    native = next((text for text in shown if script_of(text) != LATIN), "")
    return (latin, native) if latin else (native, "")


def first_name(text: str) -> str:
    """The first word of a name that is neither a title nor an initial: Imran of Md. Imran Khan."""
    names = [token.written for token in fold_name(text) if token.role is Role.NAME]
    words = text.split()
    return names[0] if names else words[0] if words else ""


def mark_words(mark: Mark) -> str:
    """A mark in chosen words only. Free words may tell more than all should know, and covered parts are nobody's."""
    if mark.intimate:
        return ""
    chosen = (
        (MarkKind, mark.kind),
        (BodyPart, mark.part),
        (Side, mark.side),
    )
    return " · ".join(str(words(value).label) for words, value in chosen if value and value in words.values)
