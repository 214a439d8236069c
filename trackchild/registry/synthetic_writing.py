"""How clerks write a name: many Latin spellings and slips of one word, and the word in its own script."""

import re
from functools import cache, lru_cache
from random import Random

SOUND = re.compile(r"aa|ii|uu|ee|oo|ai|au|kh|gh|chh|ch|jh|zh|Th|Dh|th|dh|ph|bh|sh|[aiueokgcjTDNtdnpbmyrlvwSshzfqxLRM]")
VOWELS = frozenset(("aa", "ii", "uu", "ee", "oo", "ai", "au", *"aiueo"))
_SAME = {"ee": "ii", "oo": "uu", "w": "v", "q": "k", "chh": "ch"}

# Latin spellings of a sound, the usual one first, with their shares.
_SPELLINGS: dict[str, tuple[tuple[str, ...], tuple[float, ...]]] = {
    "aa": (("a", "aa"), (88, 12)), "ii": (("i", "ee", "y"), (70, 24, 6)), "uu": (("u", "oo"), (76, 24)),
    "e": (("e", "ai", "a"), (94, 2, 4)), "ai": (("ai", "ay", "e"), (80, 8, 12)), "o": (("o", "u"), (95, 5)),
    "au": (("au", "ou", "o"), (60, 24, 16)), "a": (("a", "e", "u"), (95, 3, 2)), "i": (("i", "ee", "e"), (92, 4, 4)),
    "u": (("u", "oo", "o"), (92, 4, 4)), "c": (("ch", "c"), (95, 5)), "ch": (("chh", "ch"), (45, 55)),
    "v": (("v", "w", "b"), (73, 25, 2)), "sh": (("sh", "s"), (88, 12)), "S": (("sh", "s"), (86, 14)),
    "z": (("z", "j"), (70, 30)), "f": (("f", "ph"), (85, 15)), "ph": (("ph", "f"), (75, 25)),
    "th": (("th", "t"), (86, 14)), "dh": (("dh", "d"), (90, 10)), "bh": (("bh", "b"), (92, 8)),
    "kh": (("kh", "k"), (93, 7)), "gh": (("gh", "g"), (92, 8)), "jh": (("jh", "j"), (85, 15)),
    "T": (("t", "th"), (93, 7)), "Th": (("th", "t"), (90, 10)), "D": (("d", "r"), (88, 12)),
    "Dh": (("dh", "d", "rh"), (75, 15, 10)), "R": (("r", "d"), (75, 25)), "t": (("t", "th"), (94, 6)),
    "x": (("x", "ksh"), (70, 30)), "zh": (("zh", "l"), (80, 20)), "s": (("s", "sh"), (96, 4)),
    "j": (("j", "z"), (97, 3)), "y": (("y", "i"), (93, 7)), "M": (("n", "m"), (85, 15)),
    "N": (("n",), (1,)), "L": (("l",), (1,)),
}  # fmt: skip
_VARIES = 0.55  # share of retold words that are not spelt in the usual way, before the writer's own care

# Offsets in the Unicode blocks that follow the order of Devanagari.
_CONSONANTS = "k kh g gh c ch j jh T Th D Dh N t th d dh n p ph b bh m y r l v sh S s h L"
_LETTER = dict(
    zip(
        _CONSONANTS.split(),
        (0x15, 0x16, 0x17, 0x18, 0x1A, 0x1B, 0x1C, 0x1D, 0x1F, 0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0x27, 0x28,
         0x2A, 0x2B, 0x2C, 0x2D, 0x2E, 0x2F, 0x30, 0x32, 0x35, 0x36, 0x37, 0x38, 0x39, 0x33),
        strict=True,
    )
)  # fmt: skip
_VOWEL = {"a": 0x05, "aa": 0x06, "i": 0x07, "ii": 0x08, "u": 0x09, "uu": 0x0A, "e": 0x0F, "ai": 0x10, "o": 0x13,
          "au": 0x14}  # fmt: skip
_SIGN = {"aa": 0x3E, "i": 0x3F, "ii": 0x40, "u": 0x41, "uu": 0x42, "e": 0x47, "ai": 0x48, "o": 0x4B, "au": 0x4C}
_DOTTED = {"z": "j", "f": "ph", "R": "D"}
_VIRAMA, _DOT, _NASAL = 0x4D, 0x3C, 0x02
_BLOCK = {"Deva": 0x900, "Beng": 0x980, "Guru": 0xA00, "Gujr": 0xA80, "Orya": 0xB00, "Taml": 0xB80, "Telu": 0xC00,
          "Knda": 0xC80, "Mlym": 0xD00}  # fmt: skip
