"""The evidence of a pair in words: what is compared, what each side says, what it means, and how much it weighs.

The values of both sides are read through one door that opens only to the comparison tier: each side of a pair sees the
photographs and the fields up to tier 1 of the other, and no more.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from trackchild.cases.models import CitizenReport, FoundChild, MissingCase
from trackchild.children.models import Description
from trackchild.core.privacy import Tier
from trackchild.matching.engine.fields import BLANK

from .ages import ages_of, in_one_line
from .facts import mark_words, value_of
from .name_reasons import reasons_of
from .readings import reading_of, reading_of_place, script_for

Words = str | Promise
SideRecord = MissingCase | FoundChild | CitizenReport
COMPARISON = Tier.T1

WHAT: dict[str, Words] = {
    "name": gettext_lazy("Name"),
    "family": gettext_lazy("Family name"),
    "father": gettext_lazy("Father’s name"),
    "mother": gettext_lazy("Mother’s name"),
    "sex": gettext_lazy("Girl or boy"),
    "age": gettext_lazy("Age"),
    "date": gettext_lazy("Time between"),
    "place": gettext_lazy("Place"),
    "home": gettext_lazy("Home"),
    "village": gettext_lazy("Village"),
    "language": gettext_lazy("Language"),
    "height": gettext_lazy("Height"),
    "complexion": gettext_lazy("Complexion"),
    "marks": gettext_lazy("Marks"),
    "disability": gettext_lazy("Disability"),
    "clothing": gettext_lazy("Clothes"),
    "kind": gettext_lazy("How the child came"),
    "photo": gettext_lazy("Photograph"),
}
_NAMES: dict[str, Words] = {
    "same": pgettext_lazy("names", "the same name"),
    "sound": pgettext_lazy("names", "sounds alike"),
    "near": pgettext_lazy("names", "spelt nearly alike"),
    "rough": pgettext_lazy("names", "roughly alike"),
    "nickname": pgettext_lazy("names", "a pet name of the other"),
    "nickname_differs": pgettext_lazy("names", "the pet names differ"),
    "patronymic": pgettext_lazy("names", "named after the father"),
    "elsewhere": pgettext_lazy("names", "stands in another place of the name"),
    "different": pgettext_lazy("names", "different names"),
}
_PLACES: dict[str, Words] = {
    "same_district": pgettext_lazy("places", "the same district"),
    "near": pgettext_lazy("places", "districts near each other"),
    "same_state": pgettext_lazy("places", "the same state"),
    "state_only": pgettext_lazy("places", "the same state; the district is not known"),
    "near_other_state": pgettext_lazy("places", "another state, near by"),
    "other_state": pgettext_lazy("places", "another state"),
}
LEVELS: dict[str, Mapping[str, Words]] = {
    "name": _NAMES,
    "family": _NAMES,
    "father": _NAMES,
    "mother": _NAMES,
    "village": _NAMES,
    "place": _PLACES,
    "home": _PLACES,
    "sex": {
        "same": pgettext_lazy("sex", "the same"),
        "different": pgettext_lazy("sex", "different"),
        "infant_differs": pgettext_lazy("sex", "different, of an infant"),
        "uncertain": pgettext_lazy("sex", "not certain on one side"),
    },
    "age": {
        "much_younger": pgettext_lazy("age", "found child is much younger than expected"),
        "years_younger": pgettext_lazy("age", "found child is about three years younger than expected"),
        "younger": pgettext_lazy("age", "found child is about two years younger than expected"),
        "bit_younger": pgettext_lazy("age", "found child is about a year younger than expected"),
        "same_age": pgettext_lazy("age", "the age that is expected"),
        "bit_older": pgettext_lazy("age", "found child is about a year older than expected"),
        "older": pgettext_lazy("age", "found child is about two years older than expected"),
        "years_older": pgettext_lazy("age", "found child is about three years older than expected"),
        "much_older": pgettext_lazy("age", "found child is much older than expected"),
    },
    "date": {
        "before": pgettext_lazy("dates", "found before the child was last seen"),
        "days": pgettext_lazy("dates", "found within days"),
        "week": pgettext_lazy("dates", "found within about a week"),
        "month": pgettext_lazy("dates", "found within a month"),
        "quarter": pgettext_lazy("dates", "found within three months"),
        "half_year": pgettext_lazy("dates", "found within half a year"),
        "year": pgettext_lazy("dates", "found within a year"),
        "two_years": pgettext_lazy("dates", "found within two years"),
        "four_years": pgettext_lazy("dates", "found within four years"),
        "later": pgettext_lazy("dates", "found more than four years later"),
    },
    "language": {
        "first": pgettext_lazy("languages", "the same first language"),
        "shared": pgettext_lazy("languages", "a language in common"),
        "none": pgettext_lazy("languages", "no language in common"),
    },
    "height": {
        "much_shorter": pgettext_lazy("height", "much shorter than expected"),
        "shorter": pgettext_lazy("height", "shorter than expected"),
        "bit_shorter": pgettext_lazy("height", "a little shorter than expected"),
        "same_height": pgettext_lazy("height", "the height that is expected"),
        "bit_taller": pgettext_lazy("height", "a little taller than expected"),
        "taller": pgettext_lazy("height", "taller than expected"),
        "much_taller": pgettext_lazy("height", "much taller than expected"),
    },
    "complexion": {
        "same": pgettext_lazy("complexion", "the same"),
        "neighbouring": pgettext_lazy("complexion", "nearly the same"),
        "unlike": pgettext_lazy("complexion", "unlike"),
    },
    "marks": {
        "several": pgettext_lazy("marks", "several marks agree"),
        "same": pgettext_lazy("marks", "the same mark"),
        "side_untold": pgettext_lazy("marks", "the same mark; one side of the body is not told"),
        "other_side": pgettext_lazy("marks", "the same mark on the other side of the body"),
        "like": pgettext_lazy("marks", "a similar mark"),
        "different": pgettext_lazy("marks", "different marks"),
    },
    "disability": {
        "same": pgettext_lazy("disability", "the same"),
        "different": pgettext_lazy("disability", "different"),
    },
    "clothing": {
        "same": pgettext_lazy("clothes", "the same clothes"),
        "garment": pgettext_lazy("clothes", "the same kind of garment"),
        "colour": pgettext_lazy("clothes", "the same colour"),
        "different": pgettext_lazy("clothes", "different clothes"),
    },
    "kind": {
        "found": pgettext_lazy("kind", "a child who was found"),
        "institution": pgettext_lazy("kind", "a child living in an institution"),
    },
    "photo": {
        "unlike": pgettext_lazy("photographs", "the faces are unlike"),
        "doubtful": pgettext_lazy("photographs", "the faces decide nothing"),
        "somewhat_alike": pgettext_lazy("photographs", "the faces are somewhat alike"),
        "alike": pgettext_lazy("photographs", "the faces are alike"),
        "very_alike": pgettext_lazy("photographs", "the faces are very much alike"),
    },
}
WEIGHTS: tuple[tuple[float, Words, Words], ...] = (
    (3.0, pgettext_lazy("evidence", "strongly for"), pgettext_lazy("evidence", "strongly against")),
    (1.2, pgettext_lazy("evidence", "for"), pgettext_lazy("evidence", "against")),
    (0.3, pgettext_lazy("evidence", "a little for"), pgettext_lazy("evidence", "a little against")),
)
"""How much a term must weigh (natural log of the likelihood ratio) to be called so; below the last it says nothing."""
SILENT: Words = pgettext_lazy("evidence", "decides nothing")


class AboveComparison(Exception):
    """A page tried to show the other side of a pair more than the comparison tier."""


def open_to_both(record: Any, name: str) -> str:
    """A field of one side as both may read it. Raises AboveComparison for every field above the comparison tier."""
    if record.PRIVACY[name] > COMPARISON:
        raise AboveComparison(name)
    return value_of(record, name)


def _child(record: SideRecord) -> Description:
    assert record.description is not None, "only a described child is ever compared"
    return record.description


def _age(record: SideRecord) -> str:
    is_case = isinstance(record, MissingCase)
    if not (open_to_both(record, "age_last_seen") if is_case else open_to_both(_child(record), "age_years")):
        return ""
    sure = open_to_both(_child(record), "age_precision")
    years = in_one_line(ages_of(record, localdate()))
    return f"{years} ({sure})" if sure else years


def _when(record: SideRecord) -> str:
    moment = {MissingCase: "last_seen_at", FoundChild: "found_at", CitizenReport: "seen_at"}[type(record)]
    return open_to_both(record, moment)


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _relatives(relation: str) -> Callable[[SideRecord], list[str]]:
    def tell(record: SideRecord) -> list[str]:
        rows = _child(record).relatives_of(relation)
        return [open_to_both(row, name) for row in rows for name in ("text", "native")]

    return tell


def _described(*names: str) -> Callable[[SideRecord], str]:
    return lambda record: _joined(*(open_to_both(_child(record), name) for name in names))


def _names(record: SideRecord) -> list[str]:
    return [open_to_both(row, "text") for row in _child(record).names.all()]


def _list(names: Callable[[SideRecord], list[str]]) -> Callable[[SideRecord], str]:
    return lambda record: _joined(*names(record))


def _marks(record: SideRecord) -> str:
    for mark in _child(record).marks.all():
        for name in ("kind", "part", "side", "text"):
            open_to_both(mark, name)
    return "; ".join(mark_words(mark) for mark in _child(record).marks.all())


def _photo(record: SideRecord) -> str:
    if not _child(record).photos.all():
        return _("No photograph")
    taken = open_to_both(_child(record), "photo_on")
    return _("Photograph of %(day)s") % {"day": taken} if taken else _("Photograph")


def _place(record: SideRecord) -> str:
    return _joined(*(open_to_both(record, name) for name in ("place", "district", "state")))


def _height(record: SideRecord) -> str:
    height = open_to_both(_child(record), "height_cm")
    return _("%(height)s cm") % {"height": height} if height else ""


def _nothing(_record: SideRecord) -> str:
    return ""


NAMES: dict[str, Callable[[SideRecord], list[str]]] = {
    "name": _names,
    "father": _relatives("FATHER"),
    "mother": _relatives("MOTHER"),
}
"""Fields that are names of people: their comparison has reasons."""
PLACES: dict[str, Callable[[SideRecord], str]] = {
    "place": lambda record: open_to_both(record, "place"),
    "village": _described("home_village"),
}
"""Fields in which somebody wrote a place."""
SAYS: dict[str, Callable[[SideRecord], str]] = {
    **{field: _list(names) for field, names in NAMES.items()},
    "family": _list(_names),
    "sex": _described("sex"),
    "age": _age,
    "date": _when,
    "place": _place,
    "home": _described("home_district", "home_state"),
    "village": _described("home_village"),
    "language": _described("languages"),
    "height": _height,
    "complexion": _described("complexion"),
    "marks": _marks,
    "disability": _described("disability"),
    "clothing": _described("clothing"),
    # How the child came into the register stands above the comparison tier: only the comparison is told.
    "kind": _nothing,
    "photo": _photo,
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the evidence. `direction` is for, against or silent."""

    field: str
    what: Words
    missing: str
    found: str
    words: Words
    direction: str
    strength: Words
    weight: float
    missing_reading: str = ""
    found_reading: str = ""
    reasons: tuple[Words, ...] = ()
    """Of names: what the comparison heard, the verdict first."""

    @property
    def tone(self) -> str:
        return {"for": "good", "against": "danger"}.get(self.direction, "")


