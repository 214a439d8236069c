"""A sheet with a few figures: the month of a district, as it goes by mail to its magistrate and superintendent."""

import json
from collections.abc import Sequence
from pathlib import Path

import typst

SHEET = Path(__file__).parent / "figures.typ"


def figures_paper(*, title: str, rows: Sequence[tuple[str, str]], note: str, language: str) -> bytes:
    """A tagged PDF with a title, a table of two columns and a note; the same words give the same bytes."""
    told = {"title": title, "rows": [list(row) for row in rows], "note": note, "language": language}
    return bytes(typst.compile(SHEET.read_bytes(), sys_inputs={"told": json.dumps(told)}))
