"""One versioned table of weights: it survives being written, and a garbled one is refused."""

import json
from pathlib import Path

import pytest

from trackchild.matching.engine import Weights, WeightsError, load_weights
from trackchild.matching.engine.fields import FIELDS, NUMBER
from trackchild.matching.engine.weights import read_weights, write_weights


def test_the_shipped_table_covers_every_field_and_says_where_it_comes_from() -> None:
    weights = load_weights()

    assert set(weights.fields) == {field.name for field in FIELDS}
    assert weights.version
    assert weights.learned_from
    assert load_weights(weights.version) == weights


def test_a_table_survives_being_written(tmp_path: Path) -> None:
    write_weights(load_weights(), tmp_path / "w.json")

    assert read_weights(tmp_path / "w.json").as_json() == load_weights().as_json()


def test_blank_weighs_nothing_and_the_photo_is_capped_whatever_the_table_says() -> None:
    photo = FIELDS[NUMBER["photo"]]
    weights = Weights.from_json(
        {"version": "x", "fields": {"photo": {"cells": {photo.cells[-1]: 25, photo.cells[1]: -25}}}}
    )

    cells = weights.cells()

    assert (cells[:, 0] == 0).all()
    assert cells[NUMBER["photo"]].max() == 6.0
    assert cells[NUMBER["photo"]].min() == -2.0


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("{", "cannot be read"),
        ("[]", "lacks or garbles"),
        ('{"version": "x"}', "lacks or garbles"),
        ('{"version": "x", "fields": {"shoes": {"cells": {}}}}', "'shoes' is not a field"),
        ('{"version": "x", "fields": {"sex": {"cells": {"maybe": 1}}}}', "has no cell 'maybe'"),
        ('{"version": "x", "fields": {"sex": {"cells": {"same": 1e9}}}}', "not between -30 and 30"),
        ('{"version": "x", "fields": {"sex": {"cells": {"same": "much"}}}}', "lacks or garbles"),
        ('{"version": "x", "fields": {}, "corridors": {"19": 1}}', "lacks or garbles"),
    ],
)
def test_a_garbled_table_is_refused(tmp_path: Path, table: str, says: str) -> None:
    (tmp_path / "w.json").write_text(table)

    with pytest.raises(WeightsError, match=says):
        load_weights(str(tmp_path / "w.json"))


def test_the_shipped_table_weighs_closeness_in_the_right_order() -> None:
    cells = json.loads(json.dumps(load_weights().as_json()))["fields"]

    for field in ("name", "family", "father", "mother", "village"):
        grades = cells[field]["cells"]
        assert grades["same"] > grades["rough"] > grades["different"]
        assert grades["different"] < 0 < grades["same"]
    assert cells["sex"]["cells"]["different"] < -2 < 0 < cells["sex"]["cells"]["same"]
    assert cells["marks"]["cells"]["several"] > cells["marks"]["cells"]["same"] > cells["marks"]["cells"]["different"]
