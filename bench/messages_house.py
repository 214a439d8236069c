"""A house for the measurements of messages: database, Kannel, a web process for receipts, the two message workers.

Everything lies in a folder of its own and ends with the measurement; no process of another house is touched.
"""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from trackchild.launcher.kannel import FAKE_CENTRE, Kannel, a_free_port  # noqa: E402
from trackchild.launcher.postgres import Cluster  # noqa: E402
from trackchild.launcher.processes import postgres_in, send  # noqa: E402
from trackchild.launcher.smscentre import Telephone  # noqa: E402

TRACKCHILD = (sys.executable, "-m", "trackchild.console")


@dataclass
class House:
    """Its processes by name; each may be killed and started again."""

    folder: Path
    cluster: Cluster
    kannel: Kannel
    port: int = field(default_factory=a_free_port)
    processes: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)

    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            **self.kannel.environment(),
            "DATABASE_URL": self.cluster.url(),
            "TRACKCHILD_DATA": str(self.folder),
            "TRACKCHILD_PUBLIC_ADDRESS": f"http://127.0.0.1:{self.port}",
            "DJANGO_SETTINGS_MODULE": "trackchild.config.settings",
            "TRACKCHILD_LOG": "ERROR",
        }

    def command(self, name: str) -> tuple[str, ...]:
        boxes = {one.name: one.command for one in self.kannel.programs()}
        options = ("--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port), "--workers", "2")
        return {
            "web": (
                sys.executable,
                "-m",
                "granian",
                *options,
                "--blocking-threads",
                "4",
                "--log-level",
                "critical",
                "trackchild.config.wsgi:application",
            ),
            "codes": (*TRACKCHILD, "worker", "--for", "codes", "--concurrency", "2"),
            "messages": (*TRACKCHILD, "worker", "--for", "messages", "--concurrency", "3"),
            "house": (*TRACKCHILD, "worker", "--for", "house", "--concurrency", "1"),
            "centre": (str(FAKE_CENTRE), "-H", "127.0.0.1", "-r", str(self.kannel.centre), "-m", "0", "1 2 text x"),
            **boxes,
        }[name]

    def start(self, name: str) -> None:
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                self.command(name), cwd=ROOT, env=self.environment(), stdout=log, stderr=log, start_new_session=True
            )

    def kill(self, name: str) -> None:
        """As a power cut would."""
        process = self.processes.pop(name)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def kill_database(self) -> None:
        """Every process of the server at once, then a start with recovery."""
        send(postgres_in(self.cluster.place.data), signal.SIGKILL)
        self.cluster.start()

    def keep(self) -> int:
        """Start again what ended by itself, as the supervisor does; answers how many did."""
        ended = [name for name, process in self.processes.items() if process.poll() is not None]
        for name in ended:
            self.kill(name)
            self.start(name)
        return len(ended)

    def arrived(self) -> Counter[str]:
        """Messages by telephone, as the SMS centre got them."""
        telephone = Telephone()
        lines = (self.folder / "centre.log").read_text("utf-8", "replace").splitlines()
        return Counter(one.to for line in lines if (one := telephone.take(line)) and one.parts)

    def stop(self) -> None:
        for name in list(self.processes):
            self.kill(name)
        self.cluster.stop()


@contextmanager
def a_house(folder: Path) -> Iterator[House]:
    """Everything running, and Django set up in this process over the same database."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended from outside"))
    folder.mkdir(parents=True, exist_ok=True)
    cluster, kannel = Cluster(folder), Kannel(folder / "kannel")
    cluster.start()
    house = House(folder, cluster, kannel)
    try:
        cluster.create_database()
        kannel.prepare()
        os.environ |= house.environment() | {"TRACKCHILD_POOL": "0"}
        subprocess.run([*TRACKCHILD, "migrate", "--no-input", "-v", "0"], cwd=ROOT, check=True)
        import django

        django.setup()
        house.start("bearerbox")
        time.sleep(2)
        for name in ("smsbox", "centre", "web", "codes", "messages"):
            house.start(name)
        time.sleep(8)
        yield house
    finally:
        house.stop()


def wait_for(happened: Callable[[], Any], seconds: float, every: float = 0.5) -> float:
    """Seconds until something was so; the limit when it never was."""
    began = time.monotonic()
    while not happened() and time.monotonic() - began < seconds:
        time.sleep(every)
    return time.monotonic() - began


def queue(
    message_class: str, number: int, *, text: str = "TrackChild: Search for a missing child. Please sign in."
) -> str:
    """One SMS through the product's own action; its telephone."""
    from datetime import timedelta

    from django.utils import timezone

    from trackchild.messaging import actions

    digit = {"CODE": 1, "URGENT": 2, "ALERT": 3, "DIGEST": 4}[message_class]
    phone, now = f"919{digit}{number:08d}", timezone.now()
    actions.queue_message(
        channel="SMS",
        message_class=message_class,
        template="bench",
        language="en",
        text=text,
        dedupe_key=phone,
        to_phone=f"+{phone}",
        at=now,
        expires_at=now + timedelta(minutes=5) if message_class == "CODE" else None,
    )
    return phone


def percentile(values: list[float], share: float) -> float:
    """The value that `share` of them do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else float("nan")


def tell(what: str, value: float) -> None:
    """One figure on a line of its own."""
    print(f"{what:>55}: {value:,.1f}" if isinstance(value, float) else f"{what:>55}: {value:,}", flush=True)
