"""The first page of every desk: what needs it, least time first; and the letters that came."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from trackchild.accounts.guards import ViewerRequest, requires
from trackchild.accounts.permissions import Permission
from trackchild.alerts import actions as alert_actions
from trackchild.alerts import queries as alert_queries
from trackchild.workspaces import inbox
from trackchild.workspaces.pages import show

from .letters import address_of

LETTERS = 5


@require_GET
@requires(Permission.OWN_ACCOUNT)
def home(request: ViewerRequest) -> HttpResponse:
    """The inbox of the viewer's office."""
    now = timezone.now()
    context = {
        "cards": inbox.cards_of(request.viewer, now),
        "waiting": inbox.waiting_cards_of(request.viewer, now),
        "letters": alert_queries.unread_for(request.viewer.user_id)[:LETTERS],
    }
    return show(request, "office/home.html", context)


@require_POST
@requires(Permission.OWN_ACCOUNT)
def open_letter(request: ViewerRequest, letter_id: int) -> HttpResponse:
    """A message is opened: it leaves the list, and the record it speaks of comes."""
    letter = alert_queries.unread_for(request.viewer.user_id).filter(pk=letter_id).first()
    if letter is None:
        return redirect("office:home")
    alert_actions.mark_opened(user_id=request.viewer.user_id, message_ids=[letter_id], at=timezone.now())
    return redirect(address_of(letter.about, letter.pk))
