"""Keeping a registry file with COPY: one transaction a file, one line of the timeline, no alert, no doubles."""

import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import connection, transaction
from django.utils import timezone

from trackchild.audit.actor import begin_batch
from trackchild.cases.models import FoundChild, MissingCase, TimelineEvent
from trackchild.cases.numbers import new_number
from trackchild.cases.states import CaseStage, Event, FoundStage
from trackchild.cases.vocabulary import Channel, SeenPrecision
from trackchild.children.actions import name_keys
from trackchild.children.models import Child, Description, DescriptionName, Mark, Relative
from trackchild.children.vocabulary import AgePrecision, AgeSource, NameKind, Relation
from trackchild.directory.actions import open_registry_desks
from trackchild.directory.kinds import Kind
from trackchild.directory.models import Agency
from trackchild.names import script_of
from trackchild.photos.faces_suppression import record_digest, suppressed_among
from trackchild.photos.models import FaceVector

from .copying import Table, next_ids, refresh_statistics
from .reading import ReadRow

CHUNK = 5000
Vectors = npt.NDArray[Any] | None


@dataclass(slots=True)
class Kept:
    """What became of a file's rows."""

    added: int = 0
    known: int = 0


@dataclass(slots=True)
class _Rows:
    """One chunk, by table."""

    children: list[dict[str, Any]] = field(default_factory=list)
    descriptions: list[dict[str, Any]] = field(default_factory=list)
    names: list[dict[str, Any]] = field(default_factory=list)
    relatives: list[dict[str, Any]] = field(default_factory=list)
    marks: list[dict[str, Any]] = field(default_factory=list)
    vectors: list[dict[str, Any]] = field(default_factory=list)
    records: list[dict[str, Any]] = field(default_factory=list)


