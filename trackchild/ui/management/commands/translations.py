"""`translations extract | compile | check | status`: the care of the message catalogues, without system gettext."""

import re
from typing import Any

from babel.messages.catalog import Message
from django.core.management.base import BaseCommand, CommandError, CommandParser

from trackchild.ui.catalogues import (
    FORMS,
    LanguageFile,
    citizen_completeness,
    is_citizen,
    language_files,
    sources_of,
    strings_of,
    translated,
)
from trackchild.ui.extraction import extract_messages
from trackchild.ui.languages import BY_CODE, LOCALE

PLACEHOLDER = re.compile(r"%\((\w+)\)[a-z]")
COMPLETE = ("hi", "bn")
"""Languages whose citizen pages must be whole (English is the source)."""


class Command(BaseCommand):
    help = "Keep the message catalogues: extract, compile, check, status."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("step", choices=["extract", "compile", "check", "status"])

    def handle(self, *args: Any, **options: Any) -> None:
        files = language_files(LOCALE, BY_CODE)
        {
            "extract": self.run_extract,
            "compile": self.run_compile,
            "check": self.run_check,
            "status": self.run_status,
        }[options["step"]](files)

    def run_extract(self, files: list[LanguageFile]) -> None:
        fresh = extract_messages()
        for file in files:
            file.update(fresh)
            file.write()
        self.stdout.write(f"{len(fresh)} messages in {len(files)} catalogues.")

    def run_compile(self, files: list[LanguageFile]) -> None:
        for file in files:
            file.compile()
        self.stdout.write(f"{len(files)} catalogues compiled.")

    def run_status(self, files: list[LanguageFile]) -> None:
        self.stdout.write(f"{'code':5} {'language':10} {'messages':>8} {'done':>5} {'citizen':>8}  review")
        for file in files:
            messages = file.messages()
            done = sum(translated(message) for message in messages)
            percent = citizen_completeness(file)
            name = BY_CODE[file.code].english_name
            self.stdout.write(
                f"{file.code:5} {name:10} {len(messages):8} {done:5} {percent:6} %  {file.catalog.review}"
            )

    def run_check(self, files: list[LanguageFile]) -> None:
        fresh = extract_messages()
        faults = [fault for file in files for fault in faults_of(file)]
        for file in files:
            written = file.path.read_text("utf-8") if file.path.exists() else ""
            file.update(fresh)
            if file.text() != written:
                faults.append(f"{file.code}: the catalogue is older than the source; run `translations extract`.")
        if faults:
            raise CommandError("\n".join(faults))
        self.stdout.write("Catalogues are in order.")


def faults_of(file: LanguageFile) -> list[str]:
    """What is wrong with the translations of one language, each as a sentence."""
    faults = []
    for message in file.messages():
        if translated(message):
            faults += [f"{file.code}: {fault} in {sources_of(message)[0]!r}" for fault in _faults_of_message(message)]
        elif file.code in COMPLETE and is_citizen(message):
            faults.append(f"{file.code}: no translation of {sources_of(message)[0]!r}")
    return faults


def _faults_of_message(message: Message) -> list[str]:
    sources, strings = sources_of(message), strings_of(message)
    allowed = [_placeholders(source) for source in sources]
    faults = []
    if len(sources) > 1 and len(strings) != FORMS:
        faults.append("wrong number of plural forms")
    if any(_placeholders(string) not in allowed for string in strings):
        faults.append("other placeholders than the source")
    if any(string.startswith("\n") != sources[0].startswith("\n") for string in strings):
        faults.append("other line ends than the source")
    return faults


def _placeholders(text: str) -> frozenset[str]:
    return frozenset(PLACEHOLDER.findall(text))
