"""Rules of the house over its source text. Each takes the folder that holds `trackchild/` and answers what breaks it.

A rule reads files only, so that a test can break a copy of the tree and see the rule catch it.
"""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

MOST_LINES = 400
TEXTS = {".py", ".html", ".css", ".js", ".sh", ".txt"}
SHAPELESS = {"utils", "util", "helpers", "helper", "common", "misc", "services", "managers"}
# Put together from halves, so that the rule does not find itself.
LEFT_UNDONE = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "X" + "XX")) + r")\b")
WRITES = {
    "save",
    "create",
    "update",
    "delete",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "execute",
}
NO_RECORDS = {"hashlib", "messages"}
PRIVATE = {"MissingCase", "FoundChild", "CitizenReport", "Candidate", "Restoration", "Contact", "Description"}
"""Records of children: a view reaches them through `visible_to` or a query that does."""


def python_files(root: Path, *, under: str = "trackchild") -> Iterator[Path]:
    """The house's own modules, without migrations."""
    for path in sorted((root / under).rglob("*.py")):
        if "migrations" not in path.parts and "__pycache__" not in path.parts:
            yield path


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), filename=str(path))


def _at(root: Path, path: Path, node: ast.AST | int, what: str) -> str:
    line = node if isinstance(node, int) else getattr(node, "lineno", 0)
    return f"{path.relative_to(root)}:{line}: {what}"


def long_files(root: Path) -> list[str]:
    """A file of more than 400 lines has two subjects."""
    counted = ((path, len(path.read_text("utf-8").splitlines())) for path in python_files(root))
    return [_at(root, path, lines, f"{lines} lines") for path, lines in counted if lines > MOST_LINES]


def left_undone(root: Path) -> list[str]:
    """No note of work left undone: it belongs in an issue."""
    found = []
    for path in sorted(root.joinpath("trackchild").rglob("*")):
        if path.suffix in TEXTS and "__pycache__" not in path.parts:
            for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
                if match := LEFT_UNDONE.search(line):
                    found.append(_at(root, path, number, match.group()))
    return found


def shapeless_modules(root: Path) -> list[str]:
    """No drawer for everything: a module is named after what it knows."""
    paths = [path for path in python_files(root) if path.stem in SHAPELESS or SHAPELESS & set(path.parts)]
    return [_at(root, path, 1, "named after nothing") for path in paths]


def signals(root: Path) -> list[str]:
    """No signals: what follows from an event stands in the table of `reactions.py`."""
    found = []
    for path in python_files(root):
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.ImportFrom):
                names = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
            elif isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            else:
                continue
            if any(name.startswith("django.dispatch") or name.endswith(".signals") for name in names):
                found.append(_at(root, path, node, "listens to a signal"))
    return found


def bare_excepts(root: Path) -> list[str]:
    """An error nobody named is a bug and must reach the log."""
    return [
        _at(root, path, node, "catches everything")
        for path in python_files(root)
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id == "BaseException"))
        # The error may pass through a clean-up, as long as it goes on its way.
        and not any(isinstance(inner, ast.Raise) and inner.exc is None for inner in ast.walk(node))
    ]


def late_imports(root: Path) -> list[str]:
    """Imports stand at the top: one inside a function hides a cycle."""
    return [
        _at(root, path, inner, "imports inside a function")
        for path in python_files(root)
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name != "ready"
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]


def _is_view(path: Path) -> bool:
    return path.name in {"views.py", "frame.py"} or "views" in path.parts


def views(root: Path) -> Iterator[Path]:
    """The modules that turn requests into answers."""
    return (path for path in python_files(root) if _is_view(path))


def writing_views(root: Path) -> list[str]:
    """A view parses, calls one action and answers; it changes no row itself."""
    return [
        _at(root, path, node, f"a view calls .{node.func.attr}()")
        for path in views(root)
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WRITES
        and not _is_action(node.func.value)
    ]


def _is_action(value: ast.expr) -> bool:
    """`case_actions.update(...)` and `request.session.update(...)` are not writes of the view."""
    if isinstance(value, ast.Attribute):
        return value.attr == "session"
    return isinstance(value, ast.Name) and (value.id.endswith("actions") or value.id in NO_RECORDS)


def unscoped_pages(root: Path) -> list[str]:
    """A view never takes children's records from the whole table: `objects.visible_to(...)` or a query does."""
    found = []
    for path in views(root):
        for node in ast.walk(_tree(path)):
            if (
                isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Attribute)
                and node.value.attr == "objects"
                and isinstance(node.value.value, ast.Name)
                and node.value.value.id in PRIVATE
                and node.attr not in {"visible_to", "none"}
            ):
                found.append(_at(root, path, node, f"{node.value.value.id}.objects.{node.attr} without a viewer"))
    return found


RULES: tuple[Callable[[Path], list[str]], ...] = (
    long_files,
    left_undone,
    shapeless_modules,
    signals,
    bare_excepts,
    late_imports,
    writing_views,
    unscoped_pages,
)
