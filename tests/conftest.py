"""Every test runs on real PostgreSQL: the server of DATABASE_URL, or the embedded one, started once and left running."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from trackchild.launcher.postgres import Cluster

ROOT = Path(__file__).resolve().parents[1]
os.environ.setdefault("TRACKCHILD_DATA", str(ROOT / "var" / "test"))
os.environ.setdefault("TRACKCHILD_CAPTCHA_COST", "1")


def pytest_configure(config: pytest.Config) -> None:
    """Start the embedded server before Django is asked for a database."""
    if "DATABASE_URL" not in os.environ:
        cluster = Cluster(Path(os.environ["TRACKCHILD_DATA"]))
        cluster.start()
        os.environ["DATABASE_URL"] = cluster.url("postgres")


@pytest.fixture(autouse=True)
def _recorded_messages_only(settings: object) -> Iterator[None]:
    """No test reaches a gateway."""
    yield
