"""A storm of changes at the speed of bulk statements, and what a matcher's memory holds, comparably."""

import random
import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import numpy as np
from django.db import connection, transaction
from django.db.models import Model

from trackchild.cases.models import FoundChild, MissingCase
from trackchild.children.models import Child, Description, DescriptionName, Mark, Relative
from trackchild.matching.engine import Register, Side
from trackchild.matching.engine import layout as at
from trackchild.photos.models import FaceVector

AT_ONCE = 12  # changes of one kind in one transaction
FACES = 25
"""Fewer than the thirty photographs from which a likeness is weighed: what strangers look like is measured again only
when photographs double, so a matcher that has followed a storm may know it a little differently from a fresh one."""


class Storm:
    """Changes of every kind by a seed. Every call is one transaction of a few changes."""

    def __init__(self, seed: int) -> None:
        self._dice = random.Random(seed)
        self._faces = 0
        self._kinds: list[tuple[int, Callable[[], object]]] = [
            (5, self._new_cases),
            (5, self._new_children),
            (6, self._rename),
            (4, self._describe),
            (3, self._parents),
            (2, self._marks),
            (1, self._face),
            (3, self._close_cases),
            (2, self._reopen_cases),
            (2, self._close_children),
            (2, self._reopen_children),
            (2, self._merge),
            (2, self._move_away),
        ]

    def blow(self, changes: int) -> Iterator[int]:
        """Change so many records; yields how many so far."""
        done = 0
        weights, acts = zip(*self._kinds, strict=True)
        while done < changes:
            with transaction.atomic():
                self._dice.choices(acts, weights)[0]()
            done += AT_ONCE
            yield done

    def _some(self, model: Any, **which: Any) -> list[Any]:
        """Records at random."""
        keys = list(model.objects.filter(**which).order_by("created_at", "number").values_list("pk", flat=True))
        return self._dice.sample(keys, min(AT_ONCE, len(keys)))

    def _described(self) -> list[int]:
        model: Any = self._dice.choice((MissingCase, FoundChild))
        rows = model.objects.filter(pk__in=self._some(model)).order_by("number")
        return list(rows.values_list("description_id", flat=True))

    def _new_cases(self) -> None:
        self._copy(MissingCase)

    def _new_children(self) -> None:
        self._copy(FoundChild)

    def _copy(self, model: Any) -> None:
        """Somebody like a child of the register, under a name of another."""
        for record in model.objects.filter(pk__in=self._some(model)).order_by("number"):
            old = record.description_id
            told = Description.objects.get(pk=old)
            told.pk, told.height_cm = None, self._dice.choice((None, 90, 120, 150))
            told.save(force_insert=True)
            for rows in (DescriptionName, Relative, Mark):
                _copied(rows, old, told.pk)
            record.pk, record.description_id = uuid.uuid4(), told.pk
            record.child_id = Child.objects.create(id=uuid.uuid4()).pk
            record.number = f"{record.number[:8]}{self._dice.randrange(16**8):08x}"
            record.source_id = record.number
            record.save(force_insert=True)

    def _rename(self) -> None:
        words = list(DescriptionName.objects.order_by("text").values_list("text", flat=True).distinct()[:400])
        for description_id in self._described():
            DescriptionName.objects.filter(description_id=description_id).update(text=self._dice.choice(words))

    def _describe(self) -> None:
        ids = self._described()
        Description.objects.filter(pk__in=ids).update(
            sex=self._dice.choice("MF"),
            age_years=self._dice.randrange(1, 17),
            languages=self._dice.sample(["Hindi", "Bengali", "Tamil", "Odia", "Santali"], 2),
            clothing=self._dice.choice(("red shirt", "blue frock", "")),
            home_village=self._dice.choice(("Danapur", "Rampur", "Sonapur", "")),
        )

    def _parents(self) -> None:
        Relative.objects.filter(description_id__in=self._described()).update(
            text=self._dice.choice(("Suresh Kumar", "Lakshmi Devi", "Abdul Karim", "Kamala"))
        )

    def _marks(self) -> None:
        ids = self._described()
        Mark.objects.filter(description_id__in=ids[::2]).delete()
        Mark.objects.bulk_create(
            Mark(description_id=one, text=self._dice.choice(("scar on left knee", "mole on right cheek")))
            for one in ids
        )

    def _face(self) -> None:
        if self._faces < FACES:
            self._faces += 1
            numbers = np.random.default_rng(self._faces).normal(size=16).astype(np.float32)
            FaceVector.objects.update_or_create(
                description_id=self._described()[0], model_id="storm", defaults={"vector": numbers.tobytes()}
            )

    def _close_cases(self) -> None:
        self._stage(MissingCase, self._dice.choice(("TRACED", "CLOSED", "RESTORED")))

    def _reopen_cases(self) -> None:
        self._stage(MissingCase, "IMPORTED", stage__in=("TRACED", "CLOSED", "RESTORED", "MERGED"))

    def _close_children(self) -> None:
        self._stage(FoundChild, self._dice.choice(("RESTORED", "CLOSED")))

    def _reopen_children(self) -> None:
        self._stage(FoundChild, "IMPORTED", stage__in=("RESTORED", "CLOSED", "MERGED"))

    def _merge(self) -> None:
        self._stage(self._dice.choice((MissingCase, FoundChild)), "MERGED")

    def _stage(self, model: Any, stage: str, **which: Any) -> None:
        model.objects.filter(pk__in=self._some(model, **which)).update(stage=stage)

    def _move_away(self) -> None:
        days = timedelta(days=self._dice.randrange(1, 30))
        for case in MissingCase.objects.filter(pk__in=self._some(MissingCase)).order_by("number"):
            case.last_seen_at -= days
            case.save(update_fields=["last_seen_at"])


