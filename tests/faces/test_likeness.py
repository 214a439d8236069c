"""A likeness is evidence: counted from strangers, capped above, never a veto below."""

from dataclasses import replace
from math import log2

import numpy as np
import pytest

from trackchild.faces.choosing import open_encoder
from trackchild.faces.likeness import DLIB, SHIPPED, Line, distances, nearest_strangers, normalised

RNG = np.random.default_rng(5)


def faces(count: int) -> np.ndarray:
    """Random directions: strangers to each other."""
    drawn = RNG.standard_normal((count, 128)).astype(np.float32)
    return drawn / np.linalg.norm(drawn, axis=1, keepdims=True)


def test_a_bad_photograph_is_never_a_veto() -> None:
    worst = DLIB.bits(40.0, age=10, gap=1)

    assert worst == pytest.approx(log2(1 - 0.45), abs=1e-6)
    assert all(line.bits(99.0) > -1.5 for line in (DLIB, *SHIPPED.values()))


def test_the_best_likeness_is_capped_and_lower_where_a_sibling_is_possible() -> None:
    assert DLIB.bits(-60.0, age=10, gap=1) < DLIB.cap
    assert DLIB.bits(-60.0, age=10, gap=1, guarded=True) < DLIB.held_back


@pytest.mark.parametrize(
    ("older", "younger"), [((9, 1), (4, 1)), ((9, 1), (0.5, 1)), ((9, 1), (9, 4)), ((9, 4), (9, 9))]
)
def test_youth_and_years_between_make_a_likeness_weaker_both_ways(
    older: tuple[float, float], younger: tuple[float, float]
) -> None:
    for z in (-6.0, 4.0):
        strong, weak = (abs(DLIB.bits(z, age=age, gap=gap)) for age, gap in (older, younger))
        assert weak < strong


def test_an_unknown_day_is_not_taken_for_the_same_day() -> None:
    assert DLIB.bits(-6.0, age=9) < DLIB.bits(-6.0, age=9, gap=0)


def test_the_shipped_line_belongs_to_the_shipped_network() -> None:
    assert open_encoder("dlib").info.model_id in SHIPPED


def test_nearest_strangers_leave_out_the_child_itself() -> None:
    cohort = faces(1000)
    near = nearest_strangers(distances(cohort[:5], cohort))
    apart = np.sort(distances(cohort[:5], cohort), axis=1)[:, 1:51]

    assert near[:, 0] == pytest.approx(apart.mean(axis=1), abs=0.01)
    assert near[:, 0].min() > 1.0


def test_few_strangers_are_worked_out_and_too_few_say_nothing() -> None:
    cohort, some = faces(4000), faces(20)
    many = nearest_strangers(distances(some, cohort))
    few = nearest_strangers(distances(some, cohort[:120]))

    assert few[:, 0] == pytest.approx(many[:, 0], abs=0.03)
    assert np.all(nearest_strangers(distances(some, cohort[:20])) == 0)


def test_a_face_that_resembles_many_says_less_than_one_that_resembles_few() -> None:
    apart = np.array([0.5, 0.5], dtype=np.float32)
    near = np.array([[0.55, 0.03], [0.75, 0.03]], dtype=np.float32)
    z = normalised(apart, near, near)

    assert DLIB.bits(float(z[0])) < DLIB.bits(float(z[1]))


def test_a_line_is_kept_and_read_back() -> None:
    line = replace(DLIB, version="ours")

    assert Line.from_json("ours", line.as_json()) == line
