"""The one real face of the tests: an adult astronaut's portrait in the public domain, from an ordinary package."""

import numpy as np
import pytest
from PIL import Image
from skimage import data

from trackchild.faces.seen import Pixels


@pytest.fixture(scope="session")
def portrait() -> Image.Image:
    """The portrait as a picture that can be turned, blurred and darkened."""
    return Image.fromarray(data.astronaut())


def pixels(image: Image.Image) -> Pixels:
    """The numbers of a picture."""
    return np.asarray(image.convert("RGB"))
