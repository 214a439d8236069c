"""Arabic script: Urdu, Sindhi, Kashmiri, Punjabi. Short vowels are mostly unwritten, so a reading has gaps.

The letters waw (W) and yeh (Y) are consonants beside a long vowel and vowels between consonants; ain (%) is a vowel
where none is written beside it.
"""

from __future__ import annotations

from trackchild.names.phones import apply, replace, rules

LETTERS = {
    ord(letter): phone
    for phone, letters in {
        "A": "اٱٰ", "b": "بٻ", "B": "ڀ", "p": "پ", "f": "فڦ", "t": "تٹٽطةۃ", "T": "ٿٺ", "s": "ثسص", "j": "جڄ",
        "c": "چ", "C": "ڇ", "h": "حہهۂەۀ", "K": "خ", "d": "دڈڊڏ", "D": "ڌڍ", "z": "ذزضظژ", "r": "ر",
        "R": "ڑڙ", "S": "ش", "G": "غ", "k": "قكکڪ", "g": "گڳ", "n": "نڻ", "ng": "ڱ", "nj": "ڃ", "M": "ں", "l": "ل",
        "m": "م", "W": "وۆۄ", "Y": "یيىېۍ", "e": "ےۓ", "a": "َ", "i": "ِ", "u": "ُ", "^": "ھ", "'": "ئء", "%": "ع",
        "A'": "آأ", "i'": "إ", "o": "ؤ", "an": "ً", "": "ّْٖٕٗٓٔ",
    }.items()
    for letter in letters
}  # fmt: skip
BREATH = (
    ("k^", "K"), ("g^", "G"), ("c^", "C"), ("j^", "J"), ("t^", "T"), ("d^", "D"), ("b^", "B"), ("p^", "f"), ("R^", "R"),
    ("^", "h"),
)  # fmt: skip
SOUNDS = rules(
    ("(?<=<C>)All?h$", "ullAh"),
    ("^%bdAl(?=.)", "abdul"),
    ("(?<=<C>)AldYn$", "uddIn"),
    ("%(?=[Aaiu])|%$", ""),
    ("%", "a'"),
    ("A'?W(?=<C>|$)", "O"),
    ("A'?Y(?=<C>|$)", "E"),
    ("^W", "v"),
    ("W(?=[AaiueY'])", "v"),
    ("^Y|Y(?=[AaueW'])|(?<=A)Y(?=<V>)", "y"),
    ("W", "u"),
    ("Y", "i"),
    ("(?<=<C>)h$", "a"),
    ("'", ""),
)


def read(block: str) -> str:
    return apply(SOUNDS, replace(BREATH, block.translate(LETTERS)))
