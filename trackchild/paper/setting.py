"""From data and a template to bytes: a PDF for readers of every kind (PDF/UA-1), or a picture."""

import io
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

import segno
from PIL import Image

from .fonts import font_files

HERE = Path(__file__).parent
SECONDS = 20
WAIT_SECONDS = 5
AT_ONCE = BoundedSemaphore(2)
"""Papers set at one time in this process; more would only slow each other."""
JPEG_QUALITIES = (88, 80, 72, 64, 55, 45, 35, 25, 15)


class PaperFailed(Exception):
    """The paper could not be set: it took too long, or its template does not hold."""


class PressBusy(Exception):
    """Others wait for their papers; this one may be asked for again in a moment."""


def set_pdf(template: str, told: Mapping[str, Any], files: Mapping[str, bytes]) -> bytes:
    """A tagged PDF. `told` is data, never markup; `files` are pictures by the name the template knows."""
    return _set(template, told, files, "pdf", 144)


def set_png(template: str, told: Mapping[str, Any], files: Mapping[str, bytes], *, ppi: float = 72) -> bytes:
    """The one page of a template as a picture."""
    return _set(template, told, files, "png", ppi)


def set_jpeg(template: str, told: Mapping[str, Any], files: Mapping[str, bytes], *, most_bytes: int) -> bytes:
    """The one page of a template as a JPEG of at most so many bytes."""
    with Image.open(io.BytesIO(set_png(template, told, files))) as page:
        pixels = page.convert("RGB")
    for quality in JPEG_QUALITIES:
        file = io.BytesIO()
        pixels.save(file, "JPEG", quality=quality, optimize=True, progressive=True)
        if file.tell() <= most_bytes:
            return file.getvalue()
    raise PaperFailed(f"{template}: more than {most_bytes} bytes")


def qr_code(address: str) -> bytes:
    """An address for telephones' cameras, as SVG; a quarter of it may be torn or wet."""
    file = io.BytesIO()
    segno.make(address, error="q", micro=False).save(file, kind="svg", border=2, xmldecl=False, svgns=True)
    return file.getvalue()


def _set(template: str, told: Mapping[str, Any], files: Mapping[str, bytes], format_: str, ppi: float) -> bytes:
    fonts = font_files()
    if not AT_ONCE.acquire(timeout=WAIT_SECONDS):
        raise PressBusy
    try:
        with tempfile.TemporaryDirectory(prefix="paper-") as name:
            folder = Path(name)
            _lay_out(folder, template, told, files, fonts)
            return _press(folder, format_, ppi)
    finally:
        AT_ONCE.release()


def _lay_out(
    folder: Path, template: str, told: Mapping[str, Any], files: Mapping[str, bytes], fonts: list[Path]
) -> None:
    (folder / "fonts").mkdir()
    for font in fonts:
        (folder / "fonts" / font.name).symlink_to(font)
    for source in HERE.glob("*.typ"):
        (folder / source.name).write_bytes(source.read_bytes())
    (folder / "main.typ").write_bytes((HERE / template).read_bytes())
    (folder / "told.json").write_text(json.dumps(told), "utf-8")
    for name, content in files.items():
        (folder / name).write_bytes(content)


def _press(folder: Path, format_: str, ppi: float) -> bytes:
    command = [sys.executable, str(HERE / "press.py"), str(folder), format_, str(ppi)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603 - our own script
    except subprocess.TimeoutExpired as late:
        raise PaperFailed(f"not set within {SECONDS} s") from late
    if done.returncode:
        raise PaperFailed(done.stderr.decode("utf-8", "replace")[-800:])
    return (folder / "out").read_bytes()
