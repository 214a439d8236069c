"""The printed reference under docs/reference: written from the code, so that it cannot tell another story.

`trackchild write-reference` writes it; a test fails when it is stale.
"""

from collections.abc import Callable
from pathlib import Path

from django.utils import translation

from . import alerts, commands, environment, matrix, permissions, privacy, reactions, states

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "reference"
PAGES: dict[str, Callable[[], str]] = {
    "alerts.md": alerts.page,
    "commands.md": commands.page,
    "matrix.csv": matrix.page,
    "permissions.md": permissions.page,
    "privacy.md": privacy.page,
    "reactions.md": reactions.page,
    "settings.md": environment.page,
    "states.md": states.page,
}


def pages() -> dict[str, str]:
    """Every page by its file name, in English."""
    with translation.override("en"):
        return {name: page() for name, page in PAGES.items()}


def write(folder: Path = FOLDER) -> list[str]:
    """Write every page; answers the names of those that changed."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in pages().items():
        file = folder / name
        if not file.exists() or file.read_text("utf-8") != text:
            file.write_text(text, "utf-8")
            written.append(name)
    return written


def stale(folder: Path = FOLDER) -> list[str]:
    """The names of the pages that differ from what the code says now."""
    return [
        name
        for name, text in pages().items()
        if not (folder / name).exists() or (folder / name).read_text("utf-8") != text
    ]
