"""The default encoder: dlib on the processor, from ordinary packages."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import dlib
import numpy as np

from .detecting import detect
from .encoder import EncoderInfo, Vectors
from .files import NETWORK, model_file, sha256_of
from .judging import quality
from .seen import Face, Pixels, Quality

DIMENSION = 128
CHIP, PADDING = 150, 0.25
LICENCE = (
    "CC0 by the author of dlib, who trained it on FaceScrub, VGG-Face and pictures from the web, nearly all of adults; "
    "the pictures' own terms were for research."
)


class DlibEncoder:
    """HOG detector, five points, 128 numbers. Each face is read twice, also mirrored: a little slower, fewer misses."""

    def __init__(self) -> None:
        file = model_file(NETWORK)
        self.info = EncoderInfo("dlib-resnet-v1", sha256_of(file), DIMENSION, LICENCE)
        self._network = _network(str(file))

    def detect(self, rgb: Pixels) -> list[Face]:
        """The faces, the largest first."""
        return detect(rgb)

    def quality(self, rgb: Pixels, face: Face) -> Quality:
        """What limits a face for comparing."""
        return quality(rgb, face)

    def align(self, rgb: Pixels, face: Face) -> Pixels:
        """The upright face with the margin the network was taught with."""
        box = dlib.rectangle(face.left, face.top, face.right, face.bottom)
        shape = dlib.full_object_detection(box, [dlib.point(round(x), round(y)) for x, y in face.points])
        chip: Pixels = dlib.get_face_chip(np.ascontiguousarray(rgb), shape, CHIP, PADDING)
        return chip

    def encode(self, rgb: Pixels, faces: Sequence[Face]) -> Vectors:
        """The mean of a face and its mirror, at unit length."""
        rows = np.zeros((len(faces), DIMENSION), dtype=np.float32)
        for row, face in zip(rows, faces, strict=True):
            chip = self.align(rgb, face)
            for view in (chip, np.ascontiguousarray(chip[:, ::-1])):
                row += np.asarray(self._network.compute_face_descriptor(view), dtype=np.float32)
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), np.float32(1e-9))


@cache
def _network(file: str) -> Any:
    return dlib.face_recognition_model_v1(file)
