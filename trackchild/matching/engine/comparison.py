"""Between the register and the kernel: one question at a time, with the tables it needs held ready."""

from collections.abc import Sequence

import numpy as np

from . import layout as at
from .encoding import Encoder, Row
from .fields import FIELD_COUNT, NUMBER
from .hits import Veto
from .kernel import is_photo_only_across_sexes, lag_of, scan, weigh, weigh_photo
from .query import Query, QueryMaker
from .records import Side
from .sides import Photo, Photos, SideColumns
from .weights import Weights
from .words import Word

NO_PHOTOS = Photos(1)
_SEX = NUMBER["sex"]


class Comparison:
    """Asks the kernel. `ask` first, then `best`, `weigh` and `veto` about any rows."""

    def __init__(self, encoder: Encoder, weights: Weights) -> None:
        self._queries = QueryMaker(encoder, weights)
        self._table = weights.cells()
        self._query: Query | None = None
        self._model = 0

    def ask(
        self, row: Row, new: Sequence[Word], *, side: Side, against: Side,
        photo: Photo | None, stranger: tuple[float, float] | None,
    ) -> None:  # fmt: skip
        """Make the tables for one record; a photograph without a known stranger's likeness says nothing."""
        shown = photo if stranger else None
        self._model = shown.model if shown else 0
        self._query = self._queries.make(
            row, new, side=side, against=against, photo=shown, stranger=stranger or (0.0, 1.0)
        )

    def best(self, side: SideColumns, limit: int, skip: int) -> list[int]:
        """The rows with the greatest totals, best first; the dead, the vetoed and `skip` left out."""
        photos = side.photos.get(self._model, NO_PHOTOS)
        totals, ties = np.zeros(limit, dtype=np.float32), np.zeros(limit, dtype=np.int32)
        found = np.zeros(limit, dtype=np.int32)
        size = scan(
            self._asked, side.rows, photos.bytes.rows, photos.scales.rows, self._table, totals, ties, found, skip
        )
        order = np.lexsort((found[:size], ties[:size], -totals[:size]))
        return [int(row) for row in found[:size][order]]

    def weigh(self, side: SideColumns, row: int) -> tuple[float, list[float], list[int]]:
        """Total, weights and cells of one row."""
        weights, cells = np.zeros(FIELD_COUNT, dtype=np.float32), np.zeros(FIELD_COUNT, dtype=np.int16)
        photos = side.photos.get(self._model, NO_PHOTOS)
        total = weigh(self._asked, side.rows, row, self._table, weights, cells)
        total += weigh_photo(
            self._asked, side.rows, row, photos.bytes.rows, photos.scales.rows, self._table, weights, cells
        )
        return float(total), weights.tolist(), cells.tolist()

    def veto(self, side: SideColumns, row: int) -> Veto | None:
        """Why a row would never be shown, if so."""
        lag, dated = lag_of(self._asked, side.rows.days[row])
        if dated and lag < at.EARLIEST_LAG_DAYS:
            return Veto.FOUND_BEFORE_MISSING
        total, weights, cells = self.weigh(side, row)
        if is_photo_only_across_sexes(cells[_SEX], weights[-1], total - weights[-1]):
            return Veto.PHOTO_ONLY_ACROSS_SEXES
        return None

    @property
    def _asked(self) -> Query:
        if self._query is None:
            raise RuntimeError("Ask about a record first.")
        return self._query
