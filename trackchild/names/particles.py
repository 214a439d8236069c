"""Words that stand beside a name: titles, the Md and Sk families, suffixes of respect and kinship, letter names.

Most are written in Latin here and compared by fold, so one line serves every script; the Arabic script, which
leaves vowels out, and abbreviations need spellings of their own.
"""

from __future__ import annotations

import re

from .folding import keys_of
from .script import script_of_word

# Family: what the member stands for, then its spellings.
HONORIFICS = {
    "Mohammad": "mohammad muhammad mohammed muhammed mohamad mohamed muhamad mohamud mahammad mahmmad mohmad mohammd "
    "mohd mohd. muhd mohammod muhammod md mohomad mohamadh mohammadu mo محمد মোঃ",
    "Sheikh": "sheikh shaikh shekh sheik shaik shaikha sk seikh saikh shek شیخ",
    "Shri": "shri sri shree sree shriman",
    "Shrimati": "shrimati smt srimati shrimathi srimathi shreemati sreemathi",
    "Kumari": "km ku kum",
    "Mister": "mr mister master mast",
    "Mistress": "mrs mistress miss ms",
    "Doctor": "dr doctor",
    "Late": "late lt svargiya swargiya swargiy",
    "Syed": "syed sayyed sayed saiyad saiyed sayyad syeda sayyid سید",
    "Tiru": "thiru tiru thirumathi tirumati selvi selvan chiranjeevi",
    "Alias": "alias urf",
    "Sardar": "sardar sardarni",
    "Baby": "baby bebi",
    "Haji": "haji hajji hazi",
    "Maulana": "maulana moulana maulvi moulvi",
    "Mir": "mirza",
}
SUFFIXES = {
    "Kumar": "kumar kr kumara kumaar kumer coomar",
    "Kumari": "kumari kumaari kumaree",
    "Devi": "devi debi dewi",
    "Khatun": "khatun khatoon khatoun khatton khaton",
    "Bibi": "bibi bivi bewa",
    "Begum": "begum begam begom",
    "Bano": "bano banu banoo",
    "Bai": "bai baai",
    "Ben": "ben behn behen",
    "Bhai": "bhai bhaai",
    "Ji": "ji jee",
    "Singh": "singh sing sinh",
    "Kaur": "kaur kour",
    "Lal": "lal",
    "Ammal": "ammal ammaal",
    "Garu": "garu",
}
TITLES_IN_FRONT = frozenset(("Kumari", "Bibi", "Begum", "Bai"))
LETTER_NAMES = {
    "a": "e", "b": "bi", "c": "si", "d": "di", "e": "i", "f": "ef", "g": "ji", "h": "ech", "i": "ai", "j": "je",
    "k": "ke", "l": "el", "m": "em", "n": "en", "o": "o", "p": "pi", "q": "kyu", "r": "ar", "s": "es", "t": "ti",
    "u": "yu", "v": "vi", "w": "dablyu", "x": "eks", "y": "vai", "z": "jed",
}  # fmt: skip
# Suffixes joined to the name before them; read on phones, where long vowels still show.
JOINED = re.compile(r"(?<=..)(?P<suffix>[bB][aA][iI]|ben|behn|behen|(?<!ma)(?<!va)dev[iI]|(?<!r)jI)$")


def _families(table: dict[str, str]) -> dict[str, str]:
    words = [(spelling, family) for family, spellings in table.items() for spelling in spellings.split()]
    return {keys_of([spelling], script_of_word(spelling))[0].fold: family for spelling, family in words}


HONORIFIC_FOLDS = _families(HONORIFICS)
SUFFIX_FOLDS = _families(SUFFIXES)
LETTERS_BY_NAME = {
    keys.fold: letter for letter, keys in zip(LETTER_NAMES, keys_of(list(LETTER_NAMES.values()), "Latn"), strict=True)
}
