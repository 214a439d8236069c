"""The printed reference is what the code says now."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from trackchild.config import reference
from trackchild.config.reference.environment import VARIABLES
from trackchild.config.reference.states import CYCLES

from .cycles import life_cycles
from .planting import ROOT
from .source import python_files

NAMES = re.compile(r"\b(TRACKCHILD_[A-Z_]+|DATABASE_URL)\b")


def test_the_reference_is_up_to_date() -> None:
    assert reference.stale() == [], "run `trackchild write-reference`"


def test_the_reference_is_written_the_same_each_time() -> None:
    assert reference.pages() == reference.pages()


def test_a_page_that_differs_is_named_and_written_again(tmp_path: Path) -> None:
    call_command("write_reference", folder=tmp_path, stdout=StringIO())
    (tmp_path / "states.md").write_text("Something else")

    with pytest.raises(CommandError, match=r"states\.md"):
        call_command("write_reference", folder=tmp_path, check=True)

    said = StringIO()
    call_command("write_reference", folder=tmp_path, stdout=said)
    assert said.getvalue() == "Written: states.md.\n"
    call_command("write_reference", folder=tmp_path, check=True, stdout=StringIO())


def test_every_life_cycle_is_in_the_reference() -> None:
    printed = {cycle.name for cycles in CYCLES.values() for cycle in cycles}

    assert printed == {cycle.name for cycle in life_cycles().values()}


def test_every_setting_the_code_reads_is_in_the_reference() -> None:
    places = [*python_files(ROOT), ROOT / "trackchild/launcher/environment.sh"]
    read = {name for path in places for name in NAMES.findall(path.read_text("utf-8"))}

    assert set(VARIABLES) == read


def test_nothing_in_the_reference_names_a_machine() -> None:
    for text in reference.pages().values():
        assert str(ROOT) not in text