_ENDS_OPEN = {"Taml", "Telu", "Knda", "Mlym"}  # a final consonant needs its virama
_UNDOTTED = {"Taml", "Telu", "Knda", "Mlym", "Gujr"}
_LACKS = {
    "Beng": {"v": "b", "L": "l"}, "Guru": {"S": "sh"}, "Orya": {"L": "l"},
    "Taml": {"kh": "k", "g": "k", "gh": "k", "ch": "c", "jh": "j", "Th": "T", "D": "T", "Dh": "T", "th": "t", "d": "t",
             "dh": "t", "ph": "p", "b": "p", "bh": "p", "sh": "S", "f": "p", "z": "j", "R": "r"},
}  # fmt: skip
_ZHA = {"Taml": 0x34, "Mlym": 0x34}
_URDU = {
    "k": "ک", "kh": "کھ", "g": "گ", "gh": "گھ", "c": "چ", "ch": "چھ", "j": "ج", "jh": "جھ", "T": "ٹ", "Th": "ٹھ",
    "D": "ڈ", "Dh": "ڈھ", "N": "ن", "t": "ت", "th": "تھ", "d": "د", "dh": "دھ", "n": "ن", "p": "پ", "ph": "پھ",
    "b": "ب", "bh": "بھ", "m": "م", "y": "ی", "r": "ر", "l": "ل", "v": "و", "sh": "ش", "S": "ش", "s": "س", "h": "ہ",
    "L": "ل", "z": "ز", "f": "ف", "R": "ڑ", "zh": "ژ", "M": "ں", "x": "کس", "aa": "ا", "ii": "ی", "uu": "و", "e": "ی",
    "ai": "ی", "o": "و", "au": "و", "a": "", "i": "", "u": "",
}  # fmt: skip


@lru_cache(maxsize=50_000)
def sounds(word: str) -> tuple[str, ...]:
    """The sounds of a word of the vocabulary."""
    return tuple(_SAME.get(sound, sound) for sound in SOUND.findall(word))


@cache
def usual(word: str) -> str:
    """The commonest Latin spelling."""
    return "".join(_SPELLINGS.get(sound, ((sound,), (1,)))[0][0] for sound in sounds(word)).capitalize()


def spell(word: str, random: Random, care: float) -> str:
    """A Latin spelling; `care` from 0 (as it comes) to 1 (always the usual one)."""
    if random.random() > _VARIES * (1.0 - care):
        return usual(word)
    written = "".join(_spelling(sound, random) for sound in sounds(word))
    return slip(written, random) if random.random() < 0.16 * (1.0 - care) else written.capitalize()


def _spelling(sound: str, random: Random) -> str:
    choices = _SPELLINGS.get(sound)
    return random.choices(choices[0], choices[1])[0] if choices else sound


def slip(word: str, random: Random) -> str:
    """A slip of the pen: two letters swapped, one lost, one doubled, one beside it struck."""
    if len(word) < 4:
        return word.capitalize()
    place = random.randrange(1, len(word) - 1)
    kind = random.randrange(4)
    if kind == 0:
        word = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    elif kind == 1:
        word = word[:place] + word[place + 1 :]
    elif kind == 2:
        word = word[:place] + word[place] + word[place:]
    else:
        word = word[:place] + random.choice("aeioulnrst") + word[place + 1 :]
    return word.capitalize()


@lru_cache(maxsize=50_000)
def native(word: str, script: str) -> str:
    """The word in a script of its region; nothing for regions that write in Latin."""
    if script == "Latn":
        return ""
    heard = sounds(word)
    if script == "Arab":
        return ("ا" if heard and heard[0] in ("a", "i", "u") else "") + "".join(_URDU.get(sound, "") for sound in heard)
    return _brahmic(heard, script)


def _brahmic(heard: tuple[str, ...], script: str) -> str:
    block, lacks = _BLOCK[script], _LACKS.get(script, {})
    written: list[int] = []
    after_consonant = False
    for sound in heard:
        sound = lacks.get(sound, sound)  # noqa: PLW2901
        if sound in VOWELS:
            if not after_consonant:
                written.append(_VOWEL[sound])
            elif sound != "a":
                written.append(_SIGN[sound])
            after_consonant = False
        elif sound == "M":
            written.extend((_NASAL,) if script != "Taml" else (_LETTER["m"], _VIRAMA))
            after_consonant = False
        else:
            for consonant in ("k", "S") if sound == "x" else (sound,):
                written.extend((_VIRAMA,) if after_consonant else ())
                written.extend(_consonant(consonant, script))
                after_consonant = True
    if after_consonant and script in _ENDS_OPEN:
        written.append(_VIRAMA)
    return "".join(chr(block + offset) for offset in written)


def _consonant(sound: str, script: str) -> tuple[int, ...]:
    if sound == "zh":
        return (_ZHA.get(script, _LETTER["l"]),)
    plain = _DOTTED.get(sound)
    if plain is None:
        return (_LETTER[sound],)
    return (_LETTER[plain],) if script in _UNDOTTED else (_LETTER[plain], _DOT)
