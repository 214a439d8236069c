"""From an uploaded file to a picture that may be kept: decoded apart, hashed, and looked at for faces."""

import hashlib
import json
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from PIL import Image

from . import decoding
from .derivatives import encode, open_own
from .hashing import picture_hash
from .looking import look
from .seen import FaceSeen

MAX_BYTES = 25 * 1024 * 1024
WALL_SECONDS = 20
MASTER_QUALITY = 90
AT_ONCE = threading.BoundedSemaphore(4)
"""Children that decode at the same time in one server process; each may take up to 640 MB."""
WAIT_SECONDS = 30
MEDIA_TYPES = {
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
    "HEIF": "image/heic",
}
HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")
STARTS = {
    b"GIF8": "animated",
    b"%PDF": "document",
    b"%!PS": "document",
    b"<": "document",
    b"\xc5\xd0\xd3\xc6": "document",
}


class PictureRefused(Exception):
    """The file cannot be kept. `reason` is a key of `vocabulary.REFUSALS`, whose sentence says what to do."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that may be kept: the upload as it came, the clean master of its pixels, and what is seen in it."""

    upload: bytes
    media_type: str
    sha256: str
    master: bytes
    width: int
    height: int
    phash: int | None
    faces: tuple[FaceSeen, ...] | None
    """None where nobody looked."""
    taken_on: date | None = None


Decoded = tuple[dict[str, Any], bytes]


def decode_apart(upload: bytes) -> Decoded:
    """Decode in a child process that cannot take much memory or time. Raises PictureRefused."""
    if not AT_ONCE.acquire(timeout=WAIT_SECONDS):
        raise PictureRefused("busy")
    try:
        child = subprocess.run(  # noqa: S603 - our own file, our own interpreter, no shell
            [sys.executable, "-I", "-B", decoding.__file__],
            input=upload,
            capture_output=True,
            timeout=WALL_SECONDS,
            env={},
            cwd="/",
            check=False,
        )
    except subprocess.TimeoutExpired as slow:
        raise PictureRefused("broken") from slow
    finally:
        AT_ONCE.release()
    line, _newline, pixels = child.stdout.partition(b"\n")
    if child.returncode != 0 or not line:  # killed by one of its limits, or by its own decoder
        raise PictureRefused("broken")
    return json.loads(line), pixels


def decode_here(upload: bytes) -> Decoded:
    """Decode in this process: only for pictures this program has drawn itself."""
    try:
        return decoding.decode(upload)
    except decoding.Refused as refused:
        return {"refused": str(refused)}, b""


def read_picture(upload: bytes, *, decode: Callable[[bytes], Decoded] = decode_apart, looks: bool = True) -> Picture:
    """Everything that is known of an upload once it is decoded. Raises PictureRefused."""
    if len(upload) > MAX_BYTES:
        raise PictureRefused("size")
    if early := _refused_by_its_start(upload):
        raise PictureRefused(early)
    facts, rgb = decode(upload)
    if reason := facts.get("refused"):
        raise PictureRefused(_more_exact(str(reason), upload))
    width, height = int(facts["width"]), int(facts["height"])
    if len(rgb) != width * height * 3:
        raise PictureRefused("broken")
    pixels = Image.frombytes("RGB", (width, height), rgb)
    master = encode(pixels, quality=MASTER_QUALITY)
    # Faces are looked for in the master as it is kept, so that whoever looks again sees the same ones.
    seen = look(open_own(master)) if looks else None
    return Picture(
        upload=upload,
        media_type=MEDIA_TYPES[facts["format"]],
        sha256=hashlib.sha256(upload).hexdigest(),
        master=master,
        width=width,
        height=height,
        phash=picture_hash(pixels),
        faces=seen,
        taken_on=date.fromisoformat(facts["taken_on"]) if facts.get("taken_on") else None,
    )


def _refused_by_its_start(upload: bytes) -> str:
    start = upload[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start:
        return "empty"
    return next((reason for begin, reason in STARTS.items() if start.startswith(begin)), "")


def _more_exact(reason: str, upload: bytes) -> str:
    """A file of the telephone's film family that could not be read: an iPhone's photo, or a video."""
    if reason != "format" or upload[4:8] != b"ftyp":
        return reason
    return "heic" if upload[8:12] in HEIC_BRANDS else "format" if upload[8:10] == b"av" else "video"
