"""Searching among the published children. The question travels in the body: no address ever holds a child's name."""

from datetime import datetime, timedelta

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from trackchild.accounts.throttle import count_try
from trackchild.portal.forms.search import SearchForm
from trackchild.portal.searching import case_with_number, search

INVALID, TOO_MANY = 422, 429
WINDOW = timedelta(hours=1)
MOST_OF_VISIT, MOST_OF_ADDRESS = 40, 600
"""Whole towns share one address with their mobile network: there a machine is slowed down by its work first."""
FREE, HARDEST = 5, 32


@never_cache
@login_not_required
@transaction.non_atomic_requests  # a search must be counted whatever happens after it
@require_http_methods(["GET", "HEAD", "POST"])
def search_children(request: HttpRequest) -> HttpResponse:
    """Ask, and read up to three pages of answers."""
    at = timezone.now()
    if request.method != "POST":
        return _show(request, SearchForm())
    form = SearchForm(request.POST)
    of_visit, of_address = _count(request, at)
    form.fields["captcha"].widget.effort = effort(of_visit, of_address)
    if of_visit > MOST_OF_VISIT or of_address > MOST_OF_ADDRESS:
        form.full_clean()
        form.add_error(None, _("There were too many searches. Wait for an hour, or call Childline 1098."))
        return _show(request, form, status=TOO_MANY)
    if not form.is_valid():
        return _show(request, form, status=INVALID)
    today = timezone.localdate(at)
    if form.is_number():
        case_id = case_with_number(form.cleaned_data["name"], on=today)
        if case_id:
            return redirect("portal:child_page", case_id)
        return _show(request, form, found=None, is_asked=True)
    found = search(form.asked(), page=form.cleaned_data.get("page") or 1, at=at, on=today)
    return _show(request, form, found=found, is_asked=True)


def effort(of_visit: int, of_address: int) -> int:
    """How much harder the next check is: double for every five searches of a visit, or hundred of an address."""
    steps = max(of_visit // FREE, of_address // (20 * FREE))
    return int(min(2**steps, HARDEST))


def _count(request: HttpRequest, at: datetime) -> tuple[int, int]:
    if not request.session.session_key:
        request.session.create()
    of_visit = count_try("search", request.session.session_key or "", window=WINDOW, at=at)
    of_address = count_try("search-address", request.META.get("REMOTE_ADDR", ""), window=WINDOW, at=at)
    return of_visit, of_address


def _show(request: HttpRequest, form: SearchForm, *, status: int = 200, **context: object) -> HttpResponse:
    response = render(request, "portal/search.html", {"form": form, **context}, status=status)
    response["X-Robots-Tag"] = "noindex, noarchive, noimageindex"
    return response
