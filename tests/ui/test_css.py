"""The style sheet stays small, mirrors itself for right-to-left scripts and leaves the content policy whole."""

import gzip
import re
from pathlib import Path

import pytest

import trackchild
from trackchild import ui

STATIC = Path(ui.__file__).parent / "static" / "ui"
SHEETS = sorted(STATIC.rglob("*.css"))
TEMPLATES = sorted(Path(trackchild.__file__).parent.rglob("templates/**/*.html"))
PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right|top|bottom)"
    r"|(?:left|right|top|bottom|width|height|(?:min|max)-(?:width|height)))\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)"
)
MEDIA_CONDITION = re.compile(r"\((?:min|max)-width:[^)]*\)")


def weight(*names: str) -> int:
    return len(gzip.compress(b"".join((STATIC / name).read_bytes() for name in names), 9))


def physical_properties(css: str) -> list[str]:
    return PHYSICAL.findall(MEDIA_CONDITION.sub("", css))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_a_style_sheet_names_no_left_or_right(sheet: Path) -> None:
    assert physical_properties(sheet.read_text()) == []


@pytest.mark.parametrize("rule", ["a{margin-left:1px}", "a { text-align: right }", "a{left: 0}", "a{max-width:9rem}"])
def test_the_search_for_physical_properties_finds_one(rule: str) -> None:
    assert physical_properties(rule)


def test_all_style_sheets_together_stay_within_ten_kilobytes_compressed() -> None:
    assert weight("css/base.css", "css/components.css", "css/office.css") <= 10 * 1024
    assert {path.name for path in SHEETS} == {"base.css", "components.css", "office.css"}


def test_scripts_of_a_citizen_page_stay_within_six_kilobytes_compressed() -> None:
    assert weight("js/page.js", "js/captcha.js") <= 6 * 1024


def test_the_solver_of_the_security_check_is_under_a_kilobyte_compressed() -> None:
    assert weight("js/captcha.js") < 1024


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: "/".join(path.parts[-3:]))
def test_a_template_has_no_style_or_script_of_its_own(template: Path) -> None:
    text = template.read_text()
    assert not re.search(r"\sstyle\s*=|<style\b|\son[a-z]+\s*=\s*[\"']", text)
    assert all("src=" in tag for tag in re.findall(r"<script\b[^>]*>", text))
