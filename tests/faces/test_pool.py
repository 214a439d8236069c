"""The processes that look at faces may be killed at any moment; whoever asks gets the answer all the same."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from trackchild.faces import FacesUnavailable, NoEncoder
from trackchild.faces.pool import FacePool

from .conftest import pixels

ASKER = """
import time
from trackchild.faces.pool import shared, use
if __name__ == "__main__":
    use("dlib")
    shared().info()
    (process,) = shared()._running._processes.values()
    print(process.pid, flush=True)
    time.sleep(600)
"""
"""Starts a pool, tells the number of its process, and waits to be killed."""


@pytest.fixture(scope="module")
def pool() -> Iterator[FacePool]:
    """One process."""
    made = FacePool("dlib")
    yield made
    made.close()


def process_of(pool: FacePool) -> int:
    """The number of its process."""
    assert pool._running is not None
    return next(iter(pool._running._processes))


def test_a_killed_process_is_replaced(pool: FacePool, portrait: Image.Image) -> None:
    (first,) = pool.look(pixels(portrait))
    lost = process_of(pool)
    os.kill(lost, signal.SIGKILL)
    (again,) = pool.look(pixels(portrait))

    assert first == again
    assert process_of(pool) != lost


def test_what_a_process_was_doing_when_it_was_killed_is_done_again(pool: FacePool, portrait: Image.Image) -> None:
    (seen,) = pool.look(pixels(portrait))
    threading.Timer(0.05, os.kill, (process_of(pool), signal.SIGKILL)).start()
    vectors = pool.encode(pixels(portrait), [seen.face] * 4)

    assert vectors.shape == (4, 128)
    assert np.allclose(vectors[0], vectors[3])


def test_threads_that_ask_at_once_all_get_the_right_answer(pool: FacePool, portrait: Image.Image) -> None:
    answers: list[object] = []
    threads = [threading.Thread(target=lambda: answers.append(pool.look(pixels(portrait)))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert all(answer == answers[0] for answer in answers) and len(answers) == 4


def test_why_no_encoder_works_is_told_across_processes() -> None:
    off = FacePool("off")
    missing = FacePool("/nowhere/manifest.json")
    try:
        with pytest.raises(NoEncoder):
            off.info()
        with pytest.raises(FacesUnavailable, match="cannot be read"):
            missing.info()
    finally:
        off.close()
        missing.close()


def test_a_pool_ends_with_whoever_was_killed_while_asking() -> None:
    """The processes of a worker that died must not stay and hold its memory."""
    with subprocess.Popen([sys.executable, "-c", ASKER], stdout=subprocess.PIPE, text=True) as asker:
        assert asker.stdout
        helper = int(asker.stdout.readline())
        asker.kill()
    for _moment in range(300):
        if not is_alive(helper):
            return
        time.sleep(0.1)
    os.kill(helper, signal.SIGKILL)
    pytest.fail("the pool's process outlived its asker")


def is_alive(pid: int) -> bool:
    """Whether a process runs; one that only waits to be buried does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
