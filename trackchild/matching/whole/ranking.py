"""Ranks the found children of every missing case, on an engine of choice; all engines ask `rank_one`."""

import importlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, cast

from trackchild.matching.engine import Hit, Places, Record, Register, Side, Weights, warm_up

ENGINES: Final = {
    "local": "trackchild.matching.whole.local:rank",
    "spark": "trackchild.matching.whole.spark:rank",
}
"""Where each engine lives; imported when asked for, because Spark is an optional extra."""
MODULES_OF_SPARK: Final = frozenset({"pyspark", "py4j", "pyarrow"})


class WholeError(Exception):
    """The register could not be matched; the message says what is missing and what to do."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is wanted of each case: at most so many hits, none less likely than that; on so many processes."""

    top: int = 50
    least: float = 0.0
    processes: int | None = None

    def __post_init__(self) -> None:
        if self.top < 1 or (self.processes is not None and self.processes < 1):
            raise WholeError("The number of hits and of processes must be at least 1.")


@dataclass(frozen=True, slots=True)
class Ranked:
    """One missing case and its likeliest found children, best first."""

    key: str
    hits: tuple[Hit, ...]


Engine = Callable[[Register, Sequence[str], Asked], Iterator[Ranked]]


def rank_all(
    records: Iterable[Record], *, engine: str = "local", top: int = 50, least: float = 0.0, limit: int | None = None,
    processes: int | None = None, weights: Weights | None = None, places: Places | None = None,
) -> Iterator[Ranked]:  # fmt: skip
    """Rank all found records of every missing one, or of the first `limit`. Needs no database."""
    register = Register(weights, places)
    restored: set[str] = set()
    register.load(_noting_restored(records, restored))
    cases = [key for key in register.keys(Side.MISSING) if key not in restored]
    yield from rank_register(register, cases[:limit], engine=engine, asked=Asked(top, least, processes))


def rank_register(register: Register, cases: Sequence[str], *, engine: str, asked: Asked) -> Iterator[Ranked]:
    """Rank the found records of some missing cases of a loaded register, in their order."""
    if engine not in ENGINES:
        raise WholeError(f"There is no engine {engine!r}; choose one of: {', '.join(ENGINES)}.")
    warm_up()  # here, so that no worker compiles what all of them need
    register.strangers()  # measured once, where all records are, and carried to the workers
    return _engine(engine)(register, cases, asked)


def rank_one(register: Register, key: str, asked: Asked) -> Ranked:
    """What every worker of every engine does."""
    hits = register.score_key(key, Side.MISSING, asked.top)
    return Ranked(key, tuple(hit for hit in hits if hit.probability >= asked.least))


def cores() -> int:
    """The processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def slices(cases: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """The cases in pieces."""
    return (cases[start : start + size] for start in range(0, len(cases), size))


def _noting_restored(records: Iterable[Record], restored: set[str]) -> Iterator[Record]:
    """A child who is home asks for nobody, as in `Register.score`."""
    for record in records:
        if record.restored and record.side is Side.MISSING:
            restored.add(record.key)
        yield record


def _engine(name: str) -> Engine:
    module, _, function = ENGINES[name].partition(":")
    try:
        return cast("Engine", getattr(importlib.import_module(module), function))
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in MODULES_OF_SPARK:
            raise
        raise WholeError(
            f"The engine {name!r} needs the Python package {error.name}: install trackchild[spark], or use the engine "
            "'local'."
        ) from error
