"""A registry folder is read as it is written, and a broken one is refused by file and line."""

from pathlib import Path

import numpy as np
import pytest

from trackchild.matching.engine import Register, Side
from trackchild.matching.engine.folder import FolderError, open_folder

DATA = Path(__file__).parents[2] / "data" / "registry-500"
MISSING = "missing_id,name,name_native,age,missing_date,missing_state,missing_district,languages\n"
FOUND = "found_id,kind,name,age,found_date,told_state\n"


def folder(path: Path, missing: str = "", found: str = "") -> Path:
    (path / "missing.csv").write_text(MISSING + missing, encoding="utf-8")
    (path / "found.csv").write_text(FOUND + found, encoding="utf-8")
    return path


def test_a_line_becomes_a_record(tmp_path: Path) -> None:
    path = folder(tmp_path, "M1,Asha Das;Asha,आशा,7,2026-03-01,19,312,Bengali; Hindi\n", "F1,found,,,,\n")

    missing = next(open_folder(path).records(Side.MISSING))
    found = next(open_folder(path).records(Side.FOUND))

    assert (missing.names, missing.languages) == (("Asha Das", "Asha", "आशा"), ("Bengali", "Hindi"))
    assert (missing.age_years, missing.state, missing.district) == (7.0, 19, 312)
    assert (found.names, found.age_years, found.event_on, found.home_state) == ((), None, None, None)


def test_a_byte_order_mark_and_unknown_columns_do_no_harm(tmp_path: Path) -> None:
    path = folder(tmp_path)
    (path / "missing.csv").write_text("\ufeffmissing_id,shoe_size\nM1,31\n", encoding="utf-8")

    assert [record.key for record in open_folder(path).records(Side.MISSING)] == ["M1"]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("M1,Asha,,seven,2026-03-01,,,\n", r"missing\.csv, line 2: age 'seven' is not a number"),
        ("M1,Asha,,7,01-03-2026,,,\n", r"missing\.csv, line 2: '01-03-2026' is not a date"),
        ("M1,Asha,,7,,West Bengal,,\n", r"missing\.csv, line 2: 'West Bengal' is not a code"),
        ("M1,Asha\n", r"missing\.csv, line 2: 2 values for 8 columns"),
        (",Asha,,7,,,,\n", r"missing\.csv, line 2: the record has no id"),
        ('M1,"Asha,,7,,,,\n', r"missing\.csv is not a UTF-8 CSV file"),
    ],
)
def test_a_broken_line_is_refused_by_its_number(tmp_path: Path, line: str, says: str) -> None:
    with pytest.raises(FolderError, match=says):
        list(open_folder(folder(tmp_path, line)).records(Side.MISSING))


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = folder(tmp_path)
    (path / "missing.csv").write_bytes(MISSING.encode() + "M1,Āshā,,7,,,,\n".encode("utf-16"))

    with pytest.raises(FolderError, match="not a UTF-8 CSV file"):
        list(open_folder(path).records(Side.MISSING))


def test_a_file_without_ids_and_a_folder_without_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match=r"holds no missing\.csv"):
        open_folder(tmp_path)
    path = folder(tmp_path)
    (path / "found.csv").write_text("name\nAsha\n", encoding="utf-8")
    with pytest.raises(FolderError, match="has no column found_id"):
        list(open_folder(path).records(Side.FOUND))


@pytest.mark.parametrize("rows", [1, 3])
def test_photographs_must_be_as_many_as_records(tmp_path: Path, rows: int) -> None:
    path = folder(tmp_path, "M1,,,,,,,\nM2,,,,,,,\n")
    np.save(path / "missing_photo.npy", np.zeros((rows, 16), dtype=np.float16))

    with pytest.raises(FolderError, match="rows than"):
        list(open_folder(path).records(Side.MISSING))


def test_photographs_of_another_kind_are_refused(tmp_path: Path) -> None:
    path = folder(tmp_path, "M1,,,,,,,\n")
    np.save(path / "missing_photo.npy", np.zeros(4))
    with pytest.raises(FolderError, match="not a matrix of float16 or float32"):
        list(open_folder(path).records(Side.MISSING))

    (path / "missing_photo.npy").write_bytes(b"not numpy at all")
    with pytest.raises(FolderError, match="not a numpy matrix"):
        list(open_folder(path).records(Side.MISSING))


def test_the_sample_loads_without_a_problem() -> None:
    source = open_folder(DATA)
    made = Register()

    assert [made.load(source.records(side)) for side in Side] == [[], []]
    assert (made.count(Side.MISSING), made.count(Side.FOUND)) == (500, 1047)
    assert len(source.truth()) > 200


def test_true_pairs_are_optional(tmp_path: Path) -> None:
    assert open_folder(folder(tmp_path)).truth() == {}
