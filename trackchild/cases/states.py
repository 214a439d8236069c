"""What may happen to a missing case, a found child and a citizen's report: three tables of moves.

Stages follow the domain paper, section 5, with one stage column per record: who owns a case is a key to an office, and
"match pending", "due for the anti-trafficking unit" or "overdue" are derived, never stored.
"""

from enum import StrEnum

from trackchild.accounts.permissions import Permission as P
from trackchild.core.states import LifeCycle, rule


class Event(StrEnum):
    """What a line of the timeline can say."""

    # a citizen's report
    REPORTED = "REPORTED"
    REPORT_ROUTED = "REPORT_ROUTED"
    REPORT_ACKNOWLEDGED = "REPORT_ACKNOWLEDGED"
    REPORT_CONVERTED = "REPORT_CONVERTED"
    REPORT_MERGED = "REPORT_MERGED"
    REPORT_REFUSED = "REPORT_REFUSED"
    REPORT_CALLED_SPAM = "REPORT_CALLED_SPAM"
    REPORT_SPAM = "REPORT_SPAM"
    REPORT_CLOSED = "REPORT_CLOSED"
    INFORMATION_ADDED = "INFORMATION_ADDED"
    FAMILY_COMPLAINED = "FAMILY_COMPLAINED"
    GUARDED = "GUARDED"
    UNGUARDED = "UNGUARDED"
    # a missing case
    DRAFTED = "DRAFTED"
    DISCARDED = "DISCARDED"
    INTIMATED = "INTIMATED"
    NOT_A_CASE = "NOT_A_CASE"
    FIR_REGISTERED = "FIR_REGISTERED"
    NO_FIR_REASON = "NO_FIR_REASON"
    INVESTIGATION_BEGUN = "INVESTIGATION_BEGUN"
    RISK_GRADED = "RISK_GRADED"
    NOTED = "NOTED"
    FORM_CORRECTED = "FORM_CORRECTED"
    TRANSFER_OFFERED = "TRANSFER_OFFERED"
    TRANSFERRED = "TRANSFERRED"
    TRANSFER_REFUSED = "TRANSFER_REFUSED"
    HANDED_TO_AHTU = "HANDED_TO_AHTU"
    ATTAINED_MAJORITY = "ATTAINED_MAJORITY"
    PUBLISHED = "PUBLISHED"
    WITHDRAWN = "WITHDRAWN"
    TRACED = "TRACED"
    TRACED_NOT_RETURNED = "TRACED_NOT_RETURNED"
    TRACING_REVERSED = "TRACING_REVERSED"
    RECOVERED = "RECOVERED"
    CASE_PRODUCED = "CASE_PRODUCED"
    CASE_RESTORED = "CASE_RESTORED"
    BODY_IDENTIFIED = "BODY_IDENTIFIED"
    CLOSURE_PROPOSED = "CLOSURE_PROPOSED"
    CLOSED = "CLOSED"
    REOPENED = "REOPENED"
    IMPORTED = "IMPORTED"
    ADOPTED = "ADOPTED"
    # a found child
    CHARGE_TAKEN = "CHARGE_TAKEN"
    FOUND_REPORTED = "FOUND_REPORTED"
    PRODUCED = "PRODUCED"
    PLACED = "PLACED"
    ADMITTED = "ADMITTED"
    INQUIRY_ORDERED = "INQUIRY_ORDERED"
    INQUIRY_SUBMITTED = "INQUIRY_SUBMITTED"
    TRACING_EFFORT = "TRACING_EFFORT"
    IDENTITY_FOUND = "IDENTITY_FOUND"
    IDENTITY_WITHDRAWN = "IDENTITY_WITHDRAWN"
    FINAL_ORDER = "FINAL_ORDER"
    RESTORATION_PROPOSED = "RESTORATION_PROPOSED"
    RESTORATION_STEP = "RESTORATION_STEP"
    RESTORATION_ORDERED = "RESTORATION_ORDERED"
    RESTORATION_CANCELLED = "RESTORATION_CANCELLED"
    HANDED_OVER = "HANDED_OVER"
    FOLLOWED_UP = "FOLLOWED_UP"
    BREAKDOWN = "BREAKDOWN"
    LONG_TERM_CARE = "LONG_TERM_CARE"
    WENT_ON_LEAVE = "WENT_ON_LEAVE"
    CAME_BACK = "CAME_BACK"
    RAN_AWAY = "RAN_AWAY"
    HOME_CHANGED = "HOME_CHANGED"
    AGED_OUT = "AGED_OUT"
    FOUND_DIED = "FOUND_DIED"
    FOUND_CLOSED = "FOUND_CLOSED"
    # a candidate pair (written by the matching package)
    MATCH_SUGGESTED = "MATCH_SUGGESTED"
    MATCH_OPINION = "MATCH_OPINION"
    MATCH_KEY_TURNED = "MATCH_KEY_TURNED"
    MATCH_CONFIRMED = "MATCH_CONFIRMED"
    MATCH_REJECTED = "MATCH_REJECTED"
    MATCH_EXPIRED = "MATCH_EXPIRED"
    MATCH_REVERSED = "MATCH_REVERSED"
    MATCH_RENEWED = "MATCH_RENEWED"
    # two records of one side that are one child (written by the matching package)
    MERGE_PROPOSED = "MERGE_PROPOSED"
    MERGED = "MERGED"
    MERGE_DISMISSED = "MERGE_DISMISSED"
    UNMERGED = "UNMERGED"
    # a legal time has run out or soon will (written by the alerts package)
    CLOCK_DUE = "CLOCK_DUE"


