"""How long a half-filled form waits for children like its own, with a register of a chosen size in the matcher.

    .venv/bin/python bench/suggestions.py --records 50000 --forms 50

Makes a database of its own, loads an invented register into it, starts the real matcher process and asks it as Form M
does: the question is committed, the answer waited for. Nothing is saved. Prints p50 and p95 (the goal is 300 ms), and
beside them a plain query by name keys and sex over the same records in the same run, with the ratio of the medians.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
TRIAL = "trackchild_bench"
GOAL_MS = 300


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=20_000, help="missing cases in the register (default 20,000)")
    parser.add_argument("--forms", type=int, default=50, help="forms that ask (default 50)")
    parser.add_argument("--busy", action="store_true", help="let the matcher weigh the whole register meanwhile")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        cluster = _database(Path(folder))
        try:
            return _measure(Path(folder), options)
        finally:
            cluster.stop()


def _database(folder: Path) -> Any:
    from trackchild.launcher.postgres import Cluster

    cluster = Cluster(folder / "var")
    cluster.start()
    cluster.create_database(TRIAL)
    os.environ |= {
        "DATABASE_URL": cluster.url(TRIAL),
        "TRACKCHILD_DATA": str(folder / "var"),
        "DJANGO_SETTINGS_MODULE": "trackchild.config.settings",
    }
    return cluster


def _measure(folder: Path, options: argparse.Namespace) -> int:
    import django

    django.setup()
    from django.core.management import call_command

    from trackchild.matching.models import DescriptionChange
    from trackchild.registry.synthetic import make_registry

    call_command("migrate", verbosity=0)
    register = folder / "register"
    make_registry([str(register), "--rows", str(options.records), "--seed", "11"])
    call_command("import_registry", register, skip_bad=True)
    if not options.busy:
        DescriptionChange.objects.all().delete()
    with subprocess.Popen([sys.executable, "-m", "trackchild.console", "matcher"], cwd=ROOT) as matcher:
        try:
            held = _wait_for_pulse()
            asked, plain, empty = _ask(options.forms)
        finally:
            matcher.terminate()
    _report(held, asked, plain, empty, busy=options.busy)
    return 0


def _wait_for_pulse() -> int:
    from trackchild.matching.models import MatcherPulse

    deadline = time.monotonic() + 900
    while (pulse := MatcherPulse.objects.first()) is None:
        if time.monotonic() > deadline:
            raise SystemExit("the matcher did not come up")
        time.sleep(0.2)
    return pulse.missing + pulse.found


def _ask(forms: int) -> tuple[list[float], list[float], int]:
    from django.utils import timezone

    from tests.factories import a_viewer
    from trackchild.accounts.permissions import Role
    from trackchild.cases.models import FoundChild, MissingCase
    from trackchild.children.actions import name_keys
    from trackchild.matching import suggesting
    from trackchild.matching.models import AskedSide

    by = a_viewer(Role.STATION_HEAD)
    cases = MissingCase.objects.exclude(description__names=None).exclude(age_last_seen=None)
    asked, plain, empty = [], [], 0
    for case in cases.select_related("description").order_by("?")[:forms]:
        said = {
            "names": [case.description.name],
            "gender": case.description.sex,
            "age_years": float(case.age_last_seen),
            "event_on": case.last_seen_at.date().isoformat(),
            "state": case.state_id,
            "district": case.district_id,
        }
        began = time.perf_counter()
        question = suggesting.ask(side=AskedSide.MISSING, said=said, by=by, at=timezone.now())
        answer = suggesting.take_answer(request_id=question, by=by, at=timezone.now())
        asked.append(time.perf_counter() - began)
        empty += answer is None
        began = time.perf_counter()
        rows = FoundChild.objects.filter(description__names__keys__overlap=name_keys(case.description.name))
        list(rows.filter(description__sex=case.description.sex).select_related("description")[:5])
        plain.append(time.perf_counter() - began)
    return asked, plain, empty


def _report(held: int, asked: list[float], plain: list[float], empty: int, *, busy: bool) -> None:
    state = "weighing the whole register" if busy else "idle"
    print(f"{held:,} records in the matcher, which is {state}; {len(asked)} forms, {empty} without an answer in time")
    for label, seconds in (("suggestions", asked), ("plain query by name keys and sex", plain)):
        ranked = sorted(seconds)
        p95 = ranked[min(len(ranked) - 1, int(len(ranked) * 0.95))]
        print(f"{label:<34} p50 {statistics.median(ranked) * 1000:8.1f} ms   p95 {p95 * 1000:8.1f} ms")
    print(f"ratio of medians {statistics.median(asked) / statistics.median(plain):.1f}; goal for p95: {GOAL_MS} ms")


if __name__ == "__main__":
    raise SystemExit(main())
