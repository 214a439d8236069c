"""Described children as the matcher's engine reads them: one row of SQL each, for a whole register or a few."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import numpy as np
from django.db import connection
from django.utils.timezone import localdate

from trackchild.cases.states import IDENTITY_OPEN, SEARCHING, WAITING, CaseStage, FoundStage
from trackchild.faces.likeness import SHIPPED, Line
from trackchild.geography.models import District
from trackchild.photos.models import FaceCalibration

from .engine import AgePrecision, Places, Record, Side

CHUNK = 5000
DAYS_IN_A_YEAR = 365.25
PRECISIONS = {
    "EXACT": AgePrecision.EXACT,
    "STATED": AgePrecision.STATED,
    "APPROXIMATE": AgePrecision.ESTIMATED,
    "": AgePrecision.STATED,
}

_DESCRIBED = """
SELECT d.id, o.id, o.event_at, o.reported_on, o.state_id, o.district_id, o.kind,
       d.sex, COALESCE(o.age, d.age_years), d.age_precision, d.birth_on,
       d.home_state_id, d.home_district_id, d.home_village, d.languages, d.height_cm, d.complexion,
       d.disability, d.clothing, d.photo_on, n.names, n.aliases, r.father, r.mother, k.marks, v.vector, v.model_id
FROM ({side}) o
JOIN children_description d ON d.id = o.description_id
LEFT JOIN LATERAL (
    SELECT array_agg(text ORDER BY position) FILTER (WHERE kind <> 'ALIAS') AS names,
           array_agg(text ORDER BY position) FILTER (WHERE kind = 'ALIAS') AS aliases
    FROM children_descriptionname WHERE description_id = d.id) n ON true
LEFT JOIN LATERAL (
    SELECT array_agg(text ORDER BY position) FILTER (WHERE relation = 'FATHER' AND text <> '')
           || array_agg(native ORDER BY position) FILTER (WHERE relation = 'FATHER' AND native <> '') AS father,
           array_agg(text ORDER BY position) FILTER (WHERE relation = 'MOTHER' AND text <> '')
           || array_agg(native ORDER BY position) FILTER (WHERE relation = 'MOTHER' AND native <> '') AS mother
    FROM children_relative WHERE description_id = d.id) r ON true
LEFT JOIN LATERAL (
    SELECT array_agg(
        COALESCE(NULLIF(text, ''), concat_ws(' ', kind, NULLIF(side, ''), part)) ORDER BY position) AS marks
    FROM children_mark WHERE description_id = d.id) k ON true
LEFT JOIN LATERAL (
    SELECT f.vector, f.model_id FROM photos_facevector f
    LEFT JOIN photos_facemodel m ON m.model_id = f.model_id AND m.in_use
    WHERE f.description_id = d.id ORDER BY m.in_use NULLS LAST, f.id DESC LIMIT 1) v ON true
WHERE {which}
"""
_MISSING = """
SELECT id, description_id, last_seen_at AS event_at,
       COALESCE(reported_on, (received_at AT TIME ZONE 'Asia/Kolkata')::date) AS reported_on,
       state_id, district_id, '' AS kind, age_last_seen AS age FROM cases_missingcase WHERE stage = ANY(%(stages)s)
"""
_FOUND = """
SELECT id, description_id, found_at AS event_at, NULL::date AS reported_on, state_id, district_id, kind,
       NULL::numeric AS age FROM cases_foundchild WHERE stage = ANY(%(stages)s)
"""
_REPORTS = """
SELECT id, description_id, seen_at AS event_at,
       (submitted_at AT TIME ZONE 'Asia/Kolkata')::date AS reported_on, state_id, district_id, kind,
       NULL::numeric AS age FROM cases_citizenreport WHERE stage = ANY(%(stages)s)
