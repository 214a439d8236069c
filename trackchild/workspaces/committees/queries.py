"""What the pages of a committee read."""

from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet

from trackchild.accounts.viewer import Viewer
from trackchild.cases.models import FoundChild
from trackchild.workspaces import shelves
from trackchild.workspaces.duties import PRODUCTION_ENDS


def causes(viewer: Viewer, at: datetime) -> QuerySet[FoundChild]:
    """The cause list: the child whose time ends first stands first."""
    rows = shelves.cause_list(viewer, at).with_description().prefetch_related(*shelves.LISTED)
    ordered: QuerySet[FoundChild] = rows.order_by(F("produced_at").asc(nulls_first=True), PRODUCTION_ENDS, "pk")
    return ordered


def ways_home(viewer: Viewer, at: datetime) -> QuerySet[Any]:
    """Children on the way home, the longest waiting first."""
    rows = shelves.restorations(viewer, at).select_related("found__description", "found__district", "found__home")
    return rows.prefetch_related("found__description__names", "found__description__photos").order_by(
        "proposed_at", "pk"
    )
