"""Which faces were taken back for good: known again by keyed digests of the picture's bytes and of the record's source.

The key is derived from the installation's secret: who steals the table cannot try pictures against it.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from django.utils.crypto import salted_hmac

from .models import FaceSuppression, Photo

SALT = "trackchild.photos.faces"
Source = tuple[str, str]
"""Where a record was imported from, and its id there."""
SourceRule = Callable[[int], Sequence[Source]]
_source_rule: SourceRule | None = None


def sourced_by(rule: SourceRule) -> SourceRule:
    """Register who knows where the record of a description was imported from: pictures know no record."""
    global _source_rule  # noqa: PLW0603
    _source_rule = rule
    return rule


def sources_of(description_id: int) -> Sequence[Source]:
    """Where the records of a description were imported from; empty for those that began here."""
    return _source_rule(description_id) if _source_rule else ()


def picture_digest(sha256: str) -> str:
    """Of a picture, by the checksum of the file as it came."""
    return _digest(f"picture|{sha256}")


def record_digest(source: str, source_id: str) -> str:
    """Of a record of another system."""
    return _digest(f"record|{source}|{source_id}")


def suppressed_among(digests: Iterable[str]) -> set[str]:
    """Those of the digests whose face must not come back."""
    return set(FaceSuppression.objects.filter(digest__in=list(digests)).values_list("digest", flat=True))


def is_suppressed(photo: Photo) -> bool:
    """Whether the face of a photograph was erased, here or in an earlier copy of its record."""
    return bool(suppressed_among(digests_of(photo)))


def digests_of(photo: Photo) -> list[str]:
    """Every digest by which a photograph may be barred."""
    return [picture_digest(photo.sha256), *(record_digest(*source) for source in sources_of(photo.description_id))]


def suppress(digests: Iterable[str], *, at: datetime) -> None:
    """Bar faces for good; barring twice is barring once."""
    FaceSuppression.objects.bulk_create(
        [FaceSuppression(digest=digest, made_at=at) for digest in sorted(set(digests))], ignore_conflicts=True
    )


def _digest(what: str) -> str:
    return salted_hmac(SALT, what, algorithm="sha256").hexdigest()
