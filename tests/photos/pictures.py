"""Pictures for tests that keep them: drawn here, or scikit-image’s astronaut, who is in the public domain."""

import io
from dataclasses import replace
from typing import Any

from PIL import Image
from skimage import data

from trackchild.photos.actions import Given
from trackchild.photos.intake import Picture, decode_here, read_picture
from trackchild.photos.seen import FaceSeen

from .hostile import drawn, saved

LEFT, RIGHT = FaceSeen(100, 150, 260, 310, "GOOD"), FaceSeen(520, 160, 660, 300, "GOOD")
"""Where a test says that two faces are, without asking the detector."""


def a_picture(*, faces: Any = None, **how: Any) -> Picture:
    """A drawn picture, decoded here and not looked at; with faces where the test says so."""
    return replace(read_picture(saved(drawn(**how)), decode=decode_here, looks=False), faces=faces)


def given(*, faces: Any = None, **said: Any) -> Given:
    return Given(a_picture(faces=faces), **said)


def astronaut(side: int = 512) -> Image.Image:
    return Image.fromarray(data.astronaut()).resize((side, side))


def astronaut_file(*, twice: bool = False, side: int = 512) -> io.BytesIO:
    """One real face, or a group of two."""
    one = astronaut(side)
    picture = Image.new("RGB", (one.width * 2, one.height)) if twice else one
    if twice:
        picture.paste(one, (0, 0))
        picture.paste(one.transpose(Image.Transpose.FLIP_LEFT_RIGHT), (one.width, 0))
    file = io.BytesIO(saved(picture, quality=90))
    file.name = "photo.jpg"
    return file
