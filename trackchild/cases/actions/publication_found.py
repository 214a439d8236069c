"""Showing a found child to everybody: the committee's written permission, filed by one office, ordered by a member."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localdate

from trackchild.accounts.acting import action
from trackchild.accounts.permissions import Permission
from trackchild.accounts.viewer import Viewer
from trackchild.cases.models import FoundChild, FoundPublication
from trackchild.cases.queries import get_found
from trackchild.cases.rules import PUBLICATION_LIFE
from trackchild.cases.states import FOUND_CHILD, Event, FoundMove
from trackchild.cases.timeline import record
from trackchild.cases.vocabulary import Shown

from .publication import RENEWED, TRACED, PublicationRefused, end_rows


@action
def file_permission(
    *,
    found_id: UUID,
    number: str,
    permission_on: date,
    scope: Collection[str],
    until: date,
    by: Viewer,
    at: datetime,
) -> FoundPublication:
    """Keep the committee's written permission: its number, its date, what it lists, and until when."""
    found = get_found(by, found_id, Permission.FOUND_RECORD, lock=True)
    FOUND_CHILD.check(FoundMove.FILE_PERMISSION, stage=found.stage)
    _check_child(found)
    if not number.strip():
        raise PublicationRefused("permission")
    if not scope or not set(scope) <= set(Shown.values):
        raise PublicationRefused("scope")
    if until < localdate(at) or permission_on > localdate(at):
        raise PublicationRefused("period")
    filed = FoundPublication.objects.create(
        found=found,
        permission_number=number.strip(),
        permission_on=permission_on,
        scope=[item for item in Shown.values if item in scope],
        permitted_until=until,
        filed_at=at,
        filed_by_id=by.user_id,
    )
    record(Event.NOTED, by=by, at=at, found=found, facts={"step": "PERMISSION"})
    return filed


@action
def publish_found(*, found_id: UUID, permission_id: int, by: Viewer, at: datetime) -> FoundPublication:
    """A member of the committee orders what the permission allows; another person must have filed it.

    It stands for 90 days, or until the permission ends. One that stands already is renewed by it.
    """
    found = get_found(by, found_id, Permission.FOUND_ORDER, lock=True)
    FOUND_CHILD.check(FoundMove.PUBLISH, stage=found.stage)
    _check_child(found)
    filed = found.publications.filter(pk=permission_id, ordered_at=None, withdrawn_at=None).first()
    if filed is None:
        raise PublicationRefused("permission")
    if filed.filed_by_id == by.user_id:
        raise PublicationRefused("same_person")
    if filed.permitted_until < localdate(at):
        raise PublicationRefused("period")
    renewed = _ordered(found).update(withdrawn_at=at, withdrawn_by=by.user_id, withdrawn_because=RENEWED)
    filed.ordered_at, filed.ordered_by_id = at, by.user_id
    filed.expires_on = min(filed.permitted_until, localdate(at + PUBLICATION_LIFE))
    filed.save()
    event, step = (Event.NOTED, "SHOWING_RENEWED") if renewed else (Event.PUBLISHED, "FOUND_SHOWN")
    record(event, by=by, at=at, found=found, facts={"step": step})
    return filed


@action
def withdraw_found(*, found_id: UUID, reason: str, by: Viewer, at: datetime) -> FoundChild:
    """The committee ends the publication of a found child."""
    found = get_found(by, found_id, Permission.FOUND_ORDER, lock=True)
    FOUND_CHILD.check(FoundMove.WITHDRAW, stage=found.stage, reason=reason)
    withdraw_standing_found(found, because=reason, by=by, at=at)
    return found


def withdraw_standing_found(found: FoundChild, *, because: str, by: Viewer | None, at: datetime) -> None:
    """Withdraw whatever publication of a found child stands; nothing happens when none does."""
    end_rows(_ordered(found), because=because, by=by, at=at, found=found)


def found_stands_again(found: FoundChild, *, by: Viewer, at: datetime, because: str = TRACED) -> None:
    """The family was not the right one, or a merge was undone: what that ended stands again, unless it has expired."""
    rows = found.publications.filter(withdrawn_because=because, expires_on__gte=localdate(at))
    ended = rows.order_by("-pk").first()
    if ended is None or _ordered(found).exists():
        return
    ended.withdrawn_at = ended.withdrawn_by = None
    ended.withdrawn_because = ""
    ended.save()
    record(Event.PUBLISHED, by=by, at=at, found=found)


def _ordered(found: FoundChild) -> QuerySet[FoundPublication]:
    return found.publications.filter(withdrawn_at=None).exclude(ordered_at=None)


def _check_child(found: FoundChild) -> None:
    """What no permission can allow."""
    if found.sexual_offence:
        raise PublicationRefused("offence")
    if found.conflict_with_law or found.produced_at is None:
        raise PublicationRefused("law")
