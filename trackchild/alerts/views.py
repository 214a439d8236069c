"""Where a gateway brings the replies of citizens. It has no account: a sealed address is all it holds."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET

from trackchild.messaging.receipts import is_sealed
from trackchild.ui.fields import PhoneField

from . import subscribing


@never_cache
@login_not_required
@sensitive_variables("phone", "text")
@require_GET
def reply(request: HttpRequest, seal: str) -> HttpResponse:
    """A reply by SMS. The answer never says whether the word or the number is known."""
    if not is_sealed(subscribing.REPLIES, seal):
        raise Http404
    try:
        phone = PhoneField(required=False).clean(request.GET.get("from", ""))
    except ValidationError:
        phone = ""
    if phone:
        subscribing.take_reply(phone=phone, text=request.GET.get("text", ""), at=timezone.now())
    return HttpResponse("noted", content_type="text/plain")
