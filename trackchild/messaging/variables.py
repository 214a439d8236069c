"""What a message may be filled with: the kind of each word, how far it may travel, and how it is cut to fit.

The register of message templates takes thirty letters for one filled-in word. A number is never cut in its tail, where
two numbers differ; a place loses its generic words first, then is written by initials; only then are letters dropped.
"""

from dataclasses import dataclass
from enum import StrEnum

from trackchild.core.privacy import Tier

LONGEST = 30
"""Letters the register allows for one variable; a longer one stands in several beside each other."""
CUT = ".."


class Sort(StrEnum):
    """What kind of word it is."""

    NUMBER = "NUMBER"
    PLACE = "PLACE"
    PERSON = "PERSON"
    PHONE = "PHONE"
    DATE = "DATE"
    COUNT = "COUNT"
    WORD = "WORD"
    CODE = "CODE"
    LINK = "LINK"


@dataclass(frozen=True, slots=True)
class Variable:
    """One word that may be filled in. `parts`: how many variables of the register it takes side by side."""

    sort: Sort
    tier: Tier
    sample: str
    parts: int = 1

    @property
    def longest(self) -> int:
        """Letters it may have."""
        return LONGEST * self.parts


VARIABLES: dict[str, Variable] = {
    "reference": Variable(Sort.NUMBER, Tier.T1, "TC-7K3M-9QXP"),
    "case": Variable(Sort.NUMBER, Tier.T2, "0000313/2026/00012"),
    "found": Variable(Sort.NUMBER, Tier.T2, "0000212/2026/00007"),
    "fir": Variable(Sort.NUMBER, Tier.T1, "112/2026"),
    "fir_on": Variable(Sort.DATE, Tier.T1, "15-06-2026"),
    "station": Variable(Sort.PLACE, Tier.T0, "Howrah Government Railway Police Station"),
    "district": Variable(Sort.PLACE, Tier.T0, "Dakshin Dinajpur"),
    "officer": Variable(Sort.PERSON, Tier.T1, "Sub-Inspector Asha Sen"),
    "phone": Variable(Sort.PHONE, Tier.T1, "03326413000"),
    "date": Variable(Sort.DATE, Tier.T0, "14-06-2026"),
    "time": Variable(Sort.DATE, Tier.T2, "21:40"),
    "age": Variable(Sort.COUNT, Tier.T0, "9"),
    "sex": Variable(Sort.WORD, Tier.T0, "Girl"),
    "month": Variable(Sort.DATE, Tier.T0, "05-2026"),
    "missing": Variable(Sort.COUNT, Tier.T1, "1,024"),
    "traced": Variable(Sort.COUNT, Tier.T1, "986"),
    "pending": Variable(Sort.COUNT, Tier.T1, "2,210"),
    "old": Variable(Sort.COUNT, Tier.T1, "430"),
    "found_count": Variable(Sort.COUNT, Tier.T1, "312"),
    "late": Variable(Sort.COUNT, Tier.T1, "17"),
    "count": Variable(Sort.COUNT, Tier.T1, "12"),
    "link": Variable(Sort.LINK, Tier.T0, "https://trackchild.example/c/3f2b8c1e-5d0a-4f43-9a35-1f6f0a7f2d11", parts=4),
    "stop": Variable(Sort.CODE, Tier.T3, "482913"),
    "code": Variable(Sort.CODE, Tier.T5, "482913"),
}
"""All there is. There is no child's name among them, no address, no shelter, and no personal link."""

# Words that tell the reader little, and how offices write them. Longest first, so that no part is met before its whole.
SHORT_FORMS: tuple[tuple[str, str], ...] = (
    ("Government Railway Police Station", "GRP"),
    ("Government Railway Police", "GRP"),
    ("Railway Protection Force", "RPF"),
    ("Women Police Station", "Women PS"),
    ("Police Station", "PS"),
    ("Police Post", "PP"),
    ("Superintendent of Police", "SP"),
    ("Child Welfare Committee", "CWC"),
    ("District Child Protection Unit", "DCPU"),
    ("Special Juvenile Police Unit", "SJPU"),
    ("Anti-Human-Trafficking Unit", "AHTU"),
    ("Children's Home", "CH"),
    ("Sub-Inspector", "SI"),
    ("Inspector", "Insp"),
    ("Government", "Govt"),
    ("Railway", "Rly"),
    ("Junction", "Jn"),
    ("District", "Dt"),
    ("Commissionerate", "Comm"),
    ("North", "N"),
    ("South", "S"),
    ("East", "E"),
    ("West", "W"),
    ("पुलिस स्टेशन", "थाना"),
    ("রেলওয়ে পুলিশ", "জিআরপি"),
    ("পুলিশ স্টেশন", "থানা"),
)


def fitted(name: str, value: str) -> str:
    """The value of a variable, cut to what the register takes for it."""
    variable = VARIABLES[name]
    word = " ".join(value.replace("<", "(").replace(">", ")").split())
    if len(word) <= variable.longest:
        return word
    return _FITS.get(variable.sort, _cut)(word, variable.longest)


def _cut(word: str, longest: int) -> str:
    return f"{word[: longest - len(CUT)].rstrip()}{CUT}"


def _tail(word: str, longest: int) -> str:
    """Numbers differ at their end."""
    return f"{CUT}{word[len(CUT) - longest :].lstrip()}"


def _place(word: str, longest: int) -> str:
    """Generic words are abbreviated as far as needed; then the words before the longest one become initials."""
    for long, short in SHORT_FORMS:
        if len(word) <= longest:
            return word
        word = word.replace(long, short)
    return word if len(word) <= longest else _initials(word, longest)


def _initials(word: str, longest: int) -> str:
    words = word.split()
    kept = max(range(len(words)), key=lambda place: len(words[place]))
    for place, one in enumerate(words):
        if len(" ".join(words)) <= longest:
            break
        # A letter of an Indic script may carry a sign; an initial without it would be another letter.
        if place != kept and one.isascii():
            words[place] = f"{one[0]}."
    short = " ".join(words)
    return short if len(short) <= longest else _cut(short, longest)


_FITS = {Sort.NUMBER: _tail, Sort.PLACE: _place, Sort.PERSON: _place}
