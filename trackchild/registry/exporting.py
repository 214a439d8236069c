"""Writing the register as a registry folder: the columns of an import come back letter by letter."""

import csv
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
from django.db import connection

from trackchild.matching.models import Candidate
from trackchild.matching.states import CandidateStage

from .columns import CELLS
from .reading import FILES

CHUNK = 5000
_DAY = "(r.{0} AT TIME ZONE 'Asia/Kolkata')::date"
# One model's vectors at most: numbers of two models in one file would be compared.
_VECTOR = """(SELECT vector FROM photos_facevector v WHERE v.description_id = d.id AND (v.model_id IN (
    SELECT model_id FROM photos_facemodel WHERE in_use) OR NOT EXISTS (
    SELECT 1 FROM photos_facemodel WHERE in_use)) ORDER BY v.id DESC LIMIT 1)"""
_LISTS = """
LEFT JOIN LATERAL (
    SELECT array_agg(text ORDER BY position) FILTER (WHERE kind = 'NAME') AS name,
           array_agg(text ORDER BY position) FILTER (WHERE kind = 'NATIVE') AS name_native,
           array_agg(text ORDER BY position) FILTER (WHERE kind = 'ALIAS') AS alias
    FROM children_descriptionname WHERE description_id = d.id) n ON true
LEFT JOIN LATERAL (
    SELECT max(text) FILTER (WHERE relation = 'FATHER') AS father_name,
           max(native) FILTER (WHERE relation = 'FATHER') AS father_native,
           max(text) FILTER (WHERE relation = 'MOTHER') AS mother_name
    FROM children_relative WHERE description_id = d.id) f ON true
LEFT JOIN LATERAL (
    SELECT array_agg(
        COALESCE(NULLIF(text, ''), concat_ws(' ', kind, NULLIF(side, ''), part)) ORDER BY position) AS marks
    FROM children_mark WHERE description_id = d.id) k ON true
"""
# For each side: the table, and the column of the register behind each column of the file that is not named alike.
SIDES: dict[str, tuple[str, dict[str, str]]] = {
    "missing": (
        "cases_missingcase",
        {
            "missing_id": "COALESCE(NULLIF(r.source_id, ''), r.number)",
            "missing_date": _DAY.format("last_seen_at"),
            "report_date": "r.reported_on",
            "missing_state": "r.state_id",
            "missing_district": "r.district_id",
            "age": "r.age_last_seen",
            "home_state": "d.home_state_id",
            "home_district": "d.home_district_id",
            "home_village": "d.home_village",
        },
    ),
    "found": (
        "cases_foundchild",
        {
            "found_id": "COALESCE(NULLIF(r.source_id, ''), r.number)",
            "found_date": _DAY.format("found_at"),
            "found_state": "r.state_id",
            "found_district": "r.district_id",
            "kind": "r.kind",
            "place_kind": "r.place_kind",
            "age": "d.age_years",
            "told_state": "d.home_state_id",
            "told_district": "d.home_district_id",
            "told_village": "d.home_village",
        },
    ),
}
ALIKE = {
    "gender": "d.sex",
    "photo_date": "d.photo_on",
    **{column: f"n.{column}" for column in ("name", "name_native", "alias")},
    **{column: f"f.{column}" for column in ("father_name", "father_native", "mother_name")},
    "marks": "k.marks",
    **{column: f"d.{column}" for column in ("languages", "height_cm", "complexion", "disability", "clothing")},
}


def export_side(folder: Path, side: str, *, source: str | None, with_vectors: bool) -> int:
    """Write one file of the folder (and its vectors if asked); returns the number of rows."""
    file = folder / f"{side}.csv"
    columns = FILES[file.name]
    vectors: list[bytes | None] = []
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(columns)
        count = 0
        for *cells, vector in _rows(side, columns, source):
            writer.writerow([CELLS[column].write(value) for column, value in zip(columns, cells, strict=True)])
            vectors.append(vector)
            count += 1
    if with_vectors:
        _write_vectors(folder / f"{side}_photo.npy", vectors)
    return count


def export_truth(folder: Path, *, source: str | None) -> int:
    """Write the confirmed pairs as `truth.csv`; returns their number."""
    pairs = Candidate.objects.filter(stage=CandidateStage.CONFIRMED).select_related("missing", "found")
    if source:
        pairs = pairs.filter(missing__source=source, found__source=source)
    with (folder / "truth.csv").open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(["missing_id", "found_id"])
        count = 0
        for pair in pairs.order_by("confirmed_at", "pk").iterator():
            writer.writerow([pair.missing.source_id or pair.missing.number, pair.found.source_id or pair.found.number])
            count += 1
    return count


def _rows(side: str, columns: list[str], source: str | None) -> Iterator[tuple[Any, ...]]:
    table, named = SIDES[side]
    chosen = ", ".join({**ALIKE, **named}[column] for column in columns)
    query = (
        f"SELECT {chosen}, {_VECTOR} "  # noqa: S608
        f"FROM {table} r JOIN children_description d ON d.id = r.description_id {_LISTS} "
        "WHERE (%(source)s::text IS NULL OR r.source = %(source)s) ORDER BY d.id"
    )
    with closing(connection.chunked_cursor()) as cursor:
        cursor.execute(query, {"source": source})
        while rows := cursor.fetchmany(CHUNK):
            yield from rows


def _write_vectors(file: Path, vectors: list[bytes | None]) -> None:
    width = max((len(vector) // 4 for vector in vectors if vector), default=0)
    table = np.zeros((len(vectors), width), np.float32)
    for row, vector in enumerate(vectors):
        if vector and len(vector) == width * 4:
            table[row] = np.frombuffer(vector, np.float32)
    np.save(file, table)
