"""When a photograph may be shown to everybody: it belongs to a case whose publication stands, in a small size."""

from uuid import UUID

from django.utils.timezone import localdate

from trackchild.cases.models import Publication
from trackchild.cases.publicity import standing_publication
from trackchild.photos.models import PhotoSize
from trackchild.photos.signing import Verdict, public_by

PUBLIC_SIZES = frozenset({PhotoSize.THUMBNAIL, PhotoSize.CARD})


@public_by
def is_public(photo_id: UUID, size: str) -> Verdict:
    """Asked at every request: a withdrawn appeal takes its pictures with it at once."""
    case_id = Publication.objects.filter(case__description__photos=photo_id).values_list("case_id", flat=True).first()
    if case_id is None or size not in PUBLIC_SIZES:
        return Verdict.NEVER_SHOWN
    return Verdict.SHOWN if standing_publication(case_id, localdate()) else Verdict.WITHDRAWN
