"""Whose search it is, and which of its hits a viewer may see at this moment."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from trackchild.accounts.permissions import Permission
from trackchild.accounts.viewer import Viewer
from trackchild.cases.models import FoundChild, MissingCase

if TYPE_CHECKING:
    from .models import AgentHit, SearchAgent  # noqa: F401 - named in a base class


class SearchAgentQuerySet(models.QuerySet["SearchAgent"]):
    """Saved searches."""

    def of(self, viewer: Viewer) -> Self:
        """One's own in this office, and those of the office that are shared. A posting that ended has none."""
        if not viewer.may(Permission.RECORDS_SEARCH):
            return self.none()
        own = Q(posting__user_id=viewer.user_id) | Q(is_shared=True)
        return self.filter(own, posting__agency_id=viewer.agency_id, ended_at=None)

    def owned_by(self, viewer: Viewer) -> Self:
        """One's own."""
        return self.of(viewer).filter(posting__user_id=viewer.user_id)

    def awake(self, on: date) -> Self:
        """Those that watch on a day, of people who still sit in their office."""
        return self.filter(
            watches=True,
            paused_at=None,
            ended_at=None,
            expires_on__gte=on,
            posting__ended_at=None,
            posting__user__is_active=True,
        )

    def with_owner(self) -> Self:
        return self.select_related("posting__user", "posting__agency", "state", "district")

    def with_news_for(self, viewer: Viewer) -> Self:
        """Those that found something new which the viewer may see."""
        hits: AgentHitQuerySet = apps.get_model("matching", "AgentHit").objects.visible_to(viewer)
        return self.of(viewer).filter(Exists(hits.filter(agent=OuterRef("pk"), seen_at=None)))


class AgentHitQuerySet(models.QuerySet["AgentHit"]):
    """What searches found."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Asked of the grants at the moment of reading: what was found last week may be out of reach today."""
        pairs = apps.get_model("matching", "Candidate").objects
        return self.filter(
            Q(case__in=MissingCase.objects.visible_to(viewer, Permission.CASE_READ).values("pk"))
            | Q(found__in=FoundChild.objects.visible_to(viewer, Permission.FOUND_READ).values("pk"))
            | Q(pair__in=pairs.visible_to(viewer, Permission.MATCH_READ).values("pk"))
        )
