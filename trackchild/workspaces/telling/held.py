"""SMS in numbers that wait for a second person: how many, to whom, in which words."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from trackchild.accounts.guards import ViewerRequest, requires
from trackchild.accounts.permissions import Permission
from trackchild.alerts import actions as alert_actions
from trackchild.alerts import queries as alert_queries
from trackchild.alerts.models import HeldBulk
from trackchild.messaging import catalogue
from trackchild.messaging.lint import cost_in_parts
from trackchild.messaging.vocabulary import Channel
from trackchild.workspaces.pages import show


@require_GET
@requires(Permission.BULK_RELEASE)
def list_held(request: ViewerRequest) -> HttpResponse:
    """Sendings of one's area, oldest first."""
    rows = []
    for held in alert_queries.held_for(request.viewer):
        text = catalogue.shipped(held.template, "en", Channel.SMS)
        words = catalogue.on_the_wire(catalogue.filled(text, catalogue.samples()), Channel.SMS)
        parts = cost_in_parts(text, catalogue.samples()) * held.recipients
        is_own = held.event.posting is not None and held.event.posting.user_id == request.viewer.user_id
        rows.append((held, words, parts, is_own))
    return show(request, "telling/list_held.html", {"rows": rows})


@require_POST
@requires(Permission.BULK_RELEASE)
def decide_held(request: ViewerRequest, held_id: int) -> HttpResponse:
    """Release it, or stop it with a word why."""
    if not alert_queries.held_for(request.viewer).filter(pk=held_id).exists():
        raise Http404
    release, words = request.POST.get("act") == "release", request.POST.get("words", "")[:200]
    try:
        alert_actions.decide_held(
            held_id=held_id, release=release, words=words, by_user=request.viewer.user_id, at=timezone.now()
        )
    except alert_actions.SamePerson:
        messages.error(request, _("You caused this sending. Another person must release it."))
    except HeldBulk.DoesNotExist:
        messages.error(request, _("Somebody has already decided on this sending."))
    return redirect("telling:list_held")
