"""The public card of a child: all that everybody sees. Public pages and papers get this, never a record.

A missing child's card shows what the guardian and the police let be shown; a found child's card only what the
committee's permission lists.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import DateTimeField, DurationField, ExpressionWrapper, F, Prefetch, QuerySet, Value
from django.utils.timezone import localdate
from django.utils.translation import get_language

from trackchild.cases.forms.languages import language_name
from trackchild.cases.models import FoundPublication, MissingCase, Publication
from trackchild.cases.publicity import standing_cases, standing_found, standing_publication
from trackchild.cases.shown_names import shown_names
from trackchild.cases.vocabulary import Shown
from trackchild.children.ages import ThenAndNow, then_and_now
from trackchild.children.models import Description, Mark
from trackchild.children.vocabulary import BodyPart, MarkKind, Sex, Side
from trackchild.names import script_of
from trackchild.photos.models import Photo, PhotoSize
from trackchild.photos.signing import PUBLIC, photo_url
from trackchild.photos.vocabulary import PhotoKind

LATIN = "Latn"
YEAR = timedelta(days=365.25)
MISSING, FOUND = "missing", "found"
AnyPublication = Publication | FoundPublication
NOT_KNOWN = ThenAndNow("", "")


@dataclass(frozen=True, slots=True)
class PublicCard:
    """One published child. The day and the place of the event are coarse on purpose: the month, the district."""

    record_id: UUID
    kind: str
    """`missing` or `found`."""
    name: str
    native_name: str
    sex: str
    age_then: str
    age_now: str
    state: str
    district: str
    month: date | None
    clothing: str
    marks: tuple[str, ...]
    languages: tuple[str, ...]
    thumbnail_url: str
    photo_url: str
    photo_kind: str
    progression_url: str
    """How an artist or a laboratory thinks the child looks now: shown beside the photograph, and named as that."""

    @property
    def is_found(self) -> bool:
        return self.kind == FOUND

    @property
    def is_drawing(self) -> bool:
        return self.photo_kind == PhotoKind.SKETCH


def standing(on: date) -> QuerySet[Publication]:
    """Publications of missing children that stand on a day, newest first."""
    return standing_cases(on).order_by("-ordered_at", "-pk")


def of_age_now(publications: QuerySet[Publication], least: int, below: int, *, at: datetime) -> QuerySet[Publication]:
    """Publications of children who are by now at least so many years old and younger than so many."""
    lived = ExpressionWrapper(F("case__age_last_seen") * Value(YEAR), DurationField())
    born = ExpressionWrapper(F("case__last_seen_at") - lived, DateTimeField())
    return (
        publications.exclude(case__age_last_seen=None)
        .alias(born=born)
        .filter(born__lte=at - least * YEAR, born__gt=at - below * YEAR)
    )


def found_cards(on: date) -> list[PublicCard]:
    """The found children whom a committee lets everybody see; there are few."""
    rows = standing_found(on).order_by("-ordered_at", "-pk")
    return list(cards_of(_with(rows, "found"), on=on))


def card_of(record_id: UUID, *, on: date) -> PublicCard | None:
    """The card of a record, if a publication stands on that day."""
    publication = standing_publication(record_id, on)
    return card_by(publication, on=on) if publication else None


def card_by(publication: AnyPublication, *, on: date) -> PublicCard:
    """The card of one publication that stands."""
    return next(cards_of([publication], on=on))


def case_of(case_id: UUID, *, on: date) -> MissingCase | None:
    """The case behind a standing publication, to hang a sighting on."""
    publication = standing_publication(case_id, on)
    return publication.case if isinstance(publication, Publication) else None


def with_rows(publications: QuerySet[Publication]) -> QuerySet[Publication]:
    """With everything a card is made of, whatever their number."""
    return _with(publications, "case")


def _with(publications: QuerySet[Any], record: str) -> QuerySet[Any]:
    return publications.prefetch_related(
        f"{record}__description__names",
        f"{record}__description__marks",
        Prefetch(f"{record}__description__photos", Photo.objects.order_by("position", "pk")),
        f"{record}__district__names",
        f"{record}__state__names",
    )


def cards_of(publications: Iterable[AnyPublication], *, on: date) -> Iterator[PublicCard]:
    """Cards of publications that stand."""
    for publication in publications:
        yield _missing(publication, on) if isinstance(publication, Publication) else _found(publication, on)


def _missing(publication: Publication, on: date) -> PublicCard:
    case = publication.case
    seen_on = localdate(case.last_seen_at)
    ages = then_and_now(age_years=case.age_last_seen, birth_on=case.description.birth_on, event_on=seen_on, on=on)
    everything = frozenset(Shown.values)
    return _card(case.pk, MISSING, case, ages, seen_on, shows=everything, full=publication.full_name)


def _found(publication: FoundPublication, on: date) -> PublicCard:
    found = publication.found
    child, found_on = found.description, localdate(found.found_at)
    ages = then_and_now(age_years=child.age_years, birth_on=child.birth_on, event_on=found_on, on=on)
    return _card(found.pk, FOUND, found, ages, found_on, shows=frozenset(publication.scope), full=False)


def _card(
    record_id: UUID,
    kind: str,
    record: Any,
    ages: ThenAndNow,
    event_on: date,
    *,
    shows: frozenset[str],
    full: bool,
) -> PublicCard:
    child: Description = record.description
    language = get_language() or "en"
    photo, progression = public_pictures(child) if Shown.PHOTO in shows else (None, None)
    name, native_name = _names(child, full=full) if Shown.NAME in shows else ("", "")
    ages = ages if Shown.AGE in shows else NOT_KNOWN
    placed = Shown.DISTRICT in shows
    return PublicCard(
        record_id=record_id,
        kind=kind,
        name=name,
        native_name=native_name,
        sex=str(Sex(child.sex).label) if child.sex and Shown.SEX in shows else "",
        age_then=ages.then,
        age_now=ages.now,
        state=record.state.name_in(language) if placed else "",
        district=record.district.name_in(language) if placed and record.district else "",
        month=event_on.replace(day=1) if placed else None,
        clothing=child.clothing if Shown.CLOTHING in shows else "",
        marks=tuple(words for mark in child.marks.all() if (words := mark_words(mark))) if Shown.MARKS in shows else (),
        languages=tuple(language_name(code) for code in child.languages) if Shown.LANGUAGES in shows else (),
        thumbnail_url=photo_url(photo, PhotoSize.THUMBNAIL, PUBLIC),
        photo_url=photo_url(photo, PhotoSize.CARD, PUBLIC),
        photo_kind=photo.kind if photo else "",
        progression_url=photo_url(progression, PhotoSize.CARD, PUBLIC),
    )


def shown_pictures(publication: AnyPublication) -> tuple[Photo | None, Photo | None]:
    """The two pictures that a publication shows."""
    if isinstance(publication, Publication):
        return public_pictures(publication.case.description)
    shows = Shown.PHOTO in publication.scope
    return public_pictures(publication.found.description) if shows else (None, None)


def public_pictures(child: Description) -> tuple[Photo | None, Photo | None]:
    """The photograph (else the drawing) that everybody sees, and a picture of how the child may look now."""
    fit = [photo for photo in child.photos.all() if photo.is_fit_for_public]
    order = (PhotoKind.CHILD, PhotoKind.SKETCH)
    likenesses = sorted(
        (photo for photo in fit if photo.kind in order),
        key=lambda one: (order.index(PhotoKind(one.kind)), one.position, str(one.pk)),
    )
    progressions = [photo for photo in fit if photo.kind == PhotoKind.PROGRESSION]
    return next(iter(likenesses), None), next(iter(progressions), None)


def _names(child: Description, *, full: bool) -> tuple[str, str]:
    """The name in Latin letters and in its own script; one of them may be empty."""
    shown = shown_names(child, full=full)
    latin = next((text for text in shown if script_of(text) == LATIN), "")
    native = next((text for text in shown if script_of(text) != LATIN), "")
    return (latin, native) if latin else (native, "")


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
