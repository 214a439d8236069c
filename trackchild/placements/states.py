"""The way home: from a proposal to a child who is still well six months later (domain paper 5.6)."""

from enum import StrEnum

from trackchild.accounts.permissions import Permission as P
from trackchild.cases.states import Event
from trackchild.core.states import LifeCycle, rule


class RestorationStage(StrEnum):
    PROPOSED = "PROPOSED"
    IDENTITY_CHECKED = "IDENTITY_CHECKED"
    HOME_REPORT_ASKED = "HOME_REPORT_ASKED"
    HOME_REPORT_POSITIVE = "HOME_REPORT_POSITIVE"
    HOME_REPORT_NEGATIVE = "HOME_REPORT_NEGATIVE"
    FAMILY_NOT_FOUND = "FAMILY_NOT_FOUND"
    CHILD_CONSULTED = "CHILD_CONSULTED"
    ORDERED = "ORDERED"
    ESCORT_ASSIGNED = "ESCORT_ASSIGNED"
    IN_TRANSIT = "IN_TRANSIT"
    RECEIVED_BY_HOME_COMMITTEE = "RECEIVED_BY_HOME_COMMITTEE"
    HANDED_OVER = "HANDED_OVER"
    FOLLOWED_ONCE = "FOLLOWED_ONCE"
    FOLLOWED_AT_TWO_MONTHS = "FOLLOWED_AT_TWO_MONTHS"
    FOLLOWED_AT_SIX_MONTHS = "FOLLOWED_AT_SIX_MONTHS"
    STABLE = "STABLE"
    BREAKDOWN = "BREAKDOWN"
    CANCELLED = "CANCELLED"


class RestorationMove(StrEnum):
    CHECK_IDENTITY = "CHECK_IDENTITY"
    ASK_HOME_REPORT = "ASK_HOME_REPORT"
    ACCEPT_HOME_REPORT = "ACCEPT_HOME_REPORT"
    DECLINE_HOME_REPORT = "DECLINE_HOME_REPORT"
    CALL_FAMILY_NOT_FOUND = "CALL_FAMILY_NOT_FOUND"
    HEAR_CHILD = "HEAR_CHILD"
    ORDER = "ORDER"
    ASSIGN_ESCORT = "ASSIGN_ESCORT"
    DEPART = "DEPART"
    RECEIVE = "RECEIVE"
    HAND_OVER = "HAND_OVER"
    FOLLOW_ONCE = "FOLLOW_ONCE"
    FOLLOW_AT_TWO_MONTHS = "FOLLOW_AT_TWO_MONTHS"
    FOLLOW_AT_SIX_MONTHS = "FOLLOW_AT_SIX_MONTHS"
    CLOSE_AS_STABLE = "CLOSE_AS_STABLE"
    BREAK_DOWN = "BREAK_DOWN"
    CANCEL = "CANCEL"


S, M = RestorationStage, RestorationMove
BEFORE_ORDER = frozenset(
    {S.PROPOSED, S.IDENTITY_CHECKED, S.HOME_REPORT_ASKED, S.HOME_REPORT_POSITIVE, S.CHILD_CONSULTED}
)
ON_THE_WAY = frozenset({S.ORDERED, S.ESCORT_ASSIGNED, S.IN_TRANSIT, S.RECEIVED_BY_HOME_COMMITTEE})
AT_HOME = frozenset({S.HANDED_OVER, S.FOLLOWED_ONCE, S.FOLLOWED_AT_TWO_MONTHS, S.FOLLOWED_AT_SIX_MONTHS})
OPEN = BEFORE_ORDER | ON_THE_WAY | AT_HOME
STEP, ORDER = Event.RESTORATION_STEP, P.RESTORATION_ORDER

