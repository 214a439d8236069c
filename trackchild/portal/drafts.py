"""Which draft a browser holds: the session carries its random key, the database only the key's digest."""

from datetime import datetime

from django.http import HttpRequest
from django.utils.translation import get_language

from . import actions as portal_actions
from .models import Draft

SESSION_KEY = "drafts"


def open_draft(request: HttpRequest, kind: str, *, at: datetime) -> Draft | None:
    """The draft this browser has begun, or None."""
    key = request.session.get(SESSION_KEY, {}).get(kind)
    if not key:
        return None
    drafts = Draft.objects.filter(kind=kind, updated_at__gte=at - portal_actions.LIFE)
    return drafts.filter(key_digest=portal_actions.key_digest(key)).first()


def begin(request: HttpRequest, kind: str, *, at: datetime) -> Draft:
    """A new draft for this browser."""
    draft, key = portal_actions.start_draft(kind=kind, language=get_language() or "en", at=at)
    request.session[SESSION_KEY] = {**request.session.get(SESSION_KEY, {}), kind: key}
    return draft


def let_go(request: HttpRequest, kind: str) -> None:
    """Forget the key of a draft that is sent or discarded."""
    request.session[SESSION_KEY] = {
        other: key for other, key in request.session.get(SESSION_KEY, {}).items() if other != kind
    }
