"""The engine of one machine: worker processes that share one frozen register, each ranking slices of the cases.

Workers are started afresh, not forked: they inherit no database connection and no thread, and it is the same on every
system. They need no lock, because each only reads.
"""

import os
import signal
import tempfile
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

from trackchild.matching.engine import Register

from .frozen import freeze, thaw
from .ranking import Asked, Ranked, WholeError, cores, rank_one, slices

SLICE = 16  # cases; a second or two of work at national size, so that Ctrl-C is soon obeyed
WAITING = 4  # slices a worker may have before it or done, so that none waits and none piles up
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")
_held: list[Register] = []  # in a worker: its register


def rank(register: Register, cases: Sequence[str], asked: Asked) -> Iterator[Ranked]:
    """Rank with as many processes as asked for, or one a core; one process is this one. Cases keep their order."""
    processes = min(asked.processes or cores(), -(-len(cases) // SLICE))
    if processes <= 1:
        yield from (rank_one(register, key, asked) for key in cases)
        return
    with tempfile.TemporaryDirectory(prefix="trackchild-whole-") as folder:
        file = Path(folder) / "register"
        freeze(register, file)
        pool = ProcessPoolExecutor(
            processes, mp_context=get_context("spawn"), initializer=_start_worker, initargs=(file,)
        )
        try:
            yield from _rank(pool, cases, asked, processes * WAITING)
        except BrokenProcessPool as error:
            raise WholeError(
                "A worker process ended before its work was done, most often for want of memory. "
                "What was stored stays; run again with fewer processes."
            ) from error
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _rank(pool: ProcessPoolExecutor, cases: Sequence[str], asked: Asked, most: int) -> Iterator[Ranked]:
    waiting: deque[Future[list[Ranked]]] = deque()
    for piece in slices(cases, SLICE):
        with _one_thread_each():  # the first slices start the processes
            waiting.append(pool.submit(_rank_slice, piece, asked))
        if len(waiting) >= most:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def _start_worker(file: Path) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, who then ends us in order
    _held[:] = [thaw(file)]


def _rank_slice(cases: Sequence[str], asked: Asked) -> list[Ranked]:
    return [rank_one(_held[0], key, asked) for key in cases]


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Processes started inside use one thread each: as many as there are cores are already at work."""
    before = {name: os.environ.get(name) for name in THREADS}
    os.environ.update(dict.fromkeys(THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
