"""Runs the processes of one machine: restarts every one that ends, collects what they print, stops them together."""

import logging
import logging.handlers
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Final

LEASH: Final = Path(__file__).with_name("leash.py")
STEP: Final = 0.2
LOG_SIZE: Final = 5 * 1024 * 1024
LOGS_KEPT: Final = 3
COLOURS: Final = (36, 33, 35, 32, 34)


@dataclass(frozen=True, slots=True)
class Program:
    """One row of the table of processes."""

    name: str
    command: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Patience:
    """How long things may take, in seconds."""

    first_pause: float = 0.5
    longest_pause: float = 30.0
    steady_after: float = 10.0
    """A process that ran this long was healthy: its next restart is quick again."""
    to_end: float = 15.0
    """From the polite signal to the kill."""


@dataclass(slots=True)
class _Running:
    program: Program
    log: logging.Handler
    prefix: str
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    next_start: float = 0.0
    failures: int = 0
    unfinished: bytes = field(default=b"")


class Supervisor:
    """Keeps a table of programs running until told to stop by Ctrl-C, SIGTERM or `stop()`."""

    def __init__(
        self,
        programs: Sequence[Program],
        *,
        environment: Mapping[str, str],
        logs: Path,
        say: Callable[[str], None],
        patience: Patience = Patience(),  # noqa: B008 - frozen
    ) -> None:
        """Nothing runs before `run`."""
        self._environment = dict(environment)
        self._say = say
        self._patience = patience
        self._stopping = 0
        self._output = selectors.DefaultSelector()
        width = max(len(program.name) for program in programs)
        self._table = [
            _Running(program, _file_log(logs, program.name), _prefix(number, program.name, width))
            for number, program in enumerate(programs)
        ]

    def stop(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        """Ask for the end; a second request does not wait for anybody."""
        self._stopping += 1

    def run(self, meanwhile: Callable[[], None] = lambda: None) -> None:
        """Start everything and stay until asked to stop, calling `meanwhile` several times a second."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.stop)
        try:
            while not self._stopping:
                self._start_what_is_due()
                self._pass_on_output()
                self._notice_ends()
                meanwhile()
        finally:
            self._end_everything()

    def _start_what_is_due(self) -> None:
        for running in self._table:
            if running.process is None and time.monotonic() >= running.next_start:
                # A session of its own: Ctrl-C reaches the supervisor alone, and the whole family can be ended by group.
                running.process = subprocess.Popen(  # noqa: S603 - our own table
                    [sys.executable, "-I", str(LEASH), str(os.getpid()), *running.program.command],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    env=self._environment,
                    start_new_session=True,
                )
                running.started = time.monotonic()
                assert running.process.stdout
                os.set_blocking(running.process.stdout.fileno(), False)
                self._output.register(running.process.stdout, selectors.EVENT_READ, running)

    def _pass_on_output(self) -> None:
        for key, _ in self._output.select(STEP):
            self._read(key.data)
        if not self._output.get_map():
            time.sleep(STEP)

    def _read(self, running: _Running) -> None:
        """Whole lines go to the log and the screen; the rest waits for its end."""
        if running.process is None or running.process.stdout is None:
            return
        piece = running.process.stdout.read(65536)
        if piece == b"":
            self._output.unregister(running.process.stdout)
            running.process.stdout.close()
            running.process.stdout = None
        *lines, running.unfinished = (running.unfinished + (piece or b"")).split(b"\n")
        for line in lines:
            self._tell(running, line.decode(errors="replace"))

    def _tell(self, running: _Running, line: str) -> None:
        running.log.handle(logging.makeLogRecord({"msg": line}))
        self._say(f"{running.prefix} {line}")

    def _notice_ends(self) -> None:
        for running in self._table:
            if running.process and (code := running.process.poll()) is not None:
                steady = time.monotonic() - running.started >= self._patience.steady_after
                running.failures = 0 if steady else running.failures + 1
                pause = min(
                    self._patience.first_pause * 2 ** max(running.failures - 1, 0), self._patience.longest_pause
                )
                running.next_start = time.monotonic() + pause
                self._forget(running)
                # Whatever the code: a worker also ends with 0 when the database goes away.
                self._tell(running, f"ended with code {code}; starting it again in {pause:.1f} s")

    def _forget(self, running: _Running) -> None:
        """Read the last words and end what the process left behind, which may still hold its port."""
        assert running.process
        _signal_family(running.process, signal.SIGKILL)
        self._read(running)
        if running.process.stdout:
            self._output.unregister(running.process.stdout)
            running.process.stdout.close()
        if running.unfinished:
            self._tell(running, running.unfinished.decode(errors="replace"))
        running.unfinished = b""
        running.process = None

    def _end_everything(self) -> None:
        for running in reversed(self._table):
            if running.process:
                running.process.terminate()
        deadline = time.monotonic() + self._patience.to_end
        while any(running.process for running in self._table):
            self._pass_on_output()
            impatient = self._stopping > 1 or time.monotonic() > deadline
            for running in self._table:
                if running.process and impatient:
                    _signal_family(running.process, signal.SIGKILL)
                    running.process.wait()
                if running.process and running.process.poll() is not None:
                    self._forget(running)
        for running in self._table:
            running.log.close()


def _signal_family(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    try:
        os.killpg(process.pid, number)
    except (ProcessLookupError, PermissionError):
        return  # nobody of the group is left


def _file_log(folder: Path, name: str) -> logging.Handler:
    """A log file of limited size for one program, separate from the process's own logging."""
    folder.mkdir(parents=True, exist_ok=True)
    handler = logging.handlers.RotatingFileHandler(
        folder / f"{name}.log", maxBytes=LOG_SIZE, backupCount=LOGS_KEPT, encoding="utf-8"
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    return handler


def _prefix(number: int, name: str, width: int) -> str:
    text = f"{name:<{width}} |"
    return f"\x1b[{COLOURS[number % len(COLOURS)]}m{text}\x1b[0m" if sys.stdout.isatty() else text
