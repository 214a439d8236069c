"""The pictures that are shown, made from the clean master: the child in the middle, the mark baked in."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PIL import Image, ImageFilter, ImageOps

from .seen import FaceSeen, clear_faces, which_face
from .watermark import Mark, marked

SIZES = {"thumbnail": (160, 200), "card": (320, 400), "view": (1280, 1280)}
HEADROOM = 2.6
"""A crop shows at least so many heights of the face: hair, chin and shoulders belong to how somebody is known."""
FACE_AT = 0.45
BLUR_CELLS = 5
AROUND = 0.35
"""How far beyond the box of a face the blur reaches, in parts of the box."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """One derivative, ready to be kept."""

    size: str
    for_public: bool
    content: bytes
    content_type: str = "image/webp"


def render(master: bytes, *, faces: Sequence[FaceSeen], chosen: int | None, mark: Mark) -> Iterator[Rendered]:
    """Every size; for a group a second time with the other faces blurred, for everybody's eyes."""
    pixels = open_own(master)
    which = which_face(faces, chosen)
    child = None if which is None else faces[which]
    for size in SIZES:
        yield Rendered(size, False, encode(marked(_sized(pixels, size, child), mark)))
    if child is None or len(clear_faces(faces)) == 1:
        return
    hidden = without_faces(pixels, [face for face in faces if face is not child])
    for size in SIZES:
        yield Rendered(size, True, encode(marked(_sized(hidden, size, child), mark)))


def open_own(content: bytes) -> Image.Image:
    """A picture this house has encoded itself."""
    with Image.open(io.BytesIO(content), formats=("WEBP",)) as opened:
        return opened.convert("RGB")


def encode(pixels: Image.Image, form: str = "WEBP", quality: int = 80) -> bytes:
    """Bytes of a picture with nothing but pixels in them."""
    kept = io.BytesIO()
    pixels.save(kept, form, quality=quality, **({"method": 2} if form == "WEBP" else {}))
    return kept.getvalue()


def face_picture(master: bytes, face: FaceSeen, *, side: int = 160) -> bytes:
    """One face cut out, to choose it by."""
    pixels = open_own(master)
    reach = max(face.right - face.left, face.bottom - face.top) * 0.8
    x, y = (face.left + face.right) / 2, (face.top + face.bottom) / 2
    box = (max(0, x - reach), max(0, y - reach), min(pixels.width, x + reach), min(pixels.height, y + reach))
    return encode(ImageOps.fit(pixels.crop(box), (side, side)))


def without_faces(pixels: Image.Image, faces: Sequence[FaceSeen]) -> Image.Image:
    """The same picture with these faces turned into a few coloured cells; nothing brings them back."""
    hidden = pixels.copy()
    for face in faces:
        wide, high = (face.right - face.left) * AROUND, (face.bottom - face.top) * AROUND
        box = (
            max(0, round(face.left - wide)),
            max(0, round(face.top - high)),
            min(pixels.width, round(face.right + wide)),
            min(pixels.height, round(face.bottom + high)),
        )
        cut = hidden.crop(box)
        cells = cut.resize((BLUR_CELLS, BLUR_CELLS), Image.Resampling.BOX).resize(cut.size, Image.Resampling.BICUBIC)
        hidden.paste(cells.filter(ImageFilter.GaussianBlur(cut.width / 12)), box)
    return hidden


def _sized(pixels: Image.Image, size: str, child: FaceSeen | None) -> Image.Image:
    box = SIZES[size]
    if size == "view":
        whole = pixels.copy()
        whole.thumbnail(box)
        return whole
    if child is None:
        return ImageOps.fit(pixels, box, centering=(0.5, 0.35))
    return pixels.resize(
        box, Image.Resampling.LANCZOS, box=_around(child, pixels.size, box[0] / box[1]), reducing_gap=3
    )


def _around(face: FaceSeen, whole: tuple[int, int], ratio: float) -> tuple[float, float, float, float]:
    """The part of the picture that has the face in its middle, in the shape asked for and inside the picture."""
    width, height = whole
    most = min(height, width / ratio)
    tall = min(most, max((face.bottom - face.top) * HEADROOM, most / 3))
    broad = tall * ratio
    left = min(max(0.0, (face.left + face.right) / 2 - broad / 2), width - broad)
    top = min(max(0.0, (face.top + face.bottom) / 2 - tall * FACE_AT), height - tall)
    return left, top, left + broad, top + tall


def plain_thumbnail(master: bytes, child: FaceSeen | None) -> bytes:
    """The small picture for the person who has just given it: their own photograph needs no mark."""
    return encode(_sized(open_own(master), "thumbnail", child))
