"""Which PostgreSQL processes really work on a data directory. A pid proves nothing: it may be reused or a zombie."""

import os
import signal
import time
from collections.abc import Iterable
from pathlib import Path

PROC = Path("/proc")
OBSERVABLE = (PROC / "self" / "cwd").exists()
"""Elsewhere than on Linux PostgreSQL's own interlock must do; nothing here then touches its files."""


def postgres_in(data: Path) -> frozenset[int]:
    """Every living postgres process whose working directory is this data directory (all of a cluster's have it)."""
    return frozenset(pid for pid in _pids() if _is_postgres_in(pid, data))


def postmaster_of(data: Path) -> int | None:
    """The pid written in postmaster.pid, if it is a living postgres of this very directory."""
    try:
        pid = int((data / "postmaster.pid").read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None
    if not OBSERVABLE:
        return pid
    return pid if _is_postgres_in(pid, data) else None


def wait_until_gone(data: Path, seconds: float) -> bool:
    """Wait for the last process of the cluster to leave; false when some are still there after the time given."""
    deadline = time.monotonic() + seconds
    while postgres_in(data):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def send(pids: Iterable[int], number: signal.Signals) -> None:
    """Signal processes that may be leaving at this moment."""
    for pid in pids:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            continue


def _pids() -> Iterable[int]:
    if not OBSERVABLE:
        return ()
    return (int(entry) for entry in os.listdir(PROC) if entry.isdigit())


def _is_postgres_in(pid: int, data: Path) -> bool:
    """A zombie has neither executable nor working directory, so it never counts."""
    try:
        executable = os.readlink(PROC / str(pid) / "exe")
        folder = os.readlink(PROC / str(pid) / "cwd")
    except OSError:
        return False
    return Path(executable.removesuffix(" (deleted)")).name == "postgres" and Path(folder) == data
