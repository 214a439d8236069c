"""How long from saving a child to its candidates on the screen, with a register of a chosen size in the matcher.

    .venv/bin/python bench/save_to_candidate.py --records 50000 --children 40

Makes a database of its own beside the embedded server's others, loads an invented register into it with COPY, starts
the real matcher process, admits children through the product's action and waits for the pair rows. Prints p50 and p95,
and beside them the same for a plain query by name, sex, age and district (what a portal without a matcher would do),
with the ratio. Nothing of it touches another database.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
TRIAL = "trackchild_bench"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=20_000, help="records in the register (default 20,000)")
    parser.add_argument("--children", type=int, default=40, help="children admitted and timed (default 40)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        cluster = _database(Path(folder))
        try:
            return _measure(Path(folder), options.records, options.children)
        finally:
            cluster.stop()


def _database(folder: Path) -> "object":
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


def _measure(folder: Path, records: int, children: int) -> int:
    import django

    django.setup()
    from django.core.management import call_command

    from trackchild.registry.synthetic import make_registry

    call_command("migrate", verbosity=0)
    register = folder / "register"
    make_registry([str(register), "--rows", str(records), "--seed", "11"])
    call_command("import_registry", register, skip_bad=True)
    _forget_the_queue()
    matcher = subprocess.Popen([sys.executable, "-m", "trackchild.console", "matcher"], cwd=ROOT)
    try:
        _wait_for_pulse()
        weighed, plain = _time_children(children)
    finally:
        matcher.terminate()
        matcher.wait(30)
    _report(records, weighed, plain)
    return 0


def _forget_the_queue() -> None:
    """The whole register would be weighed first; the bench asks only for the newcomers."""
    from trackchild.matching.models import DescriptionChange

    DescriptionChange.objects.all().delete()


def _wait_for_pulse() -> None:
    from trackchild.matching.models import MatcherPulse

    deadline = time.monotonic() + 600
    while not MatcherPulse.objects.exists():
        if time.monotonic() > deadline:
            raise SystemExit("the matcher did not come up")
        time.sleep(0.2)


def _time_children(children: int) -> tuple[list[float], list[float]]:
    from tests.factories import NOW, a_form_r, a_told, a_viewer, an_agency
    from trackchild.accounts.permissions import Role
    from trackchild.cases.actions import found as found_actions
    from trackchild.cases.models import MissingCase
    from trackchild.children.actions import NameWritten
    from trackchild.directory.kinds import Kind
    from trackchild.matching.models import DescriptionChange

    head = a_viewer(Role.HOME_HEAD, an_agency(Kind.CHILDREN_HOME, 212))
    cases = list(MissingCase.objects.order_by("?").select_related("description")[:children])
    dice = random.Random(5)
    weighed, plain = [], []
    for case in cases:
        name = case.description.name
        told = a_told(name="", names=(NameWritten("NAME", name),) if name else (), sex=case.description.sex or "M")
        found_at = max(NOW, case.last_seen_at)
        began = time.perf_counter()
        found = found_actions.admit_child(
            form=a_form_r(told, found_at=found_at, charge_taken_at=found_at), by=head, at=found_at
        )
        while DescriptionChange.objects.filter(description_id=found.description_id).exists():
            time.sleep(0.005)
        weighed.append(time.perf_counter() - began)
        began = time.perf_counter()
        list(
            MissingCase.objects.filter(
                description__names__text__iexact=name, description__sex=told.facts["sex"], district_id=case.district_id
            )[:20]
        )
        plain.append(time.perf_counter() - began)
        time.sleep(dice.random() / 20)
    return weighed, plain


def _report(records: int, weighed: list[float], plain: list[float]) -> None:
    print(f"register of about {records:,} missing cases; {len(weighed)} children admitted")
    for label, seconds in (("save to candidates", weighed), ("plain query by exact name", plain)):
        ranked = sorted(seconds)
        p95 = ranked[min(len(ranked) - 1, int(len(ranked) * 0.95))]
        print(f"{label:<28} p50 {statistics.median(ranked) * 1000:8.1f} ms   p95 {p95 * 1000:8.1f} ms")
    print(f"ratio of medians {statistics.median(weighed) / statistics.median(plain):.1f}; goal for p95: 2,000 ms")


if __name__ == "__main__":
    raise SystemExit(main())
