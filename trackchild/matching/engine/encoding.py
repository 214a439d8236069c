"""A record as one row of numbers. The words, languages, districts and marks it uses are counted for their rarity."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from zlib import crc32

import numpy as np
import numpy.typing as npt

from . import layout as at
from .columns import Column
from .particulars import MARK_CODES, read_clothing, read_complexion, read_disability, read_marks
from .places import Places
from .reading import Reader
from .records import LATEST, LONGEST_TEXT, AgePrecision, Record, usable_age, usable_date, usable_height
from .words import Group, Vocabulary, Word

PRECISIONS = {AgePrecision.EXACT: 1, AgePrecision.STATED: 2, AgePrecision.ESTIMATED: 3}
MONTHS = 12
PARTS_OF_MARK = 2  # the side's bits, which do not count for rarity


@dataclass(slots=True)
class Row:
    """One record in numbers; photographs are kept apart."""

    words: list[int]
    days: list[int]
    small: list[int]
    tongues: int
    codes: list[int]


@dataclass(slots=True)
class Counts:
    """How often each value occurs in the register, so that a rare agreement can say more than a common one."""

    tongues: npt.NDArray[np.int64] = field(default_factory=lambda: np.zeros(at.TONGUES + 1, np.int64))
    marks: npt.NDArray[np.int64] = field(default_factory=lambda: np.zeros(MARK_CODES >> PARTS_OF_MARK, np.int64))
    places: Column = field(default_factory=lambda: Column(np.int64))
    homes: Column = field(default_factory=lambda: Column(np.int64))


@dataclass(slots=True)
class Encoder:
    """Turns records into rows against shared vocabularies."""

    places: Places
    names: Vocabulary = field(default_factory=Vocabulary)
    villages: Vocabulary = field(default_factory=lambda: Vocabulary(1))
    counts: Counts = field(default_factory=Counts)
    latest: date = LATEST
    _reader: Reader = field(default_factory=Reader)
    _tongues: dict[str, int] = field(default_factory=dict)

    def row(self, record: Record) -> Row:
        """The row of a record that joins the register: new words get a number."""
        return self._row(record, self.names.number, self.villages.number)

    def passing_row(self, record: Record) -> tuple[Row, list[Word]]:
        """The row of a record that is only compared: new words get negative numbers into the list returned."""
        new: list[Word] = []
        return self._row(record, _passing(self.names, new), _passing(self.villages, new)), new

    def count(self, row: Row, step: int) -> None:
        """Count a row's values in (+1) or out (-1)."""
        words = row.words
        for group, (low, high) in _GROUPS:
            self.names.count(group, [word for word in words[low:high] if word > 0], step)
        if words[at.VILLAGE] > 0:
            self.villages.count(0, (words[at.VILLAGE],), step)
        self._room_for_places()
        self.counts.places.rows[row.small[at.PLACE]] += step
        self.counts.homes.rows[row.small[at.HOME]] += step
        for bit in _bits(row.tongues):
            self.counts.tongues[bit] += step
        for code in row.codes[: at.MARKS[1]]:
            self.counts.marks[code >> PARTS_OF_MARK] += step if code else 0

    def block(self, records: Collection[Record]) -> list[Row]:
        """The rows of many records, counted."""
        self._reader.learn(records)
        rows = [self.row(record) for record in records]
        self._count_block(rows)
        return rows

    def _count_block(self, rows: list[Row]) -> None:
        words = np.array([row.words for row in rows], dtype=np.int64)
        for group, (low, high) in _GROUPS:
            self.names.count_many(group, words[:, low:high])
        self.villages.count_many(0, words[:, at.VILLAGE :])
        small = np.array([row.small for row in rows], dtype=np.int64)
        self._room_for_places()
        for column, place in ((self.counts.places, at.PLACE), (self.counts.homes, at.HOME)):
            column.rows[:] += np.bincount(small[:, place], minlength=len(column))
        for mask, times in Counter(row.tongues for row in rows).items():
            for bit in _bits(mask):
                self.counts.tongues[bit] += times
        codes = np.array([row.codes[: at.MARKS[1]] for row in rows], dtype=np.int64).ravel()
        self.counts.marks += np.bincount(codes[codes > 0] >> PARTS_OF_MARK, minlength=len(self.counts.marks))

    def _room_for_places(self) -> None:
        for column in (self.counts.places, self.counts.homes):
            if len(column) < len(self.places):
                column.append_rows(len(self.places) - len(column))

    def usual(self) -> dict[str, float]:
        """By field, the frequency that a random value has on average: the sum of squared shares."""
        counts = {group.name.lower(): self.names.counts.rows[1:, group] for group in Group}
        counts = {"name": counts.pop("given"), **counts}
        counts["village"] = self.villages.counts.rows[1:, 0]
        counts["place"], counts["home"] = self.counts.places.rows[1:], self.counts.homes.rows[1:]
        counts["language"], counts["marks"] = self.counts.tongues, self.counts.marks
        return {name: _chance(values) for name, values in counts.items()}

    @property
    def nbytes(self) -> int:
        """Memory held by vocabularies and counts."""
        return self.names.nbytes + self.villages.nbytes + self.counts.places.nbytes + self.counts.homes.nbytes

    def _row(self, record: Record, name: Callable[[Word], int], village: Callable[[Word], int]) -> Row:
        tongues, first = self._languages(record.languages)
        return Row(
            self._words(record, name, village),
            [
                _day(record.event_on, self.latest),
                _day(record.photo_on, self.latest),
                0,
                _tie(record.key),
            ],
            self._small(record, first),
            tongues,
            _codes(record),
        )

    def _words(self, record: Record, name: Callable[[Word], int], village: Callable[[Word], int]) -> list[int]:
        read = self._reader.given_and_rest
        given, family = read(record.names)
        father, father_family = read(record.father)
        mother, mother_family = read(record.mother)
        alias = read(record.alias)[0] if record.alias else []
        surnames = {word.fold: word for word in (*father_family[-1:], *family, *mother_family[-1:], *father_family)}
        words = [0] * at.WORDS
        for (low, high), found in (
            (at.GIVEN, given), (at.ALIAS, alias), (at.FAMILY, tuple(surnames.values())), (at.FATHER, father),
            (at.MOTHER, mother),
        ):  # fmt: skip
            for place, word in zip(range(low, high), found, strict=False):
                words[place] = name(word)
        place_name = self._reader.village(record.home_village) if record.home_village else None
        words[at.VILLAGE] = village(place_name) if place_name else 0
        return words

    def _small(self, record: Record, first_language: int) -> list[int]:
        age, height = usable_age(record), usable_height(record)
        small = [0] * at.SMALL
        small[at.PLACE] = self.places.number(record.state, record.district)
        small[at.HOME] = self.places.number(record.home_state, record.home_district)
        small[at.AGE] = -1 if age is None else round(age * MONTHS)
        small[at.HEIGHT] = 0 if height is None else round(height)
        small[at.DISABILITY] = read_disability(record.disability[:LONGEST_TEXT]) if record.disability else 0
        small[at.COMPLEXION] = read_complexion(record.complexion[:LONGEST_TEXT]) if record.complexion else 0
        small[at.SEX] = at.SEXES.get(record.gender, 0)
        small[at.KIND] = at.KINDS.get(record.kind, 0)
        small[at.PRECISION] = PRECISIONS[record.age_precision]
        small[at.STATUS] = at.RESTORED if record.restored else at.LIVE
        small[at.TONGUE] = first_language
        return small

    def _languages(self, languages: Sequence[str]) -> tuple[int, int]:
        bits, first = 0, 0
        for language in languages:
            name = language.strip().casefold()
            if not name:
                continue
            # The last bit gathers whatever comes after the sixty-second language ever written.
            number = self._tongues.setdefault(name, min(len(self._tongues), at.TONGUES - 1))
            bits |= 1 << number
            first = first or number + 1
        return bits, first


