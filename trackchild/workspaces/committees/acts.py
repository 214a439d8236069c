"""The steps on the way home, and the visits afterwards: one row a step."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from trackchild.accounts.permissions import Permission as P
from trackchild.panels.sentences import STEPS
from trackchild.placements import actions as placement_actions
from trackchild.placements.states import AT_HOME, RESTORATION, RestorationMove, RestorationStage
from trackchild.workspaces.acting import Act, Desk, NoQuestion, StepForm, WordsForm

from . import forms

RESTORATIONS = Desk("committees", "committees:view_restoration", placement_actions.get_restoration)


M = RestorationMove
# name, move, verb, what the words are, tone. The sentence of the step is its message.
STEP_TABLE: tuple[tuple[str, RestorationMove, Any, Any, str], ...] = (
    ("check_identity", M.CHECK_IDENTITY, _("Identity checked"), _("How the family proved who it is"), ""),
    ("ask_home_report", M.ASK_HOME_REPORT, _("Ask for a report on the home"), "", "quiet"),
    (
        "accept_home_report",
        M.ACCEPT_HOME_REPORT,
        _("Report: favourable"),
        _("What the visit to the home found"),
        "",
    ),
    (
        "decline_home_report",
        M.DECLINE_HOME_REPORT,
        _("Report: not favourable"),
        _("What the visit to the home found"),
        "quiet",
    ),
    (
        "call_family_not_found",
        M.CALL_FAMILY_NOT_FOUND,
        _("Family not found"),
        _("Where and how the family was looked for"),
        "quiet",
    ),
    ("hear_child", M.HEAR_CHILD, _("Hear the child"), _("What the child says"), ""),
    (
        "assign_escort",
        M.ASSIGN_ESCORT,
        _("Name an escort"),
        _("Who goes with the child, how and when (Form 45)"),
        "quiet",
    ),
    ("depart_child", M.DEPART, _("The child sets out"), "", ""),
    ("receive_at_home_committee", M.RECEIVE, _("Received by the home committee"), "", ""),
    ("close_as_stable", M.CLOSE_AS_STABLE, _("End the visits: all is well"), _("Why no further visit is needed"), ""),
    ("cancel_restoration", M.CANCEL, _("Call the restoration off"), _("Reason"), "danger"),
)


def _step(name: str, move: RestorationMove, verb: Any, label: Any, tone: str) -> Act:
    rule = RESTORATION.moves[move]
    form: type[StepForm] = WordsForm if rule.needs_reason else NoQuestion
    return Act(
        name,
        permission=P(rule.permission),
        starts=rule.start,
        verb=verb,
        title=verb,
        done=STEPS[move],
        tone=tone,
        label=label,
        form=form,
        run=lambda asked, given: placement_actions.take_step(
            restoration_id=asked.record.pk, move=move, words=given.get("words", ""), by=asked.viewer, at=asked.at
        ),
    )


RESTORATION_ACTS: tuple[Act, ...] = (
    Act(
        "order_restoration",
        permission=P.RESTORATION_ORDER,
        starts=RESTORATION.moves[M.ORDER].start,
        verb=_("Order the restoration"),
        title=_("Order of release and restoration (Form 44)"),
        label=_("Text of the order"),
        done=_("The restoration is ordered; the home is told."),
        form=WordsForm,
        run=lambda asked, given: placement_actions.order_restoration(
            restoration_id=asked.record.pk, text=given["words"], by=asked.viewer, at=asked.at
        ),
    ),
    Act(
        "hand_over_child",
        permission=P.RESTORATION_HAND_OVER,
        starts=RESTORATION.moves[M.HAND_OVER].start,
        verb=_("Hand the child over"),
        title=_("Hand the child over to the family"),
        done=_("The child is with the family. The visits are in the diary."),
        form=forms.ReceiptForm,
        run=lambda asked, given: placement_actions.hand_over(
            restoration_id=asked.record.pk, receipt=given["receipt"], by=asked.viewer, at=asked.at
        ),
    ),
    Act(
        "follow_up",
        permission=P.FOLLOW_UP,
        starts=AT_HOME - {RestorationStage.FOLLOWED_AT_SIX_MONTHS},
        verb=_("Record a visit"),
        title=_("How is the child at home?"),
        label=_("What the visitor found"),
        done=_("The visit is recorded."),
        form=WordsForm,
        run=lambda asked, given: placement_actions.follow_up(
            restoration_id=asked.record.pk, finding=given["words"], by=asked.viewer, at=asked.at
        ),
    ),
    *(_step(*row) for row in STEP_TABLE),
    Act(
        "report_breakdown",
        permission=P.FOLLOW_UP,
        starts=frozenset(AT_HOME),
        verb=_("The child is not well at home"),
        title=_("The child needs care again"),
        hint=_("The child is taken into charge and produced before the committee anew."),
        label=_("What happened"),
        done=_("The child is in need of care again; the 24 hours to the committee are running."),
        tone="danger",
        form=WordsForm,
        run=lambda asked, given: placement_actions.report_breakdown(
            restoration_id=asked.record.pk, reason=given["words"], by=asked.viewer, at=asked.at
        ),
    ),
)
