"""How far a re-match of the whole register has come, and what its end takes off the matcher's queue."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import connection

from trackchild.cases.states import CaseStage, FoundStage
from trackchild.matching.models import WholeRun

if TYPE_CHECKING:
    from .keeping import OpenRegister

# Records of an earlier register ask for no duplicates, so that a whole run has done with them all that the matcher
# would. What changed since the run began stands in the queue once more, as news.
_DONE_WITH = """
DELETE FROM matching_descriptionchange w USING (
    SELECT description_id FROM cases_missingcase WHERE stage = %s
    UNION ALL SELECT description_id FROM cases_foundchild WHERE stage = %s) AS imported
WHERE w.description_id = imported.description_id AND w.is_backlog AND w.attempts = 0 AND w.is_held AND w.changed_at < %s
"""


def begin(opened: "OpenRegister", *, top: int, limit: int | None, at: datetime) -> WholeRun:
    """A new run. `at` is before the register was read."""
    return WholeRun.objects.create(
        started_at=at, weights_version=opened.register.weights.version, top=top, cases=len(opened.cases()[:limit])
    )


def last_stopped(*, weights: str, top: int) -> WholeRun | None:
    """The last run, if it has not ended and asked the same."""
    run = WholeRun.objects.order_by("pk").last()
    is_same = run is not None and run.ended_at is None and (run.weights_version, run.top) == (weights, top)
    return run if is_same else None


def left_of(run: WholeRun, opened: "OpenRegister") -> list[str]:
    """The cases a run has yet to do. What was registered meanwhile comes last, by its number."""
    return [key for key in opened.cases() if int(key) > run.done_until]


def note(run: WholeRun, *, until: int, cases: int, pairs: int) -> None:
    """Part of the transaction that stores the pairs."""
    run.done_until, run.done, run.pairs = until, run.done + cases, run.pairs + pairs
    run.save(update_fields=["done_until", "done", "pairs"])


def end(run: WholeRun, *, at: datetime) -> int:
    """Every case is done; returns how many rows of the matcher's queue that spares."""
    run.ended_at = at
    run.save(update_fields=["ended_at"])
    with connection.cursor() as cursor:
        cursor.execute(_DONE_WITH, [CaseStage.IMPORTED, FoundStage.IMPORTED, run.started_at])
        spared: int = cursor.rowcount
    return spared
