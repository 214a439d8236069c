"""The jobs of this package, as the worker knows them by name."""

from uuid import UUID

from django.utils import timezone

from trackchild.core.jobs import job

from .faces_encoding import ENCODE_FACE, encode_photo


@job(ENCODE_FACE)
def encode_face(*, photo_id: str) -> None:
    """Encode the child's face of one photograph."""
    encode_photo(photo_id=UUID(photo_id), at=timezone.now())
