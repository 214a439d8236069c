"""The embedded server under everything that has gone wrong with embedded servers: one test for each."""

import ctypes
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from trackchild.launcher import place as places
from trackchild.launcher.errors import LauncherError
from trackchild.launcher.place import may_reach
from trackchild.launcher.postgres import Cluster
from trackchild.launcher.processes import postgres_in, postmaster_of, wait_until_gone

from .conftest import needs_root

START_AND_TELL_PID = """
import sys
from pathlib import Path
from trackchild.launcher.postgres import Cluster
from trackchild.launcher.processes import postmaster_of
cluster = Cluster(Path(sys.argv[1]))
cluster.start()
print(postmaster_of(cluster.place.data), flush=True)
"""
PR_SET_CHILD_SUBREAPER = 36

Make = Callable[[Path], Cluster]


def postmaster(cluster: Cluster) -> int:
    pid = postmaster_of(cluster.place.data)
    assert pid is not None
    return pid


def ask(cluster: Cluster, question: str, database: str = "trackchild") -> list[tuple[object, ...]]:
    with psycopg.connect(cluster.url(database), autocommit=True) as connection:
        found = connection.execute(question)
        return found.fetchall() if found.description else []


def kill_postmaster(cluster: Cluster) -> int:
    pid = postmaster(cluster)
    os.kill(pid, signal.SIGKILL)
    return pid


@pytest.fixture
def adopt_orphans() -> Iterator[None]:
    """Make this process the parent of daemons, as the first process of a container without an init is."""
    libc = ctypes.CDLL(None)
    libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    yield
    libc.prctl(PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0)


def test_a_new_cluster_is_durable_speaks_utf8_and_utc_and_has_no_network(cluster: Cluster) -> None:
    names = ("fsync", "full_page_writes", "synchronous_commit", "server_encoding", "timezone", "listen_addresses")
    found = [ask(cluster, f"show {name}")[0][0] for name in (*names, "data_checksums", "max_connections")]
    assert found == ["on", "on", "on", "UTF8", "UTC", "", "on", "60"]
    assert ask(cluster, "show idle_in_transaction_session_timeout") == [("5min",)]


def test_the_application_is_no_superuser_but_may_make_databases(cluster: Cluster) -> None:
    role = ask(cluster, "select rolname, rolsuper, rolcreatedb from pg_roles where rolname = current_user")
    assert role == [("trackchild", False, True)]


def test_only_the_owner_can_enter_the_folder_of_the_socket(cluster: Cluster) -> None:
    for folder in (cluster.place.folder, cluster.place.sockets):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_ISSOCK((cluster.place.sockets / ".s.PGSQL.5432").stat().st_mode)


def test_a_second_start_attaches_to_the_running_server(cluster: Cluster, make_cluster: Make) -> None:
    before = postmaster(cluster)
    make_cluster(cluster.place.folder.parent).start()
    assert postmaster(cluster) == before


def test_five_parallel_starts_give_one_server(folder: Path, make_cluster: Make) -> None:
    cluster = make_cluster(folder / "var")
    starts = [
        subprocess.Popen([sys.executable, "-c", START_AND_TELL_PID, folder / "var"], stdout=subprocess.PIPE, text=True)
        for _ in range(5)
    ]
    told = [start.communicate()[0] for start in starts]
    assert [start.returncode for start in starts] == [0] * 5
    assert set(told) == {f"{postmaster(cluster)}\n"}


def test_creating_a_database_twice_keeps_the_first(cluster: Cluster) -> None:
    ask(cluster, "create table kept (id int)")
    cluster.create_database()
    assert ask(cluster, "select count(*) from kept") == [(0,)]


def test_stop_leaves_no_process_and_the_next_start_keeps_the_data(cluster: Cluster) -> None:
    ask(cluster, "create table kept as select 1 as id")
    cluster.stop()
    assert not postgres_in(cluster.place.data)
    assert not cluster.is_ready()
    cluster.start()
    assert ask(cluster, "select id from kept") == [(1,)]


def test_stop_of_a_cluster_that_never_was_does_nothing(folder: Path) -> None:
    Cluster(folder / "var").stop()
    assert not (folder / "var").exists()


