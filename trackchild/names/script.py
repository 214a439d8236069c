"""Which script a text is written in, and how a text is cut into words of one script each."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

UNKNOWN = "Zyyy"
BLOCKS = {
    "Latn": ((0x0041, 0x024F), (0x0300, 0x036F), (0x1E00, 0x1EFF)),
    "Arab": ((0x0600, 0x06FF), (0x0750, 0x077F), (0x08A0, 0x08FF)),
    "Deva": ((0x0900, 0x097F), (0xA8E0, 0xA8FF)),
    "Beng": ((0x0980, 0x09FF),),
    "Guru": ((0x0A00, 0x0A7F),),
    "Gujr": ((0x0A80, 0x0AFF),),
    "Orya": ((0x0B00, 0x0B7F),),
    "Taml": ((0x0B80, 0x0BFF),),
    "Telu": ((0x0C00, 0x0C7F),),
    "Knda": ((0x0C80, 0x0CFF),),
    "Mlym": ((0x0D00, 0x0D7F),),
    "Olck": ((0x1C50, 0x1C7F),),
    "Mtei": ((0xABC0, 0xABFF),),
}


def _letters(ranges: tuple[tuple[int, int], ...]) -> str:
    """Letters and the signs that combine with them: a vowel sign is part of its word, never a border."""
    every = (chr(at) for first, last in ranges for at in range(first, last + 1))
    return "".join(letter for letter in every if unicodedata.category(letter)[0] in "LM")


LETTERS = {script: _letters(ranges) for script, ranges in BLOCKS.items()}
OF_LETTER = {letter: script for script, letters in LETTERS.items() for letter in letters}
WORD = re.compile("|".join(rf"[{letters}]+\.?" for letters in LETTERS.values()))
ASCII_WORD = re.compile(r"[A-Za-z]+\.?")  # the same for what is written without marks, thrice as fast
# Joiners and direction marks, and apostrophes and the Arabic stretching line, stand inside words and say nothing.
JOINERS = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u0640"))
SILENT = JOINERS | dict.fromkeys(map(ord, "'`\u2018\u2019\u02bc\u02bb"))
HAS_SILENT = re.compile("[" + "".join(map(chr, SILENT)) + "]")


def written_words(text: str) -> list[str]:
    """The words of a text, each in one script, a full stop kept where it follows (it marks initials)."""
    if text.isascii():
        return ASCII_WORD.findall(text.translate(SILENT) if "'" in text or "`" in text else text)
    text = unicodedata.normalize("NFKC", text)
    if HAS_SILENT.search(text):
        text = text.translate(SILENT)
    return WORD.findall(text)


def script_of_word(word: str) -> str:
    return OF_LETTER.get(word[0], UNKNOWN)


def script_of(text: str) -> str:
    """The ISO 15924 code of the script most letters of the text are in; Zyyy when it has none this package reads."""
    counts = Counter(OF_LETTER[letter] for letter in unicodedata.normalize("NFKC", text) if letter in OF_LETTER)
    return max(counts, key=counts.__getitem__) if counts else UNKNOWN
