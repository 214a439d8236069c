"""From an installed environment to a running country: database, tables, demonstration, processes, address, tour."""

import argparse
import fcntl
import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Final, NoReturn

from .errors import LauncherError
from .kannel import Kannel
from .postgres import Cluster
from .readiness import Readiness
from .supervisor import Program, Supervisor

ROOT: Final = Path(__file__).resolve().parents[2]
HOST: Final = "127.0.0.1"
TRACKCHILD: Final = (sys.executable, "-m", "trackchild.console")
BUILT_FROM: Final = ("locale/**/*.po", "trackchild/**/static/**/*")
"""Files from which catalogues and served files are built."""

TOUR: Final = """\
What to try, in five steps:
  1. Report a missing child as a citizen: {address}/en/ (or /hi/, /bn/, /ur/). Keep the reference you are given.
  2. Sign in as the station's officer at {address}/office/: the report is in the inbox. Register the case.
  3. Sign in as the home's superintendent and admit a found child who resembles the missing one.
  4. Open the pair that appears: reasons for and against. Confirm it as the station, then as the committee.
  5. As the committee order the restoration, as the home hand the child over; then open the child's public card."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was asked for on the command line."""

    port: int
    data: Path
    demo: bool
    prepare_only: bool
    sms: bool = False

    @property
    def address(self) -> str:
        """Where the browser goes."""
        return f"http://{HOST}:{self.port}"


def main(argv: Sequence[str] | None = None) -> int:
    """Bring everything up and stay until Ctrl-C; 1 with one clear sentence when something is in the way."""
    wishes = parse(sys.argv[1:] if argv is None else argv)
    if wishes.prepare_only:
        say("The environment is ready. Start with: bin/up")
        return 0
    signal.signal(signal.SIGTERM, _as_interrupt)
    try:
        with only_one(wishes.data):
            check_port(wishes.port)
            bring_up(wishes, os.environ)
    except LauncherError as error:
        say(f"\n{error}")
        return 1
    except KeyboardInterrupt:
        say("\nStopped.")
        return 130
    return 0


def parse(arguments: Sequence[str]) -> Wishes:
    """Read the command line of bin/up."""
    parser = argparse.ArgumentParser(prog="bin/up", description="From a clone to a running country on this machine.")
    parser.add_argument("--port", type=int, default=8000, help="port of the web pages (8000)")
    parser.add_argument("--data", type=Path, help="folder for the database and logs (var)")
    parser.add_argument("--no-demo", action="store_true", help="begin with an empty register")
    parser.add_argument("--with-sms", action="store_true", help="send SMS through Kannel and a pretend SMS centre")
    parser.add_argument("--prepare-only", action="store_true", help="make the environment and stop")
    read = parser.parse_args(arguments)
    data = read.data or Path(os.environ.get("TRACKCHILD_DATA", ROOT / "var"))
    return Wishes(
        port=read.port,
        data=data.resolve(),
        demo=not read.no_demo,
        prepare_only=read.prepare_only,
        sms=read.with_sms,
    )


def bring_up(wishes: Wishes, outside: Mapping[str, str]) -> None:
    """Database, preparation, processes; on the way out the database is stopped last."""
    cluster = None if outside.get("DATABASE_URL") else Cluster(wishes.data)
    kannel = Kannel(wishes.data / "kannel") if wishes.sms else None
    try:
        if kannel:
            kannel.prepare()
        if cluster:
            refuse_in_production(outside)
            start_database(cluster)
        environment = environment_of(wishes, outside, cluster) | (kannel.environment() if kannel else {})
        prepare(wishes, environment)
        sign_ins = demonstrate(environment) if wishes.demo else ""
        supervise(wishes, environment, programs(wishes, cluster, kannel), sign_ins)
    finally:
        if cluster:
            cluster.stop()
    say(f"Everything is stopped. The data is kept in {wishes.data}")


def environment_of(wishes: Wishes, outside: Mapping[str, str], cluster: Cluster | None) -> dict[str, str]:
    """What every process of the house finds in its environment."""
    inside = {
        "TRACKCHILD_DATA": str(wishes.data),
        "DJANGO_SETTINGS_MODULE": "trackchild.config.settings",
        "PYTHONUNBUFFERED": "1",
        # Tells the settings that served files lie collected under hashed names.
        "TRACKCHILD_COLLECTED": "1",
    }
    if cluster:
        inside["DATABASE_URL"] = cluster.url()
    if wishes.demo:
        inside["TRACKCHILD_DEMO"] = "1"
    return {"TRACKCHILD_PUBLIC_ADDRESS": wishes.address, **outside, **inside}


def programs(wishes: Wishes, cluster: Cluster | None, kannel: Kannel | None = None) -> list[Program]:
    """The table of processes of one machine. Codes have a worker of their own, and so has what goes out in numbers."""
    options = ("--interface", "wsgi", "--host", HOST, "--port", str(wishes.port), "--workers", "2")
    threads = ("--blocking-threads", "4", "--respawn-failed-workers", "--no-ws", "--log-level", "warning")
    table = [
        Program("web", (sys.executable, "-m", "granian", *options, *threads, "trackchild.config.wsgi:application")),
        Program("worker", (*TRACKCHILD, "worker", "--for", "house")),
        Program("codes", (*TRACKCHILD, "worker", "--for", "codes", "--concurrency", "2")),
        Program("messages", (*TRACKCHILD, "worker", "--for", "messages", "--concurrency", "3")),
        Program("matcher", (*TRACKCHILD, "matcher")),
    ]
    if cluster:
        keeper = (sys.executable, "-m", "trackchild.launcher.keeper", str(wishes.data))
        table.insert(0, Program("database", keeper))
    return [*table, *(kannel.programs() if kannel else ())]


