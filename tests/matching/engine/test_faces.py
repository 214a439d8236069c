"""Where the encoder is calibrated, the photograph's term is the calibrated line and nothing else."""

from dataclasses import replace
from datetime import date
from math import log

import numpy as np
import pytest

from trackchild.faces.likeness import DLIB, SILENT, Line, distances, nearest_strangers, normalised
from trackchild.matching.engine import Hit, Record, Register, Side

from .given import FOUND, MISSING, PLACES, term

MODEL = "known:abc:64"
RNG = np.random.default_rng(11)
DULL = {"names": (), "alias": (), "father": (), "mother": (), "home_village": "", "marks": (), "clothing": ""}


def unit(rows: np.ndarray) -> np.ndarray:
    """Rows of length one."""
    return (rows / np.linalg.norm(rows, axis=-1, keepdims=True)).astype(np.float32)


STRANGERS = unit(RNG.standard_normal((600, 64)))
FACE = unit(RNG.standard_normal(64))
ALIKE = unit(FACE + 0.25 * unit(RNG.standard_normal(64)))


def register(line: Line = DLIB, strangers: int = 600) -> Register:
    """A register full of strangers' faces, all girls of nine."""
    made = Register(None, PLACES, lines={MODEL: line})
    made.load(
        Record(key=f"s{n}", side=Side.FOUND, gender="F", age_years=9.0, vector=vector, vector_model=MODEL)
        for n, vector in enumerate(STRANGERS[:strangers])
    )
    return made


def pair(made: Register, other: np.ndarray = ALIKE, **changed: object) -> Hit:
    """The missing girl with her face beside a found one."""
    missing = replace(MISSING, vector=FACE, vector_model=MODEL)
    return made.explain(missing, replace(FOUND, vector=other, vector_model=MODEL, **changed))


def expected(other: np.ndarray, *, age: float = 8.8, gap: float = 0.2) -> float:
    """What the line says, worked out without the matcher, in its natural logarithms."""
    mine, theirs = (nearest_strangers(distances(face[None, :], STRANGERS)) for face in (FACE, other))
    z = normalised(distances(FACE[None, :], other[None, :])[:, 0], mine, theirs)
    return DLIB.bits(float(z[0]), age=age, gap=gap) * log(2)


@pytest.mark.parametrize("other", [ALIKE, STRANGERS[3], unit(FACE + 1.2 * STRANGERS[5])])
def test_the_matcher_counts_as_the_line_does(other: np.ndarray) -> None:
    assert term(pair(register(), other), "photo").weight == pytest.approx(expected(other), abs=0.15)


def test_a_likeness_is_told_in_words_that_fit_its_weight() -> None:
    made = register()

    assert term(pair(made), "photo").level == "very_alike"
    assert term(pair(made, STRANGERS[3]), "photo").level in ("unlike", "doubtful")


def test_a_stranger_s_face_never_outweighs_the_rest() -> None:
    made = register()
    without = made.explain(replace(MISSING, vector=None), FOUND)

    assert pair(made, STRANGERS[3]).total > without.total - 1.0


def test_many_years_between_two_photographs_make_the_likeness_weaker() -> None:
    made = register()
    near, far = (term(pair(made, photo_on=day), "photo").weight for day in (date(2026, 3, 4), date(2015, 3, 4)))

    assert 0 < far < near


def test_a_possible_brother_or_sister_is_held_back() -> None:
    made = register()
    sister = term(pair(made, names=("Champa Murmu",), alias=()), "photo").weight

    assert sister <= DLIB.held_back * log(2)
    assert sister < term(pair(made), "photo").weight


def test_a_likeness_across_the_sexes_is_held_back() -> None:
    assert term(pair(register(), gender="M"), "photo").weight <= DLIB.held_back * log(2)


def test_an_encoder_nobody_has_calibrated_says_nothing() -> None:
    assert term(pair(register(SILENT)), "photo").weight == 0


def test_an_encoder_of_an_operator_says_nothing_until_it_is_calibrated() -> None:
    mine = {"vector": FACE, "vector_model": "own:0123456789ab:64"}
    made = register()
    made.load(replace(record, key=f"own-{record.key}", **mine) for record in (FOUND, *[FOUND] * 40))

    assert term(made.explain(replace(MISSING, **mine), replace(FOUND, **mine)), "photo").weight == 0


def test_too_few_strangers_say_nothing() -> None:
    assert term(pair(register(strangers=20)), "photo").weight == 0


def test_the_list_and_the_explanation_of_a_pair_agree() -> None:
    made = register()
    found = replace(FOUND, **DULL, vector=ALIKE, vector_model=MODEL)
    made.upsert(found)
    asked = replace(MISSING, **DULL, vector=FACE, vector_model=MODEL)
    hit = made.score(asked, limit=3)[0]

    assert hit.key == FOUND.key
    assert hit.total == pytest.approx(made.explain(asked, found).total)


def test_a_face_of_another_model_is_not_compared() -> None:
    assert term(register().explain(MISSING, replace(FOUND, vector=ALIKE, vector_model=MODEL)), "photo").weight == 0


def test_a_face_that_comes_later_is_measured_too() -> None:
    made = register()
    made.score(replace(MISSING, vector=FACE, vector_model=MODEL), limit=1)
    made.upsert(replace(FOUND, vector=ALIKE, vector_model=MODEL))

    (hit,) = made.score(replace(MISSING, vector=FACE, vector_model=MODEL), limit=1)
    assert term(hit, "photo").weight > 3
