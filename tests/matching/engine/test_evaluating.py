"""The command that measures the matcher on a folder."""

import json
from pathlib import Path

import pytest

from trackchild.matching.engine.cli import evaluate

DATA = Path(__file__).parents[2] / "data" / "registry-500"
KEYS = {
    "cases", "recall", "recall_by_name", "calibration", "ms_per_case", "cpu_ms_per_case", "load_seconds", "peak_rss_mb",
    "bytes_per_record", "weights", "problems",
}  # fmt: skip


def test_the_report_has_the_promised_keys_and_finds_nearly_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate([str(DATA), "--json", "--limit", "120"]) == 0

    report = json.loads(capsys.readouterr().out)
    assert report.keys() == KEYS
    assert report["cases"] == 120
    assert {name: set(recall) for name, recall in report["recall"].items()} == {
        "with_photo": {"1", "10", "50"}, "text_only": {"1", "10", "50"},
    }  # fmt: skip
    assert set(report["recall_by_name"]) == {"told", "unknown"}
    assert set(report["calibration"]) == {"ece", "bins"}
    assert all(set(report[name]) == {"p50", "p95"} for name in ("ms_per_case", "cpu_ms_per_case"))
    assert report["recall"]["with_photo"]["10"] >= 0.95
    assert report["recall"]["text_only"]["1"] >= 0.8
    assert report["bytes_per_record"] > 0


def test_the_sample_of_cases_is_the_same_every_time(capsys: pytest.CaptureFixture[str]) -> None:
    reports = []
    for _ in range(2):
        evaluate([str(DATA), "--json", "--limit", "30"])
        reports.append(json.loads(capsys.readouterr().out))

    assert reports[0]["recall"] == reports[1]["recall"]
    assert reports[0]["calibration"] == reports[1]["calibration"]


def test_people_get_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate([str(DATA), "--limit", "10"]) == 0

    shown = capsys.readouterr().out
    assert "10 cases" in shown
    assert "expected calibration error" in shown


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nowhere"], "holds no missing.csv"),
        ([str(DATA), "--weights", "no-such-version"], "no version of the weights called 'no-such-version'"),
    ],
)
def test_what_cannot_be_read_is_said_plainly(
    capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    assert evaluate(arguments) == 2
    assert says in capsys.readouterr().err


def test_a_folder_without_truth_cannot_be_evaluated(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "missing.csv").write_text("missing_id\nM1\n")
    (tmp_path / "found.csv").write_text("found_id\nF1\n")

    assert evaluate([str(tmp_path)]) == 2
    assert "no true pair" in capsys.readouterr().err


def test_a_value_that_cannot_be_used_is_named_and_the_record_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "missing.csv").write_text(
        "missing_id,name,age,missing_date\nM1,Asha Das,8,2016-02-01\nM2,\U0001f467\U0001f388,140,2949-01-01\n"
    )
    (tmp_path / "found.csv").write_text("found_id,kind,name,height_cm\nF1,found,Asha Das,1.28\n")
    (tmp_path / "truth.csv").write_text("missing_id,found_id\nM1,F1\nM2,F1\n")

    assert evaluate([str(tmp_path), "--json"]) == 0

    printed = capsys.readouterr()
    assert json.loads(printed.out)["cases"] == 2
    assert [line.partition(" left out")[0] for line in printed.err.splitlines()] == [
        "M2: age", "M2: event_on", "F1: height",
    ]  # fmt: skip
