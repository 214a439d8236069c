"""The embedded PostgreSQL: start or attach, stop, address. For trial, development, tests and one small office.

A small launcher of our own over the binaries of a wheel, because a wrong answer to "is it running?" costs data or a
morning. Three rules: everything happens under one lock per data folder; ready means that a client could connect, never
that a pid exists; nothing is shared between two data folders.
"""

import fcntl
import os
import secrets
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlencode

import psycopg
from psycopg import sql

from .errors import LauncherError
from .place import SOCKET_NAME, Place, find_place, prepare_place
from .processes import OBSERVABLE, postgres_in, postmaster_of, send, wait_until_gone

OWNER: Final = "trackchild"
"""Owns the databases and is no superuser, as it would be on a production server."""
SUPERUSER: Final = "postgres"
PATIENCE: Final = 600.0
"""Seconds a start may take: replaying the log after a power cut is slow and must not be interrupted."""
ROTATE_LOG_AT: Final = 10 * 1024 * 1024
UNFINISHED: Final = "data-unfinished-"

SETTINGS: Final = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "idle_in_transaction_session_timeout": "5min",
    "lc_messages": "C",
    "default_text_search_config": "pg_catalog.simple",
    "log_checkpoints": "off",
    "log_line_prefix": "%m [%p] ",
}

Progress = Callable[[str], None]


