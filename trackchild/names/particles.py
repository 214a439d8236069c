"""Words that stand beside a name: titles, the Md and Sk families, suffixes of respect and kinship, letter names.

Each family is written once in Latin and known by its fold in every script that writes vowels. Abbreviations, and
words in the Arabic script, which leaves vowels out, are known only as they are written.
"""

from __future__ import annotations

import re
from itertools import product

from .folding import Keys, keys_of
from .roles import Role

SPOKEN = {
    Role.HONORIFIC: {
        "Sheikh": "sheikh shaikh shekh sheik shaik shaikha shek seikh saikh",
        "Syed": "syed sayyed sayed saiyad saiyed sayyad syeda",
        "Shri": "shri sri shree sree shriman",
        "Shrimati": "shrimati srimati shrimathi srimathi shrimti",
        "Mister": "mister master",
        "Miss": "miss mistress",
        "Doctor": "doctor daktar",
        "Professor": "professor prophesar",
        "Advocate": "advocate edvoket",
        "Pandit": "pandit",
        "Late": "late svargiya swargiy",
        "Tiru": "thiru tiru thirumathi tirumati",
        "Alias": "alias urf",
        "Sardar": "sardar sardarni",
        "Baby": "baby bebi",
        "Haji": "haji hajji hazi",
        "Maulana": "maulana moulana maulvi moulvi",
    },
    Role.SUFFIX: {
        "Kumar": "kumar kumara kumer",
        "Kumari": "kumari",
        "Devi": "devi debi",
        "Khatun": "khatun khaton khatoun",
        "Bibi": "bibi bivi bewa",
        "Begum": "begum begam begom",
        "Bano": "bano banu",
        "Bai": "bai",
        "Ben": "ben behn behen",
        "Bhai": "bhai",
        "Ji": "ji",
        "Singh": "singh sinh",
        "Kaur": "kaur kour",
        "Lal": "lal",
        "Ammal": "ammal",
        "Garu": "garu",
    },
}
WRITTEN_AS = {
    Role.HONORIFIC: {
        "Mohammad": "md mohd muhd mohmd محمد محمّد मो मु মো মোঃ মোহা মুহা મો મોહ ਮੁਹੰ",
        "Sheikh": "sk شیخ شيخ",
        "Syed": "سید سيد",
        "Shri": "شری",
        "Shrimati": "smt شریمتی",
        "Kumari": "km ku kum कु",
        "Mister": "mr mstr",
        "Miss": "ms mrs",
        "Doctor": "dr डॉ डा ডা ડૉ ਡਾ ڈاکٹر",
        "Professor": "prof प्रो",
        "Advocate": "adv",
        "Pandit": "pt पं",
        "Late": "lt स्व স্ব",
        "Haji": "حاجی",
    },
    Role.SUFFIX: {
        "Kumar": "kr कु॰ کمار",
        "Kumari": "کماری",
        "Devi": "دیوی",
        "Khatun": "khatoon khtn خاتون",
        "Bibi": "بیبی",
        "Begum": "بیگم",
        "Bano": "بانو",
        "Bai": "بائی",
        "Ben": "بین بہن",
        "Bhai": "بھائی",
        "Ji": "جی",
        "Singh": "سنگھ",
        "Kaur": "کور",
        "Lal": "لال",
    },
}
TITLES_IN_FRONT = frozenset(("Kumari", "Bibi", "Begum", "Bai"))
LETTER_NAMES = {
    "a": "e", "b": "bi", "c": "si", "d": "di", "e": "i", "f": "ef", "g": "ji", "h": "ech", "i": "ai", "j": "je",
    "k": "ke", "l": "el", "m": "em", "n": "en", "o": "o", "p": "pi", "q": "kyu", "r": "ar", "s": "es", "t": "ti",
    "u": "yu", "v": "vi", "w": "dablyu", "x": "eks", "y": "vai", "z": "jed",
}  # fmt: skip
# Suffixes joined to the name before them, read on phones, where long vowels still show. Endings that are part of
# many names are left: Vasudevi, Banerji.
JOINED = re.compile(r"(?<=...)(?:[bB][aA][iI]|ben|behn|behen|(?<!su)dev[iI]|(?<![rvn])jI)$")


def _latin_folds(words: list[str]) -> list[str]:
    return [keys.fold for keys in keys_of(words, "Latn")]


def _spoken() -> dict[str, tuple[Role, str]]:
    known: dict[str, tuple[Role, str]] = {}
    for role, families in SPOKEN.items():
        for family, spellings in families.items():
            known |= dict.fromkeys(_latin_folds(spellings.split()), (role, family))
    # Mohammad is spelt in more ways than a list can hold.
    ways = product("m", "aou", "h", ("a", "o", "u", ""), "m", "aeou", ("d", "dh", "du"))
    return known | dict.fromkeys(_latin_folds(["".join(way) for way in ways]), (Role.HONORIFIC, "Mohammad"))


BY_FOLD = _spoken()
BY_WRITING = {
    spelling: (role, family)
    for role, families in WRITTEN_AS.items()
    for family, spellings in families.items()
    for spelling in spellings.split()
}
FAMILY_KEYS = {family: keys_of([family.lower()], "Latn")[0] for _, family in (*BY_FOLD.values(), *BY_WRITING.values())}
LETTERS_BY_NAME = dict(zip(_latin_folds(list(LETTER_NAMES.values())), LETTER_NAMES, strict=True))


def particle(written: str, script: str, fold: str) -> tuple[Role, str] | None:
    """The role and family of a word that is no name by itself; `written` in lower case."""
    found = BY_WRITING.get(written)
    return found or (BY_FOLD.get(fold) if script != "Arab" else None)


def family_keys(family: str) -> Keys:
    """All spellings of a particle have the keys of its family, so that Md and Mohammad are one word."""
    return FAMILY_KEYS[family]
