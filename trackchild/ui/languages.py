"""The 23 languages of the system: the 22 of the Eighth Schedule and English, as one table.

Django ships ten of them, knows one of the three right-to-left scripts and groups digits by thousands; this table
supplies the rest. A language is offered to citizens when its catalogue is nearly complete, measured at compilation.
"""

import gettext
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf.locale import LANG_INFO

from .catalogues import COMPLETE_HEADER, ensure_compiled

LOCALE = Path(__file__).resolve().parents[2] / "locale"
OFFERED_FROM = 95
"""Per cent of the citizen catalogue below which a half-translated page would confuse more than it helps."""
SHOWN_EARLY = ("ur",)
"""Offered below the mark, with its percentage beside it, so that right-to-left pages are seen and tested."""


@dataclass(frozen=True, slots=True)
class Language:
    """One language as a page needs it."""

    code: str
    own_name: str
    english_name: str
    script: str
    """ISO 15924 code."""
    rtl: bool = False

    @property
    def direction(self) -> str:
        return "rtl" if self.rtl else "ltr"


TABLE = (
    Language("en", "English", "English", "Latn"),
    Language("hi", "हिन्दी", "Hindi", "Deva"),
    Language("bn", "বাংলা", "Bengali", "Beng"),
    Language("as", "অসমীয়া", "Assamese", "Beng"),
    Language("brx", "बर'", "Bodo", "Deva"),
    Language("doi", "डोगरी", "Dogri", "Deva"),
    Language("gu", "ગુજરાતી", "Gujarati", "Gujr"),
    Language("kn", "ಕನ್ನಡ", "Kannada", "Knda"),
    Language("ks", "کٲشُر", "Kashmiri", "Arab", rtl=True),
    Language("kok", "कोंकणी", "Konkani", "Deva"),
    Language("mai", "मैथिली", "Maithili", "Deva"),
    Language("ml", "മലയാളം", "Malayalam", "Mlym"),
    Language("mni", "ꯃꯤꯇꯩꯂꯣꯟ", "Manipuri", "Mtei"),
    Language("mr", "मराठी", "Marathi", "Deva"),
    Language("ne", "नेपाली", "Nepali", "Deva"),
    Language("or", "ଓଡ଼ିଆ", "Odia", "Orya"),
    Language("pa", "ਪੰਜਾਬੀ", "Punjabi", "Guru"),
    Language("sa", "संस्कृतम्", "Sanskrit", "Deva"),
    Language("sat", "ᱥᱟᱱᱛᱟᱲᱤ", "Santali", "Olck"),
    Language("sd", "سنڌي", "Sindhi", "Arab", rtl=True),
    Language("ta", "தமிழ்", "Tamil", "Taml"),
    Language("te", "తెలుగు", "Telugu", "Telu"),
    Language("ur", "اردو", "Urdu", "Arab", rtl=True),
)
BY_CODE = {language.code: language for language in TABLE}

# What settings take as they are.
LANGUAGES = [(language.code, language.english_name) for language in TABLE]
LANGUAGES_BIDI = [language.code for language in TABLE if language.rtl]
FORMAT_MODULE_PATH = ["trackchild.ui.formats"]


def register() -> None:
    """Tell Django about every language and see that the catalogues are compiled. Called once, by settings."""
    for language in TABLE:
        LANG_INFO[language.code] = {
            "bidi": language.rtl,
            "code": language.code,
            "name": language.english_name,
            "name_local": language.own_name,
        }
    ensure_compiled(LOCALE)


@lru_cache(maxsize=len(TABLE))
def completeness(code: str) -> int:
    """Per cent of the citizen catalogue that is translated, as written into the catalogue when it was compiled."""
    compiled = LOCALE / code / "LC_MESSAGES" / "django.mo"
    if not compiled.exists():
        return 0
    with compiled.open("rb") as stream:
        return int(gettext.GNUTranslations(stream).info().get(COMPLETE_HEADER.lower(), "0"))


@lru_cache(maxsize=1)
def offered() -> tuple[Language, ...]:
    """The languages a citizen may choose, in the order of the table."""
    return tuple(
        language for language in TABLE if completeness(language.code) >= OFFERED_FROM or language.code in SHOWN_EARLY
    )
