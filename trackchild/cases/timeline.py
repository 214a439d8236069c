"""Writing a line of the timeline, with the job that reacts to it, in the transaction of its cause."""

import logging
from datetime import datetime
from typing import Any
from uuid import UUID

from trackchild.accounts.viewer import Viewer
from trackchild.core import jobs

from .models import CitizenReport, FoundChild, MissingCase, TimelineEvent
from .states import Event

log = logging.getLogger(__name__)
REACT = "react_to_event"
"""The job that every line enqueues; it is written in `trackchild/reactions.py`."""


def record(
    event: Event | str,
    *,
    by: Viewer | None,
    at: datetime,
    case: MissingCase | None = None,
    found: FoundChild | None = None,
    report: CitizenReport | None = None,
    candidate_id: UUID | None = None,
    before: str = "",
    after: str = "",
    reason: str = "",
    facts: dict[str, Any] | None = None,
) -> TimelineEvent:
    """Add a line to one or more records' timelines and enqueue what follows from it."""
    line = TimelineEvent.objects.create(
        kind=event,
        at=at,
        case=case,
        found=found,
        report=report,
        candidate_id=candidate_id,
        posting_id=by.posting_id if by else None,
        agency_id=by.agency_id if by else None,
        stage_before=before,
        stage_after=after,
        reason=reason,
        facts=facts or {},
    )
    jobs.enqueue(REACT, event_id=line.pk)
    return line
