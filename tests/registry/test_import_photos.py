"""A folder of pictures: a line for every row, a second run that goes on, and a run that is killed in the middle."""

import csv
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.factories import a_case
from tests.photos.hostile import SVG, drawn, saved
from trackchild.photos.models import Photo, PhotoBytes, PhotoMaster, PhotoOriginal


def a_folder(folder: Path, rows: list[dict[str, str]]) -> Path:
    with (folder / "photos.csv").open("w", newline="") as opened:
        written = csv.DictWriter(opened, ("side", "record", "file", "taken_on", "kind"))
        written.writeheader()
        written.writerows(rows)
    return folder


def run(folder: Path, **options: Any) -> list[dict[str, str]]:
    report = folder / "report.csv"
    try:
        call_command("import_photos", folder, report=report, **options)
    except CommandError as refused:
        assert "refused" in str(refused)
    with report.open(newline="") as opened:
        return list(csv.DictReader(opened))


@pytest.mark.django_db
def test_every_row_has_its_line_and_a_second_run_adds_nothing(tmp_path: Path) -> None:
    case = a_case()
    imported = a_case()
    type(imported).objects.filter(pk=imported.pk).update(source="old", source_id="M77")
    (tmp_path / "a.jpg").write_bytes(saved(drawn()))
    (tmp_path / "b.jpg").write_bytes(saved(drawn()))
    (tmp_path / "evil.jpg").write_bytes(SVG)
    (tmp_path.parent / "outside.jpg").write_bytes(saved(drawn()))
    row = {"side": "missing", "record": case.number, "file": "a.jpg", "taken_on": "2024-05-01", "kind": ""}
    rows = [
        row,
        {**row, "record": "M77", "file": "b.jpg", "kind": "FAMILY"},
        {**row, "file": "evil.jpg"},
        {**row, "file": "../outside.jpg"},
        {**row, "file": "absent.jpg"},
        {**row, "record": "M-nobody"},
        {**row, "side": "seen"},
        {**row, "kind": "SELFIE"},
        {**row, "taken_on": "1-5-2024"},
        {**row, "taken_on": "2999-01-01"},
    ]

    first = run(a_folder(tmp_path, rows), source="old")
    second = run(tmp_path, source="old")

    assert [line["result"] for line in first] == ["kept", "kept", *["refused"] * 8]
    assert [line["result"] for line in second] == ["known already", "known already", *["refused"] * 8]
    assert all(line["words"].endswith(".") for line in first if line["result"] == "refused")
    assert [line["line"] for line in first] == [str(number) for number in range(2, 12)]
    assert sorted(Photo.objects.values_list("kind", flat=True)) == ["CHILD", "FAMILY"]
    assert str(case.description.photos.get().taken_on) == "2024-05-01"


@pytest.mark.django_db
def test_a_list_that_cannot_be_read_says_what_it_lacks(tmp_path: Path) -> None:
    (tmp_path / "photos.csv").write_text("record,file\n")

    with pytest.raises(CommandError, match="lacks the column 'side'"):
        call_command("import_photos", tmp_path)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("nobody_left_behind")
def test_a_run_that_is_killed_leaves_whole_pictures_and_is_run_again(tmp_path: Path) -> None:
    case = a_case()
    names = [f"{number}.jpg" for number in range(12)]
    for name in names:
        (tmp_path / name).write_bytes(saved(drawn()))
    row = {"side": "missing", "record": case.number, "taken_on": "", "kind": ""}
    a_folder(tmp_path, [{**row, "file": name} for name in names])
    address = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    environment = {**os.environ, "DATABASE_URL": address, "TRACKCHILD_FACE_ENCODER": "off"}
    command = [sys.executable, "-m", "trackchild.console", "import-photos", str(tmp_path)]

    worker = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    while not Photo.objects.exists() and worker.poll() is None:
        time.sleep(0.05)
    assert worker.poll() is None, "it ended before it was killed"
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()

    kept = Photo.objects.count()
    assert 0 < kept < len(names), "it was killed in the middle"
    assert (PhotoOriginal.objects.count(), PhotoMaster.objects.count(), PhotoBytes.objects.count()) == (
        kept, kept, 3 * kept,
    )  # fmt: skip
    lines = run(tmp_path)
    assert [line["result"] for line in lines] == ["known already"] * kept + ["kept"] * (len(names) - kept)
    assert Photo.objects.count() == len(names)
