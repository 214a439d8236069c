"""The processes that look at faces may be killed at any moment; whoever asks gets the answer all the same."""

import os
import signal
import threading
from collections.abc import Iterator

import numpy as np
import pytest
from PIL import Image

from trackchild.faces import FacesUnavailable, NoEncoder
from trackchild.faces.pool import FacePool

from .conftest import pixels


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