_GROUPS = (
    (Group.GIVEN, at.GIVEN), (Group.GIVEN, at.ALIAS), (Group.FAMILY, at.FAMILY), (Group.FATHER, at.FATHER),
    (Group.MOTHER, at.MOTHER),
)  # fmt: skip


def _passing(vocabulary: Vocabulary, new: list[Word]) -> Callable[[Word], int]:
    def number(word: Word) -> int:
        known = vocabulary.find(word.fold)
        if not known:
            new.append(word)
        return known or -len(new)

    return number


def _bits(mask: int) -> Iterable[int]:
    return (bit for bit in range(mask.bit_length()) if mask >> bit & 1)


def _chance(counts: npt.NDArray[np.integer]) -> float:
    total = float(counts.sum())
    return float(((counts / total) ** 2).sum()) if total else 0.01


def _tie(key: str) -> int:
    return crc32(key.encode("utf-8", "replace")) >> 1


def _day(value: date | None, latest: date) -> int:
    usable = usable_date(value, latest=latest)
    return usable.toordinal() if usable else 0


def _codes(record: Record) -> list[int]:
    codes = [0] * at.CODES
    marks = tuple(dict.fromkeys(code for text in record.marks for code in read_marks(text[:LONGEST_TEXT])))
    clothes = read_clothing(record.clothing[:LONGEST_TEXT]) if record.clothing else ()
    for (low, high), found in ((at.MARKS, marks), (at.CLOTHES, clothes)):
        for place, code in zip(range(low, high), found, strict=False):
            codes[place] = code
    return codes
