"""The few addresses of the components themselves."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .captcha import sum_image

LONGEST_TOKEN = 400


@login_not_required
@require_safe
@never_cache
def captcha_sum(request: HttpRequest, token: str) -> HttpResponse:
    """The picture of a sum, for browsers without scripts."""
    if len(token) > LONGEST_TOKEN:
        raise Http404
    return HttpResponse(sum_image(token), content_type="image/png")
