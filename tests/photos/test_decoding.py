"""No file from outside is ever opened by the server itself, and nothing of it but its pixels goes any further."""

import io
import resource
import subprocess
import sys
from datetime import date

import pytest
from PIL import Image

from trackchild.photos import decoding, intake
from trackchild.photos.derivatives import open_own
from trackchild.photos.intake import PictureRefused, decode_apart, read_picture
from trackchild.photos.vocabulary import REFUSALS

from .hostile import KEPT, REFUSED, SECRETS, drawn, saved, telling_jpeg


def read(upload: bytes) -> intake.Picture:
    return read_picture(upload, looks=False)


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_is_refused_with_its_sentence(name: str) -> None:
    upload, reason = REFUSED[name]

    with pytest.raises(PictureRefused) as refused:
        read(upload)

    assert refused.value.reason == reason
    assert str(REFUSALS[reason]).endswith("."), "a whole sentence that says what to do"


@pytest.mark.parametrize("name", KEPT)
def test_an_unusual_photo_is_kept_as_plain_pixels(name: str) -> None:
    picture = read(KEPT[name])

    with Image.open(io.BytesIO(picture.master)) as kept:
        assert (kept.format, kept.mode, kept.info.get("exif"), kept.info.get("icc_profile")) == (
            "WEBP", "RGB", None, None,
        )  # fmt: skip
    assert not any(secret in picture.master for secret in SECRETS)
    assert picture.upload == KEPT[name], "the original stays as it came"


def test_the_camera_is_turned_upright_and_its_day_is_kept() -> None:
    picture = read(telling_jpeg())

    assert (picture.width, picture.height) == (600, 800)
    red = open_own(picture.master).getpixel((560, 40))
    assert red[0] > 180 > 90 > red[1], "the red corner has moved"  # type: ignore[index]
    assert picture.taken_on == date(2026, 3, 9)


def test_a_camera_of_108_megapixels_costs_a_small_picture() -> None:
    facts, pixels = decode_apart(saved(Image.new("RGB", (12_000, 9_000), "olive")))

    assert (facts["width"], facts["height"], len(pixels)) == (1600, 1200, 1600 * 1200 * 3)


def test_a_photo_of_an_iphone_is_read_or_refused_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    heic = b"\0\0\0\x18ftypheic" + b"\0" * 200
    monkeypatch.setattr(decoding, "FORMATS", ("JPEG", "PNG", "WEBP"))

    with pytest.raises(PictureRefused, match="heic"):
        read_picture(heic, decode=intake.decode_here, looks=False)

    assert "Most Compatible" in str(REFUSALS["heic"])


def test_a_decoder_that_never_ends_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    stuck = f"{tmp_path}/stuck.py"
    with open(stuck, "w") as program:
        program.write("import time\ntime.sleep(60)\n")
    monkeypatch.setattr(decoding, "__file__", stuck)
    monkeypatch.setattr(intake, "WALL_SECONDS", 0.5)

    with pytest.raises(PictureRefused, match="broken"):
        read(saved(drawn()))


def test_a_decoder_that_crashes_takes_nobody_with_it(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    crashing = f"{tmp_path}/crashing.py"
    with open(crashing, "w") as program:
        program.write("import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)\n")
    monkeypatch.setattr(decoding, "__file__", crashing)

    with pytest.raises(PictureRefused, match="broken"):
        read(saved(drawn()))


def test_the_decoder_has_little_memory_little_time_and_no_file() -> None:
    limits = "[resource.getrlimit(one)[0] for one in (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE)]"
    program = (
        f"import sys, resource; sys.path.insert(0, {decoding.__file__.rsplit('/', 1)[0]!r}); import decoding\n"
        "decoding.limit_ourselves()\n"
        f"print({limits})\n"
        "try:\n    bytearray(700 * 1024 * 1024)\nexcept MemoryError:\n    print('too much')\n"
    )

    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )

    assert told[:2] == [f"[{decoding.MEMORY}, {decoding.SECONDS}, 0]", "too much"]
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 0, "the server itself is not limited"
