"""A copy of the tree into which a test plants a mistake, to see the rule catch it."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.npy", "*.woff2")

ASK = """
import json, os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "trackchild.config.settings"
django.setup()
import trackchild
from pathlib import Path
from tests.contracts import layers, routes, shape
assert Path(trackchild.__file__).parents[1] == Path.cwd(), trackchild.__file__
print(json.dumps({}))
"""


@dataclass(frozen=True, slots=True)
class Copy:
    """A tree like the project's own, to be broken."""

    root: Path

    def append(self, path: str, text: str) -> None:
        """Add lines to a file, or make it."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("a", encoding="utf-8") as file:
            file.write(f"\n{text}\n")

    def replace(self, path: str, old: str, new: str) -> None:
        """Change one place of a file."""
        target = self.root / path
        text = target.read_text("utf-8")
        assert text.count(old) == 1, f"{path} holds {old!r} {text.count(old)} times"
        target.write_text(text.replace(old, new), "utf-8")

    def asked(self, question: str) -> list[str]:
        """What a rule over Django's registry finds in the copy, in a process that runs on the copy."""
        answer = subprocess.run(
            [sys.executable, "-W", "error", "-c", ASK.replace("{}", question)],
            cwd=self.root,
            env={**os.environ, "PYTHONPATH": str(self.root), "TRACKCHILD_DATA": str(self.root / "var")},
            capture_output=True,
            text=True,
            check=False,
        )
        assert answer.returncode == 0, answer.stderr[-3000:]
        found: list[str] = json.loads(answer.stdout.splitlines()[-1])
        return found


def copy_tree(target: Path) -> Copy:
    """The package, the catalogues, the tests of the shape and the settings of the tools."""
    for folder in ("trackchild", "locale", "tests/contracts"):
        shutil.copytree(ROOT / folder, target / folder, ignore=LEFT_OUT)
    for file in ("pyproject.toml", "tests/__init__.py"):
        shutil.copy(ROOT / file, target / file)
    return Copy(target)
