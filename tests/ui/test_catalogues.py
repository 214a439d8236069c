"""The catalogue tools keep translations, find every text and notice what is wrong."""

import gettext
from io import StringIO
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from django.core.management import CommandError, call_command

from trackchild.ui.catalogues import LanguageFile, citizen_completeness, language_files
from trackchild.ui.extraction import extract_messages
from trackchild.ui.languages import LOCALE
from trackchild.ui.management.commands.translations import faults_of

PORTAL = [("trackchild/portal/pages.py", 3)]
PLURAL = ("%(count)s child", "%(count)s children")


def a_file(tmp_path: Path, code: str = "hi") -> LanguageFile:
    return LanguageFile(tmp_path / code / "LC_MESSAGES" / "django.po")


def fresh(*texts: str) -> list[Message]:
    return [Message(text, locations=PORTAL) for text in texts]


def translate(file: LanguageFile, text: str, string: str | tuple[str, ...]) -> None:
    for message in file.messages():
        if message.id in (text, PLURAL):
            message.string = string


def test_extraction_finds_python_templates_contexts_and_plurals(tmp_path: Path) -> None:
    package = tmp_path / "trackchild"
    templates = package / "portal" / "templates"
    templates.mkdir(parents=True)
    (package / "portal" / "views.py").write_text(
        '_("A child")\npgettext("body", "Back")\nngettext("%(n)s day", "%(n)s days", n)\n'
    )
    (templates / "page.html").write_text(
        '{% load i18n %}{% translate "Help" %}'
        "{% blocktranslate trimmed %}\n  Two\n  lines of {{ name }}.\n{% endblocktranslate %}"
    )
    found = {(message.id, message.context) for message in extract_messages(package)}
    assert found == {
        ("A child", None),
        ("Back", "body"),
        (("%(n)s day", "%(n)s days"), None),
        ("Help", None),
        ("Two lines of %(name)s.", None),
    }


def test_an_update_keeps_translations_and_brings_one_back_that_returns(tmp_path: Path) -> None:
    file = a_file(tmp_path)
    file.update(fresh("A child", "A home"))
    translate(file, "A child", "एक बच्चा")
    file.write()
    gone = LanguageFile(file.path)
    gone.update(fresh("A home"))
    gone.write()
    assert '#~ msgid "A child"' in gone.path.read_text()
    back = LanguageFile(file.path)
    back.update(fresh("A child", "A home"))
    assert {message.id: message.string for message in back.messages()}["A child"] == "एक बच्चा"


def test_writing_what_was_read_changes_nothing(tmp_path: Path) -> None:
    file = a_file(tmp_path)
    file.update([*fresh("B", "A"), Message(PLURAL, locations=PORTAL)])
    file.write()
    assert LanguageFile(file.path).text() == file.path.read_text()
    assert ":3" not in file.path.read_text()


def test_the_share_of_citizen_texts_is_written_into_the_compiled_catalogue(tmp_path: Path) -> None:
    file = a_file(tmp_path)
    file.update([*fresh("A", "B", "C", "D"), Message("Staff", locations=[("trackchild/workspaces/x.py", 1)])])
    translate(file, "A", "क")
    file.write()
    file.compile()
    with file.compiled.open("rb") as stream:
        compiled = gettext.GNUTranslations(stream)
    assert citizen_completeness(file) == 25
    assert compiled.info()["x-citizen-complete"] == "25"
    assert compiled.gettext("A") == "क"
    assert compiled.gettext("B") == "B"


@pytest.mark.parametrize(
    ("text", "string", "fault"),
    [
        ("Ask %(name)s.", "पूछें।", "other placeholders"),
        ("Ask %(name)s.", "%(who)s से पूछें।", "other placeholders"),
        ("Ask.", "", "no translation"),
    ],
)
def test_a_wrong_translation_is_reported_as_a_sentence(tmp_path: Path, text: str, string: str, fault: str) -> None:
    file = a_file(tmp_path)
    file.update(fresh(text))
    translate(file, text, string)
    assert fault in faults_of(file)[0]


def test_a_right_translation_is_not_reported(tmp_path: Path) -> None:
    file = a_file(tmp_path)
    file.update([Message(PLURAL, locations=PORTAL)])
    translate(file, "", ("%(count)s बच्चा", "%(count)s बच्चे"))
    assert faults_of(file) == []


def test_a_stale_catalogue_fails_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    newer = [*extract_messages(), *fresh("A sentence that no catalogue has")]
    monkeypatch.setattr("trackchild.ui.management.commands.translations.extract_messages", lambda: newer)
    with pytest.raises(CommandError, match="older than the source"):
        call_command("translations", "check", stdout=StringIO())


def test_every_language_has_a_catalogue_that_says_whether_a_native_speaker_reviewed_it() -> None:
    files = language_files(LOCALE)
    assert len(files) == 23
    assert all('"X-Review: ' in file.path.read_text("utf-8") for file in files)
