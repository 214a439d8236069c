"""Which records a viewer may reach, and the filters an office speaks in."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from trackchild.accounts.permissions import Permission, Reach
from trackchild.accounts.viewer import Viewer

from . import states

if TYPE_CHECKING:
    from .models import CitizenReport, FoundChild, MissingCase  # noqa: F401 - named in a base class


class MissingCaseQuerySet(models.QuerySet["MissingCase"]):
    """Missing cases."""

    def visible_to(self, viewer: Viewer, permission: Permission) -> Self:
        """Cases within the viewer's reach for a permission. A case offered for transfer is visible to the receiver."""
        match viewer.reach(permission):
            case Reach.NATION:
                return self
            case Reach.STATE:
                return self.filter(Q(owner__state_id=viewer.state_code) | Q(station__state_id=viewer.state_code))
            case Reach.DISTRICT:
                return self.filter(
                    Q(owner__district_id=viewer.district_code) | Q(station__district_id=viewer.district_code)
                )
            case Reach.AGENCY:
                return self.filter(Q(owner_id=viewer.agency_id) | Q(offered_to_id=viewer.agency_id))
            case _:
                return self.none()

    def searching(self) -> Self:
        """Cases whose child is not known to be anywhere."""
        return self.filter(stage__in=states.SEARCHING)

    def with_description(self) -> Self:
        return self.select_related("description", "owner", "station", "district", "state").prefetch_related(
            "description__names", "description__relatives", "description__marks"
        )


class FoundChildQuerySet(models.QuerySet["FoundChild"]):
    """Found children."""

    def visible_to(self, viewer: Viewer, permission: Permission) -> Self:
        """Records kept by the viewer's office, children living there, and children before its committee."""
        match viewer.reach(permission):
            case Reach.NATION:
                return self
            case Reach.STATE:
                return self.filter(state_id=viewer.state_code)
            case Reach.DISTRICT:
                return self.filter(Q(district_id=viewer.district_code) | Q(owner__district_id=viewer.district_code))
            case Reach.AGENCY:
                return self.filter(
                    Q(owner_id=viewer.agency_id) | Q(home_id=viewer.agency_id) | Q(committee_id=viewer.agency_id)
                )
            case _:
                return self.none()

    def identity_open(self) -> Self:
        """Children whose family may still be unknown."""
        return self.filter(stage__in=states.IDENTITY_OPEN)

    def awaiting_production(self) -> Self:
        """Children who have not been produced before the committee yet."""
        return self.filter(stage__in=states.BEFORE_PRODUCTION, produced_at=None)

    def with_description(self) -> Self:
        return self.select_related("description", "owner", "home", "committee", "district", "state").prefetch_related(
            "description__names", "description__relatives", "description__marks"
        )


class CitizenReportQuerySet(models.QuerySet["CitizenReport"]):
    """Citizens' reports."""

    def visible_to(self, viewer: Viewer, permission: Permission) -> Self:
        """Reports assigned within the viewer's reach; a report without a station is seen by its state."""
        match viewer.reach(permission):
            case Reach.NATION:
                return self
            case Reach.STATE:
                return self.filter(state_id=viewer.state_code)
            case Reach.DISTRICT:
                return self.filter(Q(station__district_id=viewer.district_code) | Q(district_id=viewer.district_code))
            case Reach.AGENCY:
                return self.filter(station_id=viewer.agency_id)
            case _:
                return self.none()

    def waiting(self) -> Self:
        """Reports that wait for an officer's decision."""
        return self.filter(stage__in=states.WAITING)

    def with_description(self) -> Self:
        return self.select_related("description", "station", "district", "state").prefetch_related(
            "description__names", "description__relatives", "description__marks"
        )
