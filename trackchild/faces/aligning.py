"""Cuts a face out of a picture so that its points lie where a network expects them."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PIL import Image

from .seen import Pixels, Point

FRAME = 112
"""Side of the frame in which the template's points are given."""
TEMPLATE: tuple[Point, ...] = ((80.46, 51.32), (66.61, 51.69), (31.33, 51.58), (45.26, 51.81), (56.08, 78.82))
"""Where the five points lie, on average of 13,232 adult faces, in the frame the usual recognisers are taught with."""
WEIGHTS = (1.0, 1.0, 1.0, 1.0, 0.15)
"""The base of the nose wanders with every turn of the head: four pixels where the eyes' corners move half a one."""


def cut_out(
    rgb: Pixels, points: Sequence[Point], size: int, *, template: Sequence[Point] = TEMPLATE,
    weights: Sequence[float] = WEIGHTS,
) -> Pixels:  # fmt: skip
    """A square of the given side that holds the face upright; what lies outside the picture is black."""
    target = np.asarray(template) * (size / FRAME)
    way = similarity(np.asarray(points, dtype=float), target, np.asarray(weights))
    image, shrink = Image.fromarray(rgb), float(np.hypot(way[0, 0], way[1, 0]))
    if shrink < 0.5:  # halve first, or the sampling skips pixels
        image = image.reduce(factor := max(1, int(0.5 / shrink) * 2))
        way = way @ np.diag((factor, factor, 1.0))
    back = np.linalg.inv(way)
    cut = image.transform((size, size), Image.Transform.AFFINE, tuple(back[:2].ravel()), Image.Resampling.BILINEAR)
    return np.asarray(cut)


def similarity(
    given: npt.NDArray[np.float64], wanted: npt.NDArray[np.float64], weights: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """The turn, scale and shift that bring points nearest to others by weighted squares: a 3 x 3 matrix."""
    share = weights / weights.sum()
    middle, goal = share @ given, share @ wanted
    a, b = given - middle, wanted - goal
    spread = max(float(share @ (a * a).sum(axis=1)), 1e-9)
    along = float(share @ (a * b).sum(axis=1)) / spread
    across = float(share @ (a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0])) / spread
    way = np.array([[along, -across, 0.0], [across, along, 0.0], [0.0, 0.0, 1.0]])
    way[:2, 2] = goal - way[:2, :2] @ middle
    return way
