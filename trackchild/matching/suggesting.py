"""Children like this one, while a form is still being filled: a question to the matcher, a short wait, the answer.

The question is committed before anybody waits for it, so asking and waiting are two requests. The wait ends after a
second: a form never hangs because the matcher is away.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from trackchild.accounts.acting import action
from trackchild.accounts.throttle import count_try
from trackchild.accounts.viewer import Viewer
from trackchild.cases.models import FoundChild, MissingCase
from trackchild.cases.queries import look_at

from .answering import ASKED, KEPT_FOR
from .models import AskedSide, MatcherPulse, SuggestionRequest

PATIENCE = 1.0
FIRST_NAP, LONGEST_NAP = 0.004, 0.03
SILENT_AFTER = timedelta(seconds=60)
WINDOW, MOST_IN_A_WINDOW = timedelta(hours=1), 300
"""Two dozen forms an hour; more would be reading the register name by name."""
DESCRIBED = ("description__names", "description__relatives", "description__marks", "description__photos")
PLACED = ("description", "district", "state", "owner")


class AskedTooOften(Exception):
    """More questions in an hour than anybody fills forms."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A record of the other side that resembles the form. Pages show its comparison tier and no more."""

    record: MissingCase | FoundChild
    strength: str
    terms: tuple[Mapping[str, Any], ...]


@action
def ask(*, side: AskedSide, said: Mapping[str, Any], by: Viewer, at: datetime) -> UUID:
    """Put what a form says before the matcher; `said` holds fields of the engine's record. Raises AskedTooOften."""
    if count_try("suggestion", str(by.posting_id), window=WINDOW, at=at) > MOST_IN_A_WINDOW:
        raise AskedTooOften
    SuggestionRequest.objects.filter(asked_at__lt=at - KEPT_FOR).delete()
    asked = SuggestionRequest.objects.create(side=side, said=dict(said), posting_id=by.posting_id, asked_at=at)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, '')", [ASKED])
    return asked.pk


@action
def take_answer(*, request_id: UUID, by: Viewer, at: datetime, patience: float = PATIENCE) -> list[Suggestion] | None:
    """The answer to one's own question, waited for as long as `patience`; then the question is gone.

    None: the matcher is away or slow, or the question is gone. Every child that is shown leaves a look.
    """
    mine = SuggestionRequest.objects.filter(pk=request_id, posting_id=by.posting_id)
    _wait(mine, patience if _is_awake(at) else 0.0)
    asked = mine.first()
    mine.delete()
    if asked is None or asked.answered_at is None:
        return None
    found = _records(asked)
    look_at(by, "found" if asked.side == AskedSide.MISSING else "case", [one.pk for one in found.values()])
    return [
        Suggestion(found[hit["key"]], hit["strength"], tuple(hit["terms"])) for hit in asked.hits if hit["key"] in found
    ]


def _is_awake(at: datetime) -> bool:
    return MatcherPulse.objects.filter(at__gt=at - SILENT_AFTER).exists()


def _wait(asked: Any, patience: float) -> None:
    """Each look sees what has been committed meanwhile."""
    until, nap = time.monotonic() + patience, FIRST_NAP
    while asked.filter(answered_at=None).exists() and time.monotonic() < until:
        time.sleep(nap)
        nap = min(nap * 1.5, LONGEST_NAP)


def _records(asked: SuggestionRequest) -> dict[int, Any]:
    """The open records behind an answer, by description; one that was closed meanwhile is left out."""
    keys = [hit["key"] for hit in asked.hits]
    rows: Any
    if asked.side == AskedSide.MISSING:
        rows = FoundChild.objects.identity_open().select_related(*PLACED, "committee")
    else:
        rows = MissingCase.objects.searching().select_related(*PLACED)
    return {row.description_id: row for row in rows.filter(description_id__in=keys).prefetch_related(*DESCRIBED)}
