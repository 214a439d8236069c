"""The house as `bin/up` starts it, with its database, matcher and worker killed in the middle: nothing told is lost."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.conftest import ROOT, wait_for
from trackchild.launcher.postgres import Cluster
from trackchild.launcher.processes import postmaster_of

pytestmark = pytest.mark.slow
BEFORE = """
from tests.factories import a_case
from tests.people import make_country
country = make_country()
a_case(country.asha, stage="INVESTIGATION")
print(country.das.posting_id)
"""
ADMIT = """
import sys
from tests.factories import NOW, a_form_r
from trackchild.accounts.models import Posting
from trackchild.accounts.viewer import Viewer
from trackchild.cases.actions import found
das = Viewer.of(Posting.objects.get(pk=int(sys.argv[1])), route="test")
found.admit_child(form=a_form_r(), by=das, at=NOW)
"""
COUNT = """
from trackchild.matching.models import Candidate
from trackchild.messaging.models import Message
print(Candidate.objects.filter(stage="SHORTLISTED").count(), Message.objects.filter(template__contains="pair").count())
"""
SET_UP = "import django; django.setup()\n"


class Running:
    """One house of its own, beside every other."""

    def __init__(self, data: Path) -> None:
        self.data = data
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("TRACKCHILD_", "DATABASE_"))}
        self.environment = {
            **kept,
            "DATABASE_URL": "",
            "TRACKCHILD_DATA": str(data),
            "DJANGO_SETTINGS_MODULE": "trackchild.config.settings",
        }
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "trackchild.launcher.up",
                "--no-demo",
                "--port",
                str(self.port),
                "--data",
                str(data),
            ],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def is_ready(self) -> bool:
        """Whether the health page calls every part up."""
        assert self.process.poll() is None, "the supervisor ended"
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health/ready", timeout=5) as answer:
                return bool(json.load(answer)["up"])
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            return False

    def run(self, code: str, *arguments: str) -> str:
        """Run a few lines against this house's database, as any of its processes would."""
        return subprocess.run(
            [sys.executable, "-c", SET_UP + code, *arguments],
            cwd=ROOT,
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()

    def kill(self, command: str) -> None:
        """Kill a process of this house by its command, without a farewell."""
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and self._is(entry, command):
                os.kill(int(entry.name), signal.SIGKILL)

    def _is(self, entry: Path, command: str) -> bool:
        try:
            words = (entry / "cmdline").read_bytes().split(b"\0")
            return command.encode() in words and f"TRACKCHILD_DATA={self.data}".encode() in (
                entry / "environ"
            ).read_bytes().split(b"\0")
        except OSError:
            return False


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    house = Running(tmp_path / "var")
    try:
        wait_for(house.is_ready, "the house")
        yield house
    finally:
        house.process.send_signal(signal.SIGINT)
        house.process.wait(60)
        Cluster(house.data).stop()


def test_a_pair_appears_although_matcher_worker_and_database_are_killed_on_the_way(running: Running) -> None:
    home = running.run(BEFORE)
    running.kill("matcher")
    running.run(ADMIT, home)
    running.kill("worker")
    postmaster = postmaster_of(Cluster(running.data).place.data)
    assert postmaster is not None
    os.kill(postmaster, signal.SIGKILL)

    wait_for(running.is_ready, "the house standing again")

    def all_told() -> bool:
        pairs, messages = map(int, running.run(COUNT).split())
        return pairs == 1 and messages >= 2

    wait_for(all_told, "the pair and the messages about it")
