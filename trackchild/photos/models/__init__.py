"""What is kept of pictures and of the faces in them."""

from .faces import FaceVector
from .pictures import Photo, PhotoBytes, PhotoMaster, PhotoOriginal, PhotoSize

__all__ = ["FaceVector", "Photo", "PhotoBytes", "PhotoMaster", "PhotoOriginal", "PhotoSize"]
