"""Word lists of the synthetic registers: names, villages, regions, corridors, bodies. Nobody in them is real."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Region:
    """One state: how many cases it has, how it writes and speaks, who lives there."""

    state: int
    share: float
    script: str
    language: str
    others: tuple[str, ...]
    endings: str
    communities: tuple[tuple[str, float], ...]


@cache
def names() -> dict[tuple[str, str], tuple[str, ...]]:
    """Words by community and list (girls, boys, family), commonest first."""
    lists = {}
    for line in _lines("names.txt"):
        community, part, *words = line.split()
        lists[community, part] = tuple(dict.fromkeys(words))
    return lists


@cache
def places() -> dict[str, tuple[str, ...]]:
    """Stems of village names, and their endings by region."""
    return {name: tuple(words) for name, *words in (line.split() for line in _lines("places.txt"))}


@cache
def regions() -> tuple[Region, ...]:
    """All states, as this generator imagines them."""
    found = []
    for line in _lines("regions.txt"):
        state, share, script, language, others, endings, *communities = line.split()
        shares = tuple((name, float(part)) for name, part in (pair.split(":") for pair in communities))
        found.append(Region(int(state), float(share), script, language, tuple(others.split(";")), endings, shares))
    return tuple(found)


@cache
def corridors() -> dict[int, tuple[tuple[int, float], ...]]:
    """States where children of a state are found; 0 stands for every state not listed."""
    found = {}
    for line in _lines("corridors.txt"):
        state, *targets = line.split()
        pairs = tuple((int(target), float(share)) for target, share in (pair.split(":") for pair in targets))
        found[0 if state == "*" else int(state)] = pairs
    return found


@cache
def body() -> dict[str, tuple[str, ...]]:
    """Lists of marks, parts, clothes and the like."""
    return {name: tuple(rest.split("|")) for name, rest in (line.split(" ", 1) for line in _lines("body.txt"))}


def _lines(name: str) -> Iterator[str]:
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line