class CaseStage(StrEnum):
    IMPORTED = "IMPORTED"
    DRAFT = "DRAFT"
    DISCARDED = "DISCARDED"
    INTIMATED = "INTIMATED"
    NOT_A_CASE = "NOT_A_CASE"
    FIR_REGISTERED = "FIR_REGISTERED"
    INVESTIGATION = "INVESTIGATION"
    TRACED = "TRACED"
    TRACED_NOT_RETURNED = "TRACED_NOT_RETURNED"
    RECOVERED = "RECOVERED"
    PRODUCED = "PRODUCED"
    RESTORED = "RESTORED"
    DECEASED = "DECEASED"
    CLOSED = "CLOSED"
    MERGED = "MERGED"


class CaseMove(StrEnum):
    GUARD = "GUARD"
    UNGUARD = "UNGUARD"
    DISCARD = "DISCARD"
    INTIMATE = "INTIMATE"
    CALL_NOT_A_CASE = "CALL_NOT_A_CASE"
    REGISTER_FIR = "REGISTER_FIR"
    EXPLAIN_NO_FIR = "EXPLAIN_NO_FIR"
    INVESTIGATE = "INVESTIGATE"
    GRADE = "GRADE"
    NOTE = "NOTE"
    CORRECT = "CORRECT"
    OFFER_TRANSFER = "OFFER_TRANSFER"
    ACCEPT_TRANSFER = "ACCEPT_TRANSFER"
    REFUSE_TRANSFER = "REFUSE_TRANSFER"
    HAND_TO_AHTU = "HAND_TO_AHTU"
    ATTAIN_MAJORITY = "ATTAIN_MAJORITY"
    PUBLISH = "PUBLISH"
    WITHDRAW = "WITHDRAW"
    TRACE = "TRACE"
    REVERSE_TRACING = "REVERSE_TRACING"
    CALL_NOT_RETURNED = "CALL_NOT_RETURNED"
    RECOVER = "RECOVER"
    PRODUCE = "PRODUCE"
    RESTORE = "RESTORE"
    IDENTIFY_BODY = "IDENTIFY_BODY"
    PROPOSE_CLOSURE = "PROPOSE_CLOSURE"
    CLOSE = "CLOSE"
    REOPEN = "REOPEN"
    ADOPT = "ADOPT"
    MERGE = "MERGE"
    UNMERGE = "UNMERGE"


C, M = CaseStage, CaseMove
SEARCHING = frozenset({C.IMPORTED, C.INTIMATED, C.FIR_REGISTERED, C.INVESTIGATION})
"""Stages in which the child is not known to be anywhere: these cases are weighed against found children."""
BEFORE_FIR = frozenset({C.INTIMATED})
ACTIVE = frozenset({C.INTIMATED, C.FIR_REGISTERED, C.INVESTIGATION})
AFTER_TRACING = frozenset({C.TRACED, C.TRACED_NOT_RETURNED, C.RECOVERED, C.PRODUCED})
CLOSABLE = frozenset({C.RESTORED, C.DECEASED, C.TRACED_NOT_RETURNED, C.PRODUCED})
"""A child's case is never closed as untraced: only a known end may be proposed for closure."""
OPEN = ACTIVE | AFTER_TRACING | frozenset({C.IMPORTED, C.DRAFT, C.RESTORED, C.DECEASED})

