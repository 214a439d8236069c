"""The ways on which children are taken out of their state: facts in `data/corridors.csv`, each with its source."""

import csv
from functools import cache

from .reference import DATA


@cache
def _corridors() -> dict[int, frozenset[int]]:
    districts: dict[int, set[int]] = {}
    with (DATA / "corridors.csv").open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            districts.setdefault(int(line["origin_state"]), set()).add(int(line["district"]))
    return {state: frozenset(codes) for state, codes in districts.items()}


def corridor_districts(state_code: int) -> frozenset[int]:
    """Districts that a child taken out of this state is likely to pass or reach; empty where nothing is known."""
    return _corridors().get(state_code, frozenset())
