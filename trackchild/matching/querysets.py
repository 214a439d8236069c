"""Which pairs a viewer may reach: a party to either record sees the pair, at the comparison tier."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from trackchild.accounts.permissions import Permission, Reach
from trackchild.accounts.viewer import Viewer
from trackchild.cases.models import FoundChild, MissingCase
from trackchild.cases.states import IDENTITY_OPEN, SEARCHING

from .states import ALIVE, DuplicateStage

if TYPE_CHECKING:
    from .models import Candidate, DuplicatePair  # noqa: F401 - named in a base class

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
        for path in PARTIES.get(permission, ()):
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


# For each permission over records, the offices (paths from a record) whose people hold it.
TWIN_PARTIES: dict[Permission, tuple[str, tuple[str, ...]]] = {
    Permission.CASE_READ: ("case", ("owner", "station")),
    Permission.FOUND_READ: ("found", ("owner", "home", "committee")),
}
ANSWERS: tuple[tuple[str, Any, tuple[Permission, ...]], ...] = (
    ("case", MissingCase, (Permission.CASE_REGISTER, Permission.CASE_SUPERVISE)),
    ("found", FoundChild, (Permission.FOUND_RECORD, Permission.FOUND_ORDER)),
)
"""Whose word counts when records are merged: the office that keeps the record, and the one above it."""
OPEN_TWINS = {"case": SEARCHING, "found": IDENTITY_OPEN}


class DuplicatePairQuerySet(models.QuerySet["DuplicatePair"]):
    """Pairs of records of one side that may be one child."""

    def visible_to(self, viewer: Viewer, permission: Permission) -> Self:
        """Pairs of which one record at least lies with the viewer's office, district or state."""
        reach = viewer.reach(permission)
        if reach is None or permission not in TWIN_PARTIES:
            return self.none()
        record, offices = TWIN_PARTIES[permission]
        sides = (f"first_{record}", f"second_{record}")
        if reach is Reach.NATION:
            return self.filter(**{f"{sides[0]}__isnull": False})
        suffix, value = {
            Reach.AGENCY: ("_id", viewer.agency_id),
            Reach.DISTRICT: ("__district_id", viewer.district_code),
            Reach.STATE: ("__state_id", viewer.state_code),
        }[reach]
        within = Q()
        for side in sides:
            for office in offices:
                within |= Q(**{f"{side}__{office}{suffix}": value})
        return self.filter(within)

    def waiting(self) -> Self:
        """Suggestions nobody has decided, of records that are both still open."""
        both = Q()
        for record, stages in OPEN_TWINS.items():
            both |= Q(**{f"first_{record}__stage__in": stages, f"second_{record}__stage__in": stages})
        return self.filter(both, stage=DuplicateStage.SUGGESTED)

    def awaiting(self, viewer: Viewer) -> Self:
        """Proposed merges of open records that this viewer may make so: another person proposed, and the two of them
        answer for both records.
        """
        agrees = Q(pk__in=())
        for record, model, rights in ANSWERS:
            for right in rights:
                mine = model.objects.visible_to(viewer, right)
                first, second = Q(**{f"first_{record}__in": mine}), Q(**{f"second_{record}__in": mine})
                agrees |= Q(proposed_covers="BOTH") & (first | second)
                agrees |= Q(proposed_covers="FIRST") & second | Q(proposed_covers="SECOND") & first
        return self.waiting().filter(agrees, proposed_at__isnull=False).exclude(proposed_by_id=viewer.user_id)

    def with_sides(self) -> Self:
        sides = ("first_case", "second_case", "first_found", "second_found")
        return self.select_related(
            *(f"{side}__{one}" for side in sides for one in ("description", "state", "district", "owner")),
            *(f"{side}__{one}" for side in sides[2:] for one in ("home", "committee")),
        ).prefetch_related(
            *(f"{side}__description__{rows}" for side in sides for rows in ("names", "relatives", "marks", "photos"))
        )
