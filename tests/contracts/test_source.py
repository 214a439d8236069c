"""The source keeps the rules of the house."""

from collections.abc import Callable
from pathlib import Path

import pytest

from . import source

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("rule", source.RULES, ids=lambda rule: rule.__name__)
def test_the_source_keeps_the_rule(rule: Callable[[Path], list[str]]) -> None:
    broken = rule(ROOT)

    assert broken == [], f"{rule.__doc__}\n" + "\n".join(broken)