class Cluster:
    """One PostgreSQL server kept in a data folder."""

    def __init__(self, data: Path) -> None:
        """Name the folder; nothing is created before `start`."""
        self._root = data.resolve()
        self._found: Place | None = None

    @property
    def place(self) -> Place:
        """Where the server's files lie and as whom it runs."""
        if self._found is None:
            self._found = find_place(self._root)
        return self._found

    def url(self, database: str = OWNER) -> str:
        """The address for DATABASE_URL; known before the server runs."""
        return self._address(OWNER, database)

    def is_ready(self) -> bool:
        """Whether a client can connect now."""
        try:
            with self._connect() as connection:
                return connection.execute("select 1 from pg_roles where rolname = %s", [OWNER]).fetchone() is not None
        except psycopg.OperationalError:
            return False

    def start(self, progress: Progress | None = None) -> None:
        """Start the server or attach to the running one; make it first when there is none."""
        if self.is_ready():
            return
        say = _Reporter(progress)
        with self._locked(say):
            if self.is_ready():
                return
            prepare_place(self.place, self._root, say.now)
            binaries = self.place.binaries()
            if not self.place.data.exists():
                self._create(binaries, say)
            if not self._is_coming_up(say):
                self._launch(binaries, say)
            self._ensure_owner()

    def stop(self) -> None:
        """Stop the server and wait until its last process is gone; clients are disconnected, nothing is lost."""
        if not self.place.data.exists():
            return
        with self._locked(_Reporter(None)):
            self._end_postmaster()

    def create_database(self, name: str = OWNER) -> None:
        """Create a database owned by the application's role unless it is there."""
        with self._connect() as connection:
            if connection.execute("select 1 from pg_database where datname = %s", [name]).fetchone():
                return
            statement = sql.SQL("create database {} owner {}").format(sql.Identifier(name), sql.Identifier(OWNER))
            try:
                connection.execute(statement)
            except (psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
                return  # somebody else made it at the same moment

    def _address(self, user: str, database: str) -> str:
        return f"postgresql://{user}@/{quote(database)}?{urlencode({'host': self.place.sockets}, safe='/')}"

    def _connect(self) -> psycopg.Connection[tuple[object, ...]]:
        # The superuser has connections in reserve, so a full server is still seen as ready.
        return psycopg.connect(self._address(SUPERUSER, "postgres"), autocommit=True, connect_timeout=5)

    @contextmanager
    def _locked(self, say: "_Reporter") -> Iterator[None]:
        """One caller at a time per data folder; the kernel gives the lock back when a holder is killed."""
        self._root.mkdir(parents=True, exist_ok=True)
        self._found = None  # a folder just made may turn out to be closed to the server's user
        try:
            descriptor = os.open(self._root / "postgres.lock", os.O_RDWR | os.O_CREAT, 0o600)
        except PermissionError as error:
            raise LauncherError(f"{self._root} belongs to another user; start as that user.") from error
        try:
            while True:
                try:
                    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    say("waiting for another start of the same database")
                    time.sleep(0.05)
            yield
        finally:
            os.close(descriptor)

    def _create(self, binaries: Path, say: "_Reporter") -> None:
        """Make the data directory under a name of its own first: a start killed half-way leaves no half database."""
        # Never the same name twice: the initdb of a killed start may still be writing to the other one.
        fresh = self.place.folder / f"{UNFINISHED}{secrets.token_hex(4)}"
        # The built-in locale sorts and folds case the same way on every machine and after every system upgrade.
        made = self.place.run(
            binaries / "initdb",
            f"--pgdata={fresh}",
            f"--username={SUPERUSER}",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--auth-local=trust",  # the folder of the socket admits only its owner
            "--auth-host=reject",
            "--data-checksums",
            progress=lambda: say("making a new database"),
        )
        if made.returncode:
            raise LauncherError(f"PostgreSQL could not make its data directory:\n{made.stdout}")
        fresh.rename(self.place.data)

    def _is_coming_up(self, say: "_Reporter") -> bool:
        """Wait for a living postmaster that does not admit clients yet; end one that never will."""
        if not OBSERVABLE:
            return self._server_answers()
        deadline = time.monotonic() + PATIENCE
        unreachable = 0
        while pid := postmaster_of(self.place.data):
            if self._server_answers():
                return True
            unreachable = 0 if (self.place.sockets / SOCKET_NAME).exists() else unreachable + 1
            if unreachable > 60 or time.monotonic() > deadline:
                # Its socket was removed from under it (a cleaner of temporary files): nobody can ever reach it.
                self._end_postmaster()
                return False
            say(f"waiting for the database to finish its recovery (process {pid})")
            time.sleep(0.05)
        return False

    def _launch(self, binaries: Path, say: "_Reporter") -> None:
        self._clear_remains(say)
        self._write_settings()
        if self.place.log.exists() and self.place.log.stat().st_size > ROTATE_LOG_AT:
            self.place.log.replace(self.place.log.with_suffix(".log.1"))
        self.place.run(
            *(binaries / "pg_ctl", "start", "--wait", f"--timeout={PATIENCE:.0f}", "--silent"),
            *(f"--pgdata={self.place.data}", f"--log={self.place.log}"),
            f"--options=-c unix_socket_directories='{self.place.sockets}'",
            progress=lambda: say("starting the database"),
        )
        # Its answer is not trusted: a start whose caller was killed may have won the race and be coming up.
        if not self._is_coming_up(say):
            raise LauncherError(f"PostgreSQL did not start. The end of {self.place.log}:\n{self._last_lines()}")

    def _clear_remains(self, say: "_Reporter") -> None:
        """After a kill -9: wait for the orphans to leave, then remove lock files whose pid is dead or reused."""
        if not OBSERVABLE:
            return
        if postgres_in(self.place.data):
            say("waiting for processes of the killed database to leave")
            for number in (None, signal.SIGQUIT, signal.SIGKILL):
                if number:
                    send(postgres_in(self.place.data), number)
                if wait_until_gone(self.place.data, 5):
                    break
        # Nothing works on the data now; the kernel's shared-memory interlock inside PostgreSQL guards against the rest.
        if postmaster_of(self.place.data) is None:
            (self.place.data / "postmaster.pid").unlink(missing_ok=True)
            (self.place.sockets / f"{SOCKET_NAME}.lock").unlink(missing_ok=True)
        for leftover in self.place.folder.glob(f"{UNFINISHED}*"):
            shutil.rmtree(leftover, ignore_errors=True)

    def _write_settings(self) -> None:
        lines = ["# Written at each start. For settings of your own use ALTER SYSTEM, which wins over this file."]
        lines += [f"{name} = '{value}'" for name, value in SETTINGS.items()]
        file = self.place.data / "postgresql.conf"
        file.write_text("\n".join(lines) + "\n")
        self.place.give(file)

    def _ensure_owner(self) -> None:
        with self._connect() as connection:
            if not connection.execute("select 1 from pg_roles where rolname = %s", [OWNER]).fetchone():
                connection.execute(sql.SQL("create role {} login createdb").format(sql.Identifier(OWNER)))

    def _end_postmaster(self) -> None:
        """Fast shutdown, then immediate, then kill; each given time, the last only for a process that hangs."""
        for number, seconds in ((signal.SIGINT, 60.0), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 10.0)):
            if (pid := postmaster_of(self.place.data)) is None:
                break
            send([pid], number)
            if wait_until_gone(self.place.data, seconds):
                break

    def _server_answers(self) -> bool:
        try:
            self._connect().close()
        except psycopg.OperationalError:
            return False
        return True

    def _last_lines(self) -> str:
        return (
            "\n".join(self.place.log.read_text(errors="replace").splitlines()[-15:]) if self.place.log.exists() else ""
        )


class _Reporter:
    """Passes on what takes longer than two seconds, once every two seconds."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._due = time.monotonic() + 2

    def __call__(self, text: str) -> None:
        if time.monotonic() >= self._due:
            self._due = time.monotonic() + 2
            self.now(text)

    def now(self, text: str) -> None:
        if self._progress:
            self._progress(text)