def refuse_in_production(outside: Mapping[str, str]) -> None:
    """The embedded database is not for production, unless said in so many words."""
    if outside.get("TRACKCHILD_PRODUCTION") == "1" and outside.get("TRACKCHILD_ALLOW_EMBEDDED") != "1":
        raise LauncherError("In production name a database server in DATABASE_URL; see docs/how-to/run-for-real.md.")


def start_database(cluster: Cluster) -> None:
    """Start or attach, and make the application's database."""
    with timed("Database"):
        cluster.start(lambda text: say(f"  {text}"))
        cluster.create_database()


def prepare(wishes: Wishes, environment: Mapping[str, str]) -> None:
    """Tables always; catalogues and served files only when their sources changed."""
    log = wishes.data / "log" / "prepare.log"
    run_step("Tables", ["migrate", "--no-input"], environment, log)
    stamp, wanted = wishes.data / "built-from", fingerprint(ROOT)
    if (wishes.data / "static").is_dir() and stamp.exists() and stamp.read_text() == wanted:
        return
    run_step("Languages", ["translations", "compile"], environment, log)
    run_step("Styles and scripts", ["collectstatic", "--no-input"], environment, log)
    stamp.write_text(wanted)


def fingerprint(root: Path) -> str:
    """Changes when a catalogue or a served file changes, is added or goes."""
    seen = hashlib.sha256()
    for pattern in BUILT_FROM:
        for file in sorted(root.glob(pattern)):
            status = file.stat()
            seen.update(f"{file.relative_to(root)} {status.st_mtime_ns} {status.st_size}\n".encode())
    return seen.hexdigest()


def demonstrate(environment: Mapping[str, str]) -> str:
    """Build the demonstration country unless it is there; the sign-ins of its people."""
    if found := _sign_ins(environment):
        return found
    with timed("Demonstration country (made once; it takes a minute or two)"):
        made = subprocess.run([*TRACKCHILD, "make_demo"], env=dict(environment), check=False)  # noqa: S603
        if made.returncode:
            raise LauncherError(
                "The demonstration country could not be built; the reason stands above. If this database holds other "
                "data, start with: bin/up --no-demo"
            )
    return _sign_ins(environment)


def supervise(wishes: Wishes, environment: Mapping[str, str], processes: Sequence[Program], sign_ins: str) -> None:
    """Run the processes until told to stop, and say once when everything is ready."""

    def welcome() -> None:
        say(f"\nTrackChild is running: {wishes.address}\n")
        if sign_ins:
            say(f"{sign_ins}\n\n{TOUR.format(address=wishes.address)}\n")
        if wishes.sms:
            say(f"SMS go through Kannel; what telephones got is in {wishes.data / 'log' / 'sms-centre.log'}.")
        say(f"Logs are in {wishes.data / 'log'}. Ctrl-C stops everything; the data stays.\n")

    readiness = Readiness(wishes.address, say=say, when_ready=welcome)
    say("Web, workers and matcher ...")
    supervisor = Supervisor(processes, environment=environment, logs=wishes.data / "log", say=say)
    supervisor.run(readiness.look)


def run_step(title: str, command: Sequence[str], environment: Mapping[str, str], log: Path) -> None:
    """Run one command quietly; what it said is shown when it fails."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with timed(title) as tick, log.open("w+b") as output:
        running = subprocess.Popen(  # noqa: S603 - our own commands
            [*TRACKCHILD, *command], env=dict(environment), stdout=output, stderr=subprocess.STDOUT
        )
        try:
            while running.poll() is None:
                tick()
                time.sleep(0.05)
        except KeyboardInterrupt:
            running.terminate()
            running.wait()
            raise
        if running.returncode:
            last = "\n".join(log.read_text("utf-8", errors="replace").splitlines()[-20:])
            raise LauncherError(f"{title}: `trackchild {' '.join(command)}` failed.\n{last}")


@contextmanager
def timed(title: str) -> Iterator[Callable[[], None]]:
    """Say what begins and how long it took; the function given tells every five seconds that it goes on."""
    began = told = time.monotonic()

    def tick() -> None:
        nonlocal told
        if time.monotonic() - told >= 5:
            told = time.monotonic()
            say(f"  still at it after {told - began:.0f} s")

    say(f"{title} ...")
    yield tick
    say(f"  done in {time.monotonic() - began:.1f} s")


@contextmanager
def only_one(data: Path) -> Iterator[None]:
    """Two supervisors over one data folder would start everything twice."""
    data.mkdir(parents=True, exist_ok=True)
    with (data / "up.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise LauncherError(f"TrackChild already runs with the data in {data}. Stop that one first.") from error
        yield


def check_port(port: int) -> None:
    """Find out before anything is built whether the web pages can have their port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError) as error:
            raise LauncherError(f"Port {port} cannot be used ({error}). Choose another: bin/up --port 8001") from error


def say(text: str) -> None:
    """A line on the screen; a terminal that was closed must not keep things from being stopped in order."""
    try:
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()
    except OSError:
        return


def _sign_ins(environment: Mapping[str, str]) -> str:
    """What `demo-sign-ins` prints; nothing when there is no demonstration country."""
    told = subprocess.run(  # noqa: S603 - our own command
        [*TRACKCHILD, "demo_sign_ins"], env=dict(environment), capture_output=True, text=True, check=False
    )
    return told.stdout.strip() if told.returncode == 0 else ""


def _as_interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
