"""Faces of a picture as they are kept, and the one thing to say about the picture."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from .vocabulary import Remark


@dataclass(frozen=True, slots=True)
class FaceSeen:
    """A face in pixels of the clean master; clear ones come first, the largest before the others."""

    left: int
    top: int
    right: int
    bottom: int
    remark: str
    doubtful: bool = False
    """The detector itself is not sure, and another face of the picture is clear: perhaps a button or a fold."""

    def stored(self) -> list[Any]:
        """As it lies in the database."""
        return [self.left, self.top, self.right, self.bottom, str(self.remark), self.doubtful]


def from_stored(rows: Iterable[Sequence[Any]]) -> tuple[FaceSeen, ...]:
    """Faces as they lie in the database."""
    return tuple(FaceSeen(*row) for row in rows)


def clear_faces(faces: Iterable[FaceSeen]) -> tuple[FaceSeen, ...]:
    """The faces that are worth asking about."""
    return tuple(face for face in faces if not face.doubtful)


def which_face(faces: Sequence[FaceSeen] | None, chosen: int | None) -> int | None:
    """The child's face: the only clear one, or the one somebody pointed to; None where that is not known."""
    clear = clear_faces(faces or ())
    if len(clear) == 1:
        return 0
    return chosen if chosen is not None and 0 <= chosen < len(clear) else None


def remark_on(faces: Sequence[FaceSeen] | None, chosen: int | None) -> str:
    """The one thing to say about a photograph of the child; None for faces means that nobody looked."""
    if faces is None:
        return Remark.NOT_LOOKED
    if not faces:
        return Remark.NO_FACE
    child = which_face(faces, chosen)
    return Remark.SEVERAL if child is None else faces[child].remark
