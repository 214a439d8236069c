"""The matcher is killed in a storm of changes, again and again, and afterwards knows exactly what a fresh one knows."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from trackchild.matching import sweeping
from trackchild.matching.matcher import Matcher
from trackchild.matching.models import Candidate, DescriptionChange, MatcherPulse
from trackchild.registry.synthetic import make_registry

from .storming import Storm, memory_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
ROOT = Path(__file__).resolve().parents[2]
CHANGES = int(os.environ.get("TRACKCHILD_STORM", "400"))
"""The whole storm is of 10,000; see bin/test."""
KILLED_AT = (0.2, 0.45, 0.7, 0.9)
PATIENCE = 900.0


class MatcherProcess:
    """The real matcher over this test's database."""

    def __init__(self, folder: Path) -> None:
        self.asked, self.told = folder / "asked", folder / "told"
        database = settings.DATABASES["default"]
        self._environment = {
            **os.environ,
            "DATABASE_URL": f"postgresql://{database['USER']}@/{connection.settings_dict['NAME']}?host={database['HOST']}",
            "TRACKCHILD_LOG": "ERROR",
            "DJANGO_SETTINGS_MODULE": "trackchild.config.settings",
        }
        self.kills = 0
        self.start()

    def start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.matching.storm_matcher", str(self.asked), str(self.told)],
            cwd=ROOT,
            env=self._environment,
            start_new_session=True,
        )

    def kill(self) -> None:
        """As a power cut would: no farewell."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        self.kills += 1

    def wait_until(self, happened: Callable[[], object]) -> None:
        """Wait for something the process does."""
        deadline = time.monotonic() + PATIENCE
        while not happened():
            assert self._process.poll() is None, "the matcher ended by itself"
            assert time.monotonic() < deadline, "it never happened"
            time.sleep(0.05)

    def memory(self) -> Any:
        self.asked.touch()
        self.wait_until(self.told.exists)
        return json.loads(self.told.read_text())


def nothing_waits() -> bool:
    return not DescriptionChange.objects.exists()


def shown_pairs() -> dict[tuple[str, str], tuple[object, ...]]:
    """What stands before people, with its evidence."""
    rows = Candidate.objects.filter(stage="SHORTLISTED").values_list(
        "missing__number", "found__number", "weight", "probability", "strength", "evidence_digest", "terms"
    )
    return {(missing, found): (*figures, json.dumps(terms)) for missing, found, *figures, terms in rows}


def differing(some: dict[str, Any], others: dict[str, Any]) -> list[tuple[str, str, object, object]]:
    """Which values of which records differ."""
    return [
        (key, name, value, others[key][name])
        for key, values in some.items()
        for name, value in values.items()
        if value != others[key][name]
    ]


def weigh_everything(work: Callable[[], object]) -> dict[tuple[str, str], tuple[object, ...]]:
    sweeping.weigh_all_again(at=timezone.now())
    work()
    return shown_pairs()


def test_killed_in_a_storm_it_knows_afterwards_what_a_fresh_one_knows(tmp_path: Path) -> None:
    make_registry([str(tmp_path / "register"), "--rows", "100", "--seed", "5"])
    for vectors in (tmp_path / "register").glob("*.npy"):
        vectors.unlink()
    call_command("import_registry", tmp_path / "register", skip_bad=True, stdout=sys.stderr)
    matcher = MatcherProcess(tmp_path)
    try:
        matcher.wait_until(MatcherPulse.objects.exists)
        deadly = [share * CHANGES for share in KILLED_AT]
        for done in Storm(seed=17).blow(CHANGES):
            if deadly and done > deadly[0]:
                deadly.pop(0)
                matcher.kill()
                matcher.start()
        matcher.wait_until(nothing_waits)
        survivor = matcher.memory()
        followed = weigh_everything(lambda: matcher.wait_until(nothing_waits))
    finally:
        matcher.kill()
    fresh = Matcher("fresh")
    fresh.load()
    known = json.loads(json.dumps(memory_of(fresh.register)))
    assert matcher.kills == len(KILLED_AT) + 1
    assert survivor["records"].keys() == known["records"].keys()
    assert differing(survivor["records"], known["records"]) == []
    assert survivor["counts"] == known["counts"]
    assert survivor["answers"] == known["answers"]

    def work_off() -> None:
        while fresh.take_changes():
            pass

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM matching_candidate")
    assert len(followed) > len(KILLED_AT)
    assert weigh_everything(work_off) == followed
