"""Opening a missing case for a step and taking it, as the table of moves says: every action stands on these."""

from datetime import datetime
from typing import Any
from uuid import UUID

from trackchild.accounts.viewer import Viewer
from trackchild.cases.models import MissingCase
from trackchild.cases.queries import get_case
from trackchild.cases.states import MISSING_CASE, CaseMove
from trackchild.cases.timeline import record


def open_case(case_id: UUID, move: CaseMove, by: Viewer, *, reason: str = "") -> tuple[MissingCase, Any]:
    """The locked case and the rule of a move that may start now."""
    needs = MISSING_CASE.moves[move].permission
    case = get_case(by, case_id, needs, lock=True)  # type: ignore[arg-type]
    return case, MISSING_CASE.check(move, stage=case.stage, reason=reason or "-")


def move_case(
    case: MissingCase,
    move: CaseMove,
    *,
    by: Viewer,
    at: datetime,
    reason: str = "",
    facts: dict[str, Any] | None = None,
    back_to: str = "",
) -> MissingCase:
    """Change the stage as the table says and write the line that says so."""
    rule = MISSING_CASE.check(move, stage=case.stage, reason=reason)
    before = case.stage
    case.stage = (back_to if rule.returns else rule.end) or case.stage
    case.save()
    record(rule.event, by=by, at=at, case=case, before=before, after=case.stage, reason=reason, facts=facts)
    return case
