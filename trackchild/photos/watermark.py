"""The mark in every picture that is shown: whose it is, since when, which one, and for an officer who looked at it."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

NAME = "TrackChild"
FAINT, SHADOW = (255, 255, 255, 70), (0, 0, 0, 70)
CLEAR, CLEAR_SHADOW = (255, 255, 255, 215), (0, 0, 0, 190)
Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands at the foot of a picture."""

    reference: str
    on: date

    @property
    def line(self) -> str:
        """As it is written."""
        return f"{NAME} {self.on:%d-%m-%Y} {self.reference}"


@lru_cache(maxsize=16)
def _font(size: int) -> Font:
    return ImageFont.load_default(size)


@lru_cache(maxsize=24)
def _tiles(width: int, height: int) -> Image.Image:
    """The name all over the picture, slanted and faint; white with a shadow, so that it is read on any ground."""
    size = max(12, width // 12)
    side = int((width**2 + height**2) ** 0.5) + size
    layer = Image.new("RGBA", (side, side))
    draw = ImageDraw.Draw(layer)
    wide = int(draw.textlength(NAME, _font(size)) * 1.6)
    for row, y in enumerate(range(0, side, size * 4)):
        for x in range(-(row % 2) * wide // 2, side, wide):
            draw.text((x + 1, y + 1), NAME, fill=SHADOW, font=_font(size))
            draw.text((x, y), NAME, fill=FAINT, font=_font(size))
    left, top = (side - width) // 2, (side - height) // 2
    return layer.rotate(30, resample=Image.Resampling.BILINEAR).crop((left, top, left + width, top + height))


def marked(pixels: Image.Image, mark: Mark) -> Image.Image:
    """A copy with the name all over it and the date and reference at its foot."""
    shown = pixels.copy()
    tiles = _tiles(*shown.size)
    shown.paste(tiles, mask=tiles.getchannel("A"))
    _line(shown, mark.line, at_the_foot=True)
    return shown


def marked_for(pixels: Image.Image, words: str) -> Image.Image:
    """The same picture with the person it was shown to written at its head. Changes the picture it is given."""
    _line(pixels, words, at_the_foot=False)
    return pixels


def _line(pixels: Image.Image, words: str, *, at_the_foot: bool) -> None:
    """One line, as large as the width allows, on a dark strip that a crop would show to be missing."""
    size = next(
        (size for size in range(max(9, pixels.width // 32), 6, -1) if _width(words, size) <= pixels.width - 6), 7
    )
    tall = size + 6
    top = pixels.height - tall if at_the_foot else 0
    strip = Image.new("RGBA", (pixels.width, tall), (0, 0, 0, 110))
    draw = ImageDraw.Draw(strip)
    draw.text((4, 2), words, fill=CLEAR_SHADOW, font=_font(size))
    draw.text((3, 1), words, fill=CLEAR, font=_font(size))
    pixels.paste(strip, (0, top), mask=strip.getchannel("A"))


@lru_cache(maxsize=4096)
def _width(words: str, size: int) -> float:
    return _font(size).getlength(words)
