"""Measures what limits a face for comparing: size, sharpness, light and turning."""

import numpy as np

from .aligning import cut_out
from .seen import Face, Pixels, Quality

CHIP = 150
"""Side of the cut-out in which sharpness is measured, so that it does not depend on the picture's size."""
MARGIN = 16
RED, GREEN, BLUE = 0.299, 0.587, 0.114


def quality(rgb: Pixels, face: Face) -> Quality:
    """How large, sharp, light and straight a face is."""
    chip = cut_out(rgb, face.points, CHIP).astype(np.float32)
    grey = (RED * chip[..., 0] + GREEN * chip[..., 1] + BLUE * chip[..., 2])[MARGIN:-MARGIN, MARGIN:-MARGIN]
    edges = grey[:-2, 1:-1] + grey[2:, 1:-1] + grey[1:-1, :-2] + grey[1:-1, 2:] - 4 * grey[1:-1, 1:-1]
    return Quality(
        eye_distance=round(face.eye_distance, 1),
        sharpness=round(float(edges.var()), 2),
        brightness=round(float(grey.mean()), 1),
        turn=round(face.turn, 3),
    )
