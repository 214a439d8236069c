"""The papers of a published child: a poster to print and a picture to share, as long as the publication stands."""

import logging
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from trackchild.accounts.throttle import count_try
from trackchild.paper.appeal import Appeal, Size
from trackchild.paper.fonts import FontsMissing
from trackchild.paper.setting import PaperFailed, PressBusy
from trackchild.portal.papers import appeal_of, forget_papers, poster_of, share_card_of
from trackchild.ui.languages import BY_CODE, Language, offered

from .gallery import CARD_SECONDS, closed_page, standing_card, unindexed

LOG = logging.getLogger(__name__)
WINDOW, MOST = timedelta(hours=1), 120
TOO_MANY, UNAVAILABLE = 429, 503
PDF, JPEG = "application/pdf", "image/jpeg"
Make = Callable[[UUID, Appeal], bytes]


@login_not_required
@require_safe
def poster_a4(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The poster for a wall."""
    return _paper(request, case_id, lambda record_id, appeal: poster_of(record_id, appeal, Size.A4), PDF, "poster.pdf")


@login_not_required
@require_safe
def poster_a5(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The poster for a hand or a door."""
    return _paper(request, case_id, lambda record_id, appeal: poster_of(record_id, appeal, Size.A5), PDF, "poster.pdf")


@login_not_required
@require_safe
def share_picture(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The picture that goes with a link."""
    return _paper(request, case_id, share_card_of, JPEG, "child.jpg")


def _paper(request: HttpRequest, record_id: UUID, make: Make, content_type: str, name: str) -> HttpResponse:
    at = timezone.now()
    if standing_card(record_id) is None:
        forget_papers(record_id)
        return _cached(closed_page(request, record_id))
    if count_try("paper", request.META.get("REMOTE_ADDR", ""), window=WINDOW, at=at) > MOST:
        return _refused(request, TOO_MANY)
    appeal = appeal_of(record_id, _languages(request), on=timezone.localdate(at))
    if appeal is None:
        return _cached(closed_page(request, record_id))
    try:
        content = make(record_id, appeal)
    except (FontsMissing, PaperFailed, PressBusy):
        LOG.exception("No paper was set")
        return _refused(request, UNAVAILABLE)
    headers = {"Content-Disposition": f'inline; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return _cached(unindexed(HttpResponse(content, content_type=content_type, headers=headers)))


def _cached(answer: HttpResponse) -> HttpResponse:
    """As long as the page itself; a refusal is kept by nobody."""
    answer["Cache-Control"] = f"public, max-age={CARD_SECONDS}"
    return answer


def _languages(request: HttpRequest) -> tuple[Language, ...]:
    """The language of the page, and perhaps a second one."""
    first = BY_CODE[get_language() or "en"]
    second = next((one for one in offered() if one.code == request.GET.get("with")), None)
    return (first, second) if second and second != first else (first,)


def _refused(request: HttpRequest, status: int) -> HttpResponse:
    answer = render(request, "portal/no_paper.html", status=status)
    answer["Retry-After"] = "60"
    answer["Cache-Control"] = "no-store"
    return unindexed(answer)
