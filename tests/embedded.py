"""Every test runs on real PostgreSQL: the server of DATABASE_URL, or the embedded one, started once and left running.

Loaded as a plug-in (`-p tests.embedded`), because the settings are read before any conftest.
"""

import os
from pathlib import Path

from trackchild.launcher.postgres import Cluster

ROOT = Path(__file__).resolve().parents[1]

os.environ.setdefault("TRACKCHILD_DATA", str(ROOT / "var" / "test"))
os.environ.setdefault("TRACKCHILD_CAPTCHA_COST", "1")
os.environ.setdefault("TRACKCHILD_POOL", "0")
if "DATABASE_URL" not in os.environ:
    cluster = Cluster(Path(os.environ["TRACKCHILD_DATA"]))
    cluster.start()
    os.environ["DATABASE_URL"] = cluster.url("postgres")
