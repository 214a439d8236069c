"""When a photograph may be shown to everybody: it belongs to a record whose publication stands, in a small size."""

from uuid import UUID

from django.db.models import Q
from django.utils.timezone import localdate

from trackchild.cases.models import FoundChild, MissingCase
from trackchild.cases.publicity import standing_cases, standing_publication, was_ever_published
from trackchild.cases.vocabulary import Shown
from trackchild.photos.models import PhotoSize
from trackchild.photos.signing import Verdict, public_by

PUBLIC_SIZES = frozenset({PhotoSize.THUMBNAIL, PhotoSize.CARD})


@public_by
def is_public(photo_id: UUID, size: str) -> Verdict:
    """Asked at every request: a withdrawn appeal takes its pictures with it at once."""
    today = localdate()
    belongs = {"case__description__photos": photo_id}
    if size in PUBLIC_SIZES and standing_cases(today).filter(**belongs).exists():  # nearly every request
        return Verdict.SHOWN
    record_id = _record_of(photo_id)
    if record_id is None or size not in PUBLIC_SIZES or not was_ever_published(record_id):
        return Verdict.NEVER_SHOWN
    publication = standing_publication(record_id, today)
    if publication is None:
        return Verdict.WITHDRAWN
    # A committee's permission may list everything but the photograph.
    return Verdict.SHOWN if Shown.PHOTO in getattr(publication, "scope", Shown.values) else Verdict.NEVER_SHOWN


def _record_of(photo_id: UUID) -> UUID | None:
    belongs = Q(description__photos=photo_id)
    for model in (MissingCase, FoundChild):
        if (record_id := model.objects.filter(belongs).values_list("pk", flat=True).first()) is not None:
            return record_id
    return None
