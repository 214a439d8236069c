"""What a desk may do with a ticket, as a table."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from trackchild.accounts.permissions import Permission as P
from trackchild.accounts.viewer import Viewer
from trackchild.helpdesk import actions as helpdesk
from trackchild.helpdesk.models import Ticket
from trackchild.helpdesk.queries import get_ticket
from trackchild.helpdesk.states import TICKET, Priority, TicketMove
from trackchild.workspaces.acting import Act, Asked, Desk, NoQuestion, StepForm, WordsForm

PRIORITIES = (
    (Priority.SAFETY_OR_OUTAGE.value, _("Somebody’s safety, or nothing works (15 minutes)")),
    (Priority.BLOCKED_OFFICER.value, _("Somebody cannot work (2 hours)")),
    (Priority.NORMAL.value, _("Ordinary (1 day)")),
    (Priority.WISH.value, _("A wish (5 days)")),
)


class TriageForm(StepForm):
    """How urgent it is."""

    priority = forms.ChoiceField(label=_("How urgent is it?"), choices=PRIORITIES, widget=forms.RadioSelect)


def find_ticket(viewer: Viewer, ticket_id: UUID, permission: P) -> Ticket:
    return get_ticket(viewer, ticket_id, permission)


def _does(move: TicketMove) -> Callable[[Asked, dict[str, Any]], Any]:
    def run(asked: Asked, given: dict[str, Any]) -> Any:
        return helpdesk.move_ticket(
            ticket_id=asked.record.pk,
            move=move,
            by=asked.viewer,
            at=asked.at,
            words=given.get("words", ""),
            priority=given.get("priority", ""),
        )

    return run


def _act(move: TicketMove, name: str, verb: Any, title: Any, done: Any, form: type[StepForm], **more: Any) -> Act:
    return Act(
        name=name,
        permission=P.TICKET_ANSWER,
        starts=TICKET.moves[move].start,
        verb=verb,
        title=title,
        done=done,
        run=_does(move),
        form=form,
        **more,
    )


TICKETS = Desk("desk", "desk:view_ticket", find_ticket)
M = TicketMove
TICKET_ACTS: tuple[Act, ...] = (
    _act(
        M.RESOLVE,
        "answer_ticket",
        _("Answer"),
        _("Answer the writer"),
        _("The answer is with the writer."),
        WordsForm,
        label=_("Your answer, in the writer’s language if you can"),
    ),
    _act(
        M.ASK_BACK,
        "ask_writer",
        _("Ask the writer"),
        _("Ask the writer something"),
        _("The question is with the writer."),
        WordsForm,
        label=_("Your question"),
    ),
    _act(
        M.ASSIGN, "take_ticket", _("Take it"), _("Work on it yourself"), _("The ticket is yours."), NoQuestion,
    ),
    _act(
        M.TRIAGE, "triage_ticket", _("Say how urgent"), _("Say how urgent it is"), _("The urgency is set."), TriageForm,
    ),
    _act(
        M.ESCALATE,
        "escalate_ticket",
        _("Pass it up"),
        _("Pass it to the next desk"),
        _("The next desk has it."),
        WordsForm,
        label=_("Why"),
    ),
    _act(
        M.RESTRICT,
        "restrict_ticket",
        _("It tells of a child"),
        _("Take it out of the open queue"),
        _("Only the desks of state and nation see it now."),
        NoQuestion,
        hint=_("For a text with a child’s name, number or address. Is a child in danger? Call 1098 or 112 first."),
        tone="danger",
    ),
    _act(
        M.CALL_DUPLICATE,
        "call_duplicate",
        _("Already known"),
        _("It was written before"),
        _("The ticket is closed as already known."),
        WordsForm,
        label=_("Number of the earlier ticket"),
    ),
)  # fmt: skip
