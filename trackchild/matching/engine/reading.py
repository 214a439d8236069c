"""From written names to words of the vocabulary, each distinct spelling folded once."""

import unicodedata
from collections.abc import Callable, Collection, Sequence

from trackchild.names import Role, fold_name

from .records import LONGEST_TEXT, Record
from .words import Word

REMEMBERED = 400_000
LONGEST_WORD = 40
MOST_WORDS = 8
NAME, INITIAL = Role.NAME, Role.INITIAL

Number = Callable[[Word], int]


class Reader:
    """Splits names into given words and other words. A cache of spellings makes the folding cost nothing in bulk."""

    def __init__(self) -> None:
        self._spellings: dict[str, tuple[tuple[Word, Role], ...]] = {}
        self._villages: dict[str, Word | None] = {}

    def given_and_rest(self, texts: Sequence[str]) -> tuple[Sequence[Word], Sequence[Word]]:
        """The first true name of every spelling, and the names that follow it; titles and suffixes are left out."""
        if len(texts) == 1:
            names = self._names(texts[0])
            return names[:1], names[1:]
        given: dict[str, Word] = {}
        rest: dict[str, Word] = {}
        for text in texts:
            names = self._names(text)
            if names:
                given[names[0].fold] = names[0]
                rest.update((word.fold, word) for word in names[1:])
        return list(given.values()), [word for fold, word in rest.items() if fold not in given]

    def learn(self, records: Collection[Record]) -> None:
        """Fold the new words of many records together, which costs a fraction of one by one."""
        texts = {
            text for record in records for part in (record.names, record.father, record.mother, record.alias)
            for text in part
        }  # fmt: skip
        texts.update(record.home_village for record in records if record.home_village)
        new = {word for text in texts for word in text[:LONGEST_TEXT].split()[:MOST_WORDS]} - self._spellings.keys()
        if new:
            fold_name(" ".join(sorted(word[:LONGEST_WORD] for word in new)))

    def village(self, text: str) -> Word | None:
        """A village as one word, so that Ram Pur and Rampur are the same place."""
        if text not in self._villages:
            if len(self._villages) > REMEMBERED:
                self._villages.clear()
            self._villages[text] = _joined([word for word, _ in self._words(text)])
        return self._villages[text]

    def _names(self, text: str) -> Sequence[Word]:
        words = self._words(text)
        names = [word for word, role in words if role is NAME]
        return names or [word for word, role in words if role is not INITIAL][:1]

    def _words(self, text: str) -> Sequence[tuple[Word, Role]]:
        spellings = text[:LONGEST_TEXT].split()[:MOST_WORDS]
        known = self._spellings
        if len(spellings) == 1:
            return known.get(spellings[0]) or self._fold(spellings[0])
        return [word for spelling in spellings for word in (known.get(spelling) or self._fold(spelling))]

    def _fold(self, spelling: str) -> tuple[tuple[Word, Role], ...]:
        if len(self._spellings) > REMEMBERED:
            self._spellings.clear()
        tokens = fold_name(spelling[:LONGEST_WORD]) if any(map(_is_letter, spelling)) else ()
        words = tuple((Word(token.fold, token.skeleton, token.coarse), token.role) for token in tokens if token.fold)
        self._spellings[spelling] = words
        return words


def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] == "L"


def _joined(words: list[Word]) -> Word | None:
    if not words:
        return None
    return Word(*("".join(getattr(word, key) for word in words) for key in ("fold", "skeleton", "coarse")))
