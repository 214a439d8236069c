"""What may be wrong with a wording: found before it is registered, not when a gateway refuses a message to a mother."""

from dataclasses import dataclass

from . import catalogue
from .catalogue import MAY_SAY, Goes, goes_to
from .segments import is_gsm, segments
from .variables import VARIABLES
from .vocabulary import Channel

LONGEST_TEXT = 2000
"""Letters that registrars take for one template."""
MOST_PARTS = {True: 2, False: 5}
"""Parts of an SMS with plausible values: in the GSM alphabet, and in Unicode, where a part holds 67 letters."""
MOST_PARTS_OF_A_LINK = 6


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with one wording."""

    key: str
    language: str
    channel: str
    says: str


def lint_all() -> list[Finding]:
    """Everything wrong with the shipped wordings."""
    found = []
    for language in catalogue.languages().values():
        found += [
            Finding(key, language.code, "", "the key stands only in this language") for key in _strangers(language)
        ]
        if language.complete:
            found += [Finding(key, language.code, "", "missing in a complete language") for key in _gaps(language)]
        for key in catalogue.every_key():
            if key in language.texts:
                for channel in Channel:
                    found += lint(key, language.code, channel, catalogue.shipped(key, language.code, channel))
    return found


def lint(key: str, language: str, channel: str, text: str) -> list[Finding]:
    """Everything wrong with one wording."""
    unknown = [f"unknown variable {name}" for name in sorted(set(catalogue.variables_in(text)) - set(VARIABLES))]
    problems = unknown or [*_shape(text), *_variables(key, text)]
    if not problems and channel == Channel.SMS and key != catalogue.SUBJECT:
        problems = _length(key, language, text)
    return [Finding(key, language, channel, says) for says in problems]


def cost_in_parts(text: str, values: dict[str, str]) -> int:
    """Parts of the SMS that this wording makes with these values."""
    return segments(catalogue.on_the_wire(catalogue.filled(text, values), Channel.SMS))


def _shape(text: str) -> list[str]:
    problems = []
    if not catalogue.PLACEHOLDER.sub("", text).strip():
        problems.append("a template needs fixed words")
    if "<" in text or ">" in text:
        problems.append("registrars refuse < and >")
    if "  " in text or text != text.strip():
        problems.append("double spaces and spaces at the ends are refused")
    if len(catalogue.as_registered(text)) > LONGEST_TEXT:
        problems.append(f"longer than {LONGEST_TEXT} letters")
    if text.replace("%(", "").count("%") != 0:
        problems.append("a % that is no variable")
    return problems


def _variables(key: str, text: str) -> list[str]:
    used, wanted = set(catalogue.variables_in(text)), set(catalogue.variables_in(catalogue.shipped(key, "en", "")))
    problems = [f"may not say {name}" for name in sorted(used - MAY_SAY[goes_to(key)])]
    problems += [f"lacks {name}" for name in sorted(wanted - used)]
    problems += [f"says {name}, which is not given" for name in sorted(used - wanted)]
    return problems


def _length(key: str, language: str, text: str) -> list[str]:
    parts = cost_in_parts(text, catalogue.samples())
    # A link is long in itself, and whoever asked for notices with one accepts its cost.
    most = MOST_PARTS_OF_A_LINK if goes_to(key) is Goes.PUBLIC else MOST_PARTS[language == "en"]
    problems = [f"{parts} parts with plausible values, at most {most}"] if parts > most else []
    if language == "en" and not is_gsm(catalogue.as_registered(text).replace(catalogue.VARIABLE_MARK, "")):
        problems.append("English leaves the GSM alphabet, which doubles its cost")
    return problems


def _strangers(language: catalogue.Language) -> list[str]:
    english = catalogue.languages()["en"].texts
    return sorted(set(language.texts) - set(english))


def _gaps(language: catalogue.Language) -> list[str]:
    return sorted(set(catalogue.every_key()) - set(language.texts))
