"""The supervisor with real processes: what ends comes back, what must end ends, and nothing stays behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from trackchild.launcher.supervisor import Patience, Program, Supervisor

QUICK = Patience(first_pause=0.05, longest_pause=0.2, to_end=5)
ENVIRONMENT = {"PATH": os.defpath, "PYTHONUNBUFFERED": "1"}

STAND_ALONE = """
import sys
from pathlib import Path
from trackchild.launcher.supervisor import Program, Supervisor
programs = [Program(name, (sys.executable, "-c", code)) for name, code in zip(sys.argv[2::2], sys.argv[3::2])]
def say(line):
    print(line, flush=True)
Supervisor(programs, environment={"PYTHONUNBUFFERED": "1"}, logs=Path(sys.argv[1]), say=say).run()
print("all stopped", flush=True)
"""
TELL_PID_AND_STAY = "import os, time; print('pid', os.getpid()); time.sleep(600)"
STAY_IN_A_FAMILY = (
    "import os, subprocess, sys, time; "
    "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']); "
    "print('pid', os.getpid()); print('pid', child.pid); time.sleep(600)"
)
DEAF = "import os, signal, time; signal.signal(15, signal.SIG_IGN); print('pid', os.getpid()); time.sleep(600)"


@pytest.fixture
def supervise(tmp_path: Path) -> Callable[..., list[str]]:
    """Run programs given as Python code until enough lines are there; the lines they and the supervisor said."""

    def run(*codes: str, enough: Callable[[list[str]], bool], patience: Patience = QUICK) -> list[str]:
        said: list[str] = []
        programs = [Program(f"p{number}", (sys.executable, "-c", code)) for number, code in enumerate(codes)]
        supervisor = Supervisor(programs, environment=ENVIRONMENT, logs=tmp_path, say=said.append, patience=patience)
        deadline = time.monotonic() + 60

        def look() -> None:
            if enough(said) or time.monotonic() > deadline:
                supervisor.stop()

        handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
        try:
            supervisor.run(look)
        finally:
            for number, handler in handlers.items():
                signal.signal(number, handler)
        return said

    return run


def pids(lines: list[str]) -> list[int]:
    return [int(line.rsplit(" ", 1)[1]) for line in lines if " pid " in line]


def is_alive(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


def wait_for_end(found: list[int]) -> bool:
    deadline = time.monotonic() + 20
    while any(map(is_alive, found)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not any(map(is_alive, found))


def stand_alone(logs: Path, *codes: str) -> tuple[subprocess.Popen[str], list[int]]:
    """A supervisor in a process of its own and the pids its programs told."""
    named = [part for number, code in enumerate(codes) for part in (f"p{number}", code)]
    supervisor = subprocess.Popen(
        [sys.executable, "-c", STAND_ALONE, logs, *named], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert supervisor.stdout
    expected = sum(code.count("'pid'") for code in codes)
    return supervisor, pids([supervisor.stdout.readline() for _ in range(expected)])


def test_a_killed_child_comes_back(supervise: Callable[..., list[str]]) -> None:
    killed: list[int] = []

    def kill_the_first(said: list[str]) -> bool:
        if (found := pids(said)) and not killed:
            killed.append(found[0])
            os.kill(found[0], signal.SIGKILL)
        return len(set(pids(said))) == 2

    said = supervise(TELL_PID_AND_STAY, enough=kill_the_first)
    assert len(set(pids(said))) == 2
    assert any("ended with code -9" in line for line in said)


def test_a_child_that_ends_with_code_0_comes_back_too(supervise: Callable[..., list[str]]) -> None:
    said = supervise("print('here')", enough=lambda said: sum("here" in line for line in said) >= 3)
    assert sum("here" in line for line in said) >= 3


def test_pauses_between_restarts_grow_to_a_limit(supervise: Callable[..., list[str]]) -> None:
    said = supervise("raise SystemExit(3)", enough=lambda said: sum("ended" in line for line in said) >= 4)
    pauses = [float(line.split()[-2]) for line in said if "ended with code 3" in line]
    assert pauses[:4] == [0.1, 0.1, 0.2, 0.2]


def test_lines_carry_the_name_and_go_to_a_file(supervise: Callable[..., list[str]], tmp_path: Path) -> None:
    code = "import sys, time; print('namaste नमस्ते'); print('last words', end=''); sys.stdout.flush(); time.sleep(0.3)"
    said = supervise(code, enough=lambda said: any("last words" in line for line in said))
    assert any(line.startswith("p0 | namaste नमस्ते") for line in said)
    assert "namaste नमस्ते" in (tmp_path / "p0.log").read_text("utf-8")


def test_what_a_dead_process_left_behind_is_ended_before_its_successor_starts(
    supervise: Callable[..., list[str]],
) -> None:
    first: list[int] = []

    def kill_the_parent(said: list[str]) -> bool:
        found = pids(said)
        if len(found) == 2 and not first:
            first.extend(found)
            os.kill(found[0], signal.SIGKILL)
        return len(found) == 4

    supervise(STAY_IN_A_FAMILY, enough=kill_the_parent)
    assert wait_for_end(first)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_signal_leaves_no_process(tmp_path: Path, number: signal.Signals) -> None:
    supervisor, found = stand_alone(tmp_path, TELL_PID_AND_STAY, STAY_IN_A_FAMILY)
    supervisor.send_signal(number)
    output, _ = supervisor.communicate()
    assert output.endswith("all stopped\n")
    assert len(found) == 3
    assert wait_for_end(found)


def test_a_second_stop_signal_does_not_wait_for_the_deaf(tmp_path: Path) -> None:
    supervisor, found = stand_alone(tmp_path, DEAF)
    supervisor.send_signal(signal.SIGINT)
    time.sleep(0.5)
    assert supervisor.poll() is None
    supervisor.send_signal(signal.SIGINT)
    supervisor.communicate()
    assert wait_for_end(found)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent was killed")
def test_children_end_when_the_supervisor_is_killed_outright(tmp_path: Path) -> None:
    supervisor, found = stand_alone(tmp_path, TELL_PID_AND_STAY, TELL_PID_AND_STAY)
    assert all(map(is_alive, found))
    supervisor.kill()
    supervisor.communicate()
    assert wait_for_end(found)
