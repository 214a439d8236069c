"""What every page's frame needs to know."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone


def site(request: HttpRequest) -> dict[str, Any]:
    """The viewer, the moment, and whether this is the demonstration country."""
    return {
        "viewer": getattr(request, "viewer", None),
        "now": timezone.now(),
        "is_demo": settings.DEMO,
        "source_address": settings.SOURCE_ADDRESS,
        "public_address": settings.PUBLIC_ADDRESS,
    }
