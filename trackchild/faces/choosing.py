"""Which encoder works here: the default one, an operator's own by its manifest, or none."""

from pathlib import Path

from .dlib_encoder import DlibEncoder
from .encoder import FaceEncoder, NoEncoder
from .onnx_encoder import OnnxEncoder

DEFAULT, NONE = "dlib", "off"


def open_encoder(choice: str = DEFAULT) -> FaceEncoder:
    """`dlib`, `off`, or the path of a manifest of an ONNX network. Raises FacesUnavailable."""
    if choice == NONE:
        raise NoEncoder("Faces are switched off.")
    if choice in ("", DEFAULT):
        return DlibEncoder()
    return OnnxEncoder.open(Path(choice))
