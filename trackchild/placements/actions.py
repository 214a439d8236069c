"""What a committee, a home and a visitor do to bring a child home and to know that all is well afterwards."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate

from trackchild.accounts.acting import action
from trackchild.accounts.permissions import Permission
from trackchild.accounts.viewer import Viewer
from trackchild.cases.actions import found as found_actions
from trackchild.cases.actions import missing as missing_actions
from trackchild.cases.models import FoundChild, MissingCase
from trackchild.cases.queries import get_found, look_at
from trackchild.cases.states import AFTER_TRACING, FoundMove
from trackchild.cases.timeline import record
from trackchild.directory.models import Agency

from .models import FollowUp, Order, OrderKind, Placement, Restoration
from .states import BEFORE_ORDER, FOLLOW_UPS, ON_THE_WAY, RESTORATION, RestorationMove, RestorationStage

WORDS = {
    RestorationMove.CHECK_IDENTITY: "identity_proof",
    RestorationMove.ACCEPT_HOME_REPORT: "home_report",
    RestorationMove.DECLINE_HOME_REPORT: "home_report",
    RestorationMove.HEAR_CHILD: "child_view",
}
"""Steps whose words are kept as a fact of the restoration."""


class NotProduced(Exception):
    """A child goes home only by order of the committee before which it was produced."""


@action
def propose_restoration(
    *, found_id: UUID, case: MissingCase | None, restored_to: str, relation: str, by: Viewer, at: datetime
) -> Restoration:
    """The committee opens the way home. Raises NotProduced before production."""
    found = get_found(by, found_id, Permission.RESTORATION_ORDER, lock=True)
    if found.produced_at is None:
        raise NotProduced
    restoration = Restoration.objects.create(
        found=found,
        case=case,
        stage=RestorationStage.PROPOSED,
        restored_to=restored_to,
        restored_to_relation=relation,
        proposed_at=at,
        proposed_by_id=by.user_id,
    )
    found_actions.move_restoration(found, FoundMove.PROPOSE_RESTORATION, by=by, at=at)
    return restoration


@action
def take_step(*, restoration_id: UUID, move: RestorationMove, words: str, by: Viewer, at: datetime) -> Restoration:
    """A step that needs only words: identity, home report, the child's view, escort, departure, receipt, cancelling."""
    restoration = get_restoration(by, restoration_id, Permission(RESTORATION.moves[move].permission), lock=True)
    if field := WORDS.get(move):
        setattr(restoration, field, words)
    _move(restoration, move, by=by, at=at, reason=words)
    if move is RestorationMove.CANCEL:
        restoration.ended_at = at
        restoration.save(update_fields=["ended_at"])
        if restoration.found.stage == "RESTORATION_ORDERED":
            found_actions.move_restoration(restoration.found, FoundMove.CANCEL_RESTORATION, by=by, at=at, reason=words)
    return restoration


@action
def order_restoration(*, restoration_id: UUID, text: str, by: Viewer, at: datetime) -> Restoration:
    """The committee's order (Form 44), after the identity check and the child's own word."""
    restoration = get_restoration(by, restoration_id, Permission.RESTORATION_ORDER, lock=True)
    RESTORATION.check(RestorationMove.ORDER, stage=restoration.stage)
    restoration.order = _pass_order(OrderKind.RESTORATION, restoration.found, text, by=by, at=at)
    rule = RESTORATION.moves[RestorationMove.ORDER]
    restoration.stage = rule.end or restoration.stage
    restoration.save()
    found_actions.move_restoration(
        restoration.found,
        FoundMove.ORDER_RESTORATION,
        by=by,
        at=at,
        facts={"order": restoration.order.number},
    )
    return restoration


@action
def order_finally(*, found_id: UUID, text: str, by: Viewer, at: datetime) -> Order:
    """The committee's final order, within four months of the first production (JJ Act s.36)."""
    found = get_found(by, found_id, Permission.FOUND_ORDER, lock=True)
    order = _pass_order(OrderKind.FINAL, found, text, by=by, at=at)
    facts = {"order": order.number}
    found_actions.move_restoration(found, FoundMove.ORDER_FINALLY, by=by, at=at, reason=text, facts=facts)
    return order


