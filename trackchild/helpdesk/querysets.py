"""Which tickets a viewer may reach."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from trackchild.accounts.permissions import Permission, Reach
from trackchild.accounts.viewer import Viewer

from .states import OPEN, Level

if TYPE_CHECKING:
    from .models import Ticket  # noqa: F401 - named in a base class


class TicketQuerySet(models.QuerySet["Ticket"]):
    """Tickets."""

    def visible_to(self, viewer: Viewer, permission: Permission) -> Self:
        """Tickets about an office within reach. Those about none, and the restricted ones, are the higher desks'."""
        match viewer.reach(permission):
            case Reach.NATION:
                return self
            case Reach.STATE:
                return self.filter(Q(agency__state_id=viewer.state_code) | Q(state_id=viewer.state_code))
            case Reach.DISTRICT:
                return self.filter(agency__district_id=viewer.district_code, restricted=False)
            case Reach.AGENCY:
                return self.filter(agency_id=viewer.agency_id, restricted=False)
            case _:
                return self.none()

    def waiting(self) -> Self:
        """Tickets somebody at a desk must do something about."""
        return self.filter(stage__in=OPEN)

    def at_level(self, level: Level) -> Self:
        return self.filter(level=level)