"""
SOURCES = {"case": (_MISSING, SEARCHING), "found": (_FOUND, IDENTITY_OPEN), "report": (_REPORTS, WAITING)}


@dataclass(frozen=True, slots=True)
class Described:
    """A record of the engine with the record of the register it stands for. `of` is case, found or report."""

    of: str
    record_id: UUID
    description_id: int
    record: Record


def everything() -> Iterator[Described]:
    """All open missing cases and found children, in chunks, without holding them all."""
    for of in ("case", "found"):
        yield from _read(of, "true", {})


def these(description_ids: Sequence[int]) -> list[Described]:
    """The open records among these descriptions; one that is closed or gone is left out."""
    wanted = {"ids": list(description_ids)}
    return [described for of in SOURCES for described in _read(of, "d.id = ANY(%(ids)s)", wanted)]


def ended_too(description_ids: Sequence[int]) -> list[Described]:
    """Cases and found children among these descriptions at whatever stage: to learn from what was decided."""
    wanted = {"ids": list(description_ids)}
    every: dict[str, frozenset[str]] = {"case": frozenset(CaseStage), "found": frozenset(FoundStage)}
    which = "d.id = ANY(%(ids)s)"
    return [one for of, stages in every.items() for one in _read(of, which, wanted, stages=stages)]


def lines() -> dict[str, Line]:
    """What a likeness of each encoder is worth: as shipped, or as calibrated here and put into use."""
    ours = FaceCalibration.objects.filter(in_use=True)
    return {**SHIPPED, **{kept.model_id: Line.from_json(kept.version, kept.line) for kept in ours}}


def places() -> Places:
    """Where the districts lie, retired ones too, for old records name them."""
    rows = list(District.objects.order_by("pk").values_list("pk", "state_id", "lat", "lon"))
    codes, states, lats, lons = zip(*rows, strict=True) if rows else ((), (), (), ())
    return Places(codes, states, lats, lons)


def _read(of: str, which: str, values: dict[str, Any], *, stages: frozenset[str] | None = None) -> Iterator[Described]:
    side, open_stages = SOURCES[of]
    stages = stages or open_stages
    query = _DESCRIBED.format(side=side, which=which)
    with closing(connection.chunked_cursor()) as cursor:
        cursor.execute(query, {**values, "stages": sorted(stages)})
        while rows := cursor.fetchmany(CHUNK):
            yield from (_described(of, row) for row in rows)


def _described(of: str, row: tuple[Any, ...]) -> Described:
    (description_id, record_id, event_at, reported_on, state, district, kind, sex, age, precision, birth_on) = row[:11]
    (home_state, home_district, village, languages, height, complexion, disability, clothing, photo_on) = row[11:20]
    (names, aliases, father, mother, marks, vector, model_id) = row[20:]
    event_on = localdate(event_at)
    record = Record(
        key=str(description_id),
        side=_side(of, kind),
        names=tuple(names or ()),
        alias=tuple(aliases or ()),
        father=tuple(father or ()),
        mother=tuple(mother or ()),
        gender=sex,
        age_years=_age(age, birth_on, event_on),
        age_precision=AgePrecision.EXACT if birth_on else PRECISIONS[precision],
        event_on=event_on,
        reported_on=reported_on,
        state=state,
        district=district,
        home_state=home_state,
        home_district=home_district,
        home_village=village,
        languages=tuple(languages),
        height_cm=float(height) if height else None,
        complexion=complexion,
        marks=tuple(marks or ()),
        disability=disability,
        clothing=clothing,
        kind=kind if of == "found" else "",
        photo_on=photo_on,
        vector=np.frombuffer(vector, np.float32) if vector else None,
        vector_model=model_id,
    )
    return Described(of, record_id, description_id, record)


def _side(of: str, kind: str) -> Side:
    """A complaint stands on the missing side; a child who was seen stands on the found side."""
    if of == "report":
        return Side.MISSING if kind == "MISSING" else Side.FOUND
    return Side.MISSING if of == "case" else Side.FOUND


def _age(age: Any, birth_on: date | None, event_on: date) -> float | None:
    if birth_on is not None:
        return max(0.0, (event_on - birth_on).days / DAYS_IN_A_YEAR)
    return float(age) if age is not None else None
