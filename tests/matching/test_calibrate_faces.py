"""A new calibration is kept beside the old one; it weighs only after somebody has said so."""

import io
import json
from pathlib import Path

import numpy as np
import pytest
from django.core.management import CommandError, call_command
from PIL import Image, ImageEnhance
from skimage import data

from tests.factories import NOW, a_case, a_found_child
from tests.matching.test_matcher import a_matcher
from tests.people import Country
from trackchild.faces.likeness import DLIB, SHIPPED
from trackchild.faces.pool import shared
from trackchild.matching import actions, feed, labelled_faces
from trackchild.matching.models import Candidate
from trackchild.photos.models import FaceCalibration, FaceVector

pytestmark = pytest.mark.django_db
(MODEL,) = SHIPPED
RNG = np.random.default_rng(2)


def run(*arguments: object, **options: object) -> str:
    """What the command says."""
    out = io.StringIO()
    call_command("calibrate_faces", *arguments, stdout=out, **options)
    return out.getvalue()


def a_portrait(noise: float, middle: np.ndarray) -> bytes:
    vector = middle + noise * RNG.standard_normal(128)
    return (vector / np.linalg.norm(vector)).astype(np.float32).tobytes()


@pytest.fixture
def decided(country: Country) -> None:
    """A pair that both sides confirmed, each side with a face."""
    case = a_case(country.asha, stage="INVESTIGATION")
    found = a_found_child(country.das)
    a_matcher()
    for key in (country.asha, country.gita):
        actions.turn_key(candidate_id=Candidate.objects.get().pk, by=key, at=NOW)
    middle = RNG.standard_normal(128)
    for record in (case, found):
        FaceVector.objects.create(description=record.description, model_id=MODEL, vector=a_portrait(0.7, middle))


def test_a_version_is_kept_and_put_into_use_only_when_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    known = []
    for number in range(220):
        middle = RNG.standard_normal(128)
        known += [
            labelled_faces.Portrait(str(number), np.frombuffer(a_portrait(0.9, middle), np.float32), "F", 9.0)
            for _ in range(2)
        ]
    monkeypatch.setattr(
        "trackchild.matching.management.commands.calibrate_faces.from_decisions", lambda model_id: iter(known)
    )
    said = run(from_decisions=True, name="first")

    assert json.loads(said[: said.rindex("}") + 1])["running"] == DLIB.version
    assert not FaceCalibration.objects.get().in_use
    assert feed.lines()[MODEL] == DLIB

    run(use="first")
    assert feed.lines()[MODEL].version == "first"
    run(use="shipped")
    assert feed.lines()[MODEL] == DLIB


def test_confirmed_pairs_are_two_pictures_of_one_person(decided: None) -> None:
    portraits = list(labelled_faces.from_decisions(MODEL))

    assert len(portraits) == 2
    assert len({one.person for one in portraits}) == 1
    assert {one.sex for one in portraits} == {"M"} and {one.age for one in portraits} == {9.0}


def test_a_folder_has_a_folder_for_each_person(tmp_path: Path) -> None:
    portrait = Image.fromarray(data.astronaut()).crop((100, 0, 380, 320))
    (tmp_path / "eileen").mkdir()
    portrait.save(tmp_path / "eileen" / "a.jpg")
    ImageEnhance.Brightness(portrait).enhance(0.7).save(tmp_path / "eileen" / "b.png")
    Image.new("RGB", (300, 300), "white").save(tmp_path / "eileen" / "nobody.png")
    (tmp_path / "labels.csv").write_text("name,sex,age,taken_on,group\neileen,F,36,1993-01-01,NASA\n")

    one, other = labelled_faces.from_folder(tmp_path, shared())

    assert (one.person, one.sex, one.age, one.group) == ("eileen", "F", 36.0, "NASA")
    assert float(one.vector @ other.vector) > 0.9


def test_what_is_asked_wrongly_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Name a folder"):
        run()
    with pytest.raises(CommandError, match="at least 200"):
        run(tmp_path)
    with pytest.raises(CommandError, match="no version"):
        run(use="nothing")
