"""Pages of the reference as text."""

from collections.abc import Iterable, Sequence

NOTICE = "<!-- Written by `trackchild write-reference` from {source}. Change the code, not this page. -->"


def document(title: str, source: str, *parts: str) -> str:
    """A page with its title, where it comes from, and its parts."""
    return "\n\n".join([f"# {title}", NOTICE.format(source=source), *(part.strip("\n") for part in parts)]) + "\n"


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table; a line break or a bar inside a cell does not break it."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def code(value: object) -> str:
    """A name as the code writes it."""
    return f"`{value}`"


def codes(values: Iterable[object]) -> str:
    """Names as the code writes them, with commas."""
    return ", ".join(code(value) for value in values)


def _cell(value: object) -> str:
    return " ".join(str(value).replace("|", "\\|").split())
