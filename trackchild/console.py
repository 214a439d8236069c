"""The `trackchild` command: tools that need neither Django nor a database, and every management command by its name.

What a command needs is imported when it is asked for, so that `trackchild name-key` answers at once.
"""

import ast
import difflib
import importlib
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final, cast

from trackchild.launcher.errors import LauncherError

PACKAGE: Final = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Tool:
    """A command answered without Django."""

    target: str
    says: str


TOOLS: Final = {
    "compare-names": Tool("trackchild.names.cli:compare", "How alike two names are, in any script, and why."),
    "name-key": Tool("trackchild.names.cli:name_key", "The sound key of a name in any script."),
    "evaluate-matching": Tool("trackchild.matching.engine.cli:evaluate", "Quality of matching on a folder with truth."),
    "learn-weights": Tool(
        "trackchild.matching.engine.cli:learn_weights",
        "Learn matching weights from a folder with truth, or with --from-decisions from the offices' decisions.",
    ),
    "make-registry": Tool("trackchild.registry.synthetic:make_registry", "Make a synthetic registry folder."),
}
NEEDS_DATABASE: Final = {"learn-weights": "--from-decisions"}
"""Tools that become the management command of the same name when this option is given."""
WITHOUT_DATABASE: Final = frozenset(
    {"check", "collectstatic", "compilemessages", "help", "translations", "write_reference"}
)
FRAMEWORK: Final = ("django/core", "django/contrib/auth", "django/contrib/staticfiles", "pgtrigger")
"""Where the framework keeps commands an operator may need (migrate, shell, collectstatic …)."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command named first; 2 for a command nobody knows."""
    name, *arguments = list(sys.argv[1:] if argv is None else argv) or ["--help"]
    if name in ("--help", "-h", "help"):
        print(overview())
        return 0
    if name in TOOLS and NEEDS_DATABASE.get(name) not in arguments:
        return _tool(TOOLS[name])(arguments)
    command = name.replace("-", "_")
    if command not in own_commands() and command not in framework_commands():
        print(f"trackchild: there is no command {name!r}.{_suggestion(name)}", file=sys.stderr)
        return 2
    try:
        return _manage(command, arguments)
    except LauncherError as error:
        print(f"trackchild: {error}", file=sys.stderr)
        return 1


def overview() -> str:
    """Every command with one line."""
    lines = {name: tool.says for name, tool in TOOLS.items()}
    lines |= {name.replace("_", "-"): _summary(file) for name, file in own_commands().items()}
    width = max(len(name) for name in lines)
    listed = "\n".join(f"  {name:<{width}}  {lines[name]}".rstrip() for name in sorted(lines))
    return (
        "usage: trackchild COMMAND [ARGUMENTS]\n\n"
        f"{listed}\n\n"
        "`trackchild COMMAND --help` says more. Django's own commands (migrate, shell, ...) work too.\n"
        "Without DATABASE_URL the embedded database under var/ (or TRACKCHILD_DATA) is used."
    )


def own_commands() -> dict[str, Path]:
    """Management commands of the house, found by their files."""
    return _commands_in(PACKAGE.glob("*/management/commands"))


def framework_commands() -> dict[str, Path]:
    """Management commands of the framework."""
    homes = []
    for place in FRAMEWORK:
        package, _, inside = place.partition("/")
        spec = find_spec(package)
        if spec and spec.origin:
            homes.append(Path(spec.origin).parent / inside / "management" / "commands")
    return _commands_in(homes)


def _commands_in(folders: Iterable[Path]) -> dict[str, Path]:
    return {
        file.stem: file for folder in folders for file in sorted(folder.glob("*.py")) if not file.stem.startswith("_")
    }


def _summary(file: Path) -> str:
    """First line of a command's help, read without importing it."""
    tree = ast.parse(file.read_text("utf-8"))
    text = ast.get_docstring(tree) or ""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and [ast.unparse(target) for target in node.targets] == ["help"]:
            value = node.value.args[0] if isinstance(node.value, ast.Call) and node.value.args else node.value
            text = value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else text
    return text.strip().split("\n", 1)[0]


def _suggestion(name: str) -> str:
    known = [*TOOLS, *(command.replace("_", "-") for command in (*own_commands(), *framework_commands()))]
    close = difflib.get_close_matches(name, known, n=1)
    return f" Did you mean {close[0]!r}?" if close else " `trackchild --help` lists them."


def _tool(tool: Tool) -> Callable[[list[str]], int]:
    module, _, function = tool.target.partition(":")
    return cast("Callable[[list[str]], int]", getattr(importlib.import_module(module), function))


def _manage(command: str, arguments: list[str]) -> int:
    """Hand over to Django, with the embedded database running when it is the one to be used."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trackchild.config.settings")
    if command not in WITHOUT_DATABASE and "--help" not in arguments and _embedded():
        cluster = importlib.import_module("trackchild.launcher.postgres").Cluster(
            Path(os.environ.get("TRACKCHILD_DATA", PACKAGE.parent / "var"))
        )
        cluster.start(lambda text: print(text, file=sys.stderr))
        cluster.create_database()
    django_conf = importlib.import_module("django.conf")
    exceptions = importlib.import_module("django.core.exceptions")
    try:
        _ = django_conf.settings.INSTALLED_APPS
    except exceptions.ImproperlyConfigured as error:
        print(f"trackchild: {error}", file=sys.stderr)
        return 1
    importlib.import_module("django.core.management").execute_from_command_line(["trackchild", command, *arguments])
    return 0


def _embedded() -> bool:
    """Whether the settings will use the embedded database; production must allow it in so many words."""
    if os.environ.get("DATABASE_URL"):
        return False
    return os.environ.get("TRACKCHILD_PRODUCTION") != "1" or os.environ.get("TRACKCHILD_ALLOW_EMBEDDED") == "1"


if __name__ == "__main__":
    sys.exit(main())
