"""Clusters of the launcher's own tests: each in a new folder, gone afterwards with all its processes."""

import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from trackchild.launcher.postgres import Cluster
from trackchild.launcher.processes import postgres_in, send, wait_until_gone


@pytest.fixture
def folder() -> Iterator[Path]:
    """A short path everybody can reach, as the folder of an ordinary clone is (pytest's own is closed and long)."""
    made = Path(tempfile.mkdtemp(prefix="tc-", dir="/var/tmp"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


@pytest.fixture
def make_cluster() -> Iterator[Callable[[Path], Cluster]]:
    """Clusters that are ended without relying on the code under test."""
    made: list[Cluster] = []

    def make(data: Path) -> Cluster:
        made.append(Cluster(data))
        return made[-1]

    yield make
    for cluster in made:
        send(postgres_in(cluster.place.data), signal.SIGQUIT)
        if not wait_until_gone(cluster.place.data, 10):
            send(postgres_in(cluster.place.data), signal.SIGKILL)
        for left in (cluster.place.folder, cluster.place.sockets):
            shutil.rmtree(left, ignore_errors=True)


@pytest.fixture
def cluster(folder: Path, make_cluster: Callable[[Path], Cluster]) -> Cluster:
    """A running cluster with its database."""
    running = make_cluster(folder / "var")
    running.start()
    running.create_database()
    return running


needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root has another user to become")
