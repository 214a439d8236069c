"""The open register in memory: both sides as columns, and one record scored against all of the other side."""

import gc
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import islice

import numpy as np
import numpy.typing as npt

from trackchild.faces.likeness import FEWEST_STRANGERS, SHIPPED, SILENT, Line

from . import layout as at
from . import verdict
from .alike import Alike, Gates, most_alike
from .cohorts import Cohorts, group_of, measure
from .comparison import Comparison
from .encoding import Encoder, Row
from .faces import NO_LINE, laid_out
from .hits import Hit, Veto
from .places import Places
from .records import LATEST, SHORTEST_VECTOR, Problem, Record, Side, Vector, lengths_of, problems, usable_vector
from .sides import Photo, SideColumns, quantise
from .strangers import Strangers
from .weights import Weights, load_weights
from .words import Word

BLOCK = 20_000
UNNAMED_MODEL = "unnamed"
OWN_ENCODER = re.compile(r"[^:]+:[0-9a-f]{12}:\d+")
"""Name, checksum and dimension: an encoder of ours, whose likenesses say nothing until it is calibrated."""


class Register:
    """Follows the open records of both sides and answers who may be whom. One thread at a time."""

    def __init__(
        self,
        weights: Weights | None = None,
        places: Places | None = None,
        *,
        latest: date = LATEST,
        strangers: Mapping[str, tuple[float, float]] | None = None,
        lines: Mapping[str, Line] = SHIPPED,
    ) -> None:
        self.weights = weights or load_weights()
        self._encoder = Encoder(places or Places(), latest=latest)
        self._sides = {side: SideColumns() for side in Side}
        self._models: dict[str, int] = {}
        self._strangers = Strangers({self._model(name): known for name, known in (strangers or {}).items()})
        self._comparison = Comparison(self._encoder, self.weights)
        self._lines, self._cohorts = dict(lines), Cohorts()

    def __len__(self) -> int:
        return sum(len(side) for side in self._sides.values())

    def __contains__(self, key: str) -> bool:
        return any(key in side.row_of for side in self._sides.values())

    def count(self, side: Side) -> int:
        """How many records of a side are open."""
        return len(self._sides[side])

    def keys(self, side: Side) -> Iterable[str]:
        """The keys of a side's open records."""
        return self._sides[side].row_of.keys()

    @property
    def nbytes(self) -> int:
        """Memory held for records, photographs, keys and vocabularies."""
        return sum(side.nbytes for side in self._sides.values()) + self._encoder.nbytes

    def use(self, weights: Weights) -> None:
        """Weigh with another table from now on; the records stay."""
        self.weights = weights
        self._comparison = Comparison(self._encoder, weights)

    def use_lines(self, lines: Mapping[str, Line]) -> None:
        """Weigh likenesses by other calibrations from now on."""
        self._lines = dict(lines)

    def cells_of(self, key: str, others: Sequence[str]) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.uint8]]:
        """Weights and cells of one missing record beside found ones: a field a row, a pair a column."""
        own, found = self._sides[Side.MISSING], self._sides[Side.FOUND]
        number = own.row_of[key]
        photo = own.photo_of(number)
        self._ask(own.row(number), (), photo, side=Side.MISSING, against=Side.FOUND)
        return self._comparison.weigh_all(found, [found.row_of[other] for other in others])

    def states_of(self, side: Side, keys: Sequence[str]) -> npt.NDArray[np.int32]:
        """The state codes of the places of records; 0 where unknown."""
        columns, states = self._sides[side], self._encoder.places.states()
        return states[columns.rows.small[[columns.row_of[key] for key in keys], at.PLACE]]

    def usual(self) -> dict[str, float]:
        """How often two records agree by chance, by field: the measure of rarity."""
        return self._encoder.usual()

    def strangers(self) -> dict[str, tuple[float, float]]:
        """By model, how alike strangers' photographs are here; another process given these scores the same.

        Faces of calibrated encoders are measured against their cohort by the way.
        """
        calibrated = {number for number in self._models.values() if self._line(number)}
        for number in calibrated:
            self._cohorts.of(number, self._sides.values())
        known = {name: self._stranger(number) for name, number in self._models.items() if number not in calibrated}
        return {name: pair for name, pair in known.items() if pair}

    def upsert(self, record: Record) -> tuple[Problem, ...]:
        """Add or replace a record. What could not be used is named; it counts as blank."""
        side = self._sides[record.side]
        known = side.row_of.get(record.key)
        if known is not None:
            self._encoder.count(side.row(known), -1)
        row = self._encoder.row(record)
        photo, trouble = self._photo(record)
        side.write(side.place(record.key), row, photo)
        self._encoder.count(row, 1)
        return (*problems(record, latest=self._encoder.latest), *trouble)

    def remove(self, key: str, side: Side | None = None) -> bool:
        """Forget a record; whether there was one. Without a side, wherever it stands."""
        gone = False
        for candidate in (side,) if side else tuple(Side):
            number = self._sides[candidate].remove(key)
            if number is not None:
                self._encoder.count(self._sides[candidate].row(number), -1)
                gone = True
        return gone

    def load(self, records: Iterable[Record]) -> list[tuple[str, Problem]]:
        """Add many records; known keys are replaced. Returns what could not be used, by key."""
        source = iter(records)
        trouble: list[tuple[str, Problem]] = []
        with _no_collection():
            while block := list(islice(source, BLOCK)):
                for side in Side:
                    trouble.extend(self._load_block(side, [record for record in block if record.side is side]))
        return trouble

    def score(self, record: Record, limit: int = 50, against: Side | None = None) -> list[Hit]:
        """The likeliest records for one, best first, out of all; against its own side: its duplicates."""
        side = against or record.side.opposite
        if record.restored or limit < 1:
            return []
        row, new = self._encoder.passing_row(record)
        photo, _ = self._photo(record)
        self._ask(row, new, photo, side=record.side, against=side)
        skip = self._sides[side].row_of.get(record.key, -1) if side is record.side else -1
        return self._hits(record.side, side, limit, skip)

    def score_key(
        self, key: str, side: Side, limit: int = 50, against: Side | None = None, *, with_photo: bool = True
    ) -> list[Hit]:
        """`score` for a record that stands in the register."""
        own, other = self._sides[side], against or side.opposite
        number = own.row_of[key]
        photo = own.photo_of(number) if with_photo else None
        self._ask(own.row(number), (), photo, side=side, against=other)
        return self._hits(side, other, limit, number if other is side else -1)

    def alike(
        self, vector: npt.NDArray[np.float32], model: str, *, side: Side, gates: Gates, group: int = 0, day: int = 0,
        limit: int = 50,
    ) -> list[Alike] | None:  # fmt: skip
        """The open records of a side whose photographs are most like a face that belongs to no record.

        None where nobody can tell: no photographs of this encoder, too few strangers, or no calibration.
        """
        number = self._models.get(model)
        line = self._line(number) if number else None
        if number is None or line is None:
            return None
        cohort = self._cohorts.of(number, self._sides.values())
        if cohort is None or len(vector) != self._width(number):
            return None
        return most_alike(
            self._sides[side], number, vector, cohort=cohort, line=line, gates=gates, group=group, day=day, limit=limit
        )

    def explain(self, a: Record, b: Record) -> Hit:
        """One pair with every term, and the veto where there is one; neither needs to stand in the register."""
        alone = SideColumns()
        row = self._encoder.row(b)  # its words get numbers, its values are not counted
        photo, _ = self._photo(b)
        alone.write(alone.place(b.key), row, photo)
        own, new = self._encoder.passing_row(a)
        asked, _ = self._photo(a)
        self._ask(own, new, asked, side=a.side, against=b.side, alone=alone)
        veto = Veto.RESTORED if a.restored or b.restored else self._comparison.veto(alone, 0)
        return self._hit(b.key, *next(self._comparison.weigh(alone, [0])), self._prior(a.side, b.side), veto)

    def _hits(self, own: Side, against: Side, limit: int, skip: int) -> list[Hit]:
        side, prior = self._sides[against], self._prior(own, against)
        rows = self._comparison.best(side, limit, skip)
        weighed = self._comparison.weigh(side, rows)
        return [self._hit(side.keys[row], *pair, prior) for row, pair in zip(rows, weighed, strict=True)]

    def _hit(
        self, key: str, total: float, weights: list[float], cells: list[int], prior: float, veto: Veto | None = None
    ) -> Hit:
        chance = 0.0 if veto else verdict.probability(self.weights, total, prior)
        return Hit(
            key=key,
            total=round(total, 4),
            probability=chance,
            strength=verdict.strength(self.weights, chance),
            terms=verdict.terms(weights, cells),
            relation=verdict.relation(cells),
            veto=veto,
        )

    def _prior(self, own: Side, against: Side) -> float:
        return verdict.prior_odds(self.weights, self.count(own), self.count(against), same_side=own is against)

    def _photo(self, record: Record) -> tuple[Photo | None, tuple[Problem, ...]]:
        if record.vector is None:
            return None, ()
        vector = usable_vector(record)
        model = self._model(record.vector_model or UNNAMED_MODEL)
        if vector is None:
            return None, _unusable(record.vector, self._width(model))
        width = self._width(model) or vector.size
        if width != vector.size:
            return None, _unusable(record.vector, width)
        whole, scales = quantise(vector[None, :])
        return Photo(model, whole[0], float(scales[0])), ()

    def _width(self, model: int) -> int:
        return next((side.photos[model].width for side in self._sides.values() if model in side.photos), 0)

    def _model(self, name: str) -> int:
        return self._models.setdefault(name, len(self._models) + 1)

    def _ask(
        self, row: Row, new: Sequence[Word], photo: Photo | None, *, side: Side, against: Side,
        alone: SideColumns | None = None,
    ) -> None:  # fmt: skip
        """Make the tables for one record; `alone` holds a record of the other side that does not stand in it."""
        stranger, face = None, NO_LINE
        if photo and (line := self._line(photo.model)):
            cohort = self._cohorts.of(photo.model, self._sides.values())
            if cohort:
                if alone:
                    measure(alone, photo.model, cohort)
                vector = photo.bytes.astype(np.float32)[None, :] * np.float32(photo.scale)
                near = cohort.near(vector, group_of(np.array([row.small], dtype=np.int16)))
                stranger, face = (0.0, 1.0), laid_out(line, near[0])
        elif photo:
            stranger = self._stranger(photo.model)
        self._comparison.ask(row, new, side=side, against=against, photo=photo, stranger=stranger, face=face)

    def _line(self, model: int) -> Line | None:
        """The calibration of an encoder; None for vectors that came from elsewhere, which the learned table weighs."""
        name = next(name for name, number in self._models.items() if number == model)
        return self._lines.get(name) or (SILENT if OWN_ENCODER.fullmatch(name) else None)

    def _stranger(self, model: int) -> tuple[float, float] | None:
        return self._strangers.of(model, [side.photos[model] for side in self._sides.values() if model in side.photos])

    def _load_block(self, side: Side, records: list[Record]) -> list[tuple[str, Problem]]:
        columns = self._sides[side]
        fresh = {record.key: record for record in records if record.key not in columns.row_of}
        repeated = [record for record in records if fresh.get(record.key) is not record]
        trouble: list[tuple[str, Problem]] = []
        if fresh:
            trouble.extend(self._append(columns, fresh))
        trouble.extend((record.key, problem) for record in repeated for problem in self.upsert(record))
        return trouble

    def _append(self, columns: SideColumns, fresh: dict[str, Record]) -> Iterator[tuple[str, Problem]]:
        first = columns.extend(list(fresh), self._encoder.block(fresh.values()))
        for key, record in fresh.items():
            for problem in problems(record, latest=self._encoder.latest):
                yield key, problem
        yield from self._attach(columns, first, list(fresh.values()))

    def _attach(self, columns: SideColumns, first: int, records: list[Record]) -> Iterator[tuple[str, Problem]]:
        """Give newly appended rows their photographs, each model's in one block."""
        by_model: dict[str, dict[int, Vector]] = {}
        for offset, record in enumerate(records):
            if record.vector is not None:
                by_model.setdefault(record.vector_model or UNNAMED_MODEL, {})[offset] = record.vector
        for name, given in by_model.items():
            model = self._model(name)
            width = self._width(model) or next(iter(given.values())).size
            fitting = [offset for offset, vector in given.items() if vector.shape == (width,)]
            for offset in sorted(given.keys() - set(fitting)):
                yield from ((records[offset].key, problem) for problem in _unusable(given[offset], width))
            if fitting:
                vectors = np.stack([given[offset] for offset in fitting]).astype(np.float32)
                lengths = lengths_of(vectors)
                usable = np.isfinite(lengths) & (lengths > SHORTEST_VECTOR)
                numbers = first + np.array(fitting)[usable]
                columns.attach(numbers, model, vectors[usable] / lengths[usable, None])
                for offset in np.array(fitting)[~np.isfinite(lengths)].tolist():
                    yield from ((records[offset].key, problem) for problem in _unusable(given[offset], width))


