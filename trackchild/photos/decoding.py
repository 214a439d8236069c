"""Turns an uploaded file into plain pixels. Run as a program of its own, with little memory and little time.

A file from outside may be made to attack whoever opens it. So the server never opens one: this program does, and
nothing but pixels, a format and a day comes back. It knows the standard library and Pillow, and nothing of the house.
"""

import io
import json
import resource
import sys
import warnings
from datetime import date, datetime
from typing import Any

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

try:
    from pi_heif import register_heif_opener  # type: ignore[import-untyped, import-not-found, unused-ignore]
except ImportError:
    HEIF: tuple[str, ...] = ()
else:
    register_heif_opener()
    HEIF = ("HEIF",)

FORMATS = ("JPEG", "PNG", "WEBP", *HEIF)
LONGEST_SIDE = 1600
"""Of the pixels that come back: the clean master, from which every other size is made."""
DRAFT = (LONGEST_SIDE, LONGEST_SIDE)
# A JPEG is read at an eighth of its size where that is enough, so that telephones with 108 megapixels cost no more.
MOST_PIXELS = {"JPEG": 220_000_000, "MPO": 220_000_000}
MOST_PIXELS_OTHERS = 60_000_000
SMALLEST_SIDE, LONGEST_STRIPE = 64, 6
MEMORY, SECONDS = 640 * 1024 * 1024, 10
TAKEN, EXIF_DETAILS, ORIENTATION = 0x9003, 0x8769, 0x0112


class Refused(Exception):
    """The file is not decoded; the code becomes a sentence in the house."""


def limit_ourselves() -> None:
    """Little memory, little processor time, no file written. The parent has a clock of its own."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def decode(upload: bytes) -> tuple[dict[str, Any], bytes]:
    """The facts of a picture and its upright RGB pixels. Raises Refused."""
    Image.MAX_IMAGE_PIXELS = None  # our own limits follow, by format, before anything is decoded
    try:
        with Image.open(io.BytesIO(upload), formats=FORMATS) as opened:
            _check(opened)
            form = str(opened.format)
            taken_on, orientation = _read_exif(opened)
            opened.draft("RGB", DRAFT)
            pixels = _turned(_flat(_small(opened)), orientation)
    except (Refused, MemoryError):
        raise
    except UnidentifiedImageError as unknown:
        raise Refused("format") from unknown
    except Exception as broken:  # Pillow's decoders raise whatever they like over a broken file
        raise Refused("broken") from broken
    width, height = pixels.size
    facts = {"format": form, "width": width, "height": height, "taken_on": taken_on.isoformat() if taken_on else None}
    return facts, pixels.tobytes()


def _check(image: Image.Image) -> None:
    longer, shorter = max(image.size), min(image.size)
    if image.width * image.height > MOST_PIXELS.get(str(image.format), MOST_PIXELS_OTHERS):
        raise Refused("pixels")
    if shorter < SMALLEST_SIDE:
        raise Refused("small")
    if longer > LONGEST_STRIPE * shorter:
        raise Refused("shape")
    # Telephones write a preview as a second frame (MPO); a live photograph of an iPhone holds several too.
    if getattr(image, "n_frames", 1) > 1 and image.format not in ("MPO", "HEIF"):
        raise Refused("animated")


def _read_exif(image: Image.Image) -> tuple[date | None, int]:
    """The day the camera wrote down, and how it was held. A broken note of the camera is no reason to refuse."""
    try:
        exif = image.getexif()
        orientation = int(exif.get(ORIENTATION, 1)) if image.format != "HEIF" else 1  # the HEIF reader turns by itself
        written = exif.get_ifd(EXIF_DETAILS).get(TAKEN)
        return _day(str(written)) if written else None, orientation
    except Exception:  # see above
        return None, 1


def _day(written: str) -> date | None:
    try:
        return datetime.strptime(written[:10], "%Y:%m:%d").date()  # noqa: DTZ007
    except ValueError:
        return None


def _small(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):  # sixteen bits for each pixel
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    elif image.mode in ("P", "PA", "1"):
        image = image.convert("RGBA" if "transparency" in image.info or image.mode == "PA" else "RGB")
    image.thumbnail(DRAFT, reducing_gap=2)
    return image


def _flat(image: Image.Image) -> Image.Image:
    """Plain RGB of the common colour space, on white."""
    profile = image.info.get("icc_profile")
    if image.mode in ("RGBA", "LA"):
        layered = image.convert("RGBA")
        image = Image.new("RGB", layered.size, "white")
        image.paste(layered, mask=layered.getchannel("A"))
    plain = image.convert("RGB")
    return _common_colours(plain, profile) if profile and image.mode == "RGB" else plain


def _common_colours(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        wide = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        changed = ImageCms.profileToProfile(image, wide, ImageCms.createProfile("sRGB"))
    except Exception:  # a broken colour profile is no reason to refuse a photograph
        return image
    return changed or image


def _turned(image: Image.Image, orientation: int) -> Image.Image:
    """Upright, in an image that shares nothing with the file."""
    plain = Image.frombytes("RGB", image.size, image.tobytes())
    if orientation not in range(2, 9):
        return plain
    plain.getexif()[ORIENTATION] = orientation
    return ImageOps.exif_transpose(plain)


def main() -> None:
    """A file comes in, a line of facts and the pixels go out."""
    limit_ourselves()
    warnings.simplefilter("ignore")
    upload = sys.stdin.buffer.read()
    try:
        facts, pixels = decode(upload)
    except Refused as refused:
        facts, pixels = {"refused": str(refused)}, b""
    except MemoryError:
        facts, pixels = {"refused": "pixels"}, b""
    sys.stdout.buffer.write(json.dumps(facts).encode() + b"\n" + pixels)


if __name__ == "__main__":
    main()
