"""Between the register and the kernel: one question at a time, with the tables it needs held ready."""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from . import layout as at
from .encoding import Encoder, Row
from .faces import NO_LINE
from .fields import NUMBER, PHOTO
from .hits import Veto
from .kernel import is_photo_only_across_sexes, lag_of, scan, sum_up, weigh_all
from .query import SAME_SIDE, SIGN, Query, QueryMaker
from .records import Side
from .sides import Photo, Photos, SideColumns
from .weights import Weights
from .words import Word

NO_PHOTOS = Photos(1)
_SEX, _DATE, _KIND = NUMBER["sex"], NUMBER["date"], NUMBER["kind"]


class Comparison:
    """Asks the kernel. `ask` first, then `best`, `weigh` and `veto` about any rows."""

    def __init__(self, encoder: Encoder, weights: Weights) -> None:
        self._queries = QueryMaker(encoder, weights)
        self._table = weights.cells()
        self._query: Query | None = None
        self._model = 0

    def ask(
        self, row: Row, new: Sequence[Word], *, side: Side, against: Side,
        photo: Photo | None, stranger: tuple[float, float] | None, face: npt.NDArray[np.float32] = NO_LINE,
    ) -> None:  # fmt: skip
        """Make the tables for one record; a photograph without a known stranger's likeness says nothing."""
        shown = photo if stranger else None
        self._model = shown.model if shown else 0
        self._query = self._queries.make(
            row, new, side=side, against=against, photo=shown, stranger=stranger or (0.0, 1.0), face=face
        )

    def best(self, side: SideColumns, limit: int, skip: int) -> list[int]:
        """The rows with the greatest totals, best first; the dead, the vetoed and `skip` left out."""
        photos = side.photos.get(self._model, NO_PHOTOS).rows
        totals, ties = np.zeros(limit, dtype=np.float32), np.zeros(limit, dtype=np.int32)
        found = np.zeros(limit, dtype=np.int32)
        size = scan(self._asked, side.rows, photos, self._table, totals, ties, found, skip)
        order = np.lexsort((found[:size], ties[:size], -totals[:size]))
        return [int(row) for row in found[:size][order]]

    def weigh(self, side: SideColumns, rows: Sequence[int]) -> Iterator[tuple[float, list[float], list[int]]]:
        """Total, weights and cells of rows."""
        weights, cells = self.weigh_all(side, rows)
        totals = np.zeros(len(rows), dtype=np.float32)
        sum_up(weights, totals)  # as the kernel sums: field after field, the photo last
        totals += weights[PHOTO]
        return zip(totals.tolist(), weights.T.tolist(), cells.T.tolist(), strict=True)

    def weigh_all(
        self, side: SideColumns, rows: Sequence[int]
    ) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.uint8]]:
        """Weights and cells of many rows: a field a row, a pair a column."""
        photos = side.photos.get(self._model, NO_PHOTOS).rows
        numbers = np.array(rows, dtype=np.int32)
        weights, cells = weigh_all(self._asked, side.rows, numbers, photos, self._table)
        return weights, cells

    def veto(self, side: SideColumns, row: int) -> Veto | None:
        """Why a row would never be shown, if so."""
        asked = self._asked
        sign, same_side = asked.against[SIGN], asked.against[SAME_SIDE]
        lag, dated = lag_of(asked.days[at.EVENT], side.rows.days[row, at.EVENT], sign, same_side)
        if dated and lag < at.EARLIEST_LAG_DAYS:
            return Veto.FOUND_BEFORE_MISSING
        total, weights, cells = next(self.weigh(side, [row]))
        photo = weights[PHOTO]
        if is_photo_only_across_sexes(total - photo, photo, cells[_SEX], weights[_DATE], weights[_KIND]):
            return Veto.PHOTO_ONLY_ACROSS_SEXES
        return None

    @property
    def _asked(self) -> Query:
        if self._query is None:
            raise RuntimeError("Ask about a record first.")
        return self._query
