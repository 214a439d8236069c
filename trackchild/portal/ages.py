"""An age as people write it: "9", "8 months", "६ महीने". How a page says one: `children/ages.py`."""

import re
from decimal import Decimal

from trackchild.ui.digits import fold_digits

MONTHS_IN_A_YEAR = 12
# Beginnings of the word, so that "month", "months" and "mth" are one; in lower case.
UNITS: tuple[tuple[Decimal, tuple[str, ...]], ...] = (
    (
        Decimal(1),
        ("y", "year", "yr", "sal", "saal", "baras", "bochor", "varsh", "साल", "वर्ष", "बरस", "বছর", "বর্ষ", "वर्षे", "વર્ષ",
         "ਸਾਲ", "ବର୍ଷ", "ஆண்டு", "வயது", "வருட", "సంవత్సర", "ఏళ్", "ವರ್ಷ", "വയസ്", "വർഷ", "سال", "برس", "سالن"),
    ),
    (
        Decimal(1) / MONTHS_IN_A_YEAR,
        ("m", "month", "mth", "mahin", "maheen", "maas", "mash", "महीन", "महिन", "माह", "मास", "মাস", "মাহ", "મહિન",
         "માસ", "ਮਹੀਨ", "ମାସ", "மாத", "నెల", "ತಿಂಗಳ", "മാസ", "مہین", "ماہ", "مهين"),
    ),
    (Decimal(7) / Decimal("365.25"), ("w", "week", "hafta", "हफ्त", "हफ़्त", "सप्ताह", "সপ্তাহ", "ہفت")),
    (Decimal(1) / Decimal("365.25"), ("d", "day", "din", "दिन", "দিন", "દિવસ", "ਦਿਨ", "ଦିନ", "நாள்",
                                     "రోజు", "ದಿನ", "ദിവസ", "دن")),
)  # fmt: skip
_PART = re.compile(r"(\d+(?:\.\d+)?)\s*([^\d\s.,]*)\.?[\s,]*")


class NotAnAge(ValueError):
    """The words do not say an age."""


def read_age(text: str) -> Decimal:
    """Years, to a tenth. A bare number means years; parts add up ("1 year 6 months"). Raises NotAnAge."""
    rest = fold_digits(text).replace("½", ".5").strip().casefold()
    if not rest:
        raise NotAnAge(text)
    years, at = Decimal(0), 0
    while at < len(rest):
        part = _PART.match(rest, at)
        if part is None:
            raise NotAnAge(text)
        years += Decimal(part[1]) * _unit(part[2])
        at = part.end()
    return round(years, 1)


def _unit(word: str) -> Decimal:
    if not word:
        return Decimal(1)
    for years, beginnings in UNITS:
        # One letter stands for a word only by itself: "month" is not "m" followed by anything.
        if any(word == start if len(start) == 1 else word.startswith(start) for start in beginnings):
            return years
    raise NotAnAge(word)
