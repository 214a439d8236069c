"""A face is found whichever way the picture lies, and what limits it is measured."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageFilter

from trackchild.faces import files
from trackchild.faces.detecting import detect
from trackchild.faces.encoder import FacesUnavailable
from trackchild.faces.judging import quality

from .conftest import pixels


@pytest.mark.parametrize("angle", [0, 30, 90, 180, 270, -30])
def test_a_face_is_found_whichever_way_the_picture_lies(portrait: Image.Image, angle: int) -> None:
    (face,) = detect(pixels(portrait.rotate(angle, expand=True)))

    assert abs((face.roll + angle - 3 + 180) % 360 - 180) < 8
    assert 38 < face.eye_distance < 48
    assert abs(face.turn) < 0.1


def test_a_face_is_told_in_pixels_of_the_picture_it_was_found_in(portrait: Image.Image) -> None:
    (face,) = detect(pixels(portrait))
    (larger,) = [one for one in detect(pixels(portrait.resize((2048, 2048)))) if one.score > 0.5]

    assert larger.eye_distance == pytest.approx(4 * face.eye_distance, rel=0.05)
    assert face.left < face.eyes[0][0] < face.eyes[1][0] < face.right


def test_where_there_is_no_face_none_is_found() -> None:
    assert detect(np.full((300, 400, 3), 255, dtype=np.uint8)) == []


def test_a_good_face_has_no_flag(portrait: Image.Image) -> None:
    (face,) = detect(pixels(portrait))

    assert quality(pixels(portrait), face).flags == ()


@pytest.mark.parametrize(
    ("spoil", "flag"),
    [
        (lambda image: image.resize((200, 200)), "too_small"),
        (lambda image: image.filter(ImageFilter.GaussianBlur(4)), "blurred"),
        (lambda image: image.point(lambda value: value * 0.2), "too_dark"),
    ],
)
def test_what_limits_a_face_is_named(portrait: Image.Image, spoil: Any, flag: str) -> None:
    spoilt = pixels(spoil(portrait))
    measured = quality(spoilt, detect(spoilt)[0])

    assert measured.flags[0] == flag
    assert measured.is_comparable


def test_a_turned_head_is_told_by_the_nose(portrait: Image.Image) -> None:
    (face,) = detect(pixels(portrait))
    a, b, c, d, nose = face.points
    turned = type(face)(*face.points[0], 0, 0, points=(a, b, c, d, (nose[0] + 20, nose[1])), score=1.0)  # type: ignore[arg-type]

    assert turned.turn > 0.3
    assert quality(pixels(portrait), turned).turned_away


def test_the_file_whose_licence_forbids_it_is_not_needed(tmp_path: Path) -> None:
    package = tmp_path / files.PACKAGE
    (package / "models").mkdir(parents=True)
    (package / "__init__.py").write_text("raise ImportError('importing it asks for more than is installed')")
    for name in (files.POINTS, files.NETWORK):
        (package / "models" / name).symlink_to(files.model_file(name))
    program = (
        "from skimage import data; from trackchild.faces.choosing import open_encoder; encoder = open_encoder();"
        "rgb = data.astronaut(); print(encoder.encode(rgb, encoder.detect(rgb)).shape)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(tmp_path)}, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert done.stdout.strip() == "(1, 128)"


def test_only_two_files_of_the_package_are_ever_named() -> None:
    source = "".join(file.read_text() for file in Path(files.__file__).parent.glob("*.py"))

    assert set(re.findall(r"\w+\.dat", source)) == {files.POINTS, files.NETWORK}


def test_a_missing_file_is_said_and_not_guessed() -> None:
    with pytest.raises(FacesUnavailable, match="not installed"):
        files.model_file("nothing.dat")
