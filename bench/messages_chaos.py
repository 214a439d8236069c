"""Kill workers, web, database and gateway while messages are saved and sent: what was lost, what went twice.

    .venv/bin/python bench/messages_chaos.py --seconds 90 --seed 1

A writer saves alerts and codes through the product's own action and remembers what was acknowledged (committed). Every
few seconds one process is killed outright and started again. When the last kill is over and everything is settled, the
telephones of the SMS centre are compared with what was acknowledged.
"""

import argparse
import random
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from messages_house import House, a_house, queue, tell, wait_for

KINDS = ("messages", "codes", "web", "database", "smsbox", "bearerbox")
CODES_IN = 8
"""Every eighth message is a code."""


class Writer(threading.Thread):
    """Saves messages until told to stop, and tries again when the database is away."""

    def __init__(self) -> None:
        super().__init__()
        self.stop = threading.Event()
        self.acknowledged: dict[str, str] = {}
        self.refused = 0

    def save(self, numbers: Sequence[int]) -> None:
        """Many at once, acknowledged when all are committed."""
        from django.db import transaction

        with transaction.atomic():
            phones = [queue("ALERT", number) for number in numbers]
        self.acknowledged |= dict.fromkeys(phones, "ALERT")

    def run(self) -> None:
        from django.db import DatabaseError, InterfaceError, connection

        number = 0
        while not self.stop.is_set():
            kind = "CODE" if number % CODES_IN == 0 else "ALERT"
            try:
                self.acknowledged[queue(kind, number)] = kind
                number += 1
            except (DatabaseError, InterfaceError):
                # The same number again: the key makes sure that it is saved once.
                self.refused += 1
                connection.close()
                time.sleep(0.5)
            time.sleep(0.01)
        connection.close()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=90, help="how long to kill (default 90)")
    parser.add_argument(
        "--crowd", type=int, default=3000, help="alerts that wait when the killing begins (default 3000)"
    )
    parser.add_argument("--seed", type=int, default=1, help="what is killed when (default 1)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, a_house(Path(folder)) as house:
        house.start("house")
        return trouble(house, options.crowd, options.seconds, random.Random(options.seed))


def trouble(house: House, crowd: int, seconds: int, chance: random.Random) -> int:
    writer, kills = Writer(), Counter[str]()
    house.kill("messages")
    writer.save(range(90_000_000, 90_000_000 + crowd))
    house.start("messages")
    writer.start()
    ends = time.monotonic() + seconds
    waiting = list(KINDS)
    while time.monotonic() < ends:
        time.sleep(chance.uniform(2, 5))
        # Each kind once before any comes twice.
        waiting = waiting or list(KINDS)
        kind = waiting.pop(chance.randrange(len(waiting)))
        strike(house, kind)
        kills[kind] += 1
        house.keep()
    writer.stop.set()
    writer.join()
    return reckon(house, writer, kills)


def strike(house: House, kind: str) -> None:
    if kind == "database":
        house.kill_database()
    else:
        house.kill(kind)
        house.start(kind)


def reckon(house: House, writer: Writer, kills: Counter[str]) -> int:
    from django.db import connection

    from trackchild.messaging.models import Message
    from trackchild.messaging.sending import BATCH

    connection.close()
    open_ones = Message.objects.filter(status__in=["WAITING", "CLAIMED"])

    def settled() -> bool:
        house.keep()
        return not open_ones.exists()

    took = wait_for(settled, 400, 1)
    wait_for(lambda: house.keep() or not Message.objects.filter(status="ACCEPTED").exists(), 60, 1)
    got = house.arrived()
    alerts = {phone for phone, kind in writer.acknowledged.items() if kind == "ALERT"}
    codes = set(writer.acknowledged) - alerts
    doubles = {phone: times - 1 for phone, times in got.items() if times > 1}
    rows = {phone.removeprefix("+"): status for phone, status in Message.objects.values_list("to_phone", "status")}
    of_ours = kills["messages"] + kills["codes"] + kills["database"]
    print("kills:", dict(kills), "  statuses:", dict(Counter(rows.values())))
    tell("saved and acknowledged", len(writer.acknowledged))
    tell("refused while the database was away, and tried again", writer.refused)
    tell("acknowledged without a row", len(set(writer.acknowledged) - set(rows)))
    tell("alerts that no telephone got", len(alerts - set(got)))
    tell("alerts that went twice", sum(times for phone, times in doubles.items() if phone in alerts))
    tell("  the bound: kills of ours x one batch", of_ours * BATCH)
    tell("codes that went twice", sum(times for phone, times in doubles.items() if phone in codes))
    tell(
        "codes not sent, and known not to be",
        sum(rows[phone] in {"UNKNOWN", "FAILED", "EXPIRED"} for phone in codes - set(got)),
    )
    tell(
        "codes not sent, and nobody knows", sum(rows[phone] in {"ACCEPTED", "DELIVERED"} for phone in codes - set(got))
    )
    tell("seconds until all was settled", took)
    return int(bool(alerts - set(got)))


if __name__ == "__main__":
    raise SystemExit(main())
