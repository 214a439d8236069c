"""The steps of a home, or of an office that took charge, with a found child."""

from django.utils.translation import gettext_lazy as _

from trackchild.accounts.permissions import Permission as P
from trackchild.cases.actions import found as found_actions
from trackchild.cases.queries import get_found
from trackchild.cases.states import FOUND_CHILD, FoundMove
from trackchild.directory.kinds import HOMES as HOME_KINDS
from trackchild.workspaces.acting import Act, Desk, WordsForm

HOMES = Desk("homes", "homes:view_child", get_found)

HOME_ACTS: tuple[Act, ...] = (
    Act(
        "receive_child",
        permission=P.FOUND_RECORD,
        starts=FOUND_CHILD.moves[FoundMove.ADMIT].start,
        verb=_("Receive the child"),
        title=_("The child has arrived in your home"),
        done=_("The child is admitted."),
        run=lambda asked, given: found_actions.receive_child(found_id=asked.record.pk, by=asked.viewer, at=asked.at),
        also=lambda asked: asked.viewer.agency_kind in HOME_KINDS,
    ),
    Act(
        "note_tracing_effort",
        permission=P.FOUND_RECORD,
        starts=FOUND_CHILD.moves[FoundMove.TRY_TO_TRACE].start,
        verb=_("Note a tracing effort"),
        title=_("What was done to find the family?"),
        hint=_("A child without an effort in 15 days stands on the list of the district."),
        label=_("What was done, and what came of it"),
        done=_("The effort is noted."),
        tone="quiet",
        form=WordsForm,
        run=lambda asked, given: found_actions.note_tracing_effort(
            found_id=asked.record.pk, text=given["words"], by=asked.viewer, at=asked.at
        ),
    ),
)
