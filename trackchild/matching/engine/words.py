"""The vocabulary of names: every distinct word once, with its neighbours by sound and by spelling.

A register of 780,000 children holds some tens of thousands of distinct words, so a name is compared with words, never
with records, and what one word's neighbours are is remembered until new words arrive.
"""

from collections import OrderedDict, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.process import cdist

from .columns import Column

REMEMBERED = 60_000
NEAR, ROUGH = 0.93, 0.86
CHUNK = 1 << 15
WORD_BYTES = 450  # three short strings, the dataclass, its places in the indexes


class Grade(IntEnum):
    """How alike two words are; smaller is closer."""

    SAME = 1
    SOUND = 2
    NEAR = 3
    ROUGH = 4


class Group(IntEnum):
    """The places of a name whose frequencies are counted apart: Kumar is common, but not as a mother's name."""

    GIVEN = 0
    FAMILY = 1
    FATHER = 2
    MOTHER = 3


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word with its keys of three strengths."""

    fold: str
    skeleton: str
    coarse: str


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Numbers of the words like one word, and how like they are; good for the first `known` words."""

    numbers: npt.NDArray[np.int32]
    grades: npt.NDArray[np.int8]
    known: int


class Vocabulary:
    """Numbers words from 1 (0 is no word), counts them by group, finds what is near to a word."""

    def __init__(self, groups: int = len(Group)) -> None:
        self._words: list[Word] = [Word("", "", "")]
        self._folds: list[str] = [""]
        self._number: dict[str, int] = {}
        self._by_skeleton: defaultdict[str, list[int]] = defaultdict(list)
        self._by_coarse: defaultdict[str, list[int]] = defaultdict(list)
        self._remembered: OrderedDict[str, Neighbours] = OrderedDict()
        self.counts = Column(np.int32, groups)
        self.counts.append_rows(1)
        self.totals = np.zeros(groups, dtype=np.int64)

    def __len__(self) -> int:
        return len(self._words)

    @property
    def nbytes(self) -> int:
        """Memory held, counting a word with its keys and index entries as so many bytes."""
        return self.counts.nbytes + WORD_BYTES * len(self._words)

    def word(self, number: int) -> Word:
        return self._words[number]

    def find(self, fold: str) -> int:
        """The number of a word, or 0."""
        return self._number.get(fold, 0)

    def number(self, word: Word) -> int:
        """The number of a word, given now if it is new."""
        known = self._number.get(word.fold)
        if known is not None:
            return known
        number = len(self._words)
        self._number[word.fold] = number
        self._words.append(word)
        self._folds.append(word.fold)
        if len(word.skeleton) > 1:
            self._by_skeleton[word.skeleton].append(number)
        if len(word.coarse) > 1:
            self._by_coarse[word.coarse].append(number)
        self.counts.append_rows(1)
        return number

    def count(self, group: int, numbers: Sequence[int], step: int) -> None:
        """Count words in or out of a group."""
        rows = self.counts.rows
        for number in numbers:
            rows[number, group] += step
            self.totals[group] += step

    def count_many(self, group: int, numbers: npt.NDArray[np.int64]) -> None:
        """Count a block of words into a group; 0 is no word."""
        counted = np.bincount(numbers.ravel(), minlength=len(self._words))
        counted[0] = 0
        self.counts.rows[:, group] += counted.astype(np.int32)
        self.totals[group] += counted.sum()

    def near(self, word: Word) -> Neighbours:
        """All words that sound or look like this one, itself included."""
        known = self._remembered.get(word.fold)
        if known is not None and known.known == len(self._words):
            return known
        fresh = self._compare(word, known)
        self._remembered[word.fold] = fresh
        self._remembered.move_to_end(word.fold)
        if len(self._remembered) > REMEMBERED:
            self._remembered.popitem(last=False)
        return fresh

    def _compare(self, word: Word, known: Neighbours | None) -> Neighbours:
        start = known.known if known is not None else 1
        grades: dict[int, int] = {}
        for low in range(start, len(self._folds), CHUNK):
            alike = cdist(
                [word.fold], self._folds[low : low + CHUNK], scorer=JaroWinkler.similarity, score_cutoff=ROUGH
            )[0]
            for offset in np.flatnonzero(alike):
                grades[low + int(offset)] = Grade.NEAR if alike[offset] >= NEAR else Grade.ROUGH
        self._add_keys(word, grades, start)
        numbers = np.fromiter(grades.keys(), dtype=np.int32, count=len(grades))
        values = np.fromiter(grades.values(), dtype=np.int8, count=len(grades))
        if known is not None:
            numbers, values = np.concatenate((known.numbers, numbers)), np.concatenate((known.grades, values))
        return Neighbours(numbers, values, len(self._words))

    def _add_keys(self, word: Word, grades: dict[int, int], start: int) -> None:
        for index, key, grade in (
            (self._by_coarse, word.coarse, Grade.NEAR),
            (self._by_skeleton, word.skeleton, Grade.SOUND),
        ):
            for number in index.get(key, ()):
                if number >= start:
                    grades[number] = min(grade, grades.get(number, grade))
        same = self._number.get(word.fold, 0)
        if same >= start:
            grades[same] = Grade.SAME
