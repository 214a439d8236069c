"""Files that attack whoever opens them, and files that are only unusual; all made here, none kept."""

import io
import struct
import zlib
from typing import Any

from PIL import Image, ImageDraw

SECRETS = (b"SecretPhone", b"home of witness", b"<script>", b"<?php", b"PK\x03\x04", b"2026:03:09")
SCRIPT = b"<script>alert(1)</script><?php system($_GET[0]); ?>"


def drawn(width: int = 800, height: int = 600) -> Image.Image:
    """Something with edges, colours and an upper left corner that is red."""
    picture = Image.effect_noise((width, height), 40).convert("RGB")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, width // 3, height // 3), fill="red")
    draw.ellipse((width // 2, height // 3, width - 9, height - 9), fill="navy")
    return picture


def saved(picture: Image.Image, form: str = "JPEG", **how: Any) -> bytes:
    file = io.BytesIO()
    picture.save(file, form, **how)
    return file.getvalue()


def telling_jpeg() -> bytes:
    """A photograph whose metadata says where the family lives, when it was taken, and how the camera was held."""
    picture = drawn()
    exif = picture.getexif()
    exif[0x010F] = "SecretPhone"
    exif[0x0112] = 6
    exif.get_ifd(0x8769)[0x9003] = "2026:03:09 17:30:00"
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (22.0, 34.0, 21.0), "E", (88.0, 21.0, 50.0)
    return saved(picture, exif=exif, comment=b"home of witness")


def polyglot() -> bytes:
    """A picture that is also a page, a program and an archive."""
    return telling_jpeg() + SCRIPT + b"PK\x03\x04" + b"\0" * 100


def mpo() -> bytes:
    """A telephone's picture with a preview as second frame."""
    return saved(drawn(), "MPO", save_all=True, append_images=[drawn(160, 120)])


def png_bomb(width: int, height: int) -> bytes:
    """A few hundred bytes that claim to be a picture of any size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1_000_000)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"")


def text_bomb() -> bytes:
    """A small picture with a compressed comment of two hundred megabytes."""
    picture = saved(drawn(200, 200), "PNG")
    head, rest = picture[:33], picture[33:]
    return head + _chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"\0" * 200_000_000, 1)) + rest


def jpeg_of_900_megapixels() -> bytes:
    """A JPEG whose header alone is enormous."""
    picture = bytearray(saved(drawn(64, 64)))
    frame = picture.index(b"\xff\xc0")
    picture[frame + 5 : frame + 9] = struct.pack(">HH", 30_000, 30_000)
    return bytes(picture)


def animated(form: str) -> bytes:
    frames = [drawn(100, 100) for _ in range(8)]
    return saved(frames[0], form, save_all=True, append_images=frames[1:], duration=50)


def sixteen_bits() -> bytes:
    grey = Image.new("I;16", (300, 300))
    grey.paste(40_000, (0, 0, 300, 150))
    return saved(grey, "PNG")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 100 100\n(/etc/passwd) run\n"
FTYP = b"\0\0\0\x18ftyp"

REFUSED: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "empty"),
    "SVG named JPEG": (SVG, "document"),
    "EPS named JPEG": (EPS, "document"),
    "EPS with a DOS header": (b"\xc5\xd0\xd3\xc6" + EPS, "document"),
    "PDF": (b"%PDF-1.7\n", "document"),
    "a page": (b"\xef\xbb\xbf <html><script>", "document"),
    "GIF": (animated("GIF"), "animated"),
    "moving WebP": (animated("WEBP"), "animated"),
    "moving PNG": (animated("PNG"), "animated"),
    "TIFF": (saved(drawn(), "TIFF"), "format"),
    "BMP": (saved(drawn(), "BMP"), "format"),
    "archive": (b"PK\x03\x04" + b"\0" * 200, "format"),
    "video": (FTYP + b"mp42" + b"\0" * 200, "video"),
    "random bytes": (bytes(range(256)) * 40, "format"),
    "cut off": (saved(drawn())[:5000], "broken"),
    "random inside": (b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(range(256)) * 40, "format"),
    "900-megapixel PNG": (png_bomb(30_000, 30_000), "pixels"),
    "900-megapixel JPEG": (jpeg_of_900_megapixels(), "pixels"),
    "PNG that ends too early": (png_bomb(7000, 7000), "broken"),
    "comment of 200 MB": (text_bomb(), "broken"),
    "preview": (saved(drawn(60, 60)), "small"),
    "stripe": (saved(drawn(2000, 100)), "shape"),
    "too many bytes": (b"\xff\xd8\xff" + bytes(25 * 1024 * 1024), "size"),
}
KEPT: dict[str, bytes] = {
    "plain JPEG": saved(drawn()),
    "JPEG with a place, a comment and a turn": telling_jpeg(),
    "polyglot": polyglot(),
    "two frames of a telephone": mpo(),
    "printer's colours": saved(drawn().convert("CMYK")),
    "sixteen bits": sixteen_bits(),
    "grey": saved(drawn().convert("L")),
    "palette with a hole": saved(drawn().convert("P"), "PNG", transparency=0),
    "see-through": saved(drawn().convert("RGBA"), "PNG"),
    "WebP": saved(drawn(), "WEBP"),
}
