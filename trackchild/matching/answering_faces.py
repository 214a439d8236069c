"""The matcher's answers to searches by picture, given as those to half-filled forms are: between two changes."""

import json
import logging
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np

from .answering import STALE_AFTER, Cursor
from .engine import Register, Side
from .engine.alike import Gates
from .engine.cohorts import group_number
from .engine.layout import SEXES
from .models import FaceSide

log = logging.getLogger(__name__)
SHOWN = 50
LEAST = 12
"""So many are shown even if they are unlike: a bad photograph of the child is among those."""
AT_ONCE = 4
KEPT_FOR = timedelta(hours=1)
DAYS_A_YEAR = 365.25
_SIDES = {FaceSide.BOTH: tuple(Side), FaceSide.FOUND: (Side.FOUND,), FaceSide.MISSING: (Side.MISSING,)}
_WAITING = """
SELECT id, model_id, vector, side, sexes::text, age_from, age_to, taken_on FROM matching_facesearch
WHERE answered_at IS NULL AND asked_at > %s ORDER BY asked_at LIMIT %s
"""
_ANSWER = "UPDATE matching_facesearch SET hits = %s::jsonb, answered_at = %s WHERE id = %s"
_DROP = "DELETE FROM matching_facesearch WHERE id = %s"
_FORGET = "DELETE FROM matching_facesearch WHERE asked_at < %s"


def answer_faces(cursor: Cursor, register: Register, *, at: datetime) -> int:
    """Answer the searches that wait; returns how many there were."""
    cursor.execute(_WAITING, [at - STALE_AFTER, AT_ONCE])
    asked: list[tuple[Any, ...]] = cursor.fetchall()
    for search_id, *question in asked:
        try:
            hits = _hits(register, question, at)
        except Exception:
            log.exception("a search by picture could not be answered")
            cursor.execute(_DROP, [search_id])
            continue
        cursor.execute(_ANSWER, [None if hits is None else json.dumps(hits), at, search_id])
    return len(asked)


def forget_faces(cursor: Cursor, *, at: datetime) -> None:
    """The numbers of a face that was looked for are kept for an hour, to look again with wider gates."""
    cursor.execute(_FORGET, [at - KEPT_FOR])


def _hits(register: Register, question: list[Any], at: datetime) -> list[dict[str, Any]] | None:
    model_id, vector, side, sexes, age_from, age_to, taken_on = question
    gates = gates_of(json.loads(sexes), age_from, age_to, at.date())
    face = np.frombuffer(bytes(vector), np.float32)
    sex = next(iter(gates.sexes)) if len(gates.sexes) == 1 else 0
    group = group_number(sex, 6 * (age_from + age_to))
    found: list[dict[str, Any]] = []
    for one in _SIDES[FaceSide(side)]:
        day = (taken_on or at.date()).toordinal()
        alike = register.alike(face, model_id, side=one, gates=gates, group=group, day=day, limit=SHOWN)
        if alike is None:
            return None
        found.extend({"key": int(hit.key), "side": one.value, "bits": hit.bits, "level": hit.level} for hit in alike)
    best = sorted(found, key=lambda hit: -hit["bits"])[:SHOWN]
    return [hit for place, hit in enumerate(best) if place < LEAST or hit["level"] != "unlike"]


def gates_of(sexes: list[str], age_from: int, age_to: int, today: date) -> Gates:
    """Whoever is of these ages today, give or take the year that a told age leaves open."""
    youngest, oldest = (round(years * DAYS_A_YEAR) for years in (age_from - 1, age_to + 2))
    return Gates(
        frozenset(SEXES[sex] for sex in sexes if sex in SEXES), today.toordinal() - oldest, today.toordinal() - youngest
    )
