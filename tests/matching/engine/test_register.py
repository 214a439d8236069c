"""The register in memory follows changes exactly, ranks everything, and means the same by a probability at any size."""

import random
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from trackchild.matching.engine import Record, Register, Side, Strength

from .given import FACE, FOUND, MISSING, MODEL, register

GIVEN_NAMES = ("Sunita", "Geeta", "Lakshmi", "Abdul", "Rohan", "Munni", "Kajal", "Irfan", "Birsa", "Asha")
SURNAMES = ("Murmu", "Das", "Khan", "Yadav", "Sardar", "Kumar")


def strangers(count: int, seed: int = 1) -> list[Record]:
    """Found children made up from a few lists."""
    chance = random.Random(seed)
    return [
        replace(
            FOUND,
            key=f"s{number}",
            names=(f"{chance.choice(GIVEN_NAMES)} {chance.choice(SURNAMES)}",),
            father=(chance.choice(GIVEN_NAMES),) if chance.random() < 0.5 else (),
            mother=(),
            alias=(),
            gender=chance.choice("MF"),
            age_years=float(chance.randint(1, 17)),
            event_on=date(2026, 1, 1) + timedelta(days=chance.randint(0, 600)),
            district=chance.choice((101, 102, 103, 201)),
            vector=np.random.default_rng(number).standard_normal(8).astype(np.float32),
            marks=(),
        )
        for number in range(count)
    ]


def answers(made: Register, **options: object) -> list[tuple[str, float]]:
    return [(hit.key, hit.total) for hit in made.score(MISSING, limit=40, **options)]  # type: ignore[arg-type]


def test_the_true_record_comes_first_out_of_many() -> None:
    made = register(*strangers(300), FOUND)

    hits = made.score(MISSING)

    assert hits[0].key == "f1"
    assert len(hits) == 50
    assert [hit.total for hit in hits] == sorted((hit.total for hit in hits), reverse=True)


def test_nothing_is_pruned_before_it_is_weighed() -> None:
    others = strangers(200)
    made = register(*others)

    listed = {hit.key: hit.total for hit in made.score(MISSING, limit=500)}
    weighed = {record.key: made.explain(MISSING, record) for record in others}

    shown = {key: hit.total for key, hit in weighed.items() if hit.veto is None}
    assert listed.keys() == shown.keys()
    assert all(listed[key] == pytest.approx(total, abs=0.01) for key, total in shown.items())


def test_a_short_list_is_the_head_of_a_long_one() -> None:
    made = register(*strangers(300))

    assert [hit.key for hit in made.score(MISSING, limit=7)] == [hit.key for hit in made.score(MISSING, limit=300)][:7]


def test_the_order_of_arrival_does_not_matter() -> None:
    others = strangers(120)

    assert answers(register(*others)) == answers(register(*reversed(others)))


def test_changes_and_removals_leave_the_register_as_if_loaded_fresh() -> None:
    chance = random.Random(5)
    living: dict[str, Record] = {record.key: record for record in strangers(150)}
    made = register(*living.values())
    for number, newer in enumerate(strangers(400, seed=2)):
        key = chance.choice(sorted(living)) if number % 2 else f"n{number}"
        if number % 5 == 0:
            made.remove(key)
            living.pop(key, None)
        else:
            living[key] = replace(newer, key=key, vector=None if number % 7 == 0 else newer.vector)
            made.upsert(living[key])

    fresh = register(*living.values())

    assert len(made) == len(fresh) == len(living)
    assert answers(made) == answers(fresh)


def test_loading_known_keys_again_replaces_them() -> None:
    made = register(*strangers(50))

    made.load([replace(record, names=("Zubaida",)) for record in strangers(50)])

    assert len(made) == 50
    assert answers(made) == answers(register(*(replace(record, names=("Zubaida",)) for record in strangers(50))))


def test_a_removed_record_is_never_shown() -> None:
    made = register(FOUND, *strangers(5))

    assert made.remove("f1")
    assert not made.remove("f1")
    assert "f1" not in {hit.key for hit in made.score(MISSING)}
    assert "f1" not in made


def test_a_restored_child_leaves_the_lists() -> None:
    made = register(FOUND)

    made.upsert(replace(FOUND, restored=True))

    assert made.score(MISSING) == []
    assert register(FOUND).score(replace(MISSING, restored=True)) == []


def test_a_record_in_the_register_and_the_same_from_outside_get_the_same_answer() -> None:
    made = register(MISSING, *strangers(100))

    assert [hit.key for hit in made.score_key("m1", Side.MISSING)] == [hit.key for hit in made.score(MISSING)]


def test_both_directions_agree() -> None:
    made = register(MISSING, FOUND, *strangers(50))

    forward = next(hit for hit in made.score(MISSING) if hit.key == "f1")
    backward = next(hit for hit in made.score(FOUND) if hit.key == "m1")

    assert forward.total == pytest.approx(backward.total, abs=0.01)
    assert forward.probability == pytest.approx(backward.probability, abs=1e-3)


def test_duplicates_are_found_on_ones_own_side_and_never_oneself() -> None:
    twice = replace(FOUND, key="f2", names=("Suneeta Murmu",), event_on=date(2026, 3, 20))
    made = register(FOUND, twice, *strangers(50))

    hits = made.score(FOUND, against=Side.FOUND)

    assert hits[0].key == "f2"
    assert "f1" not in {hit.key for hit in hits}


def test_probability_grows_with_evidence() -> None:
    bare = replace(FOUND, father=(), mother=(), marks=(), vector=None, home_village="")
    steps = (
        bare,
        replace(bare, father=MISSING.father),
        replace(bare, father=MISSING.father, marks=MISSING.marks),
        FOUND,
    )
    made = register(*strangers(20))

    chances = [made.explain(MISSING, step).probability for step in steps]

    assert chances == sorted(chances)
    assert len(set(chances)) == len(chances)


def test_the_same_pair_is_less_likely_in_a_larger_register() -> None:
    found = replace(FOUND, father=(), mother=(), marks=(), vector=None, home_village="", disability="")
    chances = [register(*strangers(count)).explain(MISSING, found).probability for count in (300, 3_000)]

    assert chances[0] > chances[1]


def test_strength_follows_probability() -> None:
    made = register(*strangers(20))

    assert made.explain(MISSING, FOUND).strength is Strength.STRONG
    nobody = Record(key="x", side=Side.FOUND, names=("Rohan",), gender="M", state=2, district=201, languages=("Tamil",))
    assert made.explain(MISSING, nobody).strength is Strength.WEAK


def test_photographs_of_different_models_are_not_compared() -> None:
    made = register(replace(FOUND, key="f2", vector=np.ones(16, dtype=np.float32), vector_model="other"), FOUND)

    levels = {hit.key: hit.terms[-1].level for hit in made.score(MISSING)}

    assert levels == {"f1": "very_alike", "f2": "blank"}


def test_few_photographs_say_nothing_until_strangers_are_known() -> None:
    made = Register()
    made.load([replace(FOUND, key=f"f{number}", vector=FACE, vector_model="new") for number in range(5)])

    hit = made.score(replace(MISSING, vector_model="new"))[0]

    assert hit.terms[-1].is_silent


def test_a_record_costs_little_memory() -> None:
    made = register(*strangers(5_000))

    assert made.nbytes / len(made) < 650
    assert MODEL in made.strangers()
