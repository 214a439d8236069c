"""One module per script: each turns a block of words, one a line, into the common phones of `phones.py`."""

from __future__ import annotations

from trackchild.names.phones import Reader

from . import (
    arabic,
    bengali,
    devanagari,
    gujarati,
    gurmukhi,
    kannada,
    latin,
    malayalam,
    meetei,
    odia,
    olchiki,
    tamil,
    telugu,
)

READERS: dict[str, Reader] = {
    "Latn": latin.read,
    "Arab": arabic.read,
    "Deva": devanagari.read,
    "Beng": bengali.read,
    "Guru": gurmukhi.read,
    "Gujr": gujarati.read,
    "Orya": odia.read,
    "Taml": tamil.read,
    "Telu": telugu.read,
    "Knda": kannada.read,
    "Mlym": malayalam.read,
    "Olck": olchiki.read,
    "Mtei": meetei.read,
}
