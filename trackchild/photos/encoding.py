"""Turns an uploaded file into clean pictures: allow-listed formats, limits first, nothing of the file's own kept."""

import hashlib
import io
from dataclasses import dataclass

from PIL import Image, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP")
MAX_BYTES = 25 * 1024 * 1024
MAX_PIXELS = {"JPEG": 220_000_000, "PNG": 60_000_000, "WEBP": 60_000_000}
SIZES = {"thumbnail": (160, 200), "card": (320, 400), "view": (1280, 1280)}
SMALLEST_SIDE = 64


class PictureRefused(Exception):
    """The file cannot be kept. `reason` is a code the form turns into a sentence: size, format, pixels, broken."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture decoded, turned upright and re-encoded: nothing but pixels survives."""

    sha256: str
    width: int
    height: int
    sizes: dict[str, bytes]
    content_type: str = "image/webp"


def clean_picture(upload: bytes) -> Picture:
    """Re-encode an upload in every kept size.

    Raises PictureRefused; never returns metadata, comments or appended bytes of the upload.
    """
    if len(upload) > MAX_BYTES:
        raise PictureRefused("size")
    try:
        with Image.open(io.BytesIO(upload), formats=FORMATS) as opened:
            _check(opened)
            opened.draft("RGB", SIZES["view"])
            opened.thumbnail(SIZES["view"], reducing_gap=2)
            pixels = _flat(ImageOps.exif_transpose(opened))
    except PictureRefused:
        raise
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, MemoryError) as broken:
        raise PictureRefused("format" if "cannot identify" in str(broken) else "broken") from broken
    return Picture(
        sha256=hashlib.sha256(upload).hexdigest(),
        width=pixels.width,
        height=pixels.height,
        sizes={size: _encode(pixels, box, crop=size != "view") for size, box in SIZES.items()},
    )


def _check(image: Image.Image) -> None:
    if image.width * image.height > MAX_PIXELS.get(image.format or "", MAX_PIXELS["JPEG"]):
        raise PictureRefused("pixels")
    if min(image.size) < SMALLEST_SIDE:
        raise PictureRefused("pixels")
    if getattr(image, "n_frames", 1) > 1 and image.format != "MPO":
        raise PictureRefused("format")


def _flat(image: Image.Image) -> Image.Image:
    """Plain RGB pixels on white, in an image that shares nothing with the file."""
    if image.mode.startswith("I"):
        image = image.point(lambda value: value / 256).convert("L")
    if image.mode in ("RGBA", "LA", "P", "PA"):
        layered = image.convert("RGBA")
        image = Image.new("RGB", layered.size, "white")
        image.paste(layered, mask=layered.getchannel("A"))
    plain = image.convert("RGB")
    return Image.frombytes("RGB", plain.size, plain.tobytes())


def _encode(pixels: Image.Image, box: tuple[int, int], *, crop: bool) -> bytes:
    sized = ImageOps.fit(pixels, box, centering=(0.5, 0.35)) if crop else pixels
    kept = io.BytesIO()
    sized.save(kept, "WEBP", quality=80, method=2)
    return kept.getvalue()
