"""What may happen to a help-desk ticket (domain paper, section 5.7).

A ticket never carries a child's record: an agent works on a screen, an account, a number, and can alter no case.
"""

from datetime import timedelta
from enum import StrEnum

from trackchild.accounts.permissions import Permission as P
from trackchild.core.states import LifeCycle, rule


class TicketEvent(StrEnum):
    """What a line of a ticket's history can say."""

    OPENED = "OPENED"
    TRIAGED = "TRIAGED"
    ASSIGNED = "ASSIGNED"
    ASKED_BACK = "ASKED_BACK"
    ANSWERED = "ANSWERED"
    ESCALATED = "ESCALATED"
    RESTRICTED = "RESTRICTED"
    CALLED_DUPLICATE = "CALLED_DUPLICATE"
    RESOLVED = "RESOLVED"
    ACCEPTED = "ACCEPTED"
    REOPENED = "REOPENED"
    LAPSED = "LAPSED"


class TicketStage(StrEnum):
    NEW = "NEW"
    TRIAGED = "TRIAGED"
    ASSIGNED = "ASSIGNED"
    WAITING_USER = "WAITING_USER"
    RESOLVED = "RESOLVED"
    REOPENED = "REOPENED"
    DUPLICATE = "DUPLICATE"
    CLOSED = "CLOSED"


class TicketMove(StrEnum):
    TRIAGE = "TRIAGE"
    ASSIGN = "ASSIGN"
    ASK_BACK = "ASK_BACK"
    ANSWER = "ANSWER"
    ESCALATE = "ESCALATE"
    RESTRICT = "RESTRICT"
    CALL_DUPLICATE = "CALL_DUPLICATE"
    RESOLVE = "RESOLVE"
    ACCEPT = "ACCEPT"
    REOPEN = "REOPEN"
    LAPSE = "LAPSE"


class Level(StrEnum):
    """Who works on it: the administrators of district and state, the national help desk, the developers."""

    L1 = "L1"
    L2 = "L2"
    L3 = "L3"


class Priority(StrEnum):
    SAFETY_OR_OUTAGE = "P1"
    BLOCKED_OFFICER = "P2"
    NORMAL = "P3"
    WISH = "P4"


FIRST_ANSWER = {
    Priority.SAFETY_OR_OUTAGE: timedelta(minutes=15),
    Priority.BLOCKED_OFFICER: timedelta(hours=2),
    Priority.NORMAL: timedelta(days=1),
    Priority.WISH: timedelta(days=5),
}
SOLUTION = {
    Priority.SAFETY_OR_OUTAGE: timedelta(hours=4),
    Priority.BLOCKED_OFFICER: timedelta(days=1),
    Priority.NORMAL: timedelta(days=5),
}
LAPSES_AFTER = timedelta(days=7)
"""A question back that stays without an answer, after two reminders."""
CLOSES_AFTER = timedelta(days=3)
"""A solution that nobody objects to."""
REOPENINGS = 2
"""After these a ticket goes to the lead of the national desk instead."""

S, M = TicketStage, TicketMove
IN_WORK = frozenset({S.TRIAGED, S.ASSIGNED, S.REOPENED})
OPEN = IN_WORK | {S.NEW, S.WAITING_USER}
ASKER, DESK = P.OWN_ACCOUNT, P.TICKET_ANSWER
"""The first level of the desk are the administrators of offices, districts and states."""

TICKET = LifeCycle(
    name="Help-desk ticket",
    stages=TicketStage,
    initial=frozenset({S.NEW}),
    moves={
        M.TRIAGE: rule(S.NEW, S.TRIAGED, DESK, TicketEvent.TRIAGED),
        M.ASSIGN: rule(IN_WORK | {S.NEW}, S.ASSIGNED, DESK, TicketEvent.ASSIGNED),
        M.ASK_BACK: rule(IN_WORK | {S.NEW}, S.WAITING_USER, DESK, TicketEvent.ASKED_BACK, needs_reason=True),
        M.ANSWER: rule(S.WAITING_USER, S.ASSIGNED, ASKER, TicketEvent.ANSWERED, needs_reason=True),
        M.ESCALATE: rule(IN_WORK | {S.NEW}, None, DESK, TicketEvent.ESCALATED, needs_reason=True),
        # Somebody wrote a child's particulars into it: masked, and out of the open queue.
        M.RESTRICT: rule(OPEN, None, DESK, TicketEvent.RESTRICTED),
        M.CALL_DUPLICATE: rule(IN_WORK | {S.NEW}, S.DUPLICATE, DESK, TicketEvent.CALLED_DUPLICATE, needs_reason=True),
        M.RESOLVE: rule(IN_WORK | {S.NEW}, S.RESOLVED, DESK, TicketEvent.RESOLVED, needs_reason=True),
        M.ACCEPT: rule(S.RESOLVED, S.CLOSED, ASKER, TicketEvent.ACCEPTED),
        M.REOPEN: rule(S.RESOLVED, S.REOPENED, ASKER, TicketEvent.REOPENED, needs_reason=True),
        M.LAPSE: rule({S.WAITING_USER, S.RESOLVED}, S.CLOSED, DESK, TicketEvent.LAPSED),
    },
)
