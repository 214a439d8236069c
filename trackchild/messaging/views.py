"""The outbox page: what the recording provider kept, for developers and visitors of the demonstration country."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from . import queries

NUMBER_WITHOUT_PREFIX = 10


@never_cache
@login_not_required
@require_GET
def outbox(request: HttpRequest) -> HttpResponse:
    """Recorded messages, newest first. Outside a demonstration and a developer's machine there is no such page."""
    if not (settings.DEMO or settings.DEBUG):
        raise Http404
    typed = request.GET.get("phone", "")
    # However the number is typed, with prefix and spaces or without, its last ten digits tell it.
    digits = "".join(letter for letter in typed if letter.isdecimal() and letter.isascii())[-NUMBER_WITHOUT_PREFIX:]
    return render(
        request, "messaging/outbox.html", {"messages_kept": queries.recorded(phone_end=digits), "typed": typed}
    )
