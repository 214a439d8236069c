"""The `trackchild` command: what it lists, where it leads, and how it says no."""

import sys
from types import SimpleNamespace

import pytest

from trackchild import console


def test_help_names_every_command_with_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert console.main(["--help"]) == 0
    listed = capsys.readouterr().out.splitlines()
    for name in (*console.TOOLS, *(command.replace("_", "-") for command in console.own_commands())):
        (line,) = [line for line in listed if line.split()[:1] == [name]]
        assert len(line.split()) > 3, f"{name} is listed without saying what it does"


def test_an_unknown_command_is_answered_with_the_nearest_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert console.main(["compare-nmaes"]) == 2
    assert "Did you mean 'compare-names'?" in capsys.readouterr().err


def test_a_tool_gets_the_arguments_and_its_answer_is_the_exit_code(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[str]] = []

    def name_key(arguments: list[str]) -> int:
        seen.append(arguments)
        return 7

    monkeypatch.setitem(sys.modules, "trackchild.names.cli", SimpleNamespace(name_key=name_key))  # type: ignore[misc]
    assert console.main(["name-key", "Asha", "--language", "hi"]) == 7
    assert seen == [["Asha", "--language", "hi"]]


def test_learning_from_decisions_needs_the_database_and_goes_to_django(monkeypatch: pytest.MonkeyPatch) -> None:
    went: list[tuple[str, list[str]]] = []
    monkeypatch.setattr(console, "own_commands", lambda: {"learn_weights": None})
    monkeypatch.setattr(console, "_manage", lambda command, arguments: went.append((command, arguments)) or 0)
    assert console.main(["learn-weights", "--from-decisions"]) == 0
    assert went == [("learn_weights", ["--from-decisions"])]


def test_commands_of_the_framework_are_known() -> None:
    assert {"migrate", "shell", "collectstatic", "changepassword"} <= console.framework_commands().keys()


@pytest.mark.parametrize(
    ("environment", "embedded"),
    [
        ({}, True),
        ({"DATABASE_URL": "postgresql://db.example/trackchild"}, False),
        ({"TRACKCHILD_PRODUCTION": "1"}, False),
        ({"TRACKCHILD_PRODUCTION": "1", "TRACKCHILD_ALLOW_EMBEDDED": "1"}, True),
    ],
)
def test_the_embedded_database_is_started_only_where_the_settings_will_use_it(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], embedded: bool
) -> None:
    for name in ("DATABASE_URL", "TRACKCHILD_PRODUCTION", "TRACKCHILD_ALLOW_EMBEDDED"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert console._embedded() is embedded