@dataclass(frozen=True, slots=True)
class Evidence:
    """The rows in the order of reading: what speaks against, what speaks for, what decides nothing."""

    against: tuple[Row, ...]
    speaking_for: tuple[Row, ...]
    silent: tuple[Row, ...]

    @property
    def groups(self) -> tuple[tuple[str, tuple[Row, ...]], ...]:
        return (_("This speaks against one child"), self.against), (_("This speaks for one child"), self.speaking_for)

    @property
    def rows(self) -> tuple[Row, ...]:
        return self.against + self.speaking_for


def evidence_of(terms: Iterable[Mapping[str, Any]], missing: SideRecord, found: SideRecord) -> Evidence:
    """The stored terms of a pair in words, contradictions first, each group by weight."""
    rows = [_row(term, missing, found) for term in terms]
    return Evidence(
        tuple(sorted((row for row in rows if row.direction == "against"), key=lambda row: row.weight)),
        tuple(sorted((row for row in rows if row.direction == "for"), key=lambda row: -row.weight)),
        tuple(row for row in rows if row.direction == "silent"),
    )


def _row(term: Mapping[str, Any], missing: SideRecord, found: SideRecord) -> Row:
    field, level, weight = term["field"], term["level"], float(term["weight"])
    direction, strength = weigh(weight) if level != BLANK else ("silent", SILENT)
    says = SAYS.get(field, _nothing)
    names = NAMES.get(field)
    return Row(
        field,
        WHAT.get(field, field),
        says(missing),
        says(found),
        _words(field, level),
        direction,
        strength,
        weight,
        _reading(field, missing),
        _reading(field, found),
        reasons_of(names(missing), names(found)) if names and level != BLANK else (),
    )


def _words(field: str, level: str) -> Words:
    """What the comparison came to; of faces never without the caution."""
    words = LEVELS.get(field, {}).get(level, "") if level != BLANK else ""
    if field != "photo" or not words:
        return words
    return _("%(likeness)s; tested on adults only, brothers and sisters are alike too: look yourself") % {
        "likeness": words
    }


def _reading(field: str, record: SideRecord) -> str:
    """How the words of a side sound, for a reader of another script."""
    script = script_for(get_language() or "en")
    if field in PLACES:
        return reading_of_place(PLACES[field](record), script)
    return reading_of(SAYS[field](record), script) if field in NAMES or field == "family" else ""


def weigh(weight: float) -> tuple[str, Words]:
    """The direction of a weight and its strength in words."""
    for limit, positive, negative in WEIGHTS:
        if abs(weight) >= limit:
            return ("for", positive) if weight > 0 else ("against", negative)
    return "silent", SILENT
