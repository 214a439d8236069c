"""Which pairs a viewer may reach: a party to either side sees the pair, at the comparison tier."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from trackchild.accounts.permissions import Permission, Reach
from trackchild.accounts.viewer import Viewer

from .states import ALIVE

if TYPE_CHECKING:
    from .models import Candidate  # noqa: F401 - named in a base class

# For each permission, the offices (paths from a pair) whose people hold it. The keys belong to one side each.
MISSING_SIDE = ("missing__owner", "missing__station")
FOUND_SIDE = ("found__home", "found__committee", "found__owner")
PARTIES: dict[Permission, tuple[str, ...]] = {
    Permission.MATCH_READ: MISSING_SIDE + FOUND_SIDE,
    Permission.MATCH_KEY_MISSING: ("missing__owner",),
    Permission.MATCH_KEY_FOUND: ("found__committee",),
    Permission.MATCH_OPINION: ("found__home",),
    Permission.MATCH_REVERSE: ("missing__owner", "found__committee"),
}


class CandidateQuerySet(models.QuerySet["Candidate"]):
    """Candidate pairs."""

    def visible_to(self, viewer: Viewer, permission: Permission) -> Self:
        """Pairs to which the viewer's office, district or state is a party for a permission."""
        reach = viewer.reach(permission)
        if reach is None:
            return self.none()
        if reach is Reach.NATION:
            return self
        suffix, value = {
            Reach.AGENCY: ("_id", viewer.agency_id),
            Reach.DISTRICT: ("__district_id", viewer.district_code),
            Reach.STATE: ("__state_id", viewer.state_code),
        }[reach]
        within = Q()
        for path in PARTIES[permission]:
            within |= Q(**{f"{path}{suffix}": value})
        return self.filter(within)

    def alive(self) -> Self:
        """Pairs somebody must still decide."""
        return self.filter(stage__in=ALIVE)

    def with_sides(self) -> Self:
        sides = ("missing", "found")
        return self.select_related(
            *(f"{side}__{one}" for side in sides for one in ("description", "state", "district", "owner")),
            "missing__station",
            "found__home",
            "found__committee",
        ).prefetch_related(
            *(f"{side}__description__{rows}" for side in sides for rows in ("names", "relatives", "marks", "photos"))
        )