def _copied(model: type[Model], old: int, new: int) -> None:
    columns = ", ".join(
        str(field.column) for field in model._meta.concrete_fields if field.column not in ("id", "description_id")
    )
    with connection.cursor() as cursor:
        table = model._meta.db_table
        cursor.execute(
            f"INSERT INTO {table} (description_id, {columns}) "  # noqa: S608 - names of our own tables
            f"SELECT %s, {columns} FROM {table} WHERE description_id = %s",
            [new, old],
        )


def memory_of(register: Register) -> dict[str, Any]:
    """All a register knows, without the numbers that depend on the order in which it learned."""
    encoder = register._encoder
    tongues = {number: name for name, number in encoder._tongues.items()}
    models = {number: name for name, number in register._models.items()}
    places = {number: "-".join(map(str, key)) for key, number in encoder.places._number.items()} | {0: ""}
    records: dict[str, Any] = {}
    for side in Side:
        columns = register._sides[side]
        for key, number in columns.row_of.items():
            row, photo = columns.row(number), columns.photo_of(number)
            small = list(row.small)
            first = small.pop(at.TONGUE)
            small.pop(at.MODEL)
            lived = [places[small[place]] for place in (at.PLACE, at.HOME)]
            small[at.PLACE] = small[at.HOME] = 0
            records[f"{side} {key}"] = {
                "words": [encoder.names.word(word).fold for word in row.words[: at.VILLAGE]],
                "village": encoder.villages.word(row.words[at.VILLAGE]).fold,
                "days": [day for place, day in enumerate(row.days) if place != at.SLOT],
                "places": lived,
                "small": small,
                "tongues": sorted(tongues[bit] for bit in range(64) if row.tongues >> bit & 1),
                "first_tongue": tongues[first - 1] if first else "",
                "codes": row.codes,
                "photo": [models[photo.model], photo.bytes.tolist(), photo.scale] if photo else None,
            }
    counts = {
        name: {
            vocabulary.word(number).fold: vocabulary.counts.rows[number].tolist()
            for number in range(1, len(vocabulary))
            if vocabulary.counts.rows[number].any()
        }
        for name, vocabulary in (("names", encoder.names), ("villages", encoder.villages))
    }
    counts["totals"] = {"names": encoder.names.totals.tolist(), "villages": encoder.villages.totals.tolist()}
    counts["marks"] = encoder.counts.marks.tolist()
    for name, column in (("places", encoder.counts.places), ("homes", encoder.counts.homes)):
        counts[name] = {places[number]: int(times) for number, times in enumerate(column.rows.ravel()) if times}
    counts["tongues"] = {
        name: int(encoder.counts.tongues[bit]) for bit, name in tongues.items() if encoder.counts.tongues[bit]
    }
    answers = {
        key: [[hit.key, hit.total] for hit in register.score_key(key, Side.MISSING, 20)]
        for key in sorted(register.keys(Side.MISSING))
    }
    return {"records": records, "counts": counts, "answers": answers}