@contextmanager
def _no_collection() -> Iterator[None]:
    """Millions of small objects and not one cycle: looking for cycles among them takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _unusable(vector: Vector, width: int) -> tuple[Problem, ...]:
    """Why a vector is left out; one of nothing but zeros is simply no photograph."""
    if vector.ndim == 1 and not np.any(vector):
        return ()
    if not np.all(np.isfinite(vector)):
        return (Problem("vector", "the photo vector holds something that is not a number"),)
    return (
        Problem("vector", f"the photo vector has the shape {vector.shape} where its model has {width or 'one row'}"),
    )


def warm_up() -> None:
    """Compile the kernel: seconds the first time, kept on disk afterwards."""
    register = Register(Weights("warm-up", "", {}), strangers={UNNAMED_MODEL: (0.0, 0.1)})
    vector = np.ones(8, dtype=np.float32)
    register.upsert(Record(key="a", side=Side.FOUND, names=("Asha",), vector=vector))
    register.score(Record(key="b", side=Side.MISSING, names=("Asha",), vector=vector))
    register.explain(Record(key="b", side=Side.MISSING), Record(key="a", side=Side.FOUND, vector=vector))
    faces = Register(Weights("warm-up", "", {}), lines={UNNAMED_MODEL: SILENT})
    faces.load(Record(key=str(n), side=Side.FOUND, vector=vector) for n in range(2 * FEWEST_STRANGERS))
    faces.alike(vector / np.linalg.norm(vector), UNNAMED_MODEL, side=Side.FOUND, gates=Gates(frozenset()))
    faces.score(Record(key="b", side=Side.MISSING, vector=vector))
