"""A line is fitted to half of the people and judged by the other half; what cannot be measured is not told."""

import numpy as np
import pytest

from trackchild.faces.calibrating import Portrait, TooFewPairs, calibrate
from trackchild.faces.likeness import DLIB
from trackchild.faces.measuring import cllr, equal_error, tar_at

RNG = np.random.default_rng(8)


def people(count: int, *, noise: float = 0.9, each: int = 3, sex: str = "F", age: float = 9.0) -> list[Portrait]:
    """Pictures of drawn people, dated a year apart."""
    found = []
    for number in range(count):
        middle = RNG.standard_normal(64)
        for year in range(each):
            vector = (middle + noise * RNG.standard_normal(64)).astype(np.float32)
            vector /= np.linalg.norm(vector)
            found.append(Portrait(f"{sex}{number}", vector, sex, age, 738_000 + 365 * year, "Howrah"))
    return found


def test_the_line_falls_with_the_distance_and_does_not_mislead() -> None:
    made = calibrate(people(150), DLIB, version="ours")
    judged = made.report["held out"]["all"]

    assert made.line.version == "ours" and made.line.slope < 0
    assert judged["cllr"] < 0.2
    assert judged["mean ratio of strangers"] <= 1.2
    assert judged["tar"]["0.001"] > 0.8
    assert judged["roc"] == sorted(judged["roc"])


def test_unlike_pictures_of_one_child_make_the_line_less_reliable() -> None:
    clear = calibrate(people(150), DLIB, version="a").line
    mixed = people(150)
    for number in range(0, len(mixed), 6):
        stranger = RNG.standard_normal(64).astype(np.float32)
        mixed[number] = Portrait(
            mixed[number].person, stranger / np.linalg.norm(stranger), "F", 9.0, mixed[number].day, "Howrah"
        )
    unclear = calibrate(mixed, DLIB, version="b").line

    assert unclear.reliability[3][0] < clear.reliability[3][0]
    assert clear.reliability[0] == DLIB.reliability[0], "of small children nothing is known, so nothing changes"


def test_the_report_tells_sexes_groups_ages_and_years_apart() -> None:
    made = calibrate([*people(100), *people(100, sex="M", noise=1.4, age=2.0)], DLIB, version="ours")
    held = made.report["held out"]

    assert {"all", "sex F", "sex M", "group Howrah", "younger face 1 to 2", "pictures up to 3 years"} <= held.keys()
    assert held["sex F"]["cllr"] < held["sex M"]["cllr"]
    assert made.report["people"] == 200


def test_the_cap_is_never_higher_than_was_allowed() -> None:
    assert calibrate(people(150), DLIB, version="ours", most_bits=DLIB.cap).line.cap == DLIB.cap


def test_too_few_pairs_make_no_line() -> None:
    with pytest.raises(TooFewPairs):
        calibrate(people(20), DLIB, version="ours")
    with pytest.raises(TooFewPairs):
        calibrate(people(300, each=1), DLIB, version="ours")


def test_a_rate_that_cannot_be_measured_is_not_told() -> None:
    own, other = RNG.normal(8, 2, 500), RNG.normal(-8, 2, 20_000)

    assert tar_at(own, other, 1e-3) is not None
    assert tar_at(own, other, 1e-5) is None


def test_evidence_that_says_nothing_costs_one_bit_and_a_good_one_hardly_any() -> None:
    nothing, good = np.zeros(1000), RNG.normal(10, 1, 1000)

    assert cllr(nothing, nothing) == pytest.approx(1.0)
    assert cllr(good, -good) < 0.01
    assert equal_error(good, -good) == 0
