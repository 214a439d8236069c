"""Every life cycle of the house, found by looking, and questions about its table."""

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

import trackchild
from trackchild.core.states import LifeCycle

PACKAGE = Path(trackchild.__file__).parent


def life_cycles() -> dict[str, LifeCycle]:
    """Every table of moves in a package's `states.py`, by its variable's name."""
    found = {}
    for path in sorted(PACKAGE.glob("*/states.py")):
        module = import_module(f"trackchild.{path.parent.name}.states")
        for name, value in vars(module).items():
            if isinstance(value, LifeCycle):
                found[name] = value
    return found


def reachable(cycle: LifeCycle, start: Iterable[str], *, without: Iterable[str] = ()) -> set[str]:
    """The stages that can be reached from some, never entering the ones left out."""
    seen, waiting = set(start), list(start)
    while waiting:
        stage = waiting.pop()
        for rule in cycle.moves.values():
            if stage in rule.start and rule.end and rule.end not in seen and rule.end not in without:
                seen.add(rule.end)
                waiting.append(rule.end)
    return seen