MISSING_CASE = LifeCycle(
    name="Missing case",
    stages=CaseStage,
    initial=frozenset({C.DRAFT, C.IMPORTED}),
    moves={
        M.DISCARD: rule(C.DRAFT, C.DISCARDED, P.CASE_REGISTER, Event.DISCARDED, needs_reason=True),
        M.INTIMATE: rule(C.DRAFT, C.INTIMATED, P.CASE_REGISTER, Event.INTIMATED),
        M.ADOPT: rule(C.IMPORTED, C.INTIMATED, P.CASE_ADOPT, Event.ADOPTED),
        M.CALL_NOT_A_CASE: rule(BEFORE_FIR, C.NOT_A_CASE, P.CASE_REGISTER, Event.NOT_A_CASE, needs_reason=True),
        M.REGISTER_FIR: rule(BEFORE_FIR, C.FIR_REGISTERED, P.CASE_REGISTER, Event.FIR_REGISTERED),
        M.EXPLAIN_NO_FIR: rule(BEFORE_FIR, None, P.CASE_REGISTER, Event.NO_FIR_REASON, needs_reason=True),
        M.INVESTIGATE: rule(C.FIR_REGISTERED, C.INVESTIGATION, P.CASE_REGISTER, Event.INVESTIGATION_BEGUN),
        M.GRADE: rule(ACTIVE, None, P.CASE_REGISTER, Event.RISK_GRADED),
        # The person who complained may be the danger: from now on she reads the same words whatever happens.
        M.GUARD: rule(ACTIVE | AFTER_TRACING, None, P.CASE_REGISTER, Event.GUARDED, needs_reason=True),
        M.UNGUARD: rule(ACTIVE | AFTER_TRACING, None, P.CASE_REGISTER, Event.UNGUARDED, needs_reason=True),
        M.NOTE: rule(ACTIVE | AFTER_TRACING, None, P.CASE_REGISTER, Event.NOTED, needs_reason=True),
        M.CORRECT: rule(ACTIVE | {C.DRAFT}, None, P.CASE_REGISTER, Event.FORM_CORRECTED),
        M.OFFER_TRANSFER: rule(ACTIVE, None, P.CASE_REGISTER, Event.TRANSFER_OFFERED, needs_reason=True),
        M.ACCEPT_TRANSFER: rule(ACTIVE, None, P.CASE_REGISTER, Event.TRANSFERRED),
        M.REFUSE_TRANSFER: rule(ACTIVE, None, P.CASE_REGISTER, Event.TRANSFER_REFUSED, needs_reason=True),
        M.HAND_TO_AHTU: rule(C.INVESTIGATION, None, P.CASE_REGISTER, Event.HANDED_TO_AHTU),
        M.ATTAIN_MAJORITY: rule(ACTIVE, None, P.CASE_REGISTER, Event.ATTAINED_MAJORITY),
        M.PUBLISH: rule({C.FIR_REGISTERED, C.INVESTIGATION}, None, P.CASE_PUBLISH, Event.PUBLISHED),
        M.WITHDRAW: rule(ACTIVE | AFTER_TRACING, None, P.CASE_PUBLISH, Event.WITHDRAWN, needs_reason=True),
        M.TRACE: rule(ACTIVE, C.TRACED, P.CASE_REGISTER, Event.TRACED),
        M.REVERSE_TRACING: rule(
            AFTER_TRACING | {C.RESTORED}, C.INVESTIGATION, P.MATCH_REVERSE, Event.TRACING_REVERSED, needs_reason=True
        ),
        M.CALL_NOT_RETURNED: rule(
            C.TRACED, C.TRACED_NOT_RETURNED, P.CASE_REGISTER, Event.TRACED_NOT_RETURNED, needs_reason=True
        ),
        M.RECOVER: rule({C.TRACED, C.TRACED_NOT_RETURNED}, C.RECOVERED, P.CASE_REGISTER, Event.RECOVERED),
        M.PRODUCE: rule({C.TRACED, C.RECOVERED}, C.PRODUCED, P.CASE_REGISTER, Event.CASE_PRODUCED),
        M.RESTORE: rule(AFTER_TRACING, C.RESTORED, P.CASE_REGISTER, Event.CASE_RESTORED),
        M.IDENTIFY_BODY: rule(ACTIVE, C.DECEASED, P.CASE_REGISTER, Event.BODY_IDENTIFIED, needs_reason=True),
        M.PROPOSE_CLOSURE: rule(CLOSABLE, None, P.CASE_REGISTER, Event.CLOSURE_PROPOSED, needs_reason=True),
        M.CLOSE: rule(CLOSABLE, C.CLOSED, P.CASE_SUPERVISE, Event.CLOSED),
        M.REOPEN: rule({C.CLOSED, C.NOT_A_CASE}, C.INVESTIGATION, P.CASE_SUPERVISE, Event.REOPENED, needs_reason=True),
        # The case is not closed: the same child is searched under the number of the other one.
        M.MERGE: rule(SEARCHING, C.MERGED, P.CASE_REGISTER, Event.MERGED),
        M.UNMERGE: rule(C.MERGED, None, P.CASE_REGISTER, Event.UNMERGED, needs_reason=True, returns=True),
    },
)


