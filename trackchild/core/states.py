"""The machinery of life cycles: a cycle is a table of moves, read by actions, buttons, diagrams and property tests.

The tables themselves live in each package's `states.py`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class MoveNotAllowed(Exception):
    """Somebody has already moved this record on, or this move never starts from where it stands."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One move: from which stages it may start, where it ends, who may make it, what the timeline says.

    `needs_reason` asks for words from the person; `end` None keeps the stage (a note, an assignment). A move that
    `returns` undoes another one: the record goes back to where it stood before that.
    """

    start: frozenset[str]
    end: str | None
    permission: str
    event: str
    needs_reason: bool = False
    returns: bool = False


@dataclass(frozen=True, slots=True)
class LifeCycle:
    """A named table of moves over the stages of one record."""

    name: str
    stages: type[StrEnum]
    initial: frozenset[str]
    moves: Mapping[StrEnum, Rule]

    @property
    def final(self) -> frozenset[str]:
        """Stages that no move leaves."""
        return frozenset(self.stages) - {start for rule in self._leaving() for start in rule.start}

    def _leaving(self) -> list[Rule]:
        return [rule for rule in self.moves.values() if rule.end or rule.returns]

    def check(self, move: StrEnum, *, stage: str, reason: str = "") -> Rule:
        """The rule of a move that may start from `stage` now.

        Raises MoveNotAllowed when the move does not start here or needs a reason that is not given.
        """
        rule = self.moves[move]
        if stage not in rule.start:
            raise MoveNotAllowed(f"{self.name}: {move} cannot start from {stage}")
        if rule.needs_reason and not reason.strip():
            raise MoveNotAllowed(f"{self.name}: {move} needs a reason")
        return rule

    def moves_from(self, stage: str) -> tuple[StrEnum, ...]:
        """The moves that may start from a stage, in the table's order."""
        return tuple(move for move, rule in self.moves.items() if stage in rule.start)


def rule(
    start: Iterable[str] | str,
    end: str | None,
    permission: str,
    event: str,
    *,
    needs_reason: bool = False,
    returns: bool = False,
) -> Rule:
    """One row of a table of moves; `start` may be a single stage."""
    stages = frozenset([start]) if isinstance(start, str) else frozenset(start)
    return Rule(stages, end, permission, event, needs_reason, returns)
