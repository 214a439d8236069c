"""Steps with a child who lives in a home: leave, return, escape; and the committee's later decisions."""

from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from trackchild.accounts.permissions import Permission as P
from trackchild.cases.actions import custody
from trackchild.cases.states import FOUND_CHILD, FoundMove, FoundStage
from trackchild.children.ages import OF_AGE, age_at
from trackchild.directory.kinds import HOMES as HOME_KINDS
from trackchild.placements import actions as placement_actions

from . import child_forms as forms
from .acting import Act, Asked, WordsForm


def _found(move: FoundMove) -> dict[str, Any]:
    rule = FOUND_CHILD.moves[move]
    return {"permission": P(rule.permission), "starts": rule.start}


def _lives_here(asked: Asked) -> bool:
    return bool(asked.viewer.agency_kind in HOME_KINDS and asked.record.home_id == asked.viewer.agency_id)


def _is_of_age(asked: Asked) -> bool:
    child = asked.record.description
    age = age_at(age_years=child.age_years, age_on=child.age_on, birth_on=child.birth_on, on=localdate(asked.at))
    return age is not None and age >= OF_AGE


LIVING_ACTS: tuple[Act, ...] = (
    Act(
        "go_on_leave",
        **_found(FoundMove.GO_ON_LEAVE),
        verb=_("Goes on leave"),
        title=_("The child leaves the home for some days"),
        hint=_("Write the order that allows it, with whom the child goes, and the day of return."),
        label=_("Order, with whom, until when"),
        done=_("The leave is written down."),
        tone="quiet",
        form=WordsForm,
        also=_lives_here,
        run=lambda asked, given: custody.go_on_leave(
            found_id=asked.record.pk, reason=given["words"], by=asked.viewer, at=asked.at
        ),
    ),
    Act(
        "come_back",
        **_found(FoundMove.COME_BACK),
        verb=_("The child is back"),
        title=_("The child is back in the home"),
        done=_("The return is written down."),
        also=_lives_here,
        run=lambda asked, given: custody.come_back(found_id=asked.record.pk, by=asked.viewer, at=asked.at),
    ),
    Act(
        "run_away",
        **_found(FoundMove.RUN_AWAY),
        verb=_("The child is gone"),
        title=_("The child has left the home without leave"),
        hint=_("A missing case is drafted at the police station at once, with all you know. Call the station, too."),
        label=_("When and how, what the child wore, where it may go"),
        done=_("The station has the case. Committee and child protection unit are told."),
        tone="danger",
        form=WordsForm,
        also=_lives_here,
        run=lambda asked, given: custody.run_away(
            found_id=asked.record.pk, reason=given["words"], by=asked.viewer, at=asked.at
        ),
    ),
    Act(
        "note_death",
        **_found(FoundMove.DIE),
        verb=_("The child has died"),
        title=_("The child has died"),
        label=_("When, where and of what; the number of the inquest"),
        done=_("Committee, police and state are told."),
        tone="danger",
        form=WordsForm,
        also=_lives_here,
        run=lambda asked, given: custody.note_death(
            found_id=asked.record.pk, reason=given["words"], by=asked.viewer, at=asked.at
        ),
    ),
)

LATER_ORDERS: tuple[Act, ...] = (
    Act(
        "order_finally",
        **_found(FoundMove.ORDER_FINALLY),
        verb=_("Pass the final order"),
        title=_("What happens to the child"),
        hint=_("Within four months of the first production (JJ Act, section 36)."),
        label=_("The order"),
        done=_("The final order is passed."),
        tone="quiet",
        form=WordsForm,
        also=lambda asked: asked.record.produced_at is not None,
        run=lambda asked, given: placement_actions.order_finally(
            found_id=asked.record.pk, text=given["words"], by=asked.viewer, at=asked.at
        ),
    ),
    Act(
        "change_home",
        **_found(FoundMove.CHANGE_HOME),
        verb=_("Another home"),
        title=_("Place the child in another home"),
        done=_("Both homes are told; the new one must receive the child."),
        tone="quiet",
        form=forms.ChangeHomeForm,
        run=lambda asked, given: custody.change_home(
            found_id=asked.record.pk, home_id=given["home"].pk, reason=given["words"], by=asked.viewer, at=asked.at
        ),
    ),
    Act(
        "keep_long_term",
        **_found(FoundMove.KEEP_LONG_TERM),
        verb=_("Stays in care"),
        title=_("The child stays in care for long"),
        hint=_("The search for the family goes on."),
        done=_("The decision is written down."),
        tone="quiet",
        run=lambda asked, given: custody.keep_long_term(found_id=asked.record.pk, by=asked.viewer, at=asked.at),
    ),
    Act(
        "age_out",
        **_found(FoundMove.AGE_OUT),
        verb=_("Is eighteen: after-care"),
        title=_("The child is eighteen: after-care begins"),
        done=_("The decision is written down."),
        tone="quiet",
        also=_is_of_age,
        run=lambda asked, given: custody.age_out(found_id=asked.record.pk, by=asked.viewer, at=asked.at),
    ),
    Act(
        "close_record",
        permission=P(FOUND_CHILD.moves[FoundMove.CLOSE].permission),
        # A child who ran away is searched for: that record ends when the child is found.
        starts=FOUND_CHILD.moves[FoundMove.CLOSE].start - {FoundStage.RUN_AWAY},
        verb=_("Close the record"),
        title=_("Nothing more is to be done for this child here"),
        label=_("Reason"),
        done=_("The record is closed."),
        tone="quiet",
        form=WordsForm,
        run=lambda asked, given: custody.close_record(
            found_id=asked.record.pk, reason=given["words"], by=asked.viewer, at=asked.at
        ),
        after=lambda record, found: reverse("office:home"),
    ),
)
