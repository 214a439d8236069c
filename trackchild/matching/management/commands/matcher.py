"""Run the matcher: load the open register, weigh every change as the database announces it, answer forms between."""

import logging
import signal
import threading
import time
from typing import Any

import psycopg
from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, close_old_connections
from django.utils import timezone
from psycopg_pool import PoolTimeout

from trackchild.matching import answering, answering_faces
from trackchild.matching.matcher import Matcher

log = logging.getLogger(__name__)
ONE_MATCHER = 7_421_001  # the number of the advisory lock that only one matcher holds
PULSE_SECONDS = 5.0
AWAY = (OperationalError, InterfaceError, PoolTimeout, psycopg.OperationalError)


class Command(BaseCommand):
    help = __doc__ or ""

    def handle(self, *_args: Any, **_options: Any) -> None:
        self._stop = threading.Event()
        signal.signal(signal.SIGTERM, lambda *_signal: self._stop.set())
        signal.signal(signal.SIGINT, lambda *_signal: self._stop.set())
        while not self._stop.is_set():
            try:
                with self._listen() as announcements:
                    self._run(announcements)
            except AWAY as away:
                # The memory is dropped with the connection: what changed meanwhile waits in the table, and a fresh
                # load is the only proof that nothing else did.
                log.warning("the database is away (%s), trying again", type(away).__name__)
                close_old_connections()
                self._stop.wait(1.0)

    def _listen(self) -> psycopg.Connection[Any]:
        database = settings.DATABASES["default"]
        listening = psycopg.connect(
            dbname=database["NAME"],
            user=database["USER"],
            password=database["PASSWORD"],
            host=database["HOST"],
            port=database["PORT"] or None,
            autocommit=True,
        )
        while not self._stop.is_set():
            locked = listening.execute("SELECT pg_try_advisory_lock(%s)", [ONE_MATCHER]).fetchone()
            if locked and locked[0]:
                break
            self.stdout.write("another matcher holds the register; waiting for it to end")
            self._stop.wait(2.0)
        listening.execute("LISTEN description_changed")
        listening.execute(f"LISTEN {answering.ASKED}")
        return listening

    def _run(self, announcements: psycopg.Connection[Any]) -> None:
        began = time.monotonic()
        matcher = Matcher()
        held = matcher.load()
        self.stdout.write(f"matcher: {held} records held after {time.monotonic() - began:.1f} s")
        next_pulse = 0.0
        # The listening connection commits by itself: an answer is read at once, whatever batch is being weighed.
        desk = announcements.cursor()

        def answer() -> int:
            now = timezone.now()
            return answering.answer_waiting(desk, matcher.register, at=now) + answering_faces.answer_faces(
                desk, matcher.register, at=now
            )

        while not self._stop.is_set():
            if time.monotonic() >= next_pulse:
                matcher.pulse()
                answering.forget_old(desk, at=timezone.now())
                answering_faces.forget_faces(desk, at=timezone.now())
                next_pulse = time.monotonic() + PULSE_SECONDS
            if not answer() and not matcher.take_changes(between=answer):
                for _announcement in announcements.notifies(timeout=1.0, stop_after=1):
                    pass
