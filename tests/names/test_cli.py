"""The two commands: what they print, and that no line of a file is lost."""

from __future__ import annotations

import pytest

from trackchild.names import cli


def test_name_key_prints_a_line_for_each_word(capsys):
    assert cli.name_key(["Smt सुनीता", "😀"]) == 0
    printed = capsys.readouterr()
    rows = [line.split("\t") for line in printed.out.splitlines()]
    assert rows[0][:3] == ["written", "script", "role"]
    assert rows[2] == ["सुनीता", "Deva", "name", "sunita", "snt", "snt", "Sunita"]
    assert "😀" in printed.err


def test_two_names_are_compared_with_reasons(capsys):
    assert cli.compare(["Ram Kumar", "रामकुमार"]) == 0
    printed = capsys.readouterr().out
    assert "agrees: yes" in printed
    assert "joined on one side" in printed


def test_every_line_of_a_file_comes_out_and_bad_ones_are_reported(tmp_path, capsys):
    pairs = tmp_path / "pairs.tsv"
    good = "सुनीता\tSunita\r\nRamesh\tSuresh\nonly one\n\nSunita\t\nA\tA\tthree\n"
    pairs.write_bytes(good.encode() + b"\xff\xfe\tSunita\n" + "Mohan\tमोहन".encode())
    assert cli.compare(["--pairs", str(pairs)]) == 0
    printed = capsys.readouterr()
    rows = [line.split("\t") for line in printed.out.splitlines()]
    assert [row[3] for row in rows] == ["1", "0", "0", "0", "0", "1", "0", "1"]
    assert rows[0] == ["सुनीता", "Sunita", "1.0000", "1"]
    for number in (3, 4, 5, 6, 7):
        assert f"line {number}:" in printed.err
    for number in (1, 2, 8):
        assert f"line {number}:" not in printed.err


def test_a_missing_file_is_a_clear_error(tmp_path, capsys):
    assert cli.compare(["--pairs", str(tmp_path / "none.tsv")]) == 2
    assert "none.tsv" in capsys.readouterr().err


@pytest.mark.parametrize("argv", [[], ["one"], ["a", "b", "c"], ["a", "b", "--pairs", "x"]])
def test_wrong_arguments_are_refused_with_usage(argv, capsys):
    with pytest.raises(SystemExit) as stopped:
        cli.compare(argv)
    assert stopped.value.code == 2
    assert "usage" in capsys.readouterr().err


@pytest.mark.parametrize("command", [cli.name_key, cli.compare])
def test_help_is_printed(command, capsys):
    with pytest.raises(SystemExit) as stopped:
        command(["--help"])
    assert stopped.value.code == 0
    assert "name" in capsys.readouterr().out
