"""What the pool's processes do. Only they load the networks; their memory and files are capped."""

import logging
import os
import resource
import threading
from collections.abc import Sequence
from functools import cache
from multiprocessing import parent_process
from multiprocessing.connection import wait

from .choosing import open_encoder
from .encoder import EncoderInfo, FaceEncoder, Vectors
from .seen import Face, Pixels, Seen

log = logging.getLogger(__name__)
MOST_MEMORY = 4 << 30
"""Address space: an encoder of an operator's own may be large, a runaway is larger."""


def begin(choice: str) -> None:
    """Cap this process and remember which encoder it serves."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _chosen.append(choice)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Whoever asked was killed: nobody will ask again, and nobody would end this process."""
    if parent := parent_process():
        wait([parent.sentinel])
        os._exit(0)


def look(rgb: Pixels) -> list[Seen]:
    """The faces and their quality, the largest first."""
    encoder = _encoder()
    return [Seen(face, encoder.quality(rgb, face)) for face in encoder.detect(rgb)]


def encode(rgb: Pixels, faces: Sequence[Face]) -> Vectors:
    """One unit vector a face."""
    return _encoder().encode(rgb, faces)


def info() -> EncoderInfo:
    """Which network is at work."""
    return _encoder().info


_chosen: list[str] = []


@cache
def _encoder() -> FaceEncoder:
    return open_encoder(_chosen[-1])
