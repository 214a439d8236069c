"""What the product asks of a face encoder, whoever made it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from .seen import Face, Pixels, Quality

Vectors = npt.NDArray[np.float32]
"""One unit-length row a face."""


class FacesUnavailable(RuntimeError):
    """No encoder can work here: a library or a file is missing, or a file is not what its manifest says."""


class NoEncoder(FacesUnavailable):
    """The operator switched faces off. Everything else works."""


@dataclass(frozen=True, slots=True)
class EncoderInfo:
    """Which network made a vector. Vectors of different models are never compared."""

    name: str
    sha256: str
    dimension: int
    licence: str

    @property
    def model_id(self) -> str:
        """Name, start of the file's checksum, dimension."""
        return f"{self.name}:{self.sha256[:12]}:{self.dimension}"


class FaceEncoder(Protocol):
    """Finds faces, judges them, cuts them out upright and turns each into a vector of unit length."""

    @property
    def info(self) -> EncoderInfo:
        """Which network this is, and on what terms."""
        ...

    def detect(self, rgb: Pixels) -> list[Face]:
        """The faces, the largest first, each with its five points."""
        ...

    def quality(self, rgb: Pixels, face: Face) -> Quality:
        """What limits a face for comparing."""
        ...

    def align(self, rgb: Pixels, face: Face) -> Pixels:
        """The face cut out upright, in the size and place the network was taught with."""
        ...

    def encode(self, rgb: Pixels, faces: Sequence[Face]) -> Vectors:
        """One unit vector a face."""
        ...
