"""Fetching a pair a viewer is a party to. Missing and forbidden both look like 404; both children leave a look."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from trackchild.accounts.permissions import Permission
from trackchild.accounts.viewer import Viewer
from trackchild.cases.queries import look_at

from .models import Candidate


def get_candidate(viewer: Viewer, candidate_id: UUID, permission: Permission, *, lock: bool = False) -> Candidate:
    """A pair within reach. Raises Http404."""
    pairs = Candidate.objects.visible_to(viewer, permission).with_sides()
    pair = get_object_or_404(pairs.select_for_update(of=("self",)) if lock else pairs, pk=candidate_id)
    look_at(viewer, "case", [pair.missing_id])
    look_at(viewer, "found", [pair.found_id])
    return pair
