"""What the pages of found children read."""

from datetime import datetime

from django.db.models import Q, QuerySet

from trackchild.accounts.permissions import Permission
from trackchild.accounts.viewer import Viewer
from trackchild.cases.models import FoundChild
from trackchild.children.actions import name_keys
from trackchild.matching.models import Candidate
from trackchild.workspaces import shelves


def listed_children(viewer: Viewer, at: datetime, *, words: str = "") -> QuerySet[FoundChild]:
    """Children on the list, the latest first; `words` is a number, or a name in any spelling or script."""
    rows = shelves.children(viewer, at)
    if words:
        called = Q(number__iexact=words)
        if keys := name_keys(words):
            called |= Q(pk__in=FoundChild.objects.filter(description__names__keys__overlap=keys).values("pk"))
        rows = rows.filter(called)
    listed: QuerySet[FoundChild] = rows.with_description().prefetch_related(*shelves.LISTED)
    return listed.order_by("-charge_taken_at", "pk")


def pairs_of_child(viewer: Viewer, found: FoundChild) -> QuerySet[Candidate]:
    """The pairs of a child that the viewer may look at, the likeliest first."""
    pairs = Candidate.objects.visible_to(viewer, Permission.MATCH_READ).filter(found=found)
    return pairs.exclude(stage__in=("GENERATED", "SUPPRESSED")).with_sides().order_by("-probability", "pk")