class FoundStage(StrEnum):
    IMPORTED = "IMPORTED"
    TAKEN_CHARGE = "TAKEN_CHARGE"
    REPORTED = "REPORTED"
    PRODUCED = "PRODUCED"
    PLACED = "PLACED"
    ADMITTED = "ADMITTED"
    FINAL_ORDER = "FINAL_ORDER"
    RESTORATION_ORDERED = "RESTORATION_ORDERED"
    LONG_TERM_CARE = "LONG_TERM_CARE"
    ON_LEAVE = "ON_LEAVE"
    RUN_AWAY = "RUN_AWAY"
    AFTER_CARE = "AFTER_CARE"
    RESTORED = "RESTORED"
    DECEASED = "DECEASED"
    CLOSED = "CLOSED"
    MERGED = "MERGED"


class FoundMove(StrEnum):
    ADOPT = "ADOPT"
    REPORT = "REPORT"
    PRODUCE = "PRODUCE"
    PLACE = "PLACE"
    ADMIT = "ADMIT"
    ORDER_INQUIRY = "ORDER_INQUIRY"
    SUBMIT_INQUIRY = "SUBMIT_INQUIRY"
    TRY_TO_TRACE = "TRY_TO_TRACE"
    FIND_IDENTITY = "FIND_IDENTITY"
    WITHDRAW_IDENTITY = "WITHDRAW_IDENTITY"
    FILE_PERMISSION = "FILE_PERMISSION"
    PUBLISH = "PUBLISH"
    WITHDRAW = "WITHDRAW"
    ORDER_FINALLY = "ORDER_FINALLY"
    PROPOSE_RESTORATION = "PROPOSE_RESTORATION"
    ORDER_RESTORATION = "ORDER_RESTORATION"
    CANCEL_RESTORATION = "CANCEL_RESTORATION"
    HAND_OVER = "HAND_OVER"
    BREAK_DOWN = "BREAK_DOWN"
    KEEP_LONG_TERM = "KEEP_LONG_TERM"
    GO_ON_LEAVE = "GO_ON_LEAVE"
    COME_BACK = "COME_BACK"
    RUN_AWAY = "RUN_AWAY"
    CHANGE_HOME = "CHANGE_HOME"
    AGE_OUT = "AGE_OUT"
    DIE = "DIE"
    CLOSE = "CLOSE"
    MERGE = "MERGE"
    UNMERGE = "UNMERGE"


F, N = FoundStage, FoundMove
BEFORE_PRODUCTION = frozenset({F.TAKEN_CHARGE, F.REPORTED, F.ADMITTED})
"""A home may admit a child before the committee has met: the production clock runs all the same."""
IN_HOME = frozenset({F.ADMITTED, F.FINAL_ORDER, F.RESTORATION_ORDERED, F.LONG_TERM_CARE})
IN_CUSTODY = frozenset({F.TAKEN_CHARGE, F.REPORTED, F.PRODUCED, F.PLACED}) | IN_HOME
IDENTITY_OPEN = frozenset({F.IMPORTED, F.AFTER_CARE}) | IN_CUSTODY
"""Stages in which the child's family may still be unknown: these are weighed against missing cases."""

SHOWABLE = frozenset({F.PRODUCED, F.PLACED, F.ADMITTED, F.FINAL_ORDER, F.LONG_TERM_CARE})
"""Stages in which a committee may let everybody see a found child: it knows the child, and the family is unknown."""

