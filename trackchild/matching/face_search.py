"""Search by picture: an officer with a reason looks for a face among the open records. People decide what it means.

The picture is read and gone; the numbers made of it are kept for an hour, so that the gates can be widened. Every
child that is shown leaves a look with the reason, and so does a search that shows nobody.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import numpy as np
import numpy.typing as npt
from django.db import connection

from trackchild.accounts.acting import action
from trackchild.accounts.throttle import count_try
from trackchild.accounts.viewer import Viewer
from trackchild.cases.models import FoundChild, MissingCase
from trackchild.cases.queries import look_at
from trackchild.faces.pool import see, shared

from .answering import ASKED
from .models import FaceSearch
from .suggesting import DESCRIBED, PLACED

DAY = timedelta(days=1)
DAILY_BUDGET = 20
"""Pictures a person may look for in a day: more would be watching people, not looking for a child."""
WIDENINGS = 60
PATIENCE = 2.0
NAP = 0.02
LOOK = "face_search"
Pixels = npt.NDArray[np.uint8]


class NoFaceSeen(Exception):
    """There is no face in the picture that could be compared."""


class SeveralFaces(Exception):
    """Nobody could say which of the faces is looked for."""


class BudgetSpent(Exception):
    """As many pictures as a person may look for in a day."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """A face as numbers of one model."""

    model_id: str
    vector: bytes


@dataclass(frozen=True, slots=True)
class Wanted:
    """Among whom a face is looked for."""

    side: str
    sexes: tuple[str, ...]
    age_from: int
    age_to: int
    taken_on: date | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A record whose photograph is like the one asked for. Pages show its comparison tier and no more."""

    record: MissingCase | FoundChild
    level: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What was asked and what came of it; `found` is None where no encoder can tell."""

    wanted: Wanted
    found: tuple[Found, ...] | None


def encode(rgb: Pixels) -> Encoded:
    """The one face of a picture. Raises NoFaceSeen, SeveralFaces, FacesUnavailable."""
    seen = see(rgb)
    if not seen or not seen[0].quality.is_comparable:
        raise NoFaceSeen
    if len(seen) > 1:
        raise SeveralFaces
    pool = shared()
    return Encoded(pool.info().model_id, pool.encode(rgb, [seen[0].face])[0].astype(np.float32).tobytes())


@action
def ask(*, face: Encoded, wanted: Wanted, reason: str, by: Viewer, at: datetime) -> UUID:
    """Put a face before the matcher. Raises BudgetSpent."""
    if count_try(LOOK, str(by.user_id), window=DAY, at=at) > DAILY_BUDGET:
        raise BudgetSpent
    search = FaceSearch.objects.create(
        posting_id=by.posting_id, reason=reason, model_id=face.model_id, vector=face.vector, asked_at=at,
        **_gates(wanted),
    )  # fmt: skip
    look_at(by, LOOK, [search.pk], reason=reason)
    _announce()
    return search.pk


@action
def ask_again(*, search_id: UUID, wanted: Wanted, by: Viewer, at: datetime) -> bool:
    """Look for the same face with other gates; False when it is gone. Raises BudgetSpent."""
    mine = FaceSearch.objects.select_for_update().filter(pk=search_id, posting_id=by.posting_id)
    search = mine.first()
    if search is None:
        return False
    if count_try(f"{LOOK}_again", str(by.user_id), window=DAY, at=at) > WIDENINGS:
        raise BudgetSpent
    wanted = replace(wanted, taken_on=search.taken_on)
    mine.update(answered_at=None, hits=None, asked_at=at, **_gates(wanted))
    look_at(by, LOOK, [search.pk], reason=search.reason)
    _announce()
    return True


@action
def take_answer(*, search_id: UUID, by: Viewer, at: datetime, patience: float = PATIENCE) -> Answer | None:
    """The answer to one's own search, waited for as long as `patience`. None: the matcher is away, or it is gone.

    Every child that is shown leaves a look with the reason of the search.
    """
    mine = FaceSearch.objects.filter(pk=search_id, posting_id=by.posting_id)
    until = time.monotonic() + patience
    while mine.filter(answered_at=None).exists() and time.monotonic() < until:
        time.sleep(NAP)
    search = mine.first()
    if search is None or search.answered_at is None:
        return None
    wanted = Wanted(search.side, tuple(search.sexes), search.age_from, search.age_to, search.taken_on)
    if search.hits is None:
        return Answer(wanted, None)
    found = _records(search.hits)
    for kind, model in (("case", MissingCase), ("found", FoundChild)):
        shown = [one.record.pk for one in found if isinstance(one.record, model)]
        look_at(by, kind, shown, reason=search.reason)
    return Answer(wanted, tuple(found))


def _gates(wanted: Wanted) -> dict[str, Any]:
    return {
        "side": wanted.side,
        "sexes": list(wanted.sexes),
        "age_from": wanted.age_from,
        "age_to": wanted.age_to,
        "taken_on": wanted.taken_on,
    }


def _announce() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, '')", [ASKED])


def _records(hits: list[Mapping[str, Any]]) -> list[Found]:
    """The open records behind an answer, in its order; one that was closed meanwhile is left out."""
    keys = [hit["key"] for hit in hits]
    rows: list[Any] = [
        *MissingCase.objects.searching().select_related(*PLACED).filter(description_id__in=keys)
        .prefetch_related(*DESCRIBED),
        *FoundChild.objects.identity_open().select_related(*PLACED, "committee").filter(description_id__in=keys)
        .prefetch_related(*DESCRIBED),
    ]  # fmt: skip
    by_description = {row.description_id: row for row in rows}
    return [Found(by_description[hit["key"]], hit["level"]) for hit in hits if hit["key"] in by_description]
