"""Notices in a browser that is closed: an official asks for them in each browser, and takes them back there."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from trackchild.accounts.guards import ViewerRequest, requires
from trackchild.accounts.permissions import Permission
from trackchild.messaging import actions
from trackchild.messaging.queries import browser_key
from trackchild.workspaces.pages import INVALID, show

from .forms import BrowserForm


@require_GET
@requires(Permission.OWN_ACCOUNT)
def this_browser(request: ViewerRequest) -> HttpResponse:
    """A switch for the browser one sits at."""
    return show(request, "browser_push/this_browser.html", {"key": browser_key()})


@require_POST
@requires(Permission.OWN_ACCOUNT)
def keep(request: ViewerRequest) -> HttpResponse:
    """The browser tells where its maker takes pushes for it."""
    form = BrowserForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=INVALID)
    try:
        actions.keep_push_address(**form.cleaned_data, of_user=request.viewer.user_id, at=timezone.now())
    except actions.NotABrowser:
        return HttpResponse(status=INVALID)
    return HttpResponse(status=204)


@require_POST
@requires(Permission.OWN_ACCOUNT)
def forget(request: ViewerRequest) -> HttpResponse:
    """No more notices here."""
    actions.forget_push_address(endpoint=request.POST.get("endpoint", ""), of_user=request.viewer.user_id)
    return HttpResponse(status=204)


@never_cache
@require_GET
@requires(Permission.OWN_ACCOUNT)
def worker(request: ViewerRequest) -> HttpResponse:
    """What the browser keeps running for us: it shows a notice and opens the inbox."""
    context = {"inbox": reverse("office:home")}
    return render(request, "browser_push/worker.js", context, content_type="text/javascript; charset=utf-8")
