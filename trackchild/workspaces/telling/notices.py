"""The particulars of a search for somebody who was asked to look around: what helps to know the child, and no more."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET

from trackchild.accounts.guards import ViewerRequest, requires
from trackchild.accounts.permissions import Permission
from trackchild.alerts import actions as alert_actions
from trackchild.alerts import queries as alert_queries
from trackchild.cases.models import FoundChild, MissingCase
from trackchild.cases.queries import look_at
from trackchild.cases.states import IDENTITY_OPEN, SEARCHING
from trackchild.core.privacy import Tier
from trackchild.panels.facts import description_groups
from trackchild.workspaces.pages import show

NOTICE = "notice:"


@require_GET
@requires(Permission.OWN_ACCOUNT)
def read_notice(request: ViewerRequest, letter_id: int) -> HttpResponse:
    """Opened by one's own message only. When the search has ended there is nothing more to read."""
    viewer = request.viewer
    letter = alert_queries.letters_of(viewer.user_id).filter(pk=letter_id, about__startswith=NOTICE).first()
    if letter is None:
        return redirect("office:home")
    alert_actions.mark_opened(user_id=viewer.user_id, message_ids=[letter_id], at=timezone.now())
    record = _searched(UUID(letter.about.removeprefix(NOTICE)))
    context: dict[str, Any] = {"letter": letter, "record": record}
    if record is not None:
        look_at(viewer, "case" if isinstance(record, MissingCase) else "found", [record.pk], reason="notice")
        context["groups"] = description_groups(record.description, Tier.T1)
        # Where a found child lives is told to nobody without a duty: the committee answers.
        context["office"] = record.owner if isinstance(record, MissingCase) else record.committee
    return show(request, "telling/read_notice.html", context)


def _searched(record_id: UUID) -> MissingCase | FoundChild | None:
    """The record while the search goes on. A child whose record is guarded is shown to nobody in numbers."""
    case = (
        MissingCase.objects.with_description().filter(pk=record_id, stage__in=SEARCHING, sexual_offence=False).first()
    )
    if case is not None:
        return case
    found = FoundChild.objects.with_description().filter(pk=record_id, stage__in=IDENTITY_OPEN, sexual_offence=False)
    return found.filter(conflict_with_law=False).first()
