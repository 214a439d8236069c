"""Numbers for people to write down: random, so that nobody can walk through them, and never enough to open anything."""

import secrets
from datetime import datetime

from trackchild.core.ids import ALPHABET


def new_number(letter: str, *, state_code: int | None, at: datetime) -> str:
    """A number such as `M-19-26-7K3M2Q`: the register's letter, the state's LGD code, the year, six random letters."""
    tail = "".join(secrets.choice(ALPHABET) for _ in range(6))
    return f"{letter}-{state_code or 0:02d}-{at:%y}-{tail}"
