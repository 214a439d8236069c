"""Short forms of given names: weak evidence, never agreement by itself.

Spellings are Latin and compared by fold, so a short form in any script is known.
"""

from __future__ import annotations

from collections.abc import Sequence

from .folding import keys_of
from .tokens import Token

SHORT_FORMS = {
    "raju": "rajesh rajendra rajkumar rajeev rajan raj",
    "raja": "rajesh rajendra rajkumar",
    "sonu": "sonia suraj sunil",
    "monu": "mohan manoj mohit",
    "pinki": "priyanka pinkey",
    "pinku": "pankaj",
    "priya": "priyanka",
    "anu": "anuradha anupama anita",
    "annu": "anita anuradha",
    "babli": "babita",
    "bablu": "babulal",
    "sanju": "sanjay sanjeev sanjana",
    "santu": "santosh",
    "dinu": "dinesh dinanath",
    "vicky": "vikram vikas vikrant",
    "vikki": "vikram vikas vikrant",
    "guddu": "guddan",
    "gudiya": "guddi",
    "ravi": "ravindra ravinder ravishankar",
    "suri": "surinder surendra",
    "sunny": "sunil",
    "lucky": "lakshman lakhan",
    "jeetu": "jitendra jitender",
    "jitu": "jitendra jitender",
    "naru": "narendra narayan",
    "mahi": "mahendra mahesh",
    "pappu": "pradeep",
    "bhola": "bholanath",
    "ganu": "ganesh",
    "golu": "gopal",
    "ramu": "ram ramesh rameshwar ramlal ramchandra",
    "shyamu": "shyam shyamlal",
    "kallu": "kalu kaluram",
    "lallu": "lalit lalu",
    "munni": "munmun",
    "rinku": "rinki",
    "rani": "rajrani",
    "sita": "sitara",
    "laxmi": "lakshmibai",
    "puja": "pujarini",
    "deepu": "deepak dipak deepika",
    "manu": "manoj manish manisha",
    "tinku": "tinki",
    "chotu": "chote chotelal",
    "abdul": "abdullah",
    "nanu": "narayan",
    "kittu": "krishna",
    "kanna": "krishnan",
    "chinna": "chinnaiah",
    "papa": "papamma",
    "ammu": "ammini amrita amrutha",
    "unni": "unnikrishnan",
    "kunju": "kunjumol kunjumon",
    "selva": "selvam selvi",
}


def _pairs() -> frozenset[tuple[str, str]]:
    words = [(short, full) for short, fulls in SHORT_FORMS.items() for full in fulls.split()]
    shorts = keys_of([short for short, _ in words], "Latn")
    fulls = keys_of([full for _, full in words], "Latn")
    return frozenset((a.fold, b.fold) for a, b in zip(shorts, fulls, strict=True))


PAIRS = _pairs()


SHORT = frozenset(short for short, _ in PAIRS)


def may_be_short_form(a: Sequence[Token], b: Sequence[Token]) -> bool:
    """Whether some word on one side is a known short form of one on the other."""
    if SHORT.isdisjoint([token.fold for token in a]) and SHORT.isdisjoint([token.fold for token in b]):
        return False
    return any((x.fold, y.fold) in PAIRS or (y.fold, x.fold) in PAIRS for x in a for y in b)
