"""A database of its own for a bench: an invented register imported into it, and the real matcher process beside it.

With a kept folder the second run finds the register there and imports nothing.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
TRIAL = "trackchild_bench"
PATIENCE = 1_800


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What every bench over a register asks."""
    parser.add_argument("--records", type=int, default=20_000, help="missing cases in the register (default 20,000)")
    parser.add_argument("--registry", type=Path, help="a registry folder to import instead of an invented one")
    parser.add_argument("--keep", type=Path, help="keep the database in this folder and use it again")
    parser.add_argument("--busy", action="store_true", help="let the matcher weigh the whole register meanwhile")


@dataclass(frozen=True, slots=True)
class Held:
    """What the matcher holds, and what that cost."""

    records: int
    seconds: float
    megabytes: float
    peak_rss_mb: float


@contextmanager
def a_register(options: argparse.Namespace) -> Iterator[None]:
    """Django over a database that holds the register; nothing waits for the matcher unless it is to be busy."""
    from trackchild.launcher.postgres import Cluster

    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        data = options.keep or Path(folder) / "var"
        cluster = Cluster(data)
        cluster.start()
        cluster.create_database(TRIAL)
        os.environ |= {
            "DATABASE_URL": cluster.url(TRIAL),
            "TRACKCHILD_DATA": str(data),
            "DJANGO_SETTINGS_MODULE": "trackchild.config.settings",
        }
        try:
            _fill(Path(folder), options)
            yield
        finally:
            if not options.keep:
                cluster.stop()


def _fill(folder: Path, options: argparse.Namespace) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from trackchild.cases.models import MissingCase
    from trackchild.matching import sweeping
    from trackchild.matching.models import DescriptionChange
    from trackchild.registry.synthetic import make_registry

    call_command("migrate", verbosity=0)
    if not MissingCase.objects.exists():
        register = options.registry or folder / "register"
        if not options.registry:
            make_registry([str(register), "--rows", str(options.records), "--seed", "11"])
        call_command("import_registry", register, skip_bad=True)
    DescriptionChange.objects.all().delete()
    if options.busy:
        from django.utils import timezone

        sweeping.weigh_all_again(at=timezone.now())


@contextmanager
def a_matcher() -> Iterator[Held]:
    """The real process, once it holds the register."""
    from trackchild.matching.models import MatcherPulse

    MatcherPulse.objects.all().delete()
    began = time.monotonic()
    with subprocess.Popen([sys.executable, "-m", "trackchild.console", "matcher"], cwd=ROOT) as process:
        try:
            while (pulse := MatcherPulse.objects.first()) is None:
                if process.poll() is not None or time.monotonic() > began + PATIENCE:
                    raise SystemExit("the matcher did not come up")
                time.sleep(0.1)
            seconds = time.monotonic() - began
            yield Held(pulse.missing + pulse.found, seconds, pulse.bytes_held / 1e6, _peak(process.pid))
        finally:
            process.terminate()


def _peak(pid: int) -> float:
    """The most memory the process had, where the system tells."""
    status = Path(f"/proc/{pid}/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1e3 for line in lines if line.startswith("VmHWM")), 0.0)


def tell_held(held: Held, *, busy: bool) -> None:
    """The matcher's own figures."""
    state = "weighing the whole register" if busy else "idle"
    print(
        f"{held.records:,} records held after {held.seconds:.1f} s, {held.megabytes:,.0f} MB of columns as on "
        f"the health page, {held.peak_rss_mb:,.0f} MB at the peak of the load; the matcher is {state}"
    )


def tell_times(label: str, seconds: list[float]) -> float:
    """Median and 95th percentile of some times; returns the median."""
    ranked: list[Any] = sorted(seconds)
    median, p95 = ranked[len(ranked) // 2], ranked[min(len(ranked) - 1, int(len(ranked) * 0.95))]
    print(f"{label:<34} p50 {median * 1000:8.1f} ms   p95 {p95 * 1000:8.1f} ms   most {ranked[-1] * 1000:8.1f} ms")
    return float(median)