RESTORATION = LifeCycle(
    name="Restoration",
    stages=RestorationStage,
    initial=frozenset({S.PROPOSED}),
    moves={
        M.CHECK_IDENTITY: rule(S.PROPOSED, S.IDENTITY_CHECKED, ORDER, STEP, needs_reason=True),
        M.ASK_HOME_REPORT: rule({S.PROPOSED, S.IDENTITY_CHECKED}, S.HOME_REPORT_ASKED, ORDER, STEP),
        M.ACCEPT_HOME_REPORT: rule(
            {S.HOME_REPORT_ASKED, S.IDENTITY_CHECKED}, S.HOME_REPORT_POSITIVE, P.FOLLOW_UP, STEP, needs_reason=True
        ),
        M.DECLINE_HOME_REPORT: rule(S.HOME_REPORT_ASKED, S.HOME_REPORT_NEGATIVE, P.FOLLOW_UP, STEP, needs_reason=True),
        M.CALL_FAMILY_NOT_FOUND: rule(S.HOME_REPORT_ASKED, S.FAMILY_NOT_FOUND, P.FOLLOW_UP, STEP, needs_reason=True),
        M.HEAR_CHILD: rule(
            {S.IDENTITY_CHECKED, S.HOME_REPORT_POSITIVE}, S.CHILD_CONSULTED, ORDER, STEP, needs_reason=True
        ),
        # The committee may order only after the family's identity was checked and the child was heard.
        M.ORDER: rule(S.CHILD_CONSULTED, S.ORDERED, ORDER, Event.RESTORATION_ORDERED),
        M.ASSIGN_ESCORT: rule(S.ORDERED, S.ESCORT_ASSIGNED, ORDER, STEP, needs_reason=True),
        M.DEPART: rule(S.ESCORT_ASSIGNED, S.IN_TRANSIT, P.RESTORATION_HAND_OVER, STEP),
        M.RECEIVE: rule(S.IN_TRANSIT, S.RECEIVED_BY_HOME_COMMITTEE, ORDER, STEP),
        M.HAND_OVER: rule(
            {S.ORDERED, S.ESCORT_ASSIGNED, S.RECEIVED_BY_HOME_COMMITTEE},
            S.HANDED_OVER,
            P.RESTORATION_HAND_OVER,
            Event.HANDED_OVER,
        ),
        M.FOLLOW_ONCE: rule(S.HANDED_OVER, S.FOLLOWED_ONCE, P.FOLLOW_UP, Event.FOLLOWED_UP, needs_reason=True),
        M.FOLLOW_AT_TWO_MONTHS: rule(
            S.FOLLOWED_ONCE, S.FOLLOWED_AT_TWO_MONTHS, P.FOLLOW_UP, Event.FOLLOWED_UP, needs_reason=True
        ),
        M.FOLLOW_AT_SIX_MONTHS: rule(
            S.FOLLOWED_AT_TWO_MONTHS, S.FOLLOWED_AT_SIX_MONTHS, P.FOLLOW_UP, Event.FOLLOWED_UP, needs_reason=True
        ),
        M.CLOSE_AS_STABLE: rule(S.FOLLOWED_AT_SIX_MONTHS, S.STABLE, P.FOLLOW_UP, STEP, needs_reason=True),
        M.BREAK_DOWN: rule(AT_HOME, S.BREAKDOWN, P.FOLLOW_UP, Event.BREAKDOWN, needs_reason=True),
        M.CANCEL: rule(
            BEFORE_ORDER | ON_THE_WAY | {S.HOME_REPORT_NEGATIVE, S.FAMILY_NOT_FOUND},
            S.CANCELLED,
            ORDER,
            Event.RESTORATION_CANCELLED,
            needs_reason=True,
        ),
    },
)

FOLLOW_UPS: tuple[tuple[RestorationMove, int], ...] = (
    (M.FOLLOW_ONCE, 30),
    (M.FOLLOW_AT_TWO_MONTHS, 61),
    (M.FOLLOW_AT_SIX_MONTHS, 183),
)
"""Days after the hand-over on which a visit is due (the first within 30 days; Form 7 part D: 2 and 6 months)."""
