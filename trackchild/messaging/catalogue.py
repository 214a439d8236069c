"""The shipped wordings: what every template says in every language, as data in `wordings/`, and to whom each may go.

A sentence is written once for all channels; an entry `key_sms` or `key_email` says it otherwise for that one. A
registered version in the database (`Wording`) replaces the shipped one from its release on.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from .variables import LONGEST, VARIABLES, fitted
from .vocabulary import Channel

FOLDER = Path(__file__).parent / "wordings"
BRAND = "TrackChild"
SENDER = f"{BRAND}: "
"""Every SMS names its sender; the register of message templates demands it."""
SUBJECT = "subject"
"""The key of an e-mail's subject line."""
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
VARIABLE_MARK = "{#var#}"


class Goes(StrEnum):
    """To whom a template may go: that decides what it may be filled with."""

    FAMILY = "FAMILY"
    """To one citizen about her own matter."""
    OFFICE = "OFFICE"
    """To officers whose duty it is."""
    BULK = "BULK"
    """To officers in numbers."""
    PUBLIC = "PUBLIC"
    """To citizens in numbers, who asked for news of a district."""
    OWN = "OWN"
    """To a person about her own account or subscription."""


OF_AN_OFFICE = frozenset(
    [
        "reference",
        "case",
        "found",
        "station",
        "phone",
        "officer",
        "district",
        "date",
        "time",
        "age",
        "sex",
        "fir",
        "fir_on",
        "count",
        "month",
        "missing",
        "traced",
        "pending",
        "old",
        "found_count",
        "late",
    ]
)
MAY_SAY: dict[Goes, frozenset[str]] = {
    Goes.FAMILY: frozenset(["reference", "case", "station", "phone", "officer", "fir", "fir_on"]),
    Goes.OFFICE: OF_AN_OFFICE,
    Goes.BULK: frozenset(["case", "found", "station", "district", "date", "age", "sex", "count"]),
    Goes.PUBLIC: frozenset(["district", "age", "sex", "link"]),
    Goes.OWN: frozenset(["code", "stop", "district", "count"]),
}
"""A family reads nothing of a shelter or the child in care; nothing in numbers speaks of an FIR or an officer."""

_GOES: dict[Goes, str] = {
    Goes.FAMILY: (
        "report_received report_read report_taken_up report_joined report_ended report_helped complaint_entered "
        "complaint_dismissed fir_for_family officer_named case_moved card_shown news search_goes_on thanks case_closed "
        "subject"
    ),
    Goes.BULK: "missing_notice critical_notice found_may_be_yours search_ended ran_away nobody_opened",
    Goes.PUBLIC: "district_notice district_notice_ended",
    Goes.OWN: (
        "one_time_code account_password_reset account_password_changed account_phone_renewed account_phone_changed "
        "district_alerts_on messages_stopped agent_hits"
    ),
}
GOES: dict[str, Goes] = {key: goes for goes, keys in _GOES.items() for key in keys.split()}


def goes_to(key: str) -> Goes:
    """To whom a template may go; to officers of one office unless the table says otherwise."""
    return GOES.get(key, Goes.OFFICE)


@dataclass(frozen=True, slots=True)
class Language:
    """The wordings of one language; an incomplete one is a draft and borrows English sentences."""

    code: str
    complete: bool
    texts: Mapping[str, str]


@cache
def languages() -> dict[str, Language]:
    """Every language with a file, English first."""
    read = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.toml"))}
    order = sorted(read, key=lambda code: (code != "en", code))
    return {code: Language(code, bool(read[code]["complete"]), read[code]["texts"]) for code in order}


def every_key() -> tuple[str, ...]:
    """Every template, in the order of the English file."""
    return tuple(key for key in languages()["en"].texts if not key.endswith(("_sms", "_email")))


def shipped(key: str, language: str, channel: str) -> str:
    """The sentence as it comes with the software, in the language or in English. Raises KeyError for no such key."""
    for code in (language, "en"):
        texts = languages()[code].texts if code in languages() else {}
        for entry in (f"{key}_{channel.lower()}", key):
            if entry in texts:
                return texts[entry]
    raise KeyError(key)


def has_own_words(key: str, language: str) -> bool:
    """Whether the language has its own sentence and borrows none."""
    return language in languages() and key in languages()[language].texts


def filled(sentence: str, values: Mapping[str, str]) -> str:
    """The sentence with its variables, each cut to what the register takes."""
    return PLACEHOLDER.sub(lambda found: fitted(found[1], values[found[1]]), sentence)


def on_the_wire(sentence: str, channel: str) -> str:
    """As it leaves the house: an SMS names its sender first, unless the sentence names it anyway."""
    return SENDER + sentence if channel == Channel.SMS and BRAND not in sentence else sentence


def as_registered(sentence: str) -> str:
    """As it is handed to the register of templates: every variable a mark, longer ones several."""
    marked = PLACEHOLDER.sub(lambda found: VARIABLE_MARK * VARIABLES[found[1]].parts, sentence)
    return on_the_wire(marked, Channel.SMS)


def variables_in(sentence: str) -> tuple[str, ...]:
    """The variables of a sentence in their order."""
    return tuple(PLACEHOLDER.findall(sentence))


def samples() -> dict[str, str]:
    """A plausible value of every variable."""
    return {name: variable.sample for name, variable in VARIABLES.items()}


def longest_values() -> dict[str, str]:
    """The longest value the register takes for every variable."""
    return {name: "x" * (LONGEST * variable.parts) for name, variable in VARIABLES.items()}
