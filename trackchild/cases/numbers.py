"""Numbers for people to write down: random, so that nobody can walk through them, and never enough to open anything."""

import secrets
from collections.abc import Container
from datetime import datetime

from trackchild.core.ids import ALPHABET


def new_number(letter: str, *, state_code: int | None, at: datetime, taken: Container[str] = ()) -> str:
    """A number such as `M-19-26-7K3M2Q`: the register's letter, the state's LGD code, the year, six random letters.

    Whoever makes many at once names those that are `taken`: among tens of thousands of a state two are soon the same.
    """
    while True:
        tail = "".join(secrets.choice(ALPHABET) for _ in range(6))
        number = f"{letter}-{state_code or 0:02d}-{at:%y}-{tail}"
        if number not in taken:
            return number
