"""Short-lived addresses of photographs: a signed token says which picture, which size and for whom.

The moment is rounded to a quarter of an hour, so that a picture keeps its address long enough for a cache to help.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any
from uuid import UUID

from django.core import signing
from django.urls import reverse
from django.utils import timezone

from .models import Photo

SALT = "trackchild.photos.signing"
PUBLIC = "public"
"""Audience: everybody, while a publication stands."""
ROUNDING = timedelta(minutes=15)
"""An address works until the end of the quarter after the one it was made in."""


class BadToken(Exception):
    """Not a token of ours, or one that has run out."""


class Verdict(Enum):
    """What the rule of publication says about a picture."""

    SHOWN = "SHOWN"
    WITHDRAWN = "WITHDRAWN"
    NEVER_SHOWN = "NEVER_SHOWN"


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a token says."""

    photo_id: UUID
    size: str
    audience: str


PublicRule = Callable[[UUID, str], Verdict]
_public_rule: PublicRule | None = None


def public_by(rule: PublicRule) -> PublicRule:
    """Register the rule that says whether a picture may be shown to everybody, in a size, at this moment.

    Pictures know no case; whoever publishes cases registers the rule. Without one no picture is public.
    """
    global _public_rule  # noqa: PLW0603
    _public_rule = rule
    return rule


def public_verdict(photo_id: UUID, size: str) -> Verdict:
    """What the registered rule says."""
    return _public_rule(photo_id, size) if _public_rule else Verdict.NEVER_SHOWN


def posting_audience(posting_id: int) -> str:
    """Audience: the one posting that the page was made for."""
    return f"posting:{posting_id}"


def sign_photo(photo_id: UUID, size: str, audience: str) -> str:
    """A token for one picture in one size and one audience (`PUBLIC`, or `posting_audience(...)`)."""
    return signing.Signer(salt=SALT).sign_object([photo_id.hex, size, audience, _quarter(timezone.now())])


def read_token(token: str) -> Ticket:
    """What a token says, while it works. Raises BadToken."""
    try:
        photo, size, audience, quarter = signing.Signer(salt=SALT).unsign_object(token)
    except (signing.BadSignature, ValueError) as bad:
        raise BadToken from bad
    if not 0 <= _quarter(timezone.now()) - quarter <= 1:
        raise BadToken
    return Ticket(UUID(photo), size, audience)


def photo_url(photo: Photo | None, size: str, audience: str) -> str:
    """The address of a picture for an audience; empty where there is no picture."""
    return reverse("photo", args=[sign_photo(photo.pk, size, audience)]) if photo else ""


def viewer_photo_url(photo: Photo | None, size: str, viewer: Any) -> str:
    """The address of a picture for the official who is looking at the page."""
    return photo_url(photo, size, posting_audience(viewer.posting_id))


def _quarter(at: datetime) -> int:
    return int(at.timestamp() // ROUNDING.total_seconds())
