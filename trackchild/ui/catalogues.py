"""Message catalogues as files: reading, writing in a stable form, compiling. No system gettext is needed.

A stable form means: sorted by text, no line numbers, no dates, so that two people who translate do not collide.
"""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

COMPLETE_HEADER = "X-Citizen-Complete"
PLURAL_FORMS = "nplurals=2; plural=(n != 1);"
"""The same for all 23 languages in the plural table of CLDR as Babel has it."""
FORMS = 2
CITIZEN_FOLDERS = (
    "trackchild/portal/",
    "trackchild/ui/",
    "trackchild/alerts/",
    "trackchild/messaging/",
    "trackchild/children/vocabulary.py",
    "trackchild/children/ages.py",
    "trackchild/photos/vocabulary.py",
    "trackchild/cases/forms/languages.py",
    "trackchild/directory/helplines.py",
    "trackchild/directory/kinds.py",
)
"""Where the words a citizen reads are written; a message that occurs here counts for completeness."""


class StableCatalog(Catalog):
    """A catalogue whose header holds only what does not change by itself."""

    code = "en"
    review = "draft"
    complete: int | None = None

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        headers = [
            ("Project-Id-Version", "TrackChild"),
            ("Language", self.code),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", PLURAL_FORMS),
            ("X-Review", self.review),
        ]
        return headers if self.complete is None else [*headers, (COMPLETE_HEADER, str(self.complete))]


@dataclass(slots=True)
class LanguageFile:
    """One language's catalogue on disk."""

    path: Path
    catalog: StableCatalog = field(init=False)

    def __post_init__(self) -> None:
        self.catalog = _empty(self.code)
        if not self.path.exists():
            return
        text = self.path.read_text("utf-8")
        review = re.search(r'"X-Review: ([\w-]+)', text)
        self.catalog.review = review.group(1) if review else "draft"
        read = read_po(BytesIO(text.encode()), locale=None)
        for message in _messages(read):
            _put(self.catalog, message, strings_of(message))
        for message in read.obsolete.values():
            self.catalog.obsolete[_slot(message)] = message

    @property
    def code(self) -> str:
        return self.path.parent.parent.name

    @property
    def compiled(self) -> Path:
        return self.path.with_suffix(".mo")

    def text(self) -> str:
        stream = BytesIO()
        write_po(stream, self.catalog, width=0, include_lineno=False, sort_output=True)
        return stream.getvalue().decode().strip("\n") + "\n"

    def write(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        _replace(self.path, self.text().encode())

    def compile(self) -> None:
        finished = _empty(self.code)
        finished.review = self.catalog.review
        finished.complete = citizen_completeness(self)
        for message in self.messages():
            if translated(message):
                _put(finished, message, strings_of(message))
        stream = BytesIO()
        write_mo(stream, finished)
        _replace(self.compiled, stream.getvalue())

    def update(self, fresh: Iterable[Message]) -> None:
        """Take the messages of the source as they are now, keep every translation we have, shelve what is unused."""
        kept = [*_messages(self.catalog), *self.catalog.obsolete.values()]
        known = {_key(message): strings_of(message) for message in kept}
        renewed = _empty(self.code)
        renewed.review = self.catalog.review
        for message in fresh:
            _put(renewed, message, known.pop(_key(message), ()))
        for message in kept:
            if _key(message) in known and translated(message):
                renewed.obsolete[_slot(message)] = Message(message.id, message.string, context=message.context)
        self.catalog = renewed

    def messages(self) -> list[Message]:
        return list(_messages(self.catalog))


def language_files(locale: Path, codes: Iterable[str] | None = None) -> list[LanguageFile]:
    """The catalogue of each code, or of every folder there is."""
    if codes is None:
        codes = sorted(path.parent.parent.name for path in locale.glob("*/LC_MESSAGES/django.po"))
    return [LanguageFile(locale / code / "LC_MESSAGES" / "django.po") for code in codes]


def ensure_compiled(locale: Path) -> None:
    """Compile the catalogues that changed since they were last compiled; costs one stat each when none did."""
    for path in sorted(locale.glob("*/LC_MESSAGES/django.po")):
        compiled = path.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < path.stat().st_mtime:
            LanguageFile(path).compile()


def is_citizen(message: Message) -> bool:
    return any(path.startswith(CITIZEN_FOLDERS) for path, _line in message.locations)


def translated(message: Message) -> bool:
    strings = strings_of(message)
    return "fuzzy" not in message.flags and bool(strings) and all(strings)


def sources_of(message: Message) -> tuple[str, ...]:
    """The text in English: one, or singular and plural."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def strings_of(message: Message) -> tuple[str, ...]:
    """The translations: one, or one for each plural form."""
    if message.string is None:
        return ()
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def citizen_completeness(file: LanguageFile) -> int:
    """Whole per cent of citizen messages with a translation; English is the source and so complete."""
    if file.code == "en":
        return 100
    citizen = [message for message in file.messages() if is_citizen(message)]
    return 100 * sum(translated(message) for message in citizen) // len(citizen) if citizen else 0


def _empty(code: str) -> StableCatalog:
    catalog = StableCatalog(fuzzy=False, header_comment="")
    catalog.code = code
    return catalog


def _messages(catalog: Catalog) -> Iterable[Message]:
    return (message for message in catalog if message.id)


def _key(message: Message) -> tuple[str, str]:
    return sources_of(message)[0], message.context or ""


def _slot(message: Message) -> str:
    """The key of a shelved message, which Babel never looks into."""
    return "\x04".join(_key(message))


def _put(catalog: StableCatalog, message: Message, strings: tuple[str, ...]) -> None:
    """Add a message with its files in order and nothing else that varies."""
    forms = FORMS if len(sources_of(message)) > 1 else 1
    if len(strings) != forms:
        strings = ("",) * forms
    catalog.add(
        message.id,
        strings if forms > 1 else strings[0],
        locations=[(path, 0) for path in sorted({path for path, _line in message.locations})],
        flags=message.flags,
        auto_comments=message.auto_comments,
        user_comments=message.user_comments,
        context=message.context,
    )


def _replace(path: Path, content: bytes) -> None:
    """Write whole or not at all: several processes may start at the same moment."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.write_bytes(content)
    temporary.replace(path)
