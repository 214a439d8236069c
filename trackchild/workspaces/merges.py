"""What the page of a record tells of merges: under which number the child is searched, and where to undo it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from trackchild.accounts.permissions import Permission as P
from trackchild.accounts.viewer import Viewer
from trackchild.cases.models import FoundChild, MissingCase
from trackchild.cases.queries import look_at
from trackchild.matching.models import DuplicatePair
from trackchild.matching.states import DuplicateStage


@dataclass(frozen=True, slots=True)
class Merge:
    """One standing merge of a record: whether the other record goes on in its place, and what may be shown of it."""

    pair_page: str
    pair_id: Any
    other_goes_on: bool
    other: MissingCase | FoundChild
    other_is_own: bool
    office: Any


def office_of(record: Any) -> Any:
    """Who is called about a record: the station, or the committee; where a found child lives is not told."""
    return record.owner if isinstance(record, MissingCase) else record.committee


def merges_of(viewer: Viewer, record: MissingCase | FoundChild) -> list[Merge]:
    """The standing merges of a record, the latest first; its other records leave a look."""
    is_case = isinstance(record, MissingCase)
    side, permission = ("case", P.CASE_READ) if is_case else ("found", P.FOUND_READ)
    pairs = DuplicatePair.objects.visible_to(viewer, permission).filter(
        Q(**{f"first_{side}": record}) | Q(**{f"second_{side}": record}), stage=DuplicateStage.MERGED
    )
    page = "duplicates:compare_cases" if is_case else "duplicates:compare_children"
    merges = [_merge(pair, record, page) for pair in pairs.with_sides().order_by("-merged_at")]
    own = set(
        type(record)
        .objects.visible_to(viewer, permission)
        .filter(pk__in=[other.pk for *_, other in merges])
        .values_list("pk", flat=True)
    )
    look_at(viewer, side, [other.pk for *_, other in merges])
    return [
        Merge(page, pair.pk, pair.kept == other, other, other.pk in own, office_of(other))
        for page, pair, other in merges
    ]


def _merge(pair: DuplicatePair, record: Any, page: str) -> tuple[str, DuplicatePair, Any]:
    return page, pair, pair.duplicate if pair.kept == record else pair.kept
