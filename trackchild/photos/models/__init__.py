"""What is kept of pictures and of the faces in them."""

from .faces import FaceCalibration, FaceModel, FaceSuppression, FaceVector, Outcome, PhotoVector
from .pictures import Photo, PhotoBytes, PhotoMaster, PhotoOriginal, PhotoSize

__all__ = [
    "FaceCalibration",
    "FaceModel",
    "FaceSuppression",
    "FaceVector",
    "Outcome",
    "Photo",
    "PhotoBytes",
    "PhotoMaster",
    "PhotoOriginal",
    "PhotoSize",
    "PhotoVector",
]
