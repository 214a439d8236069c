"""The default encoder tells a face again; an operator's own does what its manifest says, or nothing."""

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from PIL import Image

from trackchild.faces.aligning import TEMPLATE, cut_out
from trackchild.faces.choosing import open_encoder
from trackchild.faces.encoder import FacesUnavailable, NoEncoder
from trackchild.faces.seen import Pixels

from .conftest import pixels

SIZE, DIMENSION = 48, 16


@pytest.fixture
def network(tmp_path: Path) -> Path:
    """A tiny recogniser: a fixed random projection of the picture, with its manifest."""
    rng = np.random.default_rng(7)
    weights = rng.standard_normal((3 * SIZE * SIZE, DIMENSION)).astype(np.float32)
    graph = helper.make_graph(
        [helper.make_node("Flatten", ["face"], ["flat"]), helper.make_node("MatMul", ["flat", "weights"], ["vector"])],
        "tiny",
        [helper.make_tensor_value_info("face", TensorProto.FLOAT, [1, 3, SIZE, SIZE])],
        [helper.make_tensor_value_info("vector", TensorProto.FLOAT, [1, DIMENSION])],
        [numpy_helper.from_array(weights, "weights")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])
    model.ir_version = 9
    onnx.save(model, str(tmp_path / "tiny.onnx"))
    write(tmp_path)
    return tmp_path / "tiny.json"


def write(folder: Path, **changed: Any) -> None:
    """The manifest beside the network, with some lines changed."""
    said = {
        "file": "tiny.onnx", "name": "tiny", "dimension": DIMENSION, "size": SIZE, "colours": "RGB",
        "sha256": hashlib.sha256((folder / "tiny.onnx").read_bytes()).hexdigest(),
        "mean": 127.5, "scale": 1 / 127.5, "licence": "made in a test",
    }  # fmt: skip
    left = {name: value for name, value in {**said, **changed}.items() if value is not None}
    (folder / "tiny.json").write_text(json.dumps(left))


def test_the_default_encoder_knows_a_turned_and_smaller_picture_again(portrait: Image.Image) -> None:
    encoder = open_encoder("dlib")
    vectors = []
    for image in (portrait, portrait.rotate(90, expand=True), portrait.resize((300, 300))):
        rgb = pixels(image)
        vectors.append(encoder.encode(rgb, encoder.detect(rgb)[:1])[0])

    assert encoder.info.model_id.startswith("dlib-resnet-v1:") and encoder.info.model_id.endswith(":128")
    assert "CC0" in encoder.info.licence
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-5)
    assert min(float(vectors[0] @ other) for other in vectors[1:]) > 0.97


def test_a_network_of_ones_own_is_run_as_its_manifest_says(portrait: Image.Image, network: Path) -> None:
    encoder = open_encoder(str(network))
    rgb = pixels(portrait)
    face = encoder.detect(rgb)[0]
    (vector,) = encoder.encode(rgb, [face])
    (turned,) = encoder.encode(rgb[::-1, ::-1], encoder.detect(rgb[::-1, ::-1])[:1])

    assert encoder.info.model_id == f"tiny:{encoder.info.sha256[:12]}:{DIMENSION}"
    assert vector.shape == (DIMENSION,)
    assert np.linalg.norm(vector) == pytest.approx(1.0, abs=1e-5)
    assert float(vector @ turned) > 0.95, "the face is cut out upright, whichever way the picture lies"


def test_the_order_of_colours_is_the_manifests(portrait: Image.Image, network: Path) -> None:
    rgb = pixels(portrait)
    as_rgb = open_encoder(str(network))
    face = as_rgb.detect(rgb)[0]
    write(network.parent, colours="BGR")
    as_bgr = open_encoder(str(network))

    assert np.allclose(as_rgb.encode(rgb, [face]), as_bgr.encode(rgb[..., ::-1], [face]), atol=1e-5)
    assert not np.allclose(as_rgb.encode(rgb, [face]), as_bgr.encode(rgb, [face]), atol=1e-2)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"sha256": "0" * 64}, "checksum"),
        ({"dimension": 32}, "manifest says 32"),
        ({"size": 40}, "cannot be run"),
        ({"scale": 0}, "out of range"),
        ({"colours": "GREY"}, "colours"),
        ({"mean": None}, "not complete"),
        ({"file": "other.onnx"}, "does not exist"),
        ({"name": "a:b"}, "colon"),
    ],
)
def test_a_manifest_that_does_not_fit_is_refused_with_a_reason(network: Path, changed: Any, says: str) -> None:
    write(network.parent, **changed)

    with pytest.raises(FacesUnavailable, match=says):
        open_encoder(str(network))


def test_a_network_that_cannot_tell_two_pictures_apart_is_refused(network: Path) -> None:
    write(network.parent, scale=1e-30)

    with pytest.raises(FacesUnavailable, match="apart|compared"):
        open_encoder(str(network))


def test_faces_may_be_switched_off() -> None:
    with pytest.raises(NoEncoder):
        open_encoder("off")


def test_the_points_come_to_lie_where_the_template_has_them() -> None:
    picture: Pixels = np.zeros((400, 400, 3), dtype=np.uint8)
    points = [(300 - y * 2, x * 2 + 30) for x, y in TEMPLATE]  # a quarter turn, twice the size
    for x, y in points[:4]:
        picture[round(y) - 3 : round(y) + 4, round(x) - 3 : round(x) + 4] = 255
    cut = cut_out(picture, points, 112)

    for x, y in TEMPLATE[:4]:
        assert cut[round(y), round(x)].min() > 200