@action
def hand_over(*, restoration_id: UUID, receipt: str, by: Viewer, at: datetime) -> Restoration:
    """The home hands the child to the family; the case is restored and the visits are put in the diary."""
    restoration = get_restoration(by, restoration_id, Permission.RESTORATION_HAND_OVER, lock=True)
    RESTORATION.check(RestorationMove.HAND_OVER, stage=restoration.stage)
    restoration.receipt = receipt
    restoration.handed_over_at, restoration.handed_over_by_id = at, by.user_id
    restoration.stage = RestorationStage.HANDED_OVER
    restoration.save()
    FollowUp.objects.bulk_create(
        FollowUp(restoration=restoration, step=step, due_on=localdate(at + timedelta(days=days)))
        for step, days in FOLLOW_UPS
    )
    Placement.objects.filter(found=restoration.found, ended_at=None).update(ended_at=at, ended_because="restored")
    found_actions.move_restoration(restoration.found, FoundMove.HAND_OVER, by=by, at=at)
    if restoration.case and restoration.case.stage in AFTER_TRACING:
        missing_actions.mark_restored(restoration.case, by=by, at=at)
    return restoration


@action
def follow_up(*, restoration_id: UUID, finding: str, by: Viewer, at: datetime) -> FollowUp:
    """The next visit is done. Raises MoveNotAllowed when no visit is left."""
    restoration = get_restoration(by, restoration_id, Permission.FOLLOW_UP, lock=True)
    visit = restoration.follow_ups.filter(done_at=None).order_by("due_on").first()
    move = RestorationMove(visit.step) if visit else RestorationMove.FOLLOW_AT_SIX_MONTHS
    _move(restoration, move, by=by, at=at, reason=finding)
    visit = get_object_or_404(FollowUp, restoration=restoration, step=move)
    visit.done_at, visit.done_by_id, visit.finding = at, by.user_id, finding
    visit.save()
    return visit


@action
def report_breakdown(*, restoration_id: UUID, reason: str, by: Viewer, at: datetime) -> Restoration:
    """The child is not well at home: it is in need of care again, and produced anew."""
    restoration = get_restoration(by, restoration_id, Permission.FOLLOW_UP, lock=True)
    restoration.ended_at = at
    found = restoration.found
    _move(restoration, RestorationMove.BREAK_DOWN, by=by, at=at, reason=reason)
    found.charge_taken_at = at
    found.produced_at = found.produced_by = found.restored_at = found.restored_by = None
    found_actions.move_restoration(found, FoundMove.BREAK_DOWN, by=by, at=at, reason=reason)
    return restoration


def keep_placement(*, found: FoundChild, at: datetime) -> None:
    """Keep the stay of a child who was admitted; the home before, if any, ends. Safe to run twice."""
    if found.home_id is None:
        return
    standing = Placement.objects.filter(found=found, ended_at=None).first()
    if standing and standing.home_id == found.home_id:
        return
    if standing:
        standing.ended_at, standing.ended_because = at, "moved"
        standing.save()
    Placement.objects.create(found=found, home_id=found.home_id, began_at=at)


@action
def stop_after_reversal(*, found: FoundChild, at: datetime, by: Viewer | None = None) -> None:
    """The confirmation behind a restoration was wrong: it stops unless the child went home. Safe to run twice."""
    standing = found.restorations.filter(stage__in=BEFORE_ORDER | ON_THE_WAY).select_for_update().first()
    if standing is None:
        return
    standing.ended_at = at
    _move(standing, RestorationMove.CANCEL, by=by, at=at, reason="reversed")


def get_restoration(viewer: Viewer, restoration_id: UUID, permission: Permission, *, lock: bool = False) -> Restoration:
    """A restoration within reach; the child leaves a look. Raises Http404."""
    restorations = Restoration.objects.visible_to(viewer, permission).select_related(
        "found__description", "found__home", "case__description", "order"
    )
    restoration: Restoration = get_object_or_404(
        restorations.select_for_update(of=("self",)) if lock else restorations, pk=restoration_id
    )
    look_at(viewer, "found", [restoration.found_id])
    return restoration


def _pass_order(kind: OrderKind, found: FoundChild, text: str, *, by: Viewer, at: datetime) -> Order:
    # Numbers run within a committee and a year; the row of the child is locked, the committee's row serialises them.
    Agency.objects.select_for_update().get(pk=by.agency_id)
    count = Order.objects.filter(committee_id=by.agency_id, passed_at__year=at.year).count()
    return Order.objects.create(
        kind=kind,
        number=f"CWC/{by.agency_id}/{at:%Y}/{count + 1:04d}",
        found=found,
        committee_id=by.agency_id,
        text=text,
        passed_at=at,
        passed_by_id=by.user_id,
    )


def _move(restoration: Restoration, move: RestorationMove, *, by: Viewer | None, at: datetime, reason: str = "") -> Any:
    rule = RESTORATION.check(move, stage=restoration.stage, reason=reason)
    before, restoration.stage = restoration.stage, rule.end or restoration.stage
    restoration.save()
    return record(
        rule.event,
        by=by,
        at=at,
        found=restoration.found,
        case=restoration.case,
        before=before,
        after=restoration.stage,
        reason=reason,
        facts={"step": move},
    )
