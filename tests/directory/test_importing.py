"""A directory file: what is loaded, what is refused, and what the person who made it is told."""

import io
import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from trackchild.directory import importing
from trackchild.directory.columns import COLUMNS
from trackchild.directory.kinds import Kind
from trackchild.directory.models import Agency

from .offices import KOLKATA, NOW, WEST_BENGAL, open_office

pytestmark = pytest.mark.django_db

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "how-to"
EXAMPLE = GUIDE / "directory-example.csv"
HEADING = "code,kind,name,district_lgd_code,phone"
STATION = "1900001,POLICE_STATION,Bhawanipore,315,033 2455 0000"


def read(*lines):
    return importing.read(io.StringIO("\n".join(lines) + "\n"))


def load(*lines):
    reading = read(*lines)
    assert reading.errors == []
    return importing.store(reading=reading, by=7, at=NOW)


def test_the_example_of_the_guide_loads_without_a_word_of_complaint(capsys):
    call_command("import_directory", EXAMPLE)

    assert "6 added, 0 changed, 0 lines left out" in capsys.readouterr().out
    home = Agency.objects.named().get(code="1990006")
    assert (home.kind, home.sanctioned_strength, home.takes, home.state_id) == (
        Kind.CHILDREN_HOME,
        50,
        Agency.Takes.GIRLS,
        WEST_BENGAL,
    )
    assert home.parent.code == "1990005"
    assert home.name_in("bn") == "আশা উদাহরণ বালিকা নিবাস"


def test_loading_the_same_file_again_leaves_no_doubles(capsys):
    call_command("import_directory", EXAMPLE)
    call_command("import_directory", EXAMPLE)

    assert "0 added, 6 changed" in capsys.readouterr().out
    assert Agency.objects.count() == 6


def test_a_dry_run_changes_nothing():
    call_command("import_directory", EXAMPLE, dry_run=True)

    assert not Agency.objects.exists()


def test_a_parent_may_stand_further_down():
    load(
        "code,kind,name,district_lgd_code,parent_code",
        "1900001,POLICE_STATION,Station,315,1900002",
        "1900002,SP_OFFICE,Office,315,",
    )

    assert Agency.objects.get(code="1900001").parent.code == "1900002"


def test_a_known_office_keeps_what_the_file_does_not_speak_of():
    open_office(Kind.POLICE_STATION, "1900001", "Old name", email="station@example.in", names={"bn": "ভবানীপুর"})

    imported = load(HEADING, STATION)

    station = Agency.objects.get()
    assert (imported.added, imported.changed) == (0, 1)
    assert (station.name, station.phone, station.email) == ("Bhawanipore", "033 2455 0000", "station@example.in")
    assert (station.name_in("bn"), station.changed_by) == ("ভবানীপুর", 7)


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("code", "12"),
        ("kind", "THANA"),
        ("name", ""),
        ("name", "x" * 161),
        ("parent_code", "1999999"),
        ("parent_code", "1900001"),
        ("state_lgd_code", "10"),
        ("district_lgd_code", ""),
        ("district_lgd_code", "99999"),
        ("district_lgd_code", "9998"),
        ("phone", "ask at the gate"),
        ("email", "station"),
        ("lat", "51.5"),
        ("lon", "abc"),
        ("lat", ""),
        ("sanctioned_strength", "-5"),
        ("sanctioned_strength", "20"),
        ("takes", "CATS"),
        ("registration_valid_until", "31-03-2028"),
        ("active", "maybe"),
        ("valid_to", "2020-01-01"),
    ],
)
def test_a_wrong_cell_is_named_with_its_line_and_column(column, cell):
    line = {
        "code": "1900001",
        "kind": "POLICE_STATION",
        "name": "Station",
        "district_lgd_code": str(KOLKATA),
        "lat": "22.5",
        "lon": "88.3",
        "valid_from": "2021-01-01",
        column: cell,
    }

    reading = read(",".join(line), ",".join(line.values()))

    assert reading.offices == []
    assert [(error.line, error.column, error.value) for error in reading.errors] == [(2, column, cell)]
    assert reading.errors[0].expected in str(reading.errors[0])


def test_every_wrong_cell_of_a_line_is_reported_at_once():
    reading = read(HEADING, "12,THANA,,315,?")

    assert {error.column for error in reading.errors} == {"code", "kind", "name", "phone"}


def test_a_code_that_stands_twice_is_an_error_of_the_second_line():
    reading = read(HEADING, STATION, STATION)

    assert [(error.line, error.column) for error in reading.errors] == [(3, "code")]


def test_a_line_that_falls_takes_those_below_it_along():
    heading = "code,kind,name,district_lgd_code,parent_code"
    reading = read(
        heading,
        "1900001,POLICE_STATION,Station,315,1900002",
        "1900002,SP_OFFICE,Office,315,1900003",
        "1900003,SP_OFFICE,Headquarters,99999,",
        "1900004,CWC,Committee,315,",
    )

    assert [office.fields["code"] for office in reading.offices] == ["1900004"]
    assert [(error.line, error.column) for error in reading.errors] == [
        (2, "parent_code"),
        (3, "parent_code"),
        (4, "district_lgd_code"),
    ]


def test_a_line_that_contradicts_what_the_directory_holds_loads_nothing(tmp_path):
    open_office(Kind.CHILDREN_HOME, "1900001", sanctioned_strength=40)
    file = tmp_path / "offices.csv"
    file.write_text("\n".join([HEADING, STATION]), encoding="utf-8")

    with pytest.raises(CommandError, match="only_homes_have_places"), transaction.atomic():
        call_command("import_directory", file)

    assert Agency.objects.get().kind == Kind.CHILDREN_HOME


def test_a_line_with_too_few_or_too_many_cells_is_an_error():
    reading = read(HEADING, "1900001,POLICE_STATION", STATION + ",more")

    assert [error.line for error in reading.errors] == [2, 3]


def test_headings_that_are_missing_or_unknown_stop_the_reading():
    reading = read("code,kind,colour", "1900001,POLICE_STATION,red")

    assert {error.column for error in reading.errors} == {"name", "colour"}
    assert reading.offices == []


def test_one_wrong_line_and_nothing_is_loaded(tmp_path, capsys):
    file = tmp_path / "offices.csv"
    file.write_text("\n".join([HEADING, STATION, "1900002,THANA,Shyampukur,315,"]), encoding="utf-8")

    with pytest.raises(CommandError, match="nothing was loaded"):
        call_command("import_directory", file)

    assert not Agency.objects.exists()
    assert "Line 3, column kind: “THANA”" in capsys.readouterr().err


def test_the_bad_lines_are_left_out_when_asked(tmp_path, capsys):
    file = tmp_path / "offices.csv"
    file.write_text("\n".join([HEADING, STATION, "1900002,THANA,Shyampukur,315,"]), encoding="utf-8")

    call_command("import_directory", file, skip_bad=True)

    assert list(Agency.objects.values_list("code", flat=True)) == ["1900001"]
    assert "1 added, 0 changed, 1 lines left out" in capsys.readouterr().out


def test_a_file_that_is_no_text_is_refused_politely(tmp_path):
    file = tmp_path / "offices.csv"
    file.write_bytes(b"\xff\xfe\x00\x01")

    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_directory", file)


def test_the_guide_names_every_column_and_every_kind():
    words = set(re.findall(r"`([A-Za-z_]+)`", (GUIDE / "load-the-directory.md").read_text(encoding="utf-8")))

    assert set(COLUMNS) - words == set()
    assert set(Kind) - words == set()
