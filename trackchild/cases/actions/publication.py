"""Showing a missing child to everybody: guardian's consent, a police order by another person, and an end."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localdate

from trackchild.accounts.acting import action
from trackchild.accounts.permissions import Permission
from trackchild.accounts.viewer import Viewer
from trackchild.cases.models import Consent, MissingCase, Publication
from trackchild.cases.queries import get_case
from trackchild.cases.rules import PUBLICATION_LIFE
from trackchild.cases.shown_names import shown_keys
from trackchild.cases.states import MISSING_CASE, CaseMove, Event
from trackchild.cases.timeline import record

TRACED, MERGED, EXPIRED, OFFENCE, RENEWED, MOVED_ON = "traced", "merged", "expired", "offence", "renewed", "moved on"
BY_ITSELF = frozenset({TRACED, MERGED, EXPIRED, OFFENCE, RENEWED, MOVED_ON})
"""Why a publication ended by itself. What ended by a tracing or a merge stands again when that is undone."""


class PublicationRefused(Exception):
    """The law or a missing step bars the publication; `reason` is a code: consent, offence, same_person, standing,
    law, period, scope."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@action
def record_consent(
    *, case_id: UUID, consent_by: str, consent_on: date, full_name: bool, by: Viewer, at: datetime
) -> Consent:
    """Keep the guardian's consent to publication. The order that follows takes another person."""
    case = get_case(by, case_id, Permission.CASE_REGISTER, lock=True)
    MISSING_CASE.check(CaseMove.NOTE, stage=case.stage, reason=consent_by)
    if not consent_by.strip():
        raise PublicationRefused("consent")
    consent = Consent.objects.create(
        case=case,
        consent_by=consent_by,
        consent_on=consent_on,
        full_name=full_name,
        recorded_at=at,
        recorded_by_id=by.user_id,
    )
    record(Event.NOTED, by=by, at=at, case=case, facts={"step": "CONSENT"})
    return consent


@action
def publish(*, case_id: UUID, consent_id: int, full_name: bool, by: Viewer, at: datetime) -> Publication:
    """Order the publication of a case. Another person must have recorded the guardian's consent.

    The full name is shown only where the guardian agreed to it and the order allows it.
    """
    case, consent = _agreed(case_id, consent_id, by=by, at=at)
    if case.publications.filter(withdrawn_at=None).exists():
        raise PublicationRefused("standing")
    return _order(case, consent, full_name=full_name, by=by, at=at)


@action
def renew(*, case_id: UUID, consent_id: int, full_name: bool, by: Viewer, at: datetime) -> Publication:
    """Let a publication stand for 90 days more. Again it takes two people: a new consent, and another's order."""
    case, consent = _agreed(case_id, consent_id, by=by, at=at)
    standing = case.publications.filter(withdrawn_at=None).first()
    if standing is None or consent.recorded_at <= standing.ordered_at:
        raise PublicationRefused("consent")
    standing.withdrawn_at, standing.withdrawn_by_id, standing.withdrawn_because = at, by.user_id, RENEWED
    standing.save()
    # Not told again to everybody who passed the card on: it stands as before.
    return _order(case, consent, full_name=full_name, by=by, at=at, line=(Event.NOTED, {"step": "SHOWING_RENEWED"}))


def _agreed(case_id: UUID, consent_id: int, *, by: Viewer, at: datetime) -> tuple[MissingCase, Consent]:
    """The case and the consent that another person recorded. Raises PublicationRefused."""
    case = get_case(by, case_id, Permission.CASE_PUBLISH, lock=True)
    MISSING_CASE.check(CaseMove.PUBLISH, stage=case.stage)
    if case.sexual_offence:
        raise PublicationRefused("offence")
    consent = case.consents.filter(pk=consent_id).first()
    if consent is None:
        raise PublicationRefused("consent")
    if consent.recorded_by_id == by.user_id:
        raise PublicationRefused("same_person")
    # The clock may not have come round yet: what has run out stands in nobody's way.
    end_rows(case.publications.filter(expires_on__lt=localdate(at)), because=EXPIRED, by=None, at=at, case=case)
    return case, consent


def _order(
    case: MissingCase,
    consent: Consent,
    *,
    full_name: bool,
    by: Viewer,
    at: datetime,
    line: tuple[Event, dict[str, Any]] = (Event.PUBLISHED, {}),
) -> Publication:
    publication = Publication.objects.create(
        case=case,
        consent_by=consent.consent_by,
        consent_on=consent.consent_on,
        consent_recorded_by_id=consent.recorded_by_id,
        full_name=full_name and consent.full_name,
        ordered_at=at,
        ordered_by_id=by.user_id,
        expires_on=localdate(at + PUBLICATION_LIFE),
        shown_keys=shown_keys(case.description, full=full_name and consent.full_name),
    )
    event, facts = line
    record(event, by=by, at=at, case=case, facts=facts)
    return publication


@action
def withdraw(*, case_id: UUID, reason: str, by: Viewer, at: datetime) -> MissingCase:
    """End the publication of a case."""
    case = get_case(by, case_id, Permission.CASE_PUBLISH, lock=True)
    MISSING_CASE.check(CaseMove.WITHDRAW, stage=case.stage, reason=reason)
    withdraw_standing(case, because=reason, by=by, at=at)
    return case


def withdraw_standing(case: MissingCase, *, because: str, by: Viewer | None, at: datetime) -> None:
    """Withdraw whatever publication stands; nothing happens when none does."""
    end_rows(case.publications.all(), because=because, by=by, at=at, case=case)


def end_rows(rows: QuerySet[Any], *, because: str, by: Viewer | None, at: datetime, **subject: Any) -> bool:
    """End the publications among these that still stand, with a line on the timeline of the record they show."""
    standing = rows.filter(withdrawn_at=None)
    ended = standing.update(withdrawn_at=at, withdrawn_by=by.user_id if by else None, withdrawn_because=because)
    if ended:
        step = because.upper().replace(" ", "_") if because in BY_ITSELF else ""
        facts = {"step": f"SHOWING_{step}"} if step else None
        record(Event.WITHDRAWN, by=by, at=at, reason="" if step else because, facts=facts, **subject)
    return bool(ended)


def stand_again(case: MissingCase, *, by: Viewer, at: datetime, because: str = TRACED) -> None:
    """A tracing or a merge was undone: the publication it had ended stands again, unless it has expired meanwhile."""
    ended = case.publications.filter(withdrawn_because=because, expires_on__gte=localdate(at)).order_by("-pk").first()
    if ended is None or case.publications.filter(withdrawn_at=None).exists():
        return
    ended.withdrawn_at = ended.withdrawn_by = None
    ended.withdrawn_because = ""
    ended.save()
    record(MISSING_CASE.moves[CaseMove.PUBLISH].event, by=by, at=at, case=case)
