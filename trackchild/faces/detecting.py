"""Finds faces: upright first, then nearer, then doubtful ones, then with the picture turned."""

import threading
from collections.abc import Iterable, Iterator
from functools import cache
from math import cos, radians, sin
from typing import Any

import dlib
import numpy as np
from PIL import Image

from .files import POINTS, model_file
from .seen import Face, Pixels, Point

LARGEST_SIDE = 900
"""A larger picture costs time and finds no more faces of the size that can be compared."""
SMALL_SIDE = 400
"""Below it even four times the size is quickly searched."""
QUARTER_TURNS = (90, 270, 180)
TILTS = (30, -30)
DOUBTFUL = -0.4
_own = threading.local()


def detect(rgb: Pixels) -> list[Face]:
    """The faces of a picture, the largest first; empty where there is none.

    A picture that lies on its side or stands on its head is turned until a face is seen. Call it through the pool.
    """
    image = Image.fromarray(rgb)
    scale = min(1.0, LARGEST_SIDE / max(image.size))
    small = image.resize((round(image.width * scale), round(image.height * scale))) if scale < 1 else image
    for tried in _tries(small):
        if tried:
            return sorted((_scaled(face, 1 / scale) for face in tried), key=lambda face: -face.area)
    return []


def _tries(image: Image.Image) -> Iterator[list[Face]]:
    """Ever more costly ways to look; the first that sees something ends the search."""
    upright = _Turned(image, 0)
    yield upright.find(larger=0)
    yield upright.find(larger=1)
    for angle in QUARTER_TURNS:
        yield _Turned(image, angle).find(larger=0)
    for angle in TILTS:
        yield _Turned(image, angle).find(larger=0)
    if max(image.size) < SMALL_SIDE:
        yield upright.find(larger=2)
    yield upright.find(larger=1, threshold=DOUBTFUL)


class _Turned:
    """The picture turned by an angle, and the way back for what is found in it."""

    def __init__(self, image: Image.Image, angle: int) -> None:
        turned = image.rotate(angle, expand=True, resample=Image.Resampling.BILINEAR) if angle else image
        self._pixels = np.ascontiguousarray(turned)
        self._cos, self._sin = cos(radians(angle)), sin(radians(angle))
        self._from, self._to = (turned.width / 2, turned.height / 2), (image.width / 2, image.height / 2)

    def find(self, *, larger: int, threshold: float = 0.0) -> list[Face]:
        """Faces in the coordinates of the picture that was not turned."""
        boxes, scores, _ = _detector().run(self._pixels, larger, threshold)
        return [self._face(box, score) for box, score in zip(boxes, scores, strict=True)]

    def _face(self, box: Any, score: float) -> Face:
        shape = _points_of()(self._pixels, box)
        points = [self._back((point.x, point.y)) for point in shape.parts()]
        x, y = self._back(((box.left() + box.right()) / 2, (box.top() + box.bottom()) / 2))
        half = box.width() / 2
        left, top, right, bottom = (round(value) for value in (x - half, y - half, x + half, y + half))
        return Face(left, top, right, bottom, _five(points), float(score))

    def _back(self, point: Point) -> Point:
        x, y = point[0] - self._from[0], point[1] - self._from[1]
        return x * self._cos - y * self._sin + self._to[0], x * self._sin + y * self._cos + self._to[1]


def _detector() -> Any:
    """A detector of this thread alone: one that is shared gives wrong answers silently."""
    if not hasattr(_own, "detector"):
        _own.detector = dlib.get_frontal_face_detector()
    return _own.detector


@cache
def _points_of() -> Any:
    return dlib.shape_predictor(str(model_file(POINTS)))


def _five(points: Iterable[Point]) -> tuple[Point, Point, Point, Point, Point]:
    a, b, c, d, e = points
    return a, b, c, d, e


def _scaled(face: Face, scale: float) -> Face:
    points = _five((x * scale, y * scale) for x, y in face.points)
    left, top, right, bottom = (round(side * scale) for side in (face.left, face.top, face.right, face.bottom))
    return Face(left, top, right, bottom, points, face.score)
