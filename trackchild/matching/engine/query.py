"""One record made ready to be compared with all: every table the kernel looks up, worked out once."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from . import layout as at
from .encoding import PARTS_OF_MARK, Encoder, Row
from .fields import FIELDS, LAGS, NUMBER
from .particulars import CLOTH_CODES, MARK_CODES, PARTS, REGIONS, SIDES, mark_code, unpack_mark
from .records import Side
from .weights import Weights
from .words import Group, Vocabulary, Word

Floats = npt.NDArray[np.float32]
Cells = npt.NDArray[np.int8]
Flags = npt.NDArray[np.uint8]
Sources = Iterable[tuple[Sequence[Word], Callable[[int], int]]]
LAST_BIT = 1 << 7

NOTHING = np.float32(-1e9)  # "no such evidence", below every weight
NEAR_KM = 110.0
BLEND = 400.0  # records' worth of trust in the usual frequency over the counted one
MOST_RARITY = 3.0
SAME_GARMENT, GARMENT, COLOUR, OTHER_GARMENT = 1, 2, 3, 4

_CELL = {spec.name: {cell: number for number, cell in enumerate(spec.cells)} for spec in FIELDS}
NAME, FAMILY, FATHER, MOTHER = _CELL["name"], _CELL["family"], _CELL["father"], _CELL["mother"]
VILLAGE, HOME, MARKS, LANGUAGE = _CELL["village"], _CELL["home"], _CELL["marks"], _CELL["language"]
_PLACE = [[_CELL["place"][f"{lag}.{where}"] for lag in LAGS] for where in
          ("same_district", "near", "same_state", "near_other_state", "other_state")]  # fmt: skip


class Lookup(NamedTuple):
    """Weight and cell for every word, place or code there is."""

    weights: Floats
    cells: Cells


class WordLookup(NamedTuple):
    """A lookup by word in which nearly all words have one weight: `heard` tells which do not, for all lookups at once.

    A hundred thousand words' flags stay in the processor's near memory where their weights would not.
    """

    weights: Floats
    cells: Cells
    heard: npt.NDArray[np.uint8]
    bit: np.uint8
    default: np.float32
    default_cell: int
    is_silent: bool  # whatever the word, it says nothing


class Query(NamedTuple):
    """What the kernel is given of the record that asks."""

    days: npt.NDArray[np.int32]
    small: npt.NDArray[np.int16]
    against: npt.NDArray[np.int32]  # sign of found minus asked; whether both stand on one side; kind; model
    given: WordLookup
    alias: WordLookup
    elsewhere: WordLookup
    family: WordLookup
    patronym: WordLookup
    father: WordLookup
    father_elsewhere: WordLookup
    mother: WordLookup
    village: WordLookup
    places: npt.NDArray[np.float32]
    place_cells: npt.NDArray[np.int8]
    homes: Lookup
    tongues: Lookup
    my_tongues: npt.NDArray[np.int64]
    marks: Lookup
    clothes: npt.NDArray[np.int8]
    photo: npt.NDArray[np.int8]
    photo_scale: npt.NDArray[np.float32]  # scale, mean and spread of strangers' cosines
    face: npt.NDArray[np.float32]  # the calibration of the photo's model; empty where the learned table weighs it


SIGN, SAME_SIDE, MODEL_WANTED = range(3)
EMPTY_PHOTO = np.zeros(0, dtype=np.int8)


class QueryMaker:
    """Builds queries against one register with one table of weights."""

    def __init__(self, encoder: Encoder, weights: Weights) -> None:
        self._encoder, self._weights, self._cells = encoder, weights, weights.cells()
        self._bit = LAST_BIT  # of the lookup made last
        self._routes: dict[tuple[int, bool, int], Floats] = {}

    def make(
        self, row: Row, new: Sequence[Word], *, side: Side, against: Side,
        photo: tuple[int, npt.NDArray[np.int8], float] | None, stranger: tuple[float, float],
        face: npt.NDArray[np.float32],
    ) -> Query:  # fmt: skip
        """Lay out the tables for one row; `new` holds the words the vocabulary does not know."""
        names, villages = self._encoder.names, self._encoder.villages
        given, alias, family, father, mother = (
            [_word(number, names, new) for number in row.words[low:high] if number]
            for low, high in (at.GIVEN, at.ALIAS, at.FAMILY, at.FATHER, at.MOTHER)
        )
        village = [_word(number, villages, new) for number in row.words[at.VILLAGE : at.WORDS] if number]
        heard = np.zeros(len(names), dtype=np.uint8)
        model, bytes_, scale = photo or (0, EMPTY_PHOTO, 0.0)
        place_weights, place_cells = self._places(row.small[at.PLACE], side, against)
        return Query(
            days=np.array(row.days, dtype=np.int32),
            small=np.array(row.small, dtype=np.int16),
            against=np.array([-1 if side is Side.FOUND else 1, side is against, model], dtype=np.int32),
            given=self._given(heard, given, alias, family),
            alias=self._lookup(heard, "name", Group.GIVEN, (((*given, *alias), _nickname),)),
            elsewhere=self._lookup(heard, "name", Group.FAMILY, ((given, _one_cell(NAME["elsewhere"])),)),
            family=self._lookup(
                heard, "family", Group.FAMILY, ((family, int), (father, _one_cell(FAMILY["patronymic"]))),
                FAMILY["different"] if family else 0,
            ),
            patronym=self._lookup(heard, "family", Group.FATHER, ((family, _one_cell(FAMILY["patronymic"])),)),
            father=self._lookup(
                heard, "father", Group.FATHER,
                ((father, int), (family if father else [], _one_cell(FATHER["elsewhere"]))),
                FATHER["different"] if father else 0,
            ),
            father_elsewhere=self._lookup(heard, "father", Group.FAMILY, ((father, _one_cell(FATHER["elsewhere"])),)),
            mother=self._lookup(heard, "mother", Group.MOTHER, ((mother, int),), MOTHER["different"] if mother else 0),
            village=self._village(village),
            places=place_weights,
            place_cells=place_cells,
            homes=self._homes(row.small[at.HOME]),
            tongues=self._tongues(row),
            my_tongues=np.array([bit for bit in range(at.TONGUES) if row.tongues >> bit & 1], dtype=np.int64),
            marks=self._marks([code for code in row.codes[slice(*at.MARKS)] if code]),
            clothes=_clothes([code for code in row.codes[slice(*at.CLOTHES)] if code]),
            photo=bytes_,
            photo_scale=np.array([scale, *stranger], dtype=np.float32),
            face=face,
        )  # fmt: skip

    def _given(self, heard: Flags, given: list[Word], alias: list[Word], family: list[Word]) -> WordLookup:
        sources = (
            (given, int),
            (alias, _nickname),
            (family if given else [], _one_cell(NAME["elsewhere"])),
        )
        default = NAME["different"] if given else NAME["nickname_differs"] if alias else 0
        return self._lookup(heard, "name", Group.GIVEN, sources, default)

    def _lookup(self, heard: Flags, field: str, group: Group, sources: Sources, default: int = 0) -> WordLookup:
        """For every word of the vocabulary its weight beside the source words, each grade told by its cell."""
        return self._spread(self._encoder.names, heard, field, group, sources, default)

    def _village(self, village: list[Word]) -> WordLookup:
        villages = self._encoder.villages
        heard, default = np.zeros(len(villages), dtype=np.uint8), VILLAGE["different"] if village else 0
        return self._spread(villages, heard, "village", 0, ((village, int),), default)

    def _spread(
        self, vocabulary: Vocabulary, heard: Flags, field: str, group: int, sources: Sources, default: int
    ) -> WordLookup:
        table = self._cells[NUMBER[field]]
        usual = np.float32(table[default]) if default else NOTHING
        # Only what `heard` flags is ever read, so the rest need not be filled.
        weights, cells = np.empty(len(vocabulary), dtype=np.float32), np.empty(len(vocabulary), dtype=np.int8)
        self._bit = 1 if self._bit == LAST_BIT else self._bit << 1
        for words, cell_of in sources:
            of_grade = np.array([0, *(cell_of(grade) for grade in range(1, 5))], dtype=np.int8)
            for word in words:
                near = vocabulary.near(word)
                told = of_grade[near.grades] > 0
                numbers, found = near.numbers[told], of_grade[near.grades[told]]
                counted = vocabulary.counts.rows[numbers, group]
                common = np.maximum(counted, vocabulary.counts.rows[vocabulary.find(word.fold), group])
                values = table[found] + self._rarity(field, common, vocabulary.totals[group])
                better = (heard[numbers] & self._bit == 0) | (values > weights[numbers])
                weights[numbers[better]], cells[numbers[better]] = values[better], found[better]
                heard[numbers] |= self._bit
        is_silent = not default and not any(words for words, _ in sources)
        return WordLookup(weights, cells, heard, np.uint8(self._bit), usual, default, is_silent)

    def _rarity(self, field: str, counted: npt.NDArray[np.integer], total: float) -> Floats:
        """The part of a value's rarity that counts: nothing for a value as common as values usually are."""
        usual = self._weights.usual.get(field, 0.01)
        share = (counted + BLEND * usual) / (float(total) + BLEND)
        nats = np.clip(np.log(usual / share), -MOST_RARITY, MOST_RARITY)
        return np.asarray(self._weights.rarity(field) * nats, dtype=np.float32)

    def _places(self, place: int, side: Side, against: Side) -> tuple[Floats, Cells]:
        relation = self._relation(place)
        table = self._cells[NUMBER["place"]]
        cells = np.array([[0] * len(LAGS), *_PLACE], dtype=np.int8)[relation].T
        weights = table[cells]
        if place:
            counts = self._encoder.counts.places.rows
            if place < len(counts):
                weights[:, relation == 1] += self._rarity("place", counts[place : place + 1], counts[1:].sum())
            if side is not against:
                weights += np.where(relation >= 4, self._corridors(place, side), np.float32(0))
        return np.ascontiguousarray(weights, dtype=np.float32), np.ascontiguousarray(cells)

    def _corridors(self, place: int, side: Side) -> Floats:
        states = self._encoder.places.states()
        own, outward = int(states[place]), side is Side.MISSING
        known = self._routes.get((own, outward, len(states)))
        if known is None:
            learned = self._weights.corridors
            pairs = ((own, state) if outward else (state, own) for state in states.tolist())
            known = np.array([learned.get(pair, 0.0) for pair in pairs], dtype=np.float32)
            self._routes[own, outward, len(states)] = known
        return known

    def _relation(self, place: int) -> npt.NDArray[np.int8]:
        """0 blank, 1 same district, 2 near in the state, 3 same state, 4 near in another state, 5 another state."""
        places = self._encoder.places
        relation = np.zeros(len(places), dtype=np.int8)
        if not place:
            return relation
        states, near = places.states(), places.kilometres(place) <= NEAR_KM
        same_state = states == states[place]
        relation[:] = np.where(same_state, np.where(near, 2, 3), np.where(near, 4, 5))
        if places.are_districts()[place]:
            relation[place] = 1
        relation[0] = 0
        return relation

    def _homes(self, home: int) -> Lookup:
        relation = self._relation(home)
        cells = np.array([0, HOME["same_district"], HOME["near"], HOME["same_state"], HOME["near_other_state"],
                          HOME["other_state"]], dtype=np.int8)[relation]  # fmt: skip
        if home:
            districts = self._encoder.places.are_districts()
            whole_state = (relation == 3) & ~(districts & districts[home])
            cells[whole_state] = HOME["state_only"]
        weights = self._cells[NUMBER["home"]][cells]
        if home and home < len(self._encoder.counts.homes):
            counts = self._encoder.counts.homes.rows
            weights[relation == 1] += self._rarity("home", counts[home : home + 1], counts[1:].sum())
        return Lookup(weights.astype(np.float32), cells)

    def _tongues(self, row: Row) -> Lookup:
        table, counts = self._cells[NUMBER["language"]], self._encoder.counts.tongues
        shared = np.full(at.TONGUES, LANGUAGE["shared"], dtype=np.int8)
        if row.small[at.TONGUE]:
            shared[row.small[at.TONGUE] - 1] = LANGUAGE["first"]
        weights = table[shared] + self._rarity("language", counts[: at.TONGUES], counts.sum())
        return Lookup(weights.astype(np.float32), shared)

    def _marks(self, codes: list[int]) -> Lookup:
        """For every packed mark how it compares with the nearest of the record's marks."""
        table = self._cells[NUMBER["marks"]]
        cells = np.full(MARK_CODES, MARKS["different"] if codes else 0, dtype=np.int8)
        weights = table[cells].copy() if codes else np.full(MARK_CODES, NOTHING, dtype=np.float32)
        counts = self._encoder.counts.marks
        total = counts.sum()
        for code in codes:
            whole = code >> PARTS_OF_MARK
            rarity = float(self._rarity("marks", counts[whole : whole + 1], total)[0])
            for other, cell in _like_marks(code):
                value = table[cell] + (rarity if cell != MARKS["like"] else 0.0)
                if cells[other] == MARKS["different"] or value > weights[other]:
                    weights[other], cells[other] = value, cell
        return Lookup(weights, cells)


