"""What an operator says of a network of his own: a JSON file beside it. Every line is needed; none is guessed."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .aligning import TEMPLATE, WEIGHTS
from .encoder import FacesUnavailable
from .seen import Point

COLOURS = ("RGB", "BGR")
MOST_NUMBERS = 4096


@dataclass(frozen=True, slots=True)
class Manifest:
    """How a picture must be prepared for a network, and what comes out."""

    file: Path
    name: str
    sha256: str
    dimension: int
    size: int
    colours: str
    mean: float
    scale: float
    licence: str
    points: tuple[Point, ...]
    weights: tuple[float, ...]
    threads: int


def read_manifest(path: Path) -> Manifest:
    """Read and check a manifest. Raises FacesUnavailable with a sentence for the operator."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        manifest = _manifest(path.parent, said)
    except OSError as error:
        raise FacesUnavailable(f"The manifest {path} cannot be read: {error}") from error
    except (KeyError, TypeError, ValueError) as error:
        raise FacesUnavailable(f"The manifest {path} is not complete: {error!r}") from error
    if not manifest.file.is_file():
        raise FacesUnavailable(f"The network {manifest.file} that {path} names does not exist.")
    if manifest.colours not in COLOURS:
        raise FacesUnavailable(f"{path}: colours is one of {', '.join(COLOURS)}.")
    if not (8 <= manifest.dimension <= MOST_NUMBERS and 32 <= manifest.size <= 512 and manifest.scale):
        raise FacesUnavailable(f"{path}: dimension, size or scale is out of range.")
    if ":" in manifest.name or not manifest.name or len(manifest.name) > 60:
        raise FacesUnavailable(f"{path}: name is a short word without a colon.")
    if len(manifest.points) != len(TEMPLATE) or len(manifest.weights) != len(WEIGHTS):
        raise FacesUnavailable(f"{path}: points and weights are five each.")
    return manifest


def _manifest(folder: Path, said: dict[str, Any]) -> Manifest:
    return Manifest(
        file=folder / said["file"],
        name=str(said["name"]),
        sha256=str(said["sha256"]).lower(),
        dimension=int(said["dimension"]),
        size=int(said["size"]),
        colours=str(said["colours"]),
        mean=float(said["mean"]),
        scale=float(said["scale"]),
        licence=str(said["licence"]),
        points=tuple((float(x), float(y)) for x, y in said.get("points", TEMPLATE)),
        weights=tuple(float(weight) for weight in said.get("weights", WEIGHTS)),
        threads=int(said.get("threads", 1)),
    )
