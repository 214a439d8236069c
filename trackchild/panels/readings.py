"""How a name sounds, in a script the officer reads: a reading beside what was written, never instead of it.

The Indian scripts lie in parallel blocks, so a name moves letter by letter; Latin and Urdu are read for their sounds.
"""

import re
import unicodedata

from trackchild.names import romanise, script_of
from trackchild.names.script import WORD, script_of_word
from trackchild.names.scripts import READERS
from trackchild.ui.languages import TABLE

LATIN = "Latn"
BLOCKS = {"Deva": 0x900, "Beng": 0x980, "Guru": 0xA00, "Gujr": 0xA80, "Orya": 0xB00,
          "Taml": 0xB80, "Telu": 0xC00, "Knda": 0xC80, "Mlym": 0xD00}  # fmt: skip
BLOCK_SIZE = 0x80
SOUTHERN = frozenset({"Taml", "Telu", "Knda", "Mlym"})
"""Scripts that mark a consonant at the end of a word as bare; the northern ones leave that to the reader."""
VIRAMA, NUKTA, ANUSVARA = 0x4D, 0x3C, 0x02
NEAREST = {
    0x16: 0x15, 0x17: 0x15, 0x18: 0x17, 0x1B: 0x1A, 0x1D: 0x1C, 0x1C: 0x1A, 0x20: 0x1F, 0x21: 0x1F, 0x22: 0x21,
    0x25: 0x24, 0x26: 0x24, 0x27: 0x26, 0x2B: 0x2A, 0x2C: 0x2A, 0x2D: 0x2C, 0x35: 0x2C, 0x36: 0x38, 0x37: 0x36,
    0x01: 0x02, 0x33: 0x32, 0x34: 0x33, 0x46: 0x47, 0x4A: 0x4B, 0x0E: 0x0F, 0x12: 0x13, 0x29: 0x28, 0x31: 0x30,
    0x43: 0x3F, 0x0B: 0x30, 0x0D: 0x0F, 0x11: 0x13, 0x45: 0x47, 0x49: 0x4B,
}  # fmt: skip
"""The letter that stands for one a script does not have."""
OWN_LETTERS: dict[str, dict[int, tuple[int, ...]]] = {
    "Beng": {0x70: (0x30,), 0x71: (0x35,), 0x4E: (0x24, VIRAMA)},
    "Guru": {0x70: (ANUSVARA,), 0x71: ()},
    "Mlym": {0x7A: (0x23, VIRAMA), 0x7B: (0x28, VIRAMA), 0x7C: (0x30, VIRAMA), 0x7D: (0x32, VIRAMA),
             0x7E: (0x33, VIRAMA)},
}  # fmt: skip
"""Letters that stand outside the common order: r and v of Assamese, the bare letters of Malayalam."""
CONSONANTS = {
    "k": (0x15,), "K": (0x16,), "g": (0x17,), "G": (0x18,), "c": (0x1A,), "C": (0x1B,), "j": (0x1C,), "J": (0x1D,),
    "t": (0x24,), "T": (0x25,), "d": (0x26,), "D": (0x27,), "n": (0x28,), "p": (0x2A,), "f": (0x2B,), "b": (0x2C,),
    "B": (0x2D,), "m": (0x2E,), "y": (0x2F,), "r": (0x30,), "l": (0x32,), "Z": (0x33,), "v": (0x35,), "S": (0x36,),
    "s": (0x38,), "x": (0x38,), "h": (0x39,), "z": (0x1C, NUKTA), "R": (0x21, NUKTA), "X": (0x15, VIRAMA, 0x37),
}  # fmt: skip
VOWELS = {
    "a": (0x05, None), "A": (0x06, 0x3E), "i": (0x07, 0x3F), "I": (0x08, 0x40), "u": (0x09, 0x41), "U": (0x0A, 0x42),
    "e": (0x0F, 0x47), "E": (0x10, 0x48), "o": (0x13, 0x4B), "O": (0x14, 0x4C),
}  # fmt: skip
"""At the start of a word, and after a consonant; there a short a is not written."""
SOUNDS = {
    "kumar": "kumAr", "kumari": "kumArI", "lal": "lAl", "khan": "KAn", "das": "dAs", "singh": "siNh", "ram": "rAm",
    "prasad": "prasAd", "rani": "rAnI", "bai": "bAI", "bano": "bAno", "bibi": "bIbI", "khatun": "KAtUn",
    "ali": "alI", "ansari": "ansArI", "sharma": "SarmA", "yadav": "yAdav", "ravi": "ravi", "prakash": "prakAS",
    "imran": "imrAn", "rahman": "rahmAn", "pal": "pAl", "roy": "rAy", "rai": "rAy", "raj": "rAj", "raju": "rAjU",
    "asha": "ASA", "radha": "rADA", "sita": "sItA", "gita": "gItA", "rahul": "rAhul", "paswan": "pAsvAn",
    "md": "mohammad", "mohd": "mohammad",
}  # fmt: skip
"""Common words of names whose long vowels the Latin spelling hides."""
SPELLINGS = {
    # Bengali keeps two letters for y, of which the plain one is spoken j; only Bengali writes y with a dot.
    "Beng": (("(?<=[^\u09cd])\u09af(?!\u09bc)", "\u09df"),),
    "Deva": (("\u092f\u093c", "\u092f"),),
    # Tamil keeps the first of its letters for n to the start of a word.
    "Taml": (("(?<=.)\u0ba8(?!\u0bcd\u0ba4)", "\u0ba9"),),
}
SCRIPTS = {language.code: language.script for language in TABLE if language.script in BLOCKS}
DIPHTHONGS = (("aiy", "Ey"), ("ai", "E"), ("au", "O"), ("kS", "X"), ("ia", "iya"), ("io", "iyo"))