FOUND_CHILD = LifeCycle(
    name="Found child",
    stages=FoundStage,
    initial=frozenset({F.TAKEN_CHARGE, F.IMPORTED}),
    moves={
        # An imported child is in a home already; from its adoption on the committee's clock runs.
        N.ADOPT: rule(F.IMPORTED, F.ADMITTED, P.FOUND_ADOPT, Event.ADOPTED),
        N.REPORT: rule(F.TAKEN_CHARGE, F.REPORTED, P.FOUND_RECORD, Event.FOUND_REPORTED),
        N.PRODUCE: rule(BEFORE_PRODUCTION, F.PRODUCED, P.FOUND_ORDER, Event.PRODUCED),
        N.PLACE: rule(F.PRODUCED, F.PLACED, P.FOUND_ORDER, Event.PLACED),
        N.ADMIT: rule({F.TAKEN_CHARGE, F.REPORTED, F.PLACED}, F.ADMITTED, P.FOUND_RECORD, Event.ADMITTED),
        N.ORDER_INQUIRY: rule(IN_CUSTODY, None, P.FOUND_ORDER, Event.INQUIRY_ORDERED),
        N.SUBMIT_INQUIRY: rule(IN_CUSTODY, None, P.FOLLOW_UP, Event.INQUIRY_SUBMITTED),
        N.TRY_TO_TRACE: rule(IN_CUSTODY, None, P.FOUND_RECORD, Event.TRACING_EFFORT, needs_reason=True),
        N.FIND_IDENTITY: rule(IN_CUSTODY, None, P.MATCH_KEY_FOUND, Event.IDENTITY_FOUND),
        N.WITHDRAW_IDENTITY: rule(
            IN_CUSTODY | {F.RESTORED}, None, P.MATCH_REVERSE, Event.IDENTITY_WITHDRAWN, needs_reason=True
        ),
        N.FILE_PERMISSION: rule(SHOWABLE, None, P.FOUND_RECORD, Event.NOTED),
        N.PUBLISH: rule(SHOWABLE, None, P.FOUND_ORDER, Event.PUBLISHED),
        N.WITHDRAW: rule(IDENTITY_OPEN | {F.RESTORED}, None, P.FOUND_ORDER, Event.WITHDRAWN, needs_reason=True),
        N.ORDER_FINALLY: rule(
            {F.PRODUCED, F.PLACED, F.ADMITTED}, F.FINAL_ORDER, P.FOUND_ORDER, Event.FINAL_ORDER, needs_reason=True
        ),
        N.PROPOSE_RESTORATION: rule(
            {F.PRODUCED, F.PLACED} | IN_HOME, None, P.RESTORATION_ORDER, Event.RESTORATION_PROPOSED
        ),
        N.ORDER_RESTORATION: rule(
            {F.PRODUCED, F.PLACED, F.ADMITTED, F.FINAL_ORDER, F.LONG_TERM_CARE},
            F.RESTORATION_ORDERED,
            P.RESTORATION_ORDER,
            Event.RESTORATION_ORDERED,
        ),
        N.CANCEL_RESTORATION: rule(
            F.RESTORATION_ORDERED, F.ADMITTED, P.RESTORATION_ORDER, Event.RESTORATION_CANCELLED, needs_reason=True
        ),
        N.HAND_OVER: rule(F.RESTORATION_ORDERED, F.RESTORED, P.RESTORATION_HAND_OVER, Event.HANDED_OVER),
        N.BREAK_DOWN: rule(F.RESTORED, F.TAKEN_CHARGE, P.FOLLOW_UP, Event.BREAKDOWN, needs_reason=True),
        N.KEEP_LONG_TERM: rule(F.FINAL_ORDER, F.LONG_TERM_CARE, P.FOUND_ORDER, Event.LONG_TERM_CARE),
        N.GO_ON_LEAVE: rule(IN_HOME, F.ON_LEAVE, P.FOUND_RECORD, Event.WENT_ON_LEAVE, needs_reason=True),
        N.COME_BACK: rule({F.ON_LEAVE, F.RUN_AWAY}, F.ADMITTED, P.FOUND_RECORD, Event.CAME_BACK),
        N.RUN_AWAY: rule(IN_HOME | {F.ON_LEAVE}, F.RUN_AWAY, P.FOUND_RECORD, Event.RAN_AWAY, needs_reason=True),
        N.CHANGE_HOME: rule(IN_HOME, F.PLACED, P.FOUND_ORDER, Event.HOME_CHANGED, needs_reason=True),
        N.AGE_OUT: rule(IN_HOME, F.AFTER_CARE, P.FOUND_ORDER, Event.AGED_OUT),
        N.DIE: rule(IN_CUSTODY, F.DECEASED, P.FOUND_RECORD, Event.FOUND_DIED, needs_reason=True),
        N.CLOSE: rule(
            {F.RESTORED, F.AFTER_CARE, F.DECEASED, F.RUN_AWAY},
            F.CLOSED,
            P.FOUND_ORDER,
            Event.FOUND_CLOSED,
            needs_reason=True,
        ),
        # A child on the way home is known; nobody merges its record away under the escort.
        N.MERGE: rule(IDENTITY_OPEN - {F.RESTORATION_ORDERED}, F.MERGED, P.FOUND_RECORD, Event.MERGED),
        N.UNMERGE: rule(F.MERGED, None, P.FOUND_RECORD, Event.UNMERGED, needs_reason=True, returns=True),
    },
)


