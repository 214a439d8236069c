"""The steps with a found child: of a home, or an office that took charge; of a committee or a board. One row a step."""

from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from trackchild.accounts.permissions import Permission as P
from trackchild.cases.actions import found as found_actions
from trackchild.cases.actions import publication_found as publication_actions
from trackchild.cases.queries import get_found
from trackchild.cases.rules import PUBLICATION_WARNING
from trackchild.cases.states import BEFORE_PRODUCTION, FOUND_CHILD, FoundMove, FoundStage
from trackchild.directory.kinds import HOMES as HOME_KINDS
from trackchild.placements import actions as placement_actions

from . import child_forms as forms
from .acting import Act, Asked, Desk, WordsForm

HOMES = Desk("homes", "homes:view_child", get_found)
COMMITTEES = Desk("committees", "homes:view_child", get_found)


def _to_restoration(record: Any, restoration: Any) -> str:
    return reverse("committees:view_restoration", args=[restoration.pk])


def _no_way_is_open(asked: Asked) -> bool:
    return bool(asked.record.produced_at and not asked.record.restorations.open().exists())


def _may_be_shown(asked: Asked) -> bool:
    found = asked.record
    return bool(found.produced_at and not found.sexual_offence and not found.conflict_with_law)


def _filed(asked: Asked) -> Any:
    return asked.record.publications.filter(ordered_at=None, withdrawn_at=None)


def _shown(asked: Asked) -> Any:
    standing = asked.record.publications.exclude(ordered_at=None)
    return standing.filter(withdrawn_at=None, expires_on__gte=localdate(asked.at))


def _is_shown(asked: Asked) -> bool:
    return bool(_shown(asked).exists())


def _ends_soon(asked: Asked) -> bool:
    return bool(_shown(asked).filter(expires_on__lte=localdate(asked.at + PUBLICATION_WARNING)).exists())


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
    Act(
        "file_permission",
        permission=P.FOUND_RECORD,
        starts=FOUND_CHILD.moves[FoundMove.FILE_PERMISSION].start,
        verb=_("File the permission to show the child"),
        title=_("The committee has allowed in writing that the child is shown"),
        hint=_("A member of the committee then orders it. The child is shown with what the permission lists, no more."),
        done=_("The permission is filed. A member of the committee may order the publication."),
        tone="quiet",
        form=forms.PermissionForm,
        run=lambda asked, given: publication_actions.file_permission(
            found_id=asked.record.pk,
            number=given["number"],
            permission_on=given["permission_on"],
            scope=given["scope"],
            until=given["until"],
            by=asked.viewer,
            at=asked.at,
        ),
        also=lambda asked: _may_be_shown(asked) and (not _is_shown(asked) or _ends_soon(asked)),
    ),
)

COMMITTEE_ACTS: tuple[Act, ...] = (
    Act(
        "produce_child",
        permission=P.FOUND_ORDER,
        starts=frozenset(BEFORE_PRODUCTION),
        verb=_("Record the production"),
        title=_("The child stands before the committee"),
        done=_("The production is recorded."),
        form=forms.ProduceForm,
        run=lambda asked, given: found_actions.produce(
            found_id=asked.record.pk, late_because=given["late_because"], by=asked.viewer, at=asked.at
        ),
        also=lambda asked: asked.record.produced_at is None,
    ),
    Act(
        "place_child",
        permission=P.FOUND_ORDER,
        starts=FOUND_CHILD.moves[FoundMove.PLACE].start,
        verb=_("Place the child"),
        title=_("Place the child in a home pending inquiry (Form 18)"),
        done=_("The child is placed; the home is told."),
        form=forms.PlaceForm,
        run=lambda asked, given: found_actions.place(
            found_id=asked.record.pk, home_id=given["home"].pk, by=asked.viewer, at=asked.at
        ),
    ),
    Act(
        "propose_restoration",
        permission=P.RESTORATION_ORDER,
        starts=FOUND_CHILD.moves[FoundMove.PROPOSE_RESTORATION].start - {FoundStage.RESTORATION_ORDERED},
        verb=_("Open the way home"),
        title=_("To whom may the child go home?"),
        done=_("The way home is open. Check the family’s identity next."),
        form=forms.ProposeForm,
        run=lambda asked, given: placement_actions.propose_restoration(
            found_id=asked.record.pk,
            case=given["case"],
            restored_to=given["restored_to"],
            relation=given["relation"],
            by=asked.viewer,
            at=asked.at,
        ),
        also=_no_way_is_open,
        after=_to_restoration,
    ),
    Act(
        "show_child",
        permission=P.FOUND_ORDER,
        starts=FOUND_CHILD.moves[FoundMove.PUBLISH].start,
        verb=_("Show the child to the public"),
        title=_("Order what the written permission allows"),
        hint=_("It stands for 90 days or until the permission ends, and ends at once when the family is known."),
        done=_("The child is shown to the public."),
        form=forms.ShowForm,
        run=lambda asked, given: publication_actions.publish_found(
            found_id=asked.record.pk, permission_id=given["permission"].pk, by=asked.viewer, at=asked.at
        ),
        also=lambda asked: _may_be_shown(asked) and _filed(asked).exists(),
    ),
    Act(
        "hide_child",
        permission=P.FOUND_ORDER,
        starts=FOUND_CHILD.moves[FoundMove.WITHDRAW].start,
        verb=_("Withdraw the publication"),
        title=_("End the publication"),
        label=_("Reason"),
        done=_("The child is no longer shown to the public."),
        tone="quiet",
        form=WordsForm,
        run=lambda asked, given: publication_actions.withdraw_found(
            found_id=asked.record.pk, reason=given["words"], by=asked.viewer, at=asked.at
        ),
        also=lambda asked: _is_shown(asked),
    ),
)
