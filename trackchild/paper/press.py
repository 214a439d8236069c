"""Sets one folder's main.typ in a process of its own, so that a paper that hangs or grows takes nobody with it.

Run as a script: press.py FOLDER FORMAT PPI. It reads nothing outside the folder and writes its `out`.
"""

import resource
import sys
from pathlib import Path
from typing import Any

import typst

SECONDS = 15
BYTES = 2 * 1024**3


def set_folder(folder: Path, format_: str, ppi: float) -> None:
    """Compile main.typ with the fonts of the folder alone."""
    how: Any = {"format": format_, "pdf_standards": ["ua-1"] if format_ == "pdf" else []}
    made = typst.compile(
        str(folder / "main.typ"),
        root=str(folder),
        font_paths=[str(folder / "fonts")],
        ignore_system_fonts=True,
        ppi=ppi,
        sys_inputs={"told": (folder / "told.json").read_text("utf-8")},
        **how,
    )
    assert isinstance(made, bytes), "a picture has one page"
    (folder / "out").write_bytes(made)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    set_folder(Path(sys.argv[1]), sys.argv[2], float(sys.argv[3]))
