"""The same top 50 from the matcher's register, from worker processes and from Spark, letter by letter."""

import importlib.util
import os
import shutil
from pathlib import Path

import pytest

from trackchild.matching.engine import Record, Register, Side
from trackchild.matching.engine.folder import open_folder
from trackchild.matching.whole import ENGINES, Asked, Ranked, WholeError, rank_all, rank_register
from trackchild.matching.whole.frozen import freeze, thaw
from trackchild.registry.synthetic import make_registry

TOP = 50
SPARK_LACKS = [
    *(name for name in ("pyspark", "pyarrow", "pandas") if importlib.util.find_spec(name) is None),
    *(() if os.environ.get("JAVA_HOME") or shutil.which("java") else ("Java",)),
]


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> list[Record]:
    """A register of 500 missing cases with photographs; nobody in it is real."""
    folder = tmp_path_factory.mktemp("registry-500")
    assert make_registry([str(folder), "--rows", "500", "--seed", "61"]) == 0
    return [record for side in Side for record in open_folder(folder).records(side)]


@pytest.fixture(scope="module")
def on_line(records: list[Record]) -> dict[str, Ranked]:
    """What the matcher answers, one saved record after the other."""
    register = Register()
    register.load(records)
    return {
        record.key: Ranked(record.key, tuple(register.score(record, TOP)))
        for record in records
        if record.side is Side.MISSING
    }


def test_the_register_makes_real_lists_to_compare(on_line: dict[str, Ranked]) -> None:
    assert len(on_line) >= 500  # a sibling may be reported with the last child
    assert sum(len(ranked.hits) == TOP for ranked in on_line.values()) > 400
    assert any(term.field == "photo" and term.weight > 0 for one in on_line.values() for term in one.hits[0].terms)


@pytest.mark.slow
def test_worker_processes_answer_as_the_matcher_does(records: list[Record], on_line: dict[str, Ranked]) -> None:
    ranked = list(rank_all(records, engine="local", top=TOP, processes=2))

    assert [one.key for one in ranked] == list(on_line)
    assert {one.key: one for one in ranked} == on_line


@pytest.mark.slow
@pytest.mark.skipif(bool(SPARK_LACKS), reason=f"Spark needs what is not installed here: {', '.join(SPARK_LACKS)}")
@pytest.mark.filterwarnings("ignore::ResourceWarning")  # Spark's own sockets
def test_spark_answers_as_the_matcher_does(records: list[Record], on_line: dict[str, Ranked]) -> None:
    ranked = list(rank_all(records, engine="spark", top=TOP, processes=2))

    assert [one.key for one in ranked] == list(on_line)
    assert {one.key: one for one in ranked} == on_line


def test_a_frozen_register_answers_as_before_and_its_copies_are_apart(records: list[Record], tmp_path: Path) -> None:
    register = Register()
    register.load(records)
    key = next(iter(register.keys(Side.MISSING)))
    before = register.score_key(key, Side.MISSING)
    freeze(register, tmp_path / "register")

    one, other = thaw(tmp_path / "register"), thaw(tmp_path / "register")
    assert one.remove(before[0].key)

    assert other.score_key(key, Side.MISSING) == before
    assert before[0].key not in {hit.key for hit in one.score_key(key, Side.MISSING)}


def test_only_hits_likely_enough_come_back_and_a_case_without_any_still_does(
    records: list[Record], on_line: dict[str, Ranked]
) -> None:
    ranked = list(rank_all(records, top=5, least=0.5, limit=40, processes=1))

    assert [one.key for one in ranked] == list(on_line)[:40]
    assert {one.key: one.hits for one in ranked} == {
        key: tuple(hit for hit in on_line[key].hits[:5] if hit.probability >= 0.5) for key in list(on_line)[:40]
    }
    assert any(not one.hits for one in ranked)


def test_a_child_who_is_home_asks_for_nobody() -> None:
    records = [
        Record(key="home", side=Side.MISSING, names=("Asha",), restored=True),
        Record(key="away", side=Side.MISSING, names=("Asha",)),
        Record(key="found", side=Side.FOUND, names=("Asha",)),
    ]

    ranked = list(rank_all(records, processes=1))

    assert [(one.key, [hit.key for hit in one.hits]) for one in ranked] == [("away", ["found"])]


def test_an_empty_register_is_ranked_at_once() -> None:
    assert list(rank_all([])) == []


def test_stopping_early_ends_the_workers(records: list[Record]) -> None:
    ranked = rank_all(records, top=1, processes=2)
    first = next(ranked)
    ranked.close()

    assert first.key == records[0].key
    assert list(ranked) == []


@pytest.mark.parametrize(("wrong", "says"), [({"top": 0}, "at least 1"), ({"processes": 0}, "at least 1")])
def test_numbers_below_one_are_refused(wrong: dict[str, int], says: str) -> None:
    with pytest.raises(WholeError, match=says):
        Asked(**wrong)


def test_an_unknown_engine_is_named_with_those_there_are() -> None:
    with pytest.raises(WholeError, match=r"'dask'.*local, spark"):
        rank_register(Register(), [], engine="dask", asked=Asked())


def test_spark_without_its_package_is_one_clear_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ENGINES, "spark", "pyspark.that_is_not_there:rank")

    with pytest.raises(WholeError, match=r"needs the Python package pyspark.*trackchild\[spark\]"):
        rank_register(Register(), [], engine="spark", asked=Asked())


@pytest.mark.skipif("pyspark" in SPARK_LACKS or "pyarrow" in SPARK_LACKS, reason="pyspark is not installed here")
def test_spark_without_java_is_one_clear_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", "")

    with pytest.raises(WholeError, match="needs Java 17"):
        list(rank_all([Record(key="a", side=Side.MISSING)], engine="spark"))
