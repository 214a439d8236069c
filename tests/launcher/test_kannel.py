"""The trial's SMS gateway: a configuration Kannel can read, secrets for its owner alone, readable telephones."""

import stat
from pathlib import Path

import pytest

from trackchild.launcher import kannel
from trackchild.launcher.errors import LauncherError
from trackchild.launcher.kannel import Kannel
from trackchild.launcher.smscentre import Arrived, Telephone, whole
from trackchild.launcher.up import Wishes, parse, programs

STAMP = "2026-11-24 17:45:49 [1] [0] DEBUG: Got message"


@pytest.fixture
def prepared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kannel:
    monkeypatch.setattr(kannel, "is_here", lambda: True)
    made = Kannel(tmp_path / "kannel")
    made.prepare()
    return made


def groups(made: Kannel) -> list[list[str]]:
    text = (made.folder / "kannel.conf").read_text()
    return [group.strip().split("\n") for group in text.strip().split("\n\n")]


def test_every_group_begins_with_its_name_and_holds_no_empty_line(prepared: Kannel) -> None:
    assert [group[0] for group in groups(prepared)] == [
        "group = core",
        "group = smsc",
        "group = smsbox",
        "group = sendsms-user",
        "group = sms-service",
    ]
    assert all(" = " in line for group in groups(prepared) for line in group)


def test_nobody_else_reads_the_password(prepared: Kannel) -> None:
    file = prepared.folder / "kannel.conf"

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert prepared.password in file.read_text()
    assert prepared.password not in repr(prepared)
    assert Kannel(prepared.folder).password != prepared.password


def test_no_log_may_hold_numbers_or_texts(prepared: Kannel) -> None:
    core, smsbox = groups(prepared)[0], groups(prepared)[2]

    assert not any("access-log" in line for line in smsbox)
    (written,) = [line for line in core if line.startswith("access-log-format")]
    assert not {"%p", "%P", "%q", "%Q", "%b", "%s"} & set(written.replace("]", " ").replace("[", " ").split())


def test_without_the_package_one_clear_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kannel, "is_here", lambda: False)

    with pytest.raises(LauncherError, match="apt install kannel kannel-extras"):
        Kannel(tmp_path).prepare()


def test_with_sms_three_more_processes_run_and_the_house_sends_by_them(prepared: Kannel) -> None:
    wishes = Wishes(8123, Path("/srv/tc"), False, False, sms=True)

    assert [one.name for one in programs(wishes, None, prepared)][-3:] == ["bearerbox", "smsbox", "sms-centre"]
    assert prepared.environment()["TRACKCHILD_SMS_ROUTES"] == "kannel"
    assert (parse(["--with-sms"]).sms, parse([]).sms) == (True, False)


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        ([f"{STAMP} 1: <TRKCHD 9198 text Plain @text {{x}}>"], Arrived("9198", "TRKCHD", "Plain @text {x}", 1)),
        ([f"{STAMP} 1: <TRKCHD 9198 ucs-2 %09%2C%09%1A%09M>"], Arrived("9198", "TRKCHD", "बच्", 1)),
        (
            [
                f"{STAMP} 2: <TRKCHD 9198 udh %05%00%03%02%02%02 data %09M>",
                f"{STAMP} 1: <TRKCHD 9198 udh %05%00%03%02%02%01 data %09%2C%09%1A>",
            ],
            Arrived("9198", "TRKCHD", "बच्", 2),
        ),
        (
            [
                f"{STAMP} 1: <TRKCHD 9198 udh %05%00%03%03%02%01 data line+one%0A>",
                f"{STAMP} 2: <TRKCHD 9198 udh %05%00%03%03%02%02 data and+two>",
            ],
            Arrived("9198", "TRKCHD", "line one\nand two", 2),
        ),
    ],
    ids=["narrow", "wide", "parts that come the wrong way round", "narrow parts"],
)
def test_a_telephone_shows_a_message_whole(lines: list[str], shown: Arrived) -> None:
    assert list(whole(lines)) == [shown]


def test_a_message_with_a_part_missing_is_not_shown() -> None:
    assert Telephone().take(f"{STAMP} 1: <TRKCHD 9198 udh %05%00%03%02%03%01 data %09M>") is None
