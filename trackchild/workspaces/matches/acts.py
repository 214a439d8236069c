"""The step that undoes a confirmation: two sides ask for it, one after the other."""

from django.utils.translation import gettext_lazy as _

from trackchild.accounts.permissions import Permission as P
from trackchild.matching import actions as match_actions
from trackchild.matching.queries import get_candidate
from trackchild.matching.states import CANDIDATE, CandidateMove
from trackchild.workspaces.acting import Act, Desk, WordsForm

PAIRS = Desk("matches", "matches:compare_pair", get_candidate)

PAIR_ACTS: tuple[Act, ...] = (
    Act(
        "ask_reversal",
        permission=P.MATCH_REVERSE,
        starts=CANDIDATE.moves[CandidateMove.REVERSE].start,
        verb=_("The confirmation was wrong"),
        title=_("Reverse the confirmation"),
        hint=_("The police and the committee must both ask. Then everything stands as before."),
        label=_("Why it was wrong"),
        done=_("Your word is recorded."),
        tone="danger",
        form=WordsForm,
        run=lambda asked, given: match_actions.ask_reversal(
            candidate_id=asked.record.pk, reason=given["words"], by=asked.viewer, at=asked.at
        ),
    ),
)