def script_for(language: str) -> str:
    """The script in which an officer of this language reads names: her own where a name can be put into it."""
    return SCRIPTS.get(language, LATIN)


def reading_of(text: str, script: str) -> str:
    """A name as it sounds, in a script; empty when it is told in that script already or says nothing."""
    if any(script_of_word(word) == script for word in WORD.findall(text)):
        return ""
    reading = WORD.sub(lambda found: _word(found.group(), script), unicodedata.normalize("NFC", text))
    return "" if reading == text else reading


def reading_of_place(text: str, script: str) -> str:
    """A place or other words as they sound; what is written in Latin letters is often no name, and stays."""
    return "" if script_of(text) == LATIN else reading_of(text, script)


def _word(word: str, script: str) -> str:
    source = script_of_word(word)
    if source == script:
        return word
    if script == LATIN:
        return romanise(word)
    if source in BLOCKS:
        return _moved(word, source, script)
    return _written(_phones(romanise(word).rstrip(".").lower()), script)


def _moved(word: str, source: str, script: str) -> str:
    """From one Indian script into another, letter by letter."""
    # A consonant that ends a word carries a sign in the south and none in the north.
    offsets = [ord(letter) - BLOCKS[source] for letter in word]
    own = OWN_LETTERS.get(source, {})
    letters = [letter for offset in offsets for letter in own.get(offset, (offset,))]
    if source in SOUTHERN and script not in SOUTHERN and letters[-1:] == [VIRAMA]:
        letters.pop()
    ends_bare = bool(letters) and letters[-1] in range(0x15, 0x3A) and READERS[source](word)[-1:] not in VOWELS
    if script in SOUTHERN and source not in SOUTHERN and ends_bare:
        letters.append(VIRAMA)
    return _spelt(letters, script)


def _phones(word: str) -> str:
    if word in SOUNDS:
        return SOUNDS[word]
    phones = READERS[LATIN](word)
    for written, sound in DIPHTHONGS:
        phones = phones.replace(written, sound)
    # A vowel that a Latin spelling ends with is a long one in all but a few names.
    return phones[:-1] + phones[-1:].translate(str.maketrans("aiu", "AIU")) if len(phones) > 1 else phones


def _written(phones: str, script: str) -> str:
    letters: list[int] = []
    bare = False
    for at, phone in enumerate(phones):
        following = phones[at + 1 : at + 2]
        if phone in VOWELS:
            alone, sign = VOWELS[phone]
            letters += ([] if sign is None else [sign]) if bare else [alone]
            bare = False
        elif phone in "MN" or (phone == "n" and following and following in "kKgGcCjJtTdDsSh"):
            letters.append(ANUSVARA)
            bare = False
        elif phone in CONSONANTS:
            letters += [VIRAMA] * bare + list(CONSONANTS[phone])
            bare = True
    if bare and script in SOUTHERN:
        letters.append(VIRAMA)
    return _spelt(letters, script)


def _spelt(letters: list[int], script: str) -> str:
    word = "".join(_letter(offset, script) for offset in letters)
    for pattern, letter in SPELLINGS.get(script, ()):
        word = re.sub(pattern, letter, word)
    return word


def _letter(offset: int, script: str) -> str:
    """The letter of a script at this place of its block, or the nearest it has."""
    if not 0 <= offset < BLOCK_SIZE:
        return ""
    while not unicodedata.name(letter := chr(BLOCKS[script] + offset), ""):
        if offset not in NEAREST:
            return ""
        offset = NEAREST[offset]
    return letter
