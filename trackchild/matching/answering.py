"""The matcher's answers to half-filled forms. It speaks over the connection on which it listens, not over Django's.

An answer must not wait for the batch of changes in whose midst it is given: that batch commits when it is done.
"""

import json
import logging
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from .engine import AgePrecision, Hit, Record, Register, Side
from .storing import evidence_of

log = logging.getLogger(__name__)
ASKED = "suggestion_asked"
"""The channel by which a question is announced."""
SHOWN = 5
AT_ONCE = 10
STALE_AFTER = timedelta(seconds=10)
"""Nobody waits for an answer any more."""
KEPT_FOR = timedelta(hours=1)
_WAITING = """
SELECT id, side, said::text FROM matching_suggestionrequest
WHERE answered_at IS NULL AND asked_at > %s ORDER BY asked_at LIMIT %s
"""
_ANSWER = "UPDATE matching_suggestionrequest SET hits = %s::jsonb, answered_at = %s WHERE id = %s"
_DROP = "DELETE FROM matching_suggestionrequest WHERE id = %s"
_FORGET = "DELETE FROM matching_suggestionrequest WHERE asked_at < %s"


class Cursor(Protocol):
    """What Django's cursors and those of the driver have in common."""

    def execute(self, sql: Any, params: Any = None, /) -> Any: ...

    def fetchall(self) -> list[Any]: ...


def answer_waiting(cursor: Cursor, register: Register, *, at: datetime) -> int:
    """Answer what is asked; returns how many questions there were."""
    cursor.execute(_WAITING, [at - STALE_AFTER, AT_ONCE])
    asked: list[tuple[UUID, str, str]] = cursor.fetchall()
    for request_id, side, said in asked:
        _answer(cursor, register, request_id, side, said, at)
    return len(asked)


def forget_old(cursor: Cursor, *, at: datetime) -> None:
    """Questions whose asker never came for the answer."""
    cursor.execute(_FORGET, [at - KEPT_FOR])


def record_of(side: str, said: Mapping[str, Any]) -> Record:
    """What a form says so far, as the engine reads it."""
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in said.items()}
    for day in ("event_on", "reported_on"):
        values[day] = date.fromisoformat(values[day]) if values.get(day) else None
    values["age_precision"] = AgePrecision(values.get("age_precision") or AgePrecision.STATED)
    return Record(key="", side=Side.MISSING if side == "MISSING" else Side.FOUND, **values)


def _answer(cursor: Cursor, register: Register, request_id: UUID, side: str, said: str, at: datetime) -> None:
    try:
        hits = [hit for hit in register.score(record_of(side, json.loads(said)), limit=SHOWN) if hit.total > 0]
    except Exception:
        log.exception("a question could not be answered")
        cursor.execute(_DROP, [request_id])
        return
    cursor.execute(_ANSWER, [json.dumps([_told(hit) for hit in hits]), at, request_id])


def _told(hit: Hit) -> dict[str, Any]:
    return {"key": int(hit.key), "strength": str(hit.strength), "terms": evidence_of(hit)}
