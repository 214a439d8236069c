"""The real matcher as a program; whenever a file asks for it, at its next pulse, it writes down what it knows."""

import json
import sys
from pathlib import Path

import django

if __name__ == "__main__":
    django.setup()

from tests.matching.storming import memory_of
from trackchild.matching.management.commands import matcher as command
from trackchild.matching.matcher import Matcher


class Telling(Matcher):
    """Tells its memory when it is asked."""

    asked: Path
    told: Path

    def pulse(self) -> None:
        super().pulse()
        if self.asked.exists():
            part = self.told.with_suffix(".part")
            part.write_text(json.dumps(memory_of(self.register)))
            part.rename(self.told)
            self.asked.unlink()


if __name__ == "__main__":
    Telling.asked, Telling.told = Path(sys.argv[1]), Path(sys.argv[2])
    command.Matcher = Telling  # type: ignore[misc]
    command.PULSE_SECONDS = 0.5
    command.Command().execute(no_color=True, force_color=False, skip_checks=True)
