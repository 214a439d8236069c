"""What the papers of an office read."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.timezone import localdate

from trackchild.accounts.permissions import Permission as P
from trackchild.accounts.viewer import Viewer
from trackchild.cases.models import FoundChild
from trackchild.cases.states import IN_HOME
from trackchild.children.models import Description
from trackchild.directory.kinds import HOMES
from trackchild.directory.models import Agency
from trackchild.photos.derivatives import encode, open_own
from trackchild.photos.models import PhotoBytes, PhotoSize
from trackchild.photos.vocabulary import PhotoKind
from trackchild.photos.watermark import marked_for


def children_of_wall(viewer: Viewer, home: Agency) -> QuerySet[FoundChild]:
    """The children who live in a home now: all of them for its own staff, its own causes for a committee."""
    rows = FoundChild.objects.visible_to(viewer, P.HOME_WALL).filter(home=home, stage__in=IN_HOME)
    if viewer.agency_id != home.pk:
        rows = rows.filter(committee_id=viewer.agency_id)
    described: QuerySet[FoundChild] = rows.with_description().prefetch_related("description__photos")
    return described.order_by("admitted_at", "pk")


def homes_of(viewer: Viewer) -> list[Agency]:
    """The homes whose wall the viewer may print: her own, or those in which children of her committee live."""
    if viewer.agency_kind in HOMES:
        return list(Agency.objects.filter(pk=viewer.agency_id))
    children = FoundChild.objects.filter(committee_id=viewer.agency_id, stage__in=IN_HOME)
    return list(Agency.objects.filter(pk__in=children.values("home_id")).order_by("name", "pk"))


def photo_for(description: Description, viewer: Viewer, *, at: datetime) -> bytes | None:
    """The first photograph of a child with the name of its reader in it; a copy says whose it was."""
    kept = sorted(description.photos.all(), key=lambda photo: photo.position)
    photo = next((photo for photo in kept if photo.kind != PhotoKind.FAMILY), None)
    row = photo and PhotoBytes.objects.filter(photo=photo, size=PhotoSize.CARD, for_public=False).first()
    if not row:
        return None
    reader = f"U{viewer.user_id}/P{viewer.posting_id} {localdate(at):%d-%m-%Y}"
    return encode(marked_for(open_own(bytes(row.content)), reader), "JPEG", 85)
