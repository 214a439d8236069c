"""The imaginary registers: the same seed makes the same folder, in the format, and believable in its shares."""

import csv
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from trackchild.matching.engine import Register, Side
from trackchild.matching.engine.folder import open_folder
from trackchild.registry.synthetic import make_registry
from trackchild.registry.synthetic_records import FOUND_COLUMNS, MISSING_COLUMNS
from trackchild.registry.synthetic_writing import native, usual

COMMITTED = Path(__file__).parents[1] / "data" / "registry-500"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("registry")
    assert make_registry([str(path), "--rows", "900", "--seed", "3", "--photo-width", "32"]) == 0
    return path


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def share(values: list[bool]) -> float:
    return sum(values) / len(values)


def test_the_same_seed_makes_the_same_folder_and_another_another(tmp_path: Path) -> None:
    for name, seed in (("a", "5"), ("b", "5"), ("c", "6")):
        make_registry([str(tmp_path / name), "--rows", "40", "--seed", seed, "--photo-width", "16"])

    files = ("missing.csv", "found.csv", "truth.csv", "missing_photo.npy", "found_photo.npy")
    contents = {name: [(tmp_path / name / file).read_bytes() for file in files] for name in "abc"}
    assert contents["a"] == contents["b"]
    assert all(one != other for one, other in zip(contents["a"], contents["c"], strict=True))


def test_the_folder_is_in_the_registry_format_and_loads_without_a_problem(made: Path) -> None:
    assert tuple(rows(made / "missing.csv")[0]) == MISSING_COLUMNS
    assert tuple(rows(made / "found.csv")[0]) == FOUND_COLUMNS
    register = Register()

    assert [register.load(open_folder(made).records(side)) for side in Side] == [[], []]


def test_the_shares_are_believable(made: Path) -> None:
    missing, found = rows(made / "missing.csv"), rows(made / "found.csv")

    assert 0.68 < share([row["gender"] == "F" for row in missing]) < 0.8
    assert 0.2 < share([not row["name"] and not row["name_native"] for row in found]) < 0.42
    assert 0.2 < share([bool(row["name_native"]) for row in missing]) < 0.55
    assert share([row["home_state"] == row["missing_state"] for row in missing]) > 0.95
    assert Counter(row["kind"] for row in found)["institution"] > len(found) / 2
    assert len({row["missing_state"] for row in missing}) > 20


def test_true_pairs_are_mostly_alike_and_never_found_long_before(made: Path) -> None:
    missing = {row["missing_id"]: row for row in rows(made / "missing.csv")}
    found = {row["found_id"]: row for row in rows(made / "found.csv")}
    pairs = [(missing[row["missing_id"]], found[row["found_id"]]) for row in rows(made / "truth.csv")]

    assert 0.35 < len({one["missing_id"] for one, _ in pairs}) / len(missing) < 0.6
    assert share([one["gender"] == other["gender"] for one, other in pairs]) > 0.97
    assert 0.5 < share([one["missing_state"] == other["found_state"] for one, other in pairs]) < 0.9


def test_photographs_are_unit_vectors_or_nothing_and_true_pairs_resemble_each_other(made: Path) -> None:
    missing, found = rows(made / "missing.csv"), rows(made / "found.csv")
    pictures = [np.load(made / f"{side}_photo.npy").astype(np.float32) for side in ("missing", "found")]
    lengths = [np.linalg.norm(matrix, axis=1) for matrix in pictures]
    for rows_of, length in zip((missing, found), lengths, strict=True):
        assert set(np.round(length, 2)) <= {0.0, 1.0}
        assert [bool(row["photo_date"]) for row in rows_of] == (length > 0).tolist()
    places = [
        {row[f"{side}_id"]: n for n, row in enumerate(table)}
        for side, table in (("missing", missing), ("found", found))
    ]
    alike = [
        float(pictures[0][places[0][row["missing_id"]]] @ pictures[1][places[1][row["found_id"]]])
        for row in rows(made / "truth.csv")
    ]
    assert np.mean([cosine for cosine in alike if cosine]) > 0.4


def test_a_hard_register_tells_less(tmp_path: Path, made: Path) -> None:
    make_registry([str(tmp_path), "--rows", "900", "--seed", "3", "--hard", "--photo-width", "16"])

    for column in ("name", "told_district", "father_name", "marks"):
        easy, hard = ([bool(row[column]) for row in rows(path / "found.csv")] for path in (made, tmp_path))
        assert share(hard) < share(easy)


def test_every_script_writes_a_name() -> None:
    written = {script: native("kamalaa", script) for script in ("Deva", "Beng", "Guru", "Gujr", "Taml", "Telu", "Knda")}

    assert usual("kamalaa") == "Kamala"
    assert written["Deva"] == "कमला"
    assert written["Beng"] == "কমলা"
    assert written["Taml"] == "கமலா"
    assert native("kamalaa", "Latn") == ""
    assert native("salmaan", "Arab") == "سلمان"


@pytest.mark.parametrize("arguments", [["--scale", "0"], ["--scale", "11"], ["--photo-width", "2"]])
def test_impossible_sizes_are_refused(tmp_path: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert make_registry([str(tmp_path / "x"), *arguments]) == 2
    assert "must lie between" in capsys.readouterr().err


def test_the_committed_sample_is_what_the_generator_makes_and_small() -> None:
    assert sum(file.stat().st_size for file in COMMITTED.iterdir()) < 1_000_000
    assert len(rows(COMMITTED / "missing.csv")) == 500
