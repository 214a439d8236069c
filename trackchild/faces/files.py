"""Finds the files of the default models without importing the package that carries them: its own code asks for more.

The package also carries a file of 68 points whose licence excludes commercial use. It is never opened.
"""

import hashlib
import importlib.util
from functools import cache
from pathlib import Path

from .encoder import FacesUnavailable

PACKAGE = "face_recognition_models"
POINTS = "shape_predictor_5_face_landmarks.dat"
NETWORK = "dlib_face_recognition_resnet_model_v1.dat"


def model_file(name: str) -> Path:
    """Where a file of the default models lies. Raises FacesUnavailable."""
    found = importlib.util.find_spec(PACKAGE)
    for folder in (found.submodule_search_locations or []) if found else []:
        file = Path(folder) / "models" / name
        if file.is_file():
            return file
    raise FacesUnavailable(f"The file {name} of the package face-recognition-models is not installed.")


@cache
def sha256_of(file: Path) -> str:
    """The file's checksum, read once a process."""
    digest = hashlib.sha256()
    with file.open("rb") as opened:
        while block := opened.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
