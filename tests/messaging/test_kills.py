"""Workers killed in the middle of sending: nothing is lost, what goes twice is bounded, and no code goes twice.

The same with web, database and gateway killed as well, and longer: `bench/messages_chaos.py`.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.utils import timezone

from trackchild.messaging import actions
from trackchild.messaging.models import Message
from trackchild.messaging.sending import BATCH
from trackchild.messaging.vocabulary import Channel, MessageClass, Status

from .imitations import a_server
from .sms import wait_for

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("nobody_left_behind"),
]
ROOT = Path(__file__).resolve().parents[2]
ALERTS, CODES, KILLS = 300, 60, 4
SLOWNESS = 0.02
"""Seconds the gateway takes for one message, so that a kill finds some on their way."""


@dataclass
class Gateway:
    """Takes every message, slowly, and counts by telephone."""

    got: Counter[str] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def answers(self, _path: str, headers: dict[str, str], _body: bytes) -> tuple[int, str]:
        with self._lock:
            self.got[headers["X-Kannel-To"]] += 1
        time.sleep(SLOWNESS)
        return 202, "0: Accepted for delivery"


@pytest.fixture
def gateway() -> Iterator[tuple[Gateway, dict[str, str]]]:
    counting = Gateway()
    with a_server(counting.answers) as url:
        database = django_settings.DATABASES["default"]
        inside = {
            "DATABASE_URL": f"postgresql://{database['USER']}@/{connection.settings_dict['NAME']}"
            f"?host={database['HOST']}",
            "TRACKCHILD_SMS_ROUTES": "kannel",
            "TRACKCHILD_KANNEL_URL": url,
            "TRACKCHILD_KANNEL_USER": "trackchild",
            "TRACKCHILD_KANNEL_PASSWORD": "x",
            "TRACKCHILD_LOG": "ERROR",
        }
        yield counting, {**os.environ, **inside}


def start_worker(environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "trackchild.console", "worker", "--concurrency", "1"],
        cwd=ROOT,
        env=environment,
        start_new_session=True,
    )


def kill(worker: "subprocess.Popen[bytes]") -> None:
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()


def queue(message_class: MessageClass, number: int) -> str:
    phone = f"9190{'1' if message_class == MessageClass.CODE else '2'}{number:07d}"
    now = timezone.now()
    actions.queue_message(
        channel=Channel.SMS,
        message_class=message_class,
        template="greeting",
        language="en",
        text="A sentence.",
        dedupe_key=phone,
        to_phone=f"+{phone}",
        at=now,
        expires_at=now + timedelta(minutes=5) if message_class == MessageClass.CODE else None,
    )
    return phone


def is_settled() -> bool:
    return not Message.objects.filter(status__in=[Status.WAITING, Status.CLAIMED]).exists()


def test_killed_workers_lose_nothing_and_repeat_no_code(
    gateway: tuple[Gateway, dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    counting, environment = gateway
    alerts = {queue(MessageClass.ALERT, number) for number in range(ALERTS)}
    codes = {queue(MessageClass.CODE, number) for number in range(CODES)}

    for step in range(1, KILLS + 1):
        worker = start_worker(environment)
        taken = sum(counting.got.values())
        wait_for(lambda: sum(counting.got.values()) > taken + 20 or is_settled(), "a message")  # noqa: B023
        kill(worker)
        # What the reaper does a minute later; the workers are dead, so nobody's claim is taken from her.
        monkeypatch.setattr(actions, "CLAIM_HOLDS", timedelta(0))
        actions.reap_stale_claims(at=timezone.now())
        assert step == KILLS or not is_settled(), "the kills came too late to prove anything"
    worker = start_worker(environment)
    wait_for(is_settled, "the end", patience=60)
    kill(worker)

    doubles = {phone: times - 1 for phone, times in counting.got.items() if times > 1}
    assert alerts <= set(counting.got), "no alert is lost"
    assert not codes & set(doubles), "no code goes twice"
    assert sum(doubles.values()) <= KILLS * BATCH, "one batch of the one job that ran, for each death"
    unsent = codes - set(counting.got)
    told = set(Message.objects.filter(status=Status.UNKNOWN).values_list("to_phone", flat=True))
    assert unsent <= {phone.removeprefix("+") for phone in told}, "a code that may not have gone is known as such"


def test_codes_overtake_a_crowd_of_digests(gateway: tuple[Gateway, dict[str, str]]) -> None:
    counting, environment = gateway
    for number in range(ALERTS):
        queue(MessageClass.DIGEST, number)
    worker = start_worker(environment)
    try:
        wait_for(lambda: counting.got, "the first message")
        code = queue(MessageClass.CODE, 1)
        wait_for(lambda: code in counting.got, "the code")
        assert sum(counting.got.values()) < ALERTS, "the code did not wait for the crowd"
    finally:
        kill(worker)
