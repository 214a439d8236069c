"""The life of a pair: suggested, owned by both sides, decided by two keys, remembered. And that of two records of one
side that may be one child.
"""

from enum import StrEnum

from trackchild.accounts.permissions import Permission as P
from trackchild.cases.states import Event
from trackchild.core.states import LifeCycle, rule


class CandidateStage(StrEnum):
    GENERATED = "GENERATED"
    SHORTLISTED = "SHORTLISTED"
    SUPPRESSED = "SUPPRESSED"
    VERIFICATION = "VERIFICATION"
    CONFIRMED = "CONFIRMED"
    REJECTED = "REJECTED"
    EXPIRED = "EXPIRED"
    REVERSED = "REVERSED"


class CandidateMove(StrEnum):
    SHORTLIST = "SHORTLIST"
    SUPPRESS = "SUPPRESS"
    GIVE_OPINION = "GIVE_OPINION"
    TURN_KEY = "TURN_KEY"
    CONFIRM = "CONFIRM"
    REJECT = "REJECT"
    EXPIRE = "EXPIRE"
    REVERSE = "REVERSE"
    RENEW = "RENEW"


S, M = CandidateStage, CandidateMove
ALIVE = frozenset({S.SHORTLISTED, S.VERIFICATION, S.EXPIRED})
"""Pairs that somebody must still decide; an expired pair is overdue, not gone."""

CANDIDATE = LifeCycle(
    name="Candidate pair",
    stages=CandidateStage,
    initial=frozenset({S.GENERATED}),
    moves={
        M.SHORTLIST: rule({S.GENERATED, S.SUPPRESSED}, S.SHORTLISTED, P.MATCH_READ, Event.MATCH_SUGGESTED),
        M.SUPPRESS: rule({S.GENERATED} | ALIVE, S.SUPPRESSED, P.MATCH_READ, Event.NOTED),
        M.GIVE_OPINION: rule(ALIVE, None, P.MATCH_OPINION, Event.MATCH_OPINION),
        M.TURN_KEY: rule(ALIVE, S.VERIFICATION, P.MATCH_READ, Event.MATCH_KEY_TURNED),
        M.CONFIRM: rule(S.VERIFICATION, S.CONFIRMED, P.MATCH_READ, Event.MATCH_CONFIRMED),
        M.REJECT: rule(ALIVE, S.REJECTED, P.MATCH_READ, Event.MATCH_REJECTED, needs_reason=True),
        M.EXPIRE: rule({S.SHORTLISTED, S.VERIFICATION}, S.EXPIRED, P.MATCH_READ, Event.MATCH_EXPIRED),
        M.REVERSE: rule(S.CONFIRMED, S.REVERSED, P.MATCH_REVERSE, Event.MATCH_REVERSED, needs_reason=True),
        # A rejected pair comes back only when the evidence itself has changed.
        M.RENEW: rule({S.REJECTED, S.REVERSED}, S.SHORTLISTED, P.MATCH_READ, Event.MATCH_RENEWED),
    },
)


class DuplicateStage(StrEnum):
    SUGGESTED = "SUGGESTED"
    MERGED = "MERGED"
    DISMISSED = "DISMISSED"
    UNMERGED = "UNMERGED"


class DuplicateMove(StrEnum):
    PROPOSE_MERGE = "PROPOSE_MERGE"
    MERGE = "MERGE"
    DISMISS = "DISMISS"
    UNMERGE = "UNMERGE"
    SUGGEST_AGAIN = "SUGGEST_AGAIN"


D, N = DuplicateStage, DuplicateMove
DUPLICATE = LifeCycle(
    name="Possible duplicate",
    stages=DuplicateStage,
    initial=frozenset({D.SUGGESTED}),
    moves={
        # One person proposes, another one makes it so. Either may hold them to be two children.
        N.PROPOSE_MERGE: rule(D.SUGGESTED, None, P.MATCH_READ, Event.MERGE_PROPOSED, needs_reason=True),
        N.MERGE: rule(D.SUGGESTED, D.MERGED, P.MATCH_READ, Event.MERGED),
        N.DISMISS: rule(D.SUGGESTED, D.DISMISSED, P.MATCH_READ, Event.MERGE_DISMISSED, needs_reason=True),
        N.UNMERGE: rule(D.MERGED, D.UNMERGED, P.MATCH_READ, Event.UNMERGED, needs_reason=True),
        # Decided once, it comes back only when the evidence itself has changed.
        N.SUGGEST_AGAIN: rule({D.DISMISSED, D.UNMERGED}, D.SUGGESTED, P.MATCH_READ, Event.NOTED),
    },
)