class Keeper:
    """Keeps the rows of one registry under one source name."""

    def __init__(self, *, source: str, at: datetime) -> None:
        self._source, self._at = source, at
        self._tables = {
            "children": Table(Child),
            "descriptions": Table(Description),
            "names": Table(DescriptionName, without=("id",)),
            "relatives": Table(Relative, without=("id",)),
            "marks": Table(Mark, without=("id",)),
            "vectors": Table(FaceVector, without=("id",)),
        }
        self._records = {"missing": Table(MissingCase), "found": Table(FoundChild)}
        self._desks: dict[int, int] = {}
        self._first_desk: dict[int, int] = {}
        self._numbers: set[str] = set()

    def keep(
        self, side: str, rows: Sequence[ReadRow], *, vectors: Vectors = None, progress: Callable[[int], None]
    ) -> Kept:
        """Write the rows of one file in one transaction; a row of this source that is there already is left alone."""
        model: type[MissingCase] | type[FoundChild] = MissingCase if side == "missing" else FoundChild
        kept = Kept()
        with transaction.atomic():
            begin_batch(self._source)
            known = set(model.objects.filter(source=self._source).values_list("source_id", flat=True))
            self._numbers.update(model.objects.values_list("number", flat=True).iterator())
            fresh = [row for row in rows if row.values[f"{side}_id"] not in known]
            kept.known = len(rows) - len(fresh)
            self._open_desks(
                {row.values[f"{side}_district"] for row in fresh}, {row.values[f"{side}_state"] for row in fresh}
            )
            for start in range(0, len(fresh), CHUNK):
                chunk = fresh[start : start + CHUNK]
                self._copy(side, chunk, vectors)
                kept.added += len(chunk)
                progress(kept.added)
            if kept.added:
                TimelineEvent.objects.create(
                    kind=Event.IMPORTED,
                    at=self._at,
                    facts={"source": self._source, "side": side, "records": kept.added},
                )
                with connection.cursor() as cursor:
                    cursor.execute("SELECT set_config('trackchild.batch', '', true)")
        if kept.added:
            refresh_statistics([*self._tables.values(), self._records[side]])
        return kept

    def _open_desks(self, districts: set[int | None], states: set[int]) -> None:
        open_registry_desks(districts=sorted(code for code in districts if code), by=None, at=self._at)
        desks = Agency.objects.of_kind(Kind.REGISTRY_DESK).values_list("district_id", "state_id", "pk")
        for district, state, pk in desks.order_by("-code"):
            self._desks[district] = pk
            self._first_desk[state] = pk
        for state in states - set(self._first_desk):
            self._first_desk[state] = self._desk_of_state(state)

    def _desk_of_state(self, state: int) -> int:
        """A state of which the file names no district yet gets the desk of its first district."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT min(lgd_code) FROM geography_district WHERE state_id = %s", [state])
            (district,) = cursor.fetchone()
        open_registry_desks(districts=[district], by=None, at=self._at)
        return Agency.objects.of_kind(Kind.REGISTRY_DESK).get(district_id=district).pk

    def _copy(self, side: str, chunk: Sequence[ReadRow], vectors: Vectors) -> None:
        rows = _Rows()
        ids = next_ids(Description, len(chunk))
        erased = self._erased(side, chunk) if vectors is not None else frozenset()
        for description_id, row in zip(ids, chunk, strict=True):
            self._lay_out(side, row, description_id, rows)
            if vectors is not None and row.values[f"{side}_id"] not in erased:
                rows.vectors.extend(self._vector_of(description_id, vectors[row.index], row))
        for name, table in self._tables.items():
            table.copy(getattr(rows, name))
        self._records[side].copy(rows.records)

    def _lay_out(self, side: str, row: ReadRow, description_id: int, rows: _Rows) -> None:
        values = row.values
        home = "home" if side == "missing" else "told"
        child_id = uuid.uuid4()
        rows.children.append({"id": child_id})
        rows.descriptions.append(
            {
                "id": description_id,
                "sex": values["gender"],
                "age_years": values["age"],
                "age_on": values[f"{side}_date"],
                "age_precision": AgePrecision.STATED.value if side == "missing" else AgePrecision.APPROXIMATE.value,
                "age_source": AgeSource.REGISTER.value,
                "home_state_id": values[f"{home}_state"],
                "home_district_id": values[f"{home}_district"],
                "home_village": values[f"{home}_village"],
                "height_cm": int(values["height_cm"]) if values["height_cm"] is not None else None,
                "complexion": values["complexion"],
                "disability": values["disability"],
                "languages": values["languages"],
                "clothing": values["clothing"],
                "photo_on": values["photo_date"],
            }
        )
        rows.names.extend(_names(description_id, values))
        rows.relatives.extend(_relatives(description_id, values))
        rows.marks.extend(
            {"description_id": description_id, "text": text, "position": position}
            for position, text in enumerate(values["marks"])
        )
        record = {
            "id": uuid.uuid4(),
            "number": self._number(side, values[f"{side}_state"]),
            "child_id": child_id,
            "description_id": description_id,
            "owner_id": self._desk(values[f"{side}_district"], values[f"{side}_state"]),
            "state_id": values[f"{side}_state"],
            "district_id": values[f"{side}_district"],
            "source": self._source,
            "source_id": values[f"{side}_id"],
            "created_at": self._at,
        }
        facts = _case_facts(values) if side == "missing" else _found_facts(values)
        rows.records.append(record | facts | ({"station_id": record["owner_id"]} if side == "missing" else {}))

    def _number(self, side: str, state: int) -> str:
        number = new_number(side[0].upper(), state_code=state, at=self._at, taken=self._numbers)
        self._numbers.add(number)
        return number

    def _desk(self, district: int | None, state: int) -> int:
        return self._desks[district] if district else self._first_desk[state]

    def _erased(self, side: str, chunk: Sequence[ReadRow]) -> frozenset[str]:
        """Records whose face was erased: it does not come back with the next import."""
        digests = {record_digest(self._source, key): key for row in chunk if (key := row.values[f"{side}_id"])}
        return frozenset(digests[digest] for digest in suppressed_among(digests))

    def _vector_of(self, description_id: int, vector: Any, row: ReadRow) -> Iterator[dict[str, Any]]:
        numbers = np.asarray(vector, np.float32)
        if numbers.any() and np.isfinite(numbers).all():
            yield {
                "description_id": description_id,
                "model_id": f"imported:{self._source}",
                "vector": numbers.tobytes(),
                "taken_on": row.values["photo_date"],
            }


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), timezone.get_default_timezone())


def _case_facts(values: dict[str, Any]) -> dict[str, Any]:
    return {
        "stage": CaseStage.IMPORTED.value,
        "channel": Channel.OTHER.value,
        "last_seen_at": _midnight(values["missing_date"]),
        "last_seen_precision": SeenPrecision.BETWEEN.value,
        "received_at": _midnight(values["report_date"] or values["missing_date"]),
        "reported_on": values["report_date"],
        "age_last_seen": values["age"],
    }


def _found_facts(values: dict[str, Any]) -> dict[str, Any]:
    found_at = _midnight(values["found_date"])
    return {
        "stage": FoundStage.IMPORTED.value,
        "kind": values["kind"],
        "found_at": found_at,
        "charge_taken_at": found_at,
        "place_kind": values["place_kind"],
    }


def _names(description_id: int, values: dict[str, Any]) -> Iterator[dict[str, Any]]:
    position = 0
    for kind, column in ((NameKind.NAME, "name"), (NameKind.NATIVE, "name_native"), (NameKind.ALIAS, "alias")):
        for text in values[column]:
            yield {
                "description_id": description_id,
                "kind": kind.value,
                "text": text,
                "script": script_of(text),
                "keys": _keys(text),
                "position": position,
            }
            position += 1


def _relatives(description_id: int, values: dict[str, Any]) -> Iterator[dict[str, Any]]:
    people = (
        (Relation.FATHER, values["father_name"], values["father_native"]),
        (Relation.MOTHER, values["mother_name"], ""),
    )
    for position, (relation, text, native) in enumerate(people):
        if text or native:
            yield {
                "description_id": description_id,
                "relation": relation.value,
                "text": text,
                "native": native,
                "position": position,
            }


@lru_cache(maxsize=200_000)
def _keys(text: str) -> list[str]:
    return name_keys(text)
