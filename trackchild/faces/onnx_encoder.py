"""An encoder of the operator's own: any ONNX network, described by a manifest beside it. Nothing is guessed.

A network that is fed the wrong range of numbers answers nonsense without an error, so the manifest must say all and is
tried out at the start.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from onnxruntime.capi import onnxruntime_pybind11_state as errors

from .aligning import cut_out
from .detecting import detect
from .encoder import EncoderInfo, FacesUnavailable, Vectors
from .files import sha256_of
from .judging import quality
from .manifest import Manifest, read_manifest
from .seen import Face, Pixels, Quality

QUIET = 3
_BROKEN = (errors.Fail, errors.InvalidArgument, errors.InvalidGraph, errors.InvalidProtobuf, errors.NotImplemented,
           errors.RuntimeException)  # fmt: skip


class OnnxEncoder:
    """Our detector and points, the operator's network."""

    def __init__(self, manifest: Manifest, session: onnxruntime.InferenceSession) -> None:
        self._manifest, self._session = manifest, session
        self._input = session.get_inputs()[0].name
        self.info = EncoderInfo(manifest.name, manifest.sha256, manifest.dimension, manifest.licence)

    @classmethod
    def open(cls, path: Path) -> "OnnxEncoder":
        """Read the manifest, check the network against it and try it out. Raises FacesUnavailable."""
        manifest = read_manifest(path)
        if sha256_of(manifest.file) != manifest.sha256:
            raise FacesUnavailable(f"{manifest.file} is not the file whose checksum {path} names.")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.log_severity_level = manifest.threads, QUIET
        try:
            session = onnxruntime.InferenceSession(manifest.file, options, providers=["CPUExecutionProvider"])
            if len(session.get_inputs()) != 1:
                raise FacesUnavailable(f"{manifest.file} asks for more than one picture at a time.")
            encoder = cls(manifest, session)
            encoder._try_out()
        except _BROKEN as broken:
            raise FacesUnavailable(f"{manifest.file} cannot be run as {path} describes it: {broken}") from broken
        return encoder

    def detect(self, rgb: Pixels) -> list[Face]:
        """The faces, the largest first."""
        return detect(rgb)

    def quality(self, rgb: Pixels, face: Face) -> Quality:
        """What limits a face for comparing."""
        return quality(rgb, face)

    def align(self, rgb: Pixels, face: Face) -> Pixels:
        """The face in the size and place the manifest asks for."""
        wanted = self._manifest
        return cut_out(rgb, face.points, wanted.size, template=wanted.points, weights=wanted.weights)

    def encode(self, rgb: Pixels, faces: Sequence[Face]) -> Vectors:
        """One unit vector a face."""
        rows = [self._run(self.align(rgb, face)) for face in faces]
        return np.stack(rows) if rows else np.zeros((0, self._manifest.dimension), dtype=np.float32)

    def _run(self, chip: Pixels) -> Vectors:
        wanted = self._manifest
        ordered = chip[..., ::-1] if wanted.colours == "BGR" else chip
        scaled = (ordered.astype(np.float32) - np.float32(wanted.mean)) * np.float32(wanted.scale)
        (said, *_) = self._session.run(None, {self._input: np.ascontiguousarray(scaled.transpose(2, 0, 1)[None])})
        row = np.asarray(said, dtype=np.float32).ravel()
        if row.shape != (wanted.dimension,):
            raise FacesUnavailable(f"{wanted.file} gives {row.size} numbers, its manifest says {wanted.dimension}.")
        length = float(np.linalg.norm(row))
        if not np.isfinite(length) or length == 0:
            raise FacesUnavailable(f"{wanted.file} gives numbers that cannot be compared.")
        return row / np.float32(length)

    def _try_out(self) -> None:
        """Two different pictures must give two different vectors, and one picture the same one twice."""
        noise = np.random.default_rng(1).integers(0, 255, (2, self._manifest.size, self._manifest.size, 3), np.uint8)
        first, second, again = self._run(noise[0]), self._run(noise[1]), self._run(noise[0])
        if np.allclose(first, second, atol=1e-6) or not np.allclose(first, again, atol=1e-5):
            raise FacesUnavailable(f"{self._manifest.file} does not tell two pictures apart.")
