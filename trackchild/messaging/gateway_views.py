"""What gateways tell us by themselves. They have no account: a sealed address is all they hold."""

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from . import actions
from .providers.kannel import DELIVERED, NOT_DELIVERED, REFUSED_BY_CENTRE
from .receipts import is_sealed
from .vocabulary import Status

MEANS = {DELIVERED: Status.DELIVERED, NOT_DELIVERED: Status.FAILED, REFUSED_BY_CENTRE: Status.FAILED}


@transaction.non_atomic_requests
@never_cache
@login_not_required
@require_GET
def receipt(request: HttpRequest, message_id: int, seal: str) -> HttpResponse:
    """A receipt by Kannel's number for what became of a message. Others it may send say nothing that is final."""
    if not is_sealed(message_id, seal):
        raise Http404
    word = request.GET.get("type", "")
    status = MEANS.get(int(word)) if word.isdecimal() and len(word) < len("1000") else None
    if status is not None:
        actions.note_receipt(message_id=message_id, status=status, at=timezone.now())
    return HttpResponse("noted", content_type="text/plain")
