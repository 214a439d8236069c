"""Filters over postings and sittings, chainable; how far an administrator reaches is one of them."""

from typing import TYPE_CHECKING, Self

from django.db.models import Q, QuerySet

from .grants import MAY_APPOINT
from .permissions import Permission, Reach, Role
from .viewer import Viewer

if TYPE_CHECKING:
    from .models import Posting, Sitting  # noqa: F401  (named in the base classes, which ruff does not read)

ADMINISTRATORS = frozenset(MAY_APPOINT)
"""The roles that look after people."""


def offices_within(viewer: Viewer, permission: Permission, *, prefix: str = "") -> Q:
    """The offices a permission reaches to, as a filter on an agency or on whatever has one at `prefix`."""
    never = Q(pk__in=())
    match viewer.reach(permission):
        case Reach.NATION:
            return Q()
        case Reach.STATE if viewer.state_code is not None:
            return Q(**{f"{prefix}state_id": viewer.state_code})
        case Reach.DISTRICT if viewer.district_code is not None:
            return Q(**{f"{prefix}district_id": viewer.district_code})
        case Reach.AGENCY:
            return Q(**{f"{prefix}id": viewer.agency_id})
        case _:
            return never


class PostingQuerySet(QuerySet["Posting"]):
    """Postings filtered as an office would say it."""

    def current(self) -> Self:
        """Postings that hold now."""
        return self.filter(ended_at=None, user__is_active=True)

    def with_agency(self) -> Self:
        return self.select_related("user", "agency")

    def of_administrators(self) -> Self:
        """Postings that look after people."""
        return self.filter(role__in=ADMINISTRATORS)

    def within_reach_of(self, viewer: Viewer, permission: Permission) -> Self:
        """Postings in offices that the viewer's permission reaches to."""
        return self.filter(offices_within(viewer, permission, prefix="agency__"))

    def managed_by(self, viewer: Viewer) -> Self:
        """Postings the viewer could have made herself: within reach, and in a role of her circle or below."""
        roles: frozenset[Role] = MAY_APPOINT.get(viewer.role, frozenset())
        return self.within_reach_of(viewer, Permission.PEOPLE_MANAGE).filter(role__in=roles)


class SittingQuerySet(QuerySet["Sitting"]):
    """Signed-in browsers."""

    def running(self) -> Self:
        """Not yet ended."""
        return self.filter(ended_at=None)
