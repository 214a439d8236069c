"""A registry folder comes in fast, with every mistake named, and goes out again letter by letter."""

import csv
import shutil
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from trackchild.audit.models import Change
from trackchild.cases.models import FoundChild, MissingCase, TimelineEvent
from trackchild.cases.states import Event
from trackchild.matching.models import DescriptionChange
from trackchild.photos.models import FaceVector
from trackchild.registry.columns import FOUND, MISSING

pytestmark = pytest.mark.django_db
SAMPLE = Path(__file__).resolve().parents[1] / "data" / "registry-500"


def write(folder: Path, name: str, columns: list[str], *rows: dict[str, str]) -> None:
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows({column: row.get(column, "") for column in columns} for row in rows)


def a_row(**cells: str) -> dict[str, str]:
    return {
        "missing_id": "M1",
        "name": "Asha;Aasha",
        "name_native": "आशा",
        "alias": "Guddi",
        "gender": "F",
        "age": "7",
        "missing_date": "2020-03-01",
        "report_date": "2020-03-02",
        "missing_state": "19",
        "missing_district": "313",
        "languages": "Hindi;Something unheard of",
        "marks": "mole left cheek; burn scar right arm",
        "complexion": "as wheat",
        **cells,
    }


def load(folder: Path, **options: object) -> str:
    out = StringIO()
    call_command("import_registry", folder, stdout=out, stderr=out, **options)
    return out.getvalue()


def test_export_of_an_import_is_the_same_file(tmp_path: Path) -> None:
    load(SAMPLE)

    call_command("export_registry", tmp_path, stdout=StringIO())

    for name in ("missing.csv", "found.csv"):
        with (
            (SAMPLE / name).open(encoding="utf-8", newline="") as came,
            (tmp_path / name).open(encoding="utf-8", newline="") as went,
        ):
            assert list(csv.reader(came)) == list(csv.reader(went))


def test_an_import_runs_twice_without_doubles(tmp_path: Path) -> None:
    load(SAMPLE)
    count = (MissingCase.objects.count(), FoundChild.objects.count())

    assert "0 kept" in load(SAMPLE)
    assert (MissingCase.objects.count(), FoundChild.objects.count()) == count


def test_odd_words_come_back_as_they_were_written(tmp_path: Path) -> None:
    odd = a_row(alias="A;;B", marks="a;b; c", languages=" Hindi", clothing="red  frock;", home_village="“Rām”")
    write(tmp_path, "missing.csv", MISSING, odd)
    load(tmp_path)

    call_command("export_registry", tmp_path / "out", stdout=StringIO())

    with (tmp_path / "out" / "missing.csv").open(encoding="utf-8", newline="") as went:
        (row,) = csv.DictReader(went)
    assert {column: row[column] for column in odd} == odd


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("missing_date", "01-03-2020", "a date as YYYY-MM-DD"),
        ("missing_date", "", "a date as YYYY-MM-DD"),
        ("report_date", "2019-01-01", "a day not before missing_date"),
        ("gender", "X", "one of M, F, T, (empty)"),
        ("age", "8 months", "an age in years"),
        ("age", "19", "an age under 18"),
        ("missing_state", "99", "an LGD state code"),
        ("missing_district", "212", "a district of state 19"),
        ("height_cm", "1250", "a height in whole centimetres"),
        ("name", "x" * 201, "at most 200 characters"),
        ("missing_id", "", "an identifier"),
    ],
)
def test_a_wrong_cell_is_named_with_its_line_and_what_was_expected(
    tmp_path: Path, column: str, value: str, expected: str
) -> None:
    write(tmp_path, "missing.csv", MISSING, a_row(missing_id="M0"), a_row(**{column: value}))
    errors = tmp_path / "errors.csv"

    with pytest.raises(CommandError):
        load(tmp_path, errors=errors)

    with errors.open(encoding="utf-8", newline="") as file:
        (mistake,) = csv.DictReader(file)
    assert (mistake["file"], mistake["line"], mistake["column"], mistake["expected"]) == (
        "missing.csv",
        "3",
        column,
        expected,
    )
    assert not MissingCase.objects.exists()


def test_good_rows_are_kept_when_bad_ones_may_be_skipped(tmp_path: Path) -> None:
    write(tmp_path, "missing.csv", MISSING, a_row(), a_row(missing_id="M2", age="old"))

    load(tmp_path, skip_bad=True)

    assert list(MissingCase.objects.values_list("source_id", flat=True)) == ["M1"]


def test_a_file_without_a_column_is_refused_by_name(tmp_path: Path) -> None:
    write(tmp_path, "missing.csv", [column for column in MISSING if column != "gender"], {})

    with pytest.raises(CommandError, match="gender"):
        load(tmp_path)


def test_an_import_writes_one_line_a_batch_and_puts_every_record_before_the_matcher(tmp_path: Path) -> None:
    write(tmp_path, "missing.csv", MISSING, a_row(), a_row(missing_id="M2"))
    write(
        tmp_path,
        "found.csv",
        FOUND,
        {"found_id": "F1", "kind": "found", "found_date": "2020-04-01", "found_state": "10"},
    )

    load(tmp_path)

    assert list(TimelineEvent.objects.values_list("kind", flat=True)) == [Event.IMPORTED, Event.IMPORTED]
    assert DescriptionChange.objects.count() == 3
    assert not Change.objects.filter(table_name__startswith="children_").exists()


def test_vectors_are_kept_row_by_row_and_exported_only_when_asked(tmp_path: Path) -> None:
    write(tmp_path, "missing.csv", MISSING, a_row(), a_row(missing_id="M2"))
    vectors = np.zeros((2, 4), np.float32)
    vectors[1] = (0.5, 0.5, 0.5, 0.5)
    np.save(tmp_path / "missing_photo.npy", vectors)

    load(tmp_path, source="old portal")

    assert list(FaceVector.objects.values_list("model_id", flat=True)) == ["imported:old portal"]
    call_command("export_registry", tmp_path / "plain", stdout=StringIO())
    call_command("export_registry", tmp_path / "full", with_vectors=True, stdout=StringIO())
    assert not (tmp_path / "plain" / "missing_photo.npy").exists()
    assert np.array_equal(np.load(tmp_path / "full" / "missing_photo.npy"), vectors)


def test_vectors_that_do_not_fit_the_rows_are_refused(tmp_path: Path) -> None:
    write(tmp_path, "missing.csv", MISSING, a_row())
    np.save(tmp_path / "missing_photo.npy", np.ones((3, 4), np.float32))

    with pytest.raises(CommandError, match="3 rows"):
        load(tmp_path)


def test_a_folder_without_files_is_refused(tmp_path: Path) -> None:
    shutil.rmtree(tmp_path)
    with pytest.raises(CommandError):
        load(tmp_path)
