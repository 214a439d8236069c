"""Processes that look at faces for everybody else: the detector must not be shared by threads, and the network keeps
all other threads waiting while it works.

A process that is killed or hangs is replaced, and what it was doing is asked once more.
"""

import multiprocessing
import threading
from collections.abc import Sequence
from concurrent.futures import CancelledError, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from importlib import import_module
from typing import Any

from .encoder import EncoderInfo, FacesUnavailable, Vectors
from .seen import Face, Pixels, Seen

WORK = "trackchild.faces.work"
"""Named, not imported: the networks' libraries are loaded by the pool's processes alone."""
PATIENCE = 30.0
"""Seconds for one picture, with a busy machine in mind; an idle one needs half a second."""
PICTURES_EACH = 500
"""After so many a process is replaced, in case a library keeps what it should let go."""


class FacePool:
    """A few processes of one encoder, started when first asked."""

    def __init__(self, choice: str, *, processes: int = 1) -> None:
        self._choice, self._processes = choice, processes
        self._lock = threading.Lock()
        self._running: ProcessPoolExecutor | None = None

    def look(self, rgb: Pixels, *, patience: float = PATIENCE) -> list[Seen]:
        """The faces of a picture with their quality, the largest first. Raises FacesUnavailable."""
        return self._ask("look", rgb, patience=patience)

    def encode(self, rgb: Pixels, faces: Sequence[Face], *, patience: float = PATIENCE) -> Vectors:
        """One unit vector a face. Raises FacesUnavailable."""
        return self._ask("encode", rgb, tuple(faces), patience=patience)

    def info(self, *, patience: float = PATIENCE) -> EncoderInfo:
        """Which network is at work. Raises FacesUnavailable."""
        return self._ask("info", patience=patience)

    def close(self) -> None:
        """End the processes; the next question starts new ones."""
        with self._lock:
            running, self._running = self._running, None
        if running:
            _end(running)

    def _ask(self, question: str, *given: object, patience: float) -> Any:
        for _ in range(2):
            running = self._ready()
            try:
                return running.submit(_do, question, *given).result(timeout=patience)
            except (BrokenProcessPool, TimeoutError, CancelledError):
                self._replace(running)
        raise FacesUnavailable("The processes that look at faces ended twice over one picture.")

    def _ready(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._running is None:
                self._running = ProcessPoolExecutor(
                    self._processes,
                    mp_context=multiprocessing.get_context("spawn"),
                    initializer=_do,
                    initargs=("begin", self._choice),
                    max_tasks_per_child=PICTURES_EACH,
                )
            return self._running

    def _replace(self, broken: ProcessPoolExecutor) -> None:
        """Only the first who notices replaces it; the others find the new one."""
        with self._lock:
            if self._running is broken:
                self._running = None
        _end(broken)


def _do(name: str, *given: object) -> Any:
    """Run in a process of the pool."""
    return getattr(import_module(WORK), name)(*given)


def _end(pool: ProcessPoolExecutor) -> None:
    """One that hangs would be waited for until the end of days."""
    processes = list((pool._processes or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.kill()


_pools: dict[str, FacePool] = {}
_chosen = "dlib"
_lock = threading.Lock()


def use(choice: str) -> None:
    """Which encoder this process's pool serves from now on: `dlib`, `off`, or the path of a manifest."""
    global _chosen  # noqa: PLW0603
    _chosen = choice


def shared() -> FacePool:
    """This process's pool of the encoder in use."""
    with _lock:
        return _pools.setdefault(_chosen, FacePool(_chosen))


def see(rgb: Pixels) -> list[Seen]:
    """The faces of a picture with their quality, the largest first. Raises FacesUnavailable."""
    return shared().look(rgb)
