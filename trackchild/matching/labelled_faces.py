"""Faces whose people are known: a folder of pictures, or the pairs that the offices confirmed."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from trackchild.faces.calibrating import Portrait
from trackchild.faces.pool import FacePool
from trackchild.photos.derivatives import open_own
from trackchild.photos.intake import PictureRefused, read_picture
from trackchild.photos.models import FaceVector

from .models import Candidate
from .states import CandidateStage

ENDINGS = frozenset({".jpg", ".jpeg", ".png", ".webp"})
LABELS = "labels.csv"
DAYS_A_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class _Label:
    """What `labels.csv` says of one picture: person/file, sex, age in years, day it was taken, group."""

    sex: str = ""
    age: float | None = None
    day: int | None = None
    group: str = ""


def from_folder(folder: Path, pool: FacePool) -> Iterator[Portrait]:
    """One folder a person, pictures inside; pictures without exactly one face are left out."""
    labels = _labels(folder / LABELS)
    for file in sorted(folder.glob("*/*")):
        if file.suffix.lower() not in ENDINGS:
            continue
        try:
            picture = read_picture(file.read_bytes(), looks=False)
        except PictureRefused:
            continue
        pixels = np.asarray(open_own(picture.master))
        seen = pool.look(pixels)
        if len(seen) != 1 or not seen[0].quality.is_comparable:
            continue
        label = labels.get(f"{file.parent.name}/{file.name}", labels.get(file.parent.name, _Label()))
        vector = pool.encode(pixels, [seen[0].face])[0]
        yield Portrait(file.parent.name, vector, label.sex, label.age, label.day, label.group)


def from_decisions(model_id: str) -> Iterator[Portrait]:
    """Both faces of every confirmed pair, by one encoder."""
    pairs = Candidate.objects.filter(stage=CandidateStage.CONFIRMED).select_related(
        "missing__description", "found__description", "missing__state"
    )
    rows = FaceVector.objects.filter(model_id=model_id).values_list("description_id", "vector", "taken_on")
    known = {description_id: (bytes(vector), taken_on) for description_id, vector, taken_on in rows.iterator()}
    for pair in pairs.iterator():
        for record, event in ((pair.missing, pair.missing.last_seen_at), (pair.found, pair.found.found_at)):
            described = record.description
            if described is None or described.pk not in known:
                continue
            vector, taken_on = known[described.pk]
            age = float(described.age_years) if described.age_years is not None else None
            if age is not None and taken_on:
                age = max(0.0, age - (event.date() - taken_on).days / DAYS_A_YEAR)
            yield Portrait(
                str(pair.missing.child_id), np.frombuffer(vector, np.float32), described.sex, age,
                taken_on.toordinal() if taken_on else None, pair.missing.state.name,
            )  # fmt: skip


def _labels(file: Path) -> dict[str, _Label]:
    if not file.is_file():
        return {}
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return {row["name"]: _label(row) for row in csv.DictReader(opened)}


def _label(row: dict[str, str]) -> _Label:
    age, taken_on = row.get("age") or "", row.get("taken_on") or ""
    return _Label(
        row.get("sex") or "",
        float(age) if age else None,
        date.fromisoformat(taken_on).toordinal() if taken_on else None,
        row.get("group") or "",
    )
