"""Keeping a draft, and sending it: the report is written and the draft is gone in one transaction."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from trackchild.cases.actions import reports as report_actions

from .models import Draft

LIFE = timedelta(days=7)
"""How long an unsent draft is kept after its last answer."""
Stored = dict[str, list[str]]


def key_digest(key: str) -> str:
    """The digest under which a draft is found; the key itself (256 random bits) lives in the citizen's session."""
    return hashlib.sha256(key.encode()).hexdigest()


@transaction.atomic
def start_draft(*, kind: str, language: str, at: datetime) -> tuple[Draft, str]:
    """A new draft and the key that opens it. Drafts nobody has touched for a week go at the same time."""
    purge_drafts(at=at)
    key = secrets.token_urlsafe(32)
    draft = Draft.objects.create(
        key_digest=key_digest(key),
        idempotency_key=secrets.token_hex(32),
        kind=kind,
        language=language,
        started_at=at,
        updated_at=at,
    )
    return draft, key


def keep_answers(*, draft: Draft, step: str, stored: Stored, language: str, at: datetime) -> None:
    """Keep what was typed on one page, right or wrong. What was declared before must be declared again."""
    draft.answers = {**draft.answers, step: stored}
    draft.language, draft.updated_at, draft.declared_at = language, at, None
    draft.save(update_fields=["answers", "language", "updated_at", "declared_at"])


def declare(*, draft: Draft, at: datetime) -> None:
    """The person has read the answers through and declares them to be true."""
    draft.declared_at = at
    draft.save(update_fields=["declared_at"])


def discard(*, draft: Draft) -> None:
    """Forget a draft at once: telephones and computers are shared."""
    draft.delete()


def purge_drafts(*, at: datetime) -> int:
    """Delete drafts whose last answer is a week old; answers how many."""
    gone, _by_model = Draft.objects.filter(updated_at__lt=at - LIFE).delete()
    return gone


def send(*, draft: Draft, told: report_actions.ReportTold, at: datetime) -> report_actions.Submitted:
    """Submit the report and delete the draft. Of two sendings at once the second finds the first one's report."""
    try:
        return _send(draft=draft, told=told, at=at)
    except IntegrityError:
        return _send(draft=draft, told=told, at=at)


@transaction.atomic
def _send(*, draft: Draft, told: report_actions.ReportTold, at: datetime) -> report_actions.Submitted:
    submitted = report_actions.submit_report(told=told, at=at)
    Draft.objects.filter(pk=draft.pk).delete()
    return submitted
