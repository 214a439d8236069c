"""Keeps the embedded database up while TrackChild runs: a server that was killed is started again within seconds."""

import sys
import time
from pathlib import Path

from .errors import LauncherError
from .postgres import Cluster

LOOK_EVERY = 2.0


def main() -> None:
    """Look, start if needed, sleep; the supervisor ends this process before it stops the database."""
    cluster = Cluster(Path(sys.argv[1]))
    while True:
        try:
            if not cluster.is_ready():
                tell("the database is gone; starting it")
                cluster.start(tell)
                tell("the database is back")
        except LauncherError as error:
            tell(str(error))
        time.sleep(LOOK_EVERY)


def tell(text: str) -> None:
    """A line for the supervisor's log."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