class ReportStage(StrEnum):
    SUBMITTED = "SUBMITTED"
    ASSIGNED = "ASSIGNED"
    ACKNOWLEDGED = "ACKNOWLEDGED"
    CONVERTED = "CONVERTED"
    MERGED = "MERGED"
    NOT_SUBSTANTIATED = "NOT_SUBSTANTIATED"
    CALLED_SPAM = "CALLED_SPAM"
    SPAM = "SPAM"
    CLOSED = "CLOSED"


class ReportMove(StrEnum):
    GUARD = "GUARD"
    UNGUARD = "UNGUARD"
    ROUTE = "ROUTE"
    RETURN = "RETURN"
    ACKNOWLEDGE = "ACKNOWLEDGE"
    CONVERT = "CONVERT"
    MERGE = "MERGE"
    REFUSE = "REFUSE"
    CALL_SPAM = "CALL_SPAM"
    CONFIRM_SPAM = "CONFIRM_SPAM"
    CLEAR_OF_SPAM = "CLEAR_OF_SPAM"
    CLOSE = "CLOSE"


R, O = ReportStage, ReportMove
WAITING = frozenset({R.SUBMITTED, R.ASSIGNED, R.ACKNOWLEDGED})
"""Stages in which a report waits for an officer's decision."""

CITIZEN_REPORT = LifeCycle(
    name="Citizen's report",
    stages=ReportStage,
    initial=frozenset({R.SUBMITTED}),
    moves={
        O.ROUTE: rule(R.SUBMITTED, R.ASSIGNED, P.REPORT_TRIAGE, Event.REPORT_ROUTED),
        O.RETURN: rule(
            {R.ASSIGNED, R.ACKNOWLEDGED}, R.ASSIGNED, P.REPORT_TRIAGE, Event.REPORT_ROUTED, needs_reason=True
        ),
        O.GUARD: rule(WAITING | {R.CONVERTED, R.MERGED}, None, P.REPORT_TRIAGE, Event.GUARDED, needs_reason=True),
        O.UNGUARD: rule(WAITING | {R.CONVERTED, R.MERGED}, None, P.REPORT_TRIAGE, Event.UNGUARDED, needs_reason=True),
        O.ACKNOWLEDGE: rule(R.ASSIGNED, R.ACKNOWLEDGED, P.REPORT_TRIAGE, Event.REPORT_ACKNOWLEDGED),
        O.CONVERT: rule({R.ASSIGNED, R.ACKNOWLEDGED}, R.CONVERTED, P.REPORT_TRIAGE, Event.REPORT_CONVERTED),
        O.MERGE: rule({R.ASSIGNED, R.ACKNOWLEDGED}, R.MERGED, P.REPORT_TRIAGE, Event.REPORT_MERGED, needs_reason=True),
        O.REFUSE: rule(
            {R.ASSIGNED, R.ACKNOWLEDGED},
            R.NOT_SUBSTANTIATED,
            P.REPORT_TRIAGE,
            Event.REPORT_REFUSED,
            needs_reason=True,
        ),
        O.CALL_SPAM: rule(
            {R.ASSIGNED, R.ACKNOWLEDGED}, R.CALLED_SPAM, P.REPORT_TRIAGE, Event.REPORT_CALLED_SPAM, needs_reason=True
        ),
        O.CONFIRM_SPAM: rule(R.CALLED_SPAM, R.SPAM, P.REPORT_TRIAGE, Event.REPORT_SPAM),
        O.CLEAR_OF_SPAM: rule(R.CALLED_SPAM, R.ASSIGNED, P.REPORT_TRIAGE, Event.REPORT_ROUTED, needs_reason=True),
        O.CLOSE: rule({R.CONVERTED, R.MERGED, R.NOT_SUBSTANTIATED}, R.CLOSED, P.REPORT_TRIAGE, Event.REPORT_CLOSED),
    },
)
