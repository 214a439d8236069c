"""bin/up piece by piece: what it reads, what it refuses, what it hands to the processes, and that it cleans up."""

import fcntl
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from trackchild.launcher import up
from trackchild.launcher.errors import LauncherError
from trackchild.launcher.postgres import Cluster
from trackchild.launcher.processes import postgres_in
from trackchild.launcher.readiness import Readiness, parts_down

WISHES = up.Wishes(port=8123, data=Path("/srv/tc"), demo=True, prepare_only=False)


def test_without_arguments_the_data_lies_in_var_and_the_demonstration_is_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TRACKCHILD_DATA", raising=False)
    assert up.parse([]) == up.Wishes(port=8000, data=up.ROOT / "var", demo=True, prepare_only=False)


def test_arguments_win_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKCHILD_DATA", "/srv/one")
    assert up.parse([]).data == Path("/srv/one")
    assert up.parse(["--data", "/srv/two", "--port", "9", "--no-demo"]) == up.Wishes(9, Path("/srv/two"), False, False)


def test_an_argument_nobody_knows_is_refused() -> None:
    with pytest.raises(SystemExit, match="2"):
        up.parse(["--with-magic"])


def test_prepare_only_starts_nothing(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(up, "bring_up", lambda *_: pytest.fail("something was started"))
    assert up.main(["--prepare-only"]) == 0
    assert "bin/up" in capsys.readouterr().out


def test_a_taken_port_is_said_before_anything_is_built(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as other:
        other.bind((up.HOST, 0))
        other.listen()
        port = str(other.getsockname()[1])
        assert up.main(["--port", port, "--data", str(tmp_path)]) == 1
    assert f"Port {port} cannot be used" in capsys.readouterr().out
    assert not (tmp_path / "postgres").exists()


def test_a_second_one_over_the_same_data_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (tmp_path / "up.lock").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert up.main(["--data", str(tmp_path)]) == 1
    assert "already runs" in capsys.readouterr().out


def test_processes_find_the_embedded_database_and_the_demonstration_in_their_environment() -> None:
    cluster = Cluster(Path("/srv/tc"))
    found = up.environment_of(WISHES, {"PATH": "/bin", "TRACKCHILD_DATA": "elsewhere"}, cluster)
    assert found["DATABASE_URL"] == cluster.url()
    assert (found["TRACKCHILD_DATA"], found["TRACKCHILD_DEMO"], found["PATH"]) == ("/srv/tc", "1", "/bin")
    assert found["DJANGO_SETTINGS_MODULE"] == "trackchild.config.settings"


def test_a_database_of_your_own_is_passed_on_and_not_kept_by_us() -> None:
    wishes = up.Wishes(port=8123, data=Path("/srv/tc"), demo=False, prepare_only=False)
    found = up.environment_of(wishes, {"DATABASE_URL": "postgresql://db.example/tc"}, None)
    assert found["DATABASE_URL"] == "postgresql://db.example/tc"
    assert "TRACKCHILD_DEMO" not in found
    assert [program.name for program in up.programs(wishes, None)] == [
        "web",
        "worker",
        "codes",
        "messages",
        "matcher",
    ]


def test_the_embedded_database_is_watched_before_all_others() -> None:
    assert [program.name for program in up.programs(WISHES, Cluster(Path("/srv/tc")))] == [
        "database",
        "web",
        "worker",
        "codes",
        "messages",
        "matcher",
    ]


def test_production_refuses_the_embedded_database_unless_told() -> None:
    with pytest.raises(LauncherError, match="DATABASE_URL"):
        up.refuse_in_production({"TRACKCHILD_PRODUCTION": "1"})
    up.refuse_in_production({"TRACKCHILD_PRODUCTION": "1", "TRACKCHILD_ALLOW_EMBEDDED": "1"})


def test_built_files_are_built_again_when_a_source_changes(tmp_path: Path) -> None:
    catalogue = tmp_path / "locale" / "hi" / "LC_MESSAGES" / "django.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text("one")
    before = up.fingerprint(tmp_path)
    assert up.fingerprint(tmp_path) == before
    catalogue.write_text("another")
    assert up.fingerprint(tmp_path) != before


def test_a_step_that_fails_shows_what_it_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(LauncherError, match="no command 'no-such-step'"):
        up.run_step("Step", ["no-such-step"], os.environ, tmp_path / "log" / "prepare.log")
    assert "done" not in capsys.readouterr().out


def test_the_database_is_stopped_when_a_step_fails(
    folder: Path, make_cluster: Callable[[Path], Cluster], monkeypatch: pytest.MonkeyPatch
) -> None:
    cluster = make_cluster(folder / "var")
    served: list[bool] = []

    def failing_step(_wishes: up.Wishes, _environment: object) -> None:
        served.append(cluster.is_ready())
        raise LauncherError("a step failed")

    monkeypatch.setattr(up, "prepare", failing_step)
    with pytest.raises(LauncherError, match="a step failed"):
        up.bring_up(up.Wishes(8123, folder / "var", True, False), {})
    assert served == [True]
    assert not postgres_in(cluster.place.data)


def test_what_is_awaited_is_named_from_the_health_page() -> None:
    body = json.dumps({"up": False, "database": {"up": True}, "worker": {"up": False}, "matcher": {"up": False}})
    assert parts_down(body.encode()) == ["worker", "matcher"]
    assert parts_down(b"<html>") == ["web"]
    assert parts_down(b"[]") == ["web"]


def test_readiness_is_told_once_and_only_when_everything_is_up() -> None:
    answers = [(503, {"worker": {"up": False}}), (200, {"worker": {"up": True}})]

    class Health(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body = answers[0] if len(answers) == 1 else answers.pop(0)
            self.send_response(status)
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        def log_message(self, *_: object) -> None:
            """Silent."""

    told: list[str] = []
    with HTTPServer((up.HOST, 0), Health) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        readiness = Readiness(
            f"http://{up.HOST}:{server.server_port}", say=told.append, when_ready=lambda: told.append("ready")
        )
        readiness._ask_at = 0
        readiness.look()
        assert told == []
        for _ in range(3):
            readiness._ask_at = 0
            readiness.look()
        server.shutdown()
        thread.join()
    assert told == ["ready"]


def shell(script: str, folder: Path, path: str) -> subprocess.CompletedProcess[str]:
    """Run a piece of the environment script in a folder with nothing but `path` to find programs in."""
    source = up.ROOT / "trackchild" / "launcher" / "environment.sh"
    return subprocess.run(
        ["/bin/sh", "-euc", f". {source}; {script}"],
        cwd=folder,
        env={"PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


def fake_python(folder: Path, *, fails_on: str) -> str:
    """A python3 that cannot do one thing."""
    program = folder / "python3"
    program.write_text(f'#!/bin/sh\ncase "$2" in *{fails_on}*) exit 1 ;; esac\n')
    program.chmod(0o755)
    return str(folder)


def test_an_old_python_is_named_as_what_is_missing(tmp_path: Path) -> None:
    answer = shell("find_python", tmp_path, fake_python(tmp_path, fails_on="version_info"))
    assert answer.returncode == 1
    assert "Python 3.11 or later is needed" in answer.stderr


def test_a_python_without_venv_says_what_to_install(tmp_path: Path) -> None:
    answer = shell("find_python", tmp_path, fake_python(tmp_path, fails_on="ensurepip"))
    assert answer.returncode == 1
    assert "apt install python3-venv" in answer.stderr


def test_an_environment_is_kept_until_its_lock_changes_or_the_clone_moves(tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    (clone / ".venv" / "bin").mkdir(parents=True)
    (clone / ".venv" / "bin" / "python").symlink_to(sys.executable)
    (clone / "pyproject.toml").write_text("[project.scripts]\ntrackchild = 'x'\n")
    (clone / "main.lock").write_text("one")
    path = os.defpath
    assert shell("is_prepared main.lock", clone, path).returncode == 1
    shell("stamp_of main.lock > .venv/made-from", clone, path)
    assert shell("is_prepared main.lock", clone, path).returncode == 0
    (clone / "dev.lock").write_text("more")
    assert shell("is_prepared dev.lock main.lock", clone, path).returncode == 0
    moved = clone.rename(tmp_path / "moved")
    assert shell("is_prepared main.lock", moved, path).returncode == 1
    moved.rename(clone)
    (clone / "main.lock").write_text("two")
    assert shell("is_prepared main.lock", clone, path).returncode == 1
