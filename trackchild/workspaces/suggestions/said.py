"""What a half-filled form says of the child, in the words of the matcher. Wrong or empty boxes say nothing."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from trackchild.cases.forms.blocks import MARK_PARTS, TONGUES
from trackchild.cases.forms.description import DescriptionSheet
from trackchild.children.ages import age_at
from trackchild.matching.feed import PRECISIONS

ENOUGH = ("gender", "age_years", "state")
"""Name apart, which may be unknown: with less, half the register looks alike."""


def said_of(sheet: DescriptionSheet, event: str) -> dict[str, Any]:
    """What the sheet says so far; `event` names the field of the moment. Reads whatever boxes are right already."""
    sheet.is_valid()
    given = sheet.cleaned_data
    moment: datetime | None = given.get(event)
    on = localdate(moment) if moment else localdate(sheet.at)
    said = {
        "names": _words(given, "name", "native"),
        "alias": [alias.strip() for alias in (given.get("alias") or "").split(";") if alias.strip()],
        "father": _words(given, "father_name", "father_native"),
        "mother": _words(given, "mother_name", "mother_native"),
        "gender": given.get("sex") or "",
        "age_years": _age(given, on),
        "age_precision": str(PRECISIONS.get(given.get("age_precision") or "", "")),
        "event_on": on.isoformat() if moment else None,
        **_place(given, "event", "state", "district"),
        **_place(given, "home", "home_state", "home_district"),
        "home_village": given.get("home_village") or "",
        "languages": _words(given, *TONGUES),
        "height_cm": given.get("height_cm"),
        "marks": _marks(given, sheet.mark_rows),
        **{name: given.get(name) or "" for name in ("complexion", "disability", "clothing", "kind")},
    }
    return {name: value for name, value in said.items() if value not in (None, "", [])}


def is_enough(said: Mapping[str, Any]) -> bool:
    """Whether the register can be asked already."""
    return all(name in said for name in ENOUGH)


def _words(given: Mapping[str, Any], *names: str) -> list[str]:
    return [given[name] for name in names if given.get(name)]


def _age(given: Mapping[str, Any], on: date) -> float | None:
    age = age_at(age_years=given.get("age_years"), age_on=None, birth_on=given.get("birth_on"), on=on)
    return float(age) if age is not None else None


def _place(given: Mapping[str, Any], name: str, state: str, district: str) -> dict[str, Any]:
    place = given.get(name)
    if place is None:
        return {}
    return {state: place.state.pk, district: place.district.pk if place.district else None}


def _marks(given: Mapping[str, Any], rows: int) -> list[str]:
    marks = []
    for row in range(rows):
        kind, part, side, text = (given.get(f"mark_{row}_{name}") or "" for name in MARK_PARTS[:4])
        marks.append(text or " ".join(word for word in (kind, side, part) if word))
    return [mark for mark in marks if mark]
