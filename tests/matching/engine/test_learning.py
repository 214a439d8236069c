"""Learning a new version of the weights: from confirmed pairs, without any, and what the report says."""

import json
from pathlib import Path

import numpy as np
import pytest

from trackchild.matching.engine import Register, Side, load_weights
from trackchild.matching.engine import counting as counting_module
from trackchild.matching.engine.cli import learn_weights
from trackchild.matching.engine.counting import Labelled
from trackchild.matching.engine.fields import FIELDS
from trackchild.matching.engine.fitting import calibrate
from trackchild.matching.engine.folder import open_folder
from trackchild.matching.engine.learning import TooFewPairsError, learn
from trackchild.matching.engine.weights import read_weights

DATA = Path(__file__).parents[2] / "data" / "registry-500"


@pytest.fixture(autouse=True)
def _fewer_random_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting_module, "RANDOM_PAIRS", 20_000)
    monkeypatch.setattr(counting_module, "EM_CASES", 150)


def source(*, pairs: int | None = None) -> Labelled:
    """The committed register with so many of its true pairs."""
    folder, register = open_folder(DATA), Register()
    for side in Side:
        register.load(folder.records(side))
    return Labelled(register, dict(list(folder.truth().items())[:pairs]))


def test_a_version_learned_from_a_folder_is_written_with_its_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert learn_weights([str(DATA), "--out", str(tmp_path / "new.json"), "--version", "trial-1"]) == 0

    report = json.loads(capsys.readouterr().out)
    learned = read_weights(tmp_path / "new.json")
    assert (learned.version, learned.learned_from) == ("trial-1", "registry-500")
    assert report["running_version"] == load_weights().version
    assert set(report["held_out"]) == {"running", "new"}
    assert set(report["field_value"]) == set(report["drift"]) == {field.name for field in FIELDS}
    assert report["held_out"]["new"]["recall"]["with_photo"]["10"] >= 0.85
    assert learned.fields["name"].cells["same"] > 2 > 0 > learned.fields["name"].cells["different"]
    assert learned.fields["sex"].cells["different"] < 0 < learned.fields["sex"].cells["same"]
    assert learned.corridors


def test_learning_is_repeatable() -> None:
    versions = [learn([source()], load_weights(), version="x", learned_from="y").weights for _ in range(2)]

    assert versions[0].as_json() == versions[1].as_json()


def test_without_confirmed_pairs_the_weights_are_learned_by_expectation() -> None:
    learned = learn([source(pairs=0)], load_weights(), version="em", learned_from="nobody")

    assert learned.report["confirmed_pairs"] == 0
    cells = learned.weights.fields["name"].cells
    assert cells["same"] > 1 > 0 > cells["different"]
    assert learned.weights.fields["name"].coefficient == load_weights().fields["name"].coefficient


def test_a_handful_of_pairs_teaches_nothing() -> None:
    with pytest.raises(TooFewPairsError, match="are too few to learn from"):
        learn([source(pairs=10)], load_weights(), version="x", learned_from="y")


def test_a_folder_that_cannot_be_read_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert learn_weights([str(tmp_path), "--out", str(tmp_path / "new.json")]) == 2
    assert "holds no missing.csv" in capsys.readouterr().err
    assert not (tmp_path / "new.json").exists()


def test_calibration_finds_the_line_the_truth_was_drawn_from() -> None:
    random = np.random.default_rng(1)
    totals = random.normal(-8, 10, 20_000)
    true = random.random(20_000) < 1 / (1 + np.exp(-(0.7 * totals + 1.5)))

    slope, intercept = calibrate(totals, true, np.ones(20_000))

    assert (slope, intercept) == (pytest.approx(0.7, abs=0.05), pytest.approx(1.5, abs=0.15))


def test_calibration_survives_totals_that_part_the_pairs_completely() -> None:
    totals = np.array([-40.0] * 500 + [30.0] * 20)

    slope, intercept = calibrate(totals, totals > 0, np.ones(520))

    assert 0.3 < slope < 3
    assert abs(intercept) < 6
