"""What the documents point to exists, and decisions are numbered once."""

import re
from pathlib import Path

import pytest

from .planting import ROOT

LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")
FILE_NAMED = re.compile(r"`((?:trackchild|tests|docs|bin|locale)/[\w./-]+\.\w+)`")
PAGES = [*ROOT.glob("*.md"), *sorted(ROOT.glob("docs/**/*.md"))]
DECISIONS = sorted(ROOT.glob("docs/adr/*.md"))
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


@each_page
def test_a_link_leads_somewhere(page: Path) -> None:
    targets = [target for target in LINK.findall(page.read_text("utf-8")) if "://" not in target]

    assert [target for target in targets if not (page.parent / target).exists()] == []


@each_page
def test_a_file_that_is_named_exists(page: Path) -> None:
    named = [name for name in FILE_NAMED.findall(page.read_text("utf-8")) if "/CODE/" not in name]

    assert [name for name in named if not (ROOT / name).exists()] == []


@each_page
def test_a_document_knows_no_machine(page: Path) -> None:
    assert not re.search(r"(?<![\w.~-])/(root|work|home)/", page.read_text("utf-8"))


def test_decisions_are_numbered_once() -> None:
    numbers = [page.name[:4] for page in DECISIONS]

    assert sorted(numbers) == sorted(set(numbers))


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_a_decision_says_its_number_its_day_and_what_was_decided(page: Path) -> None:
    text = page.read_text("utf-8")

    assert text.startswith(f"# {int(page.name[:4])}. ")
    assert re.search(r"^Date: \d\d-\d\d-\d{4}\. Status: \w+", text, re.M)
    assert re.search(r"^## (Choice|Decision)", text, re.M)
