"""A Kannel of the tests' own, with the pretend SMS centre whose telephones can be read."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from trackchild.launcher.kannel import FAKE_CENTRE, Kannel, is_here
from trackchild.launcher.smscentre import Arrived, Telephone
from trackchild.messaging.ways import Way

IS_REQUIRED = os.environ.get("TRACKCHILD_KANNEL") == "required"
needs_kannel = [
    pytest.mark.slow,
    pytest.mark.skipif(not is_here() and not IS_REQUIRED, reason="needs Debian's kannel and kannel-extras"),
]
"""Marks of a module that sends through Kannel. Where it is required, a missing one is a failure, not a skip."""
PATIENCE = 30.0


def wait_for(happened: Callable[[], object], what: str, *, patience: float = PATIENCE) -> None:
    """Wait until something is so; the test fails when it never is."""
    deadline = time.monotonic() + patience
    while not happened():
        assert time.monotonic() < deadline, f"{what} never happened"
        time.sleep(0.05)


@dataclass
class Centre:
    """Kannel's three processes, each of which may be killed and started again."""

    kannel: Kannel
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def log(self) -> Path:
        return self.kannel.folder / "centre.log"

    def start(self, name: str) -> None:
        """Start one of `bearerbox`, `smsbox`, `centre`."""
        if name == "centre":
            command: tuple[str, ...] = (str(FAKE_CENTRE), "-H", "127.0.0.1", "-r", str(self.kannel.centre), "-m", "0")
            command += ("1 2 text nothing",)
        else:
            command = next(one.command for one in self.kannel.programs() if one.name == name)
        with self.log.open("ab") as output:
            self.processes[name] = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)

    def kill(self, name: str) -> None:
        """As a power cut would."""
        process = self.processes.pop(name)
        process.send_signal(signal.SIGKILL)
        process.wait()

    def end(self) -> None:
        for name in list(self.processes):
            with suppress(ProcessLookupError):
                self.kill(name)

    def up(self) -> None:
        """Start everything and wait until it takes messages."""
        self.start("bearerbox")
        wait_for(lambda: listens(self.kannel.boxes) and listens(self.kannel.centre), "bearerbox")
        self.start("smsbox")
        self.start("centre")
        wait_for(lambda: listens(self.kannel.http), "smsbox")

    def arrived(self) -> list[Arrived]:
        """What the telephones show so far."""
        telephone = Telephone()
        lines = self.log.read_text("utf-8", "replace").splitlines()
        return [whole for line in lines if (whole := telephone.take(line))]

    def routes(self) -> dict[str, tuple[Way, ...]]:
        """The setting of the routes: SMS by this Kannel."""
        told = self.kannel.environment()
        options = {
            "url": told["TRACKCHILD_KANNEL_URL"],
            "user": told["TRACKCHILD_KANNEL_USER"],
            "password": told["TRACKCHILD_KANNEL_PASSWORD"],
            "status": told["TRACKCHILD_KANNEL_STATUS"],
            "header": "TRKCHD",
            "entity": "1101",
        }
        provider = "trackchild.messaging.providers.kannel.KannelProvider"
        return {"SMS": (Way("kannel", provider, tells_delivery=True, options=options),)}


def listens(port: int) -> bool:
    """Whether somebody listens on a port, read from the kernel: bearerbox takes a mere knock for a centre."""
    wanted = f"{port:04X}"
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        parts = line.split()
        if parts[1].endswith(f":{wanted}") and parts[3] == "0A":
            return True
    return False


@contextmanager
def a_centre(folder: Path) -> Iterator[Centre]:
    """A running Kannel with its centre, ended afterwards."""
    kannel = Kannel(folder)
    kannel.prepare()
    centre = Centre(kannel)
    try:
        centre.up()
        yield centre
    finally:
        centre.end()
