"""The matcher's queue: news first, then what an import or a round put there; a row goes when its record is weighed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from .models import DescriptionChange

ATTEMPTS = 5
_NEXT = """
SELECT id, description_id, attempts, is_backlog FROM matching_descriptionchange WHERE attempts < %s
ORDER BY is_backlog, id LIMIT %s FOR UPDATE SKIP LOCKED
"""
_DONE = "DELETE FROM matching_descriptionchange WHERE id = ANY(%s)"
_HOLD = """
UPDATE matching_descriptionchange SET is_held = true WHERE id IN (
    SELECT id FROM matching_descriptionchange WHERE is_backlog AND NOT is_held ORDER BY id LIMIT %s)
RETURNING description_id
"""
_ALL_HELD = "UPDATE matching_descriptionchange SET is_held = true WHERE is_backlog AND NOT is_held"


@dataclass(frozen=True, slots=True)
class Waiting:
    """Changes of one kind in their order: by description, the rows that stand for it and how often it failed."""

    rows: dict[int, list[int]]
    attempts: dict[int, int]
    is_news: bool

    def __len__(self) -> int:
        return len(self.rows)


def next_changes(most: int) -> Waiting:
    """The next changes: only news while there is news. Part of the caller's transaction."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [ATTEMPTS, most])
        taken: list[tuple[int, int, int, bool]] = cursor.fetchall()
    is_news = bool(taken) and not taken[0][3]
    waiting = Waiting({}, {}, is_news)
    for row_id, description_id, attempts, is_backlog in taken:
        if is_backlog is not is_news:
            waiting.rows.setdefault(description_id, []).append(row_id)
            waiting.attempts[description_id] = max(attempts, waiting.attempts.get(description_id, 0))
    return waiting


def drop(waiting: Waiting, done: Collection[int]) -> int:
    """Take the rows of descriptions out that are dealt with; returns how many rows."""
    rows = [row for description_id in done for row in waiting.rows[description_id]]
    with connection.cursor() as cursor:
        cursor.execute(_DONE, [rows])
    return len(rows)


def put_back(description_id: int, *, is_news: bool, attempts: int, at: datetime) -> None:
    """It could not be weighed: once more, behind the others of its kind."""
    DescriptionChange.objects.create(
        description_id=description_id, changed_at=at, attempts=attempts, is_backlog=not is_news, is_held=True
    )


def next_to_hold(most: int) -> list[int]:
    """Descriptions of the backlog that the memory does not know yet: an import is held at once and weighed later."""
    with connection.cursor() as cursor:
        cursor.execute(_HOLD, [most])
        return [description_id for (description_id,) in cursor.fetchall()]


def call_all_held() -> None:
    """Whatever waits now is covered by a load that begins after this."""
    with connection.cursor() as cursor:
        cursor.execute(_ALL_HELD)