def _word(number: int, vocabulary: Vocabulary, new: Sequence[Word]) -> Word:
    return vocabulary.word(number) if number > 0 else new[-number - 1]


def _nickname(grade: int) -> int:
    """A nickname must sound the same to count: there are few of them, and they resemble one another."""
    return NAME["nickname"] if grade < 3 else 0


def _one_cell(cell: int) -> Callable[[int], int]:
    """The same cell for every convincing grade, none for the rough one."""
    return lambda grade: cell if grade < 4 else 0


def _like_marks(code: int) -> Iterable[tuple[int, int]]:
    kind, part, side = unpack_mark(code)
    for other_part in range(len(PARTS)):
        for other_side in range(len(SIDES)):
            if other_part == part:
                sided = MARKS["same"] if side == other_side else MARKS["other_side"]
                cell = MARKS["side_untold"] if (not side) != (not other_side) else sided
            else:
                cell = MARKS["like"] if kind and REGIONS[part] == REGIONS[other_part] else 0
            if cell:
                yield mark_code(kind, other_part, other_side), cell


def _clothes(codes: list[int]) -> npt.NDArray[np.int8]:
    """For every packed garment how it compares with the nearest of the record's; all zero where none is described."""
    grades = np.zeros(CLOTH_CODES, dtype=np.int8)
    if not codes:
        return grades
    numbers = np.arange(CLOTH_CODES)
    grades[:] = OTHER_GARMENT
    for code in codes:
        colour, garment = code >> 5, code & 31
        same_colour = (numbers >> 5 == colour) & (colour > 0)
        same_garment = (numbers & 31 == garment) & (garment > 0)
        grade = np.where(same_colour & same_garment, SAME_GARMENT,
                         np.where(same_garment, GARMENT, np.where(same_colour, COLOUR, OTHER_GARMENT)))  # fmt: skip
        grades = np.minimum(grades, grade.astype(np.int8))
    return grades
