"""Faces of a picture as they are kept, and the one thing to say about the picture."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from .vocabulary import Remark


@dataclass(frozen=True, slots=True)
class FaceSeen:
    """A face in pixels of the clean master; the largest of a picture comes first."""

    left: int
    top: int
    right: int
    bottom: int
    remark: str

    def stored(self) -> list[Any]:
        """As it lies in the database."""
        return [self.left, self.top, self.right, self.bottom, str(self.remark)]


def from_stored(rows: Iterable[Sequence[Any]]) -> tuple[FaceSeen, ...]:
    """Faces as they lie in the database."""
    return tuple(FaceSeen(*row) for row in rows)


def remark_on(faces: Sequence[FaceSeen] | None, chosen: int | None) -> str:
    """The one thing to say about a photograph of the child; None for faces means that nobody looked."""
    if faces is None:
        return Remark.NOT_LOOKED
    if not faces:
        return Remark.NO_FACE
    if len(faces) == 1:
        return faces[0].remark
    return faces[chosen].remark if chosen is not None and chosen < len(faces) else Remark.SEVERAL
