"""Asks the processes that find faces what they see in a picture."""

import numpy as np
from PIL import Image

from trackchild.faces import FacesUnavailable
from trackchild.faces.pool import see

from .seen import FaceSeen
from .vocabulary import Remark

REMARKS = {
    "too_small": Remark.SMALL,
    "too_dark": Remark.DARK,
    "blurred": Remark.BLURRED,
    "turned_away": Remark.TURNED,
    "too_bright": Remark.BRIGHT,
}
MOST_FACES = 12
CLEAR, DOUBTFUL = 1.0, 0.3
"""The detector's own figures: where one face is clear, another below the second figure is often a button or a fold."""


def look(pixels: Image.Image) -> tuple[FaceSeen, ...] | None:
    """The faces of a picture; None where nobody can look, which keeps no picture from being kept."""
    try:
        seen = see(np.asarray(pixels))
    except FacesUnavailable:
        return None
    has_clear = any(one.face.score >= CLEAR for one in seen)
    faces = [
        FaceSeen(
            max(0, one.face.left),
            max(0, one.face.top),
            min(pixels.width, one.face.right),
            min(pixels.height, one.face.bottom),
            next((REMARKS[flag] for flag in one.quality.flags if flag in REMARKS), Remark.GOOD),
            doubtful=has_clear and one.face.score < DOUBTFUL,
        )
        for one in seen[:MOST_FACES]
    ]
    return tuple(sorted(faces, key=lambda face: face.doubtful))