def test_the_server_outlives_a_killed_launcher_and_is_attached_again(folder: Path, make_cluster: Make) -> None:
    cluster = make_cluster(folder / "var")
    launcher = subprocess.Popen(
        [sys.executable, "-c", f"{START_AND_TELL_PID}\ninput()", folder / "var"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert launcher.stdout
    pid = int(launcher.stdout.readline())
    launcher.kill()
    launcher.communicate()
    cluster.start()
    assert postmaster(cluster) == pid


def test_a_launcher_killed_while_making_the_cluster_leaves_no_half_database(folder: Path, make_cluster: Make) -> None:
    cluster = make_cluster(folder / "var")
    launcher = subprocess.Popen([sys.executable, "-c", START_AND_TELL_PID, folder / "var"], stdout=subprocess.DEVNULL)
    while not list(cluster.place.folder.glob("data-unfinished-*/global")) and launcher.poll() is None:
        time.sleep(0.005)
    launcher.kill()
    launcher.wait()
    cluster.start()
    assert cluster.is_ready()


def test_every_acknowledged_row_survives_a_killed_postmaster(cluster: Cluster) -> None:
    ask(cluster, "create table report (id int)")
    with psycopg.connect(cluster.url(), autocommit=True) as connection:
        for number in range(200):
            connection.execute("insert into report values (%s)", [number])
        kill_postmaster(cluster)
    cluster.start()
    assert ask(cluster, "select count(*) from report") == [(200,)]


def test_a_killed_postmaster_that_stays_a_zombie_is_replaced(adopt_orphans: None, cluster: Cluster) -> None:
    pid = kill_postmaster(cluster)
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    assert "State:\tZ" in Path(f"/proc/{pid}/status").read_text()
    cluster.start()
    assert cluster.is_ready()
    assert postmaster(cluster) != pid
    os.waitpid(pid, 0)


def test_a_stale_pid_file_whose_pid_now_belongs_to_another_process_is_seen_through(cluster: Cluster) -> None:
    pid_file = cluster.place.data / "postmaster.pid"
    written = pid_file.read_text()
    cluster.stop()
    owner = cluster.place.user.pw_uid if cluster.place.user else None
    with subprocess.Popen(["sleep", "60"], user=owner) as other:
        pid_file.write_text("\n".join([str(other.pid), *written.split("\n")[1:]]))
        cluster.place.give(pid_file)
        cluster.start()
        assert cluster.is_ready()
        assert other.poll() is None
        other.kill()


def test_two_clones_side_by_side_do_not_know_each_other(folder: Path, make_cluster: Make) -> None:
    first, second = make_cluster(folder / "first" / "var"), make_cluster(folder / "second" / "var")
    for cluster in (first, second):
        cluster.start()
        cluster.create_database()
    ask(first, "create table only_here (id int)")
    assert ask(second, "select to_regclass('only_here')") == [(None,)]
    first.stop()
    assert second.is_ready()


def test_a_path_too_long_for_a_socket_gets_a_short_private_one(folder: Path, make_cluster: Make) -> None:
    cluster = make_cluster(folder / ("a-long-name-" * 10) / "var")
    cluster.start()
    assert len(os.fsencode(cluster.place.sockets / ".s.PGSQL.5432")) <= 107
    assert stat.S_IMODE(cluster.place.sockets.stat().st_mode) == 0o700
    assert cluster.is_ready()


def test_a_server_whose_socket_was_cleaned_away_is_restarted(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    before = postmaster(cluster)
    (cluster.place.sockets / ".s.PGSQL.5432").unlink()
    cluster.start()
    assert cluster.is_ready()
    assert postmaster(cluster) != before


def test_a_server_that_cannot_start_says_why(cluster: Cluster) -> None:
    cluster.stop()
    (cluster.place.data / "global" / "pg_control").unlink()
    with pytest.raises(LauncherError, match=r"did not start[\s\S]*pg_control"):
        cluster.start()


def test_a_folder_of_a_stranger_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "postgres").mkdir()
    monkeypatch.setattr(os, "geteuid", lambda: folder.stat().st_uid + 4242)
    with pytest.raises(LauncherError, match="belongs to"):
        Cluster(folder).start()


def test_a_database_of_an_unknown_release_is_not_touched(cluster: Cluster) -> None:
    cluster.stop()
    (cluster.place.data / "PG_VERSION").write_text("12\n")
    with pytest.raises(LauncherError, match="written by PostgreSQL 12"):
        cluster.start()


@needs_root
def test_as_root_the_server_runs_as_an_unprivileged_user(cluster: Cluster) -> None:
    postmaster = postmaster_of(cluster.place.data)
    assert postmaster is not None
    assert Path(f"/proc/{postmaster}").stat().st_uid == cluster.place.folder.stat().st_uid
    assert cluster.place.folder.stat().st_uid != 0


@needs_root
def test_as_root_a_closed_clone_keeps_its_database_elsewhere_and_stays_closed(folder: Path, make_cluster: Make) -> None:
    closed = folder / "root"
    closed.mkdir(mode=0o700)
    said: list[str] = []
    cluster = make_cluster(closed / "clone" / "var")
    cluster.start(said.append)
    assert cluster.is_ready()
    assert str(cluster.place.folder) in said[0]
    assert closed not in cluster.place.folder.parents
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    moved = closed / "clone-renamed"
    (closed / "clone").rename(moved)
    assert Cluster(moved / "var").url() == cluster.url()


@needs_root
def test_as_root_binaries_in_a_closed_environment_are_copied_for_the_server(
    folder: Path, make_cluster: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = folder / "environment"
    closed.mkdir(mode=0o700)
    wheel = places._wheel()
    shutil.copytree(wheel / "pginstall18", closed / wheel.name / "pginstall18")
    shutil.copytree(wheel.with_name(f"{wheel.name}.libs"), closed / f"{wheel.name}.libs")
    monkeypatch.setattr(places, "_wheel", lambda: closed / wheel.name)
    cluster = make_cluster(folder / "var")
    cluster.start()
    assert cluster.is_ready()
    assert Path(os.readlink(f"/proc/{postmaster(cluster)}/exe")).is_relative_to(cluster.place.folder)
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700


@needs_root
def test_an_ordinary_user_needs_no_root(folder: Path, make_cluster: Make) -> None:
    user = next(places._unprivileged())
    if not may_reach(user, places._wheel() / "pginstall18" / "bin" / "postgres", "-x"):
        pytest.skip("the environment is closed to ordinary users")
    os.chown(folder, user.pw_uid, user.pw_gid)
    cluster = make_cluster(folder / "var")
    # The interpreter itself may be closed to others, so it drops its rights after its imports.
    imports, _, work = START_AND_TELL_PID.partition("cluster = ")
    drop = f"import os\nos.setgroups([])\nos.setgid({user.pw_gid})\nos.setuid({user.pw_uid})\n"
    subprocess.run([sys.executable, "-c", f"{imports}{drop}cluster = {work}", folder / "var"], check=True, cwd="/")
    assert cluster.is_ready()
    assert Path(f"/proc/{postmaster(cluster)}").stat().st_uid == user.pw_uid
    cluster.stop()
    assert wait_until_gone(cluster.place.data, 0)
