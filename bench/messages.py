"""Messages through a real Kannel: how late behind a crowd, how many a second with receipts, how soon after an outage.

    .venv/bin/python bench/messages.py --crowd 20000 --outage 6000

Queues a crowd of digests through the product's own action, then alerts, urgent alerts and codes one by one behind it,
and reads from the rows when each was saved and when the gateway took it. Then stops the gateway, goes on saving, lets
two hours pass for what waits (its times are moved back, the rest is real), and brings the gateway back.
"""

import argparse
import tempfile
import time
from pathlib import Path

from messages_house import House, a_house, percentile, queue, tell, wait_for

TARGETS = {"ALERT": 60.0, "URGENT": 10.0, "CODE": 5.0}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--crowd", type=int, default=20_000, help="digests that wait (default 20,000)")
    parser.add_argument("--behind", type=int, default=40, help="messages of each kind behind them (default 40)")
    parser.add_argument("--outage", type=int, default=6_000, help="alerts saved while the gateway is away")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, a_house(Path(folder)) as house:
        crowd(house, options.crowd, options.behind)
        outage(house, options.outage)
    return 0


def crowd(house: House, digests: int, behind: int) -> None:
    from django.db import transaction

    from trackchild.messaging.models import Message, Receipt
    from trackchild.messaging.vocabulary import Status

    house.kill("messages")
    began = time.monotonic()
    for start in range(0, digests, 1000):
        with transaction.atomic():
            for number in range(start, min(start + 1000, digests)):
                queue("DIGEST", number)
    tell("saved in the crowd, a second", digests / (time.monotonic() - began))
    house.start("messages")
    wait_for(lambda: Message.objects.exclude(accepted_at=None).exists(), 60)
    number = 0
    while number < behind:
        for message_class in TARGETS:
            queue(message_class, number)
        number += 1
        time.sleep(0.25)
    waiting = Message.objects.filter(message_class="DIGEST", status=Status.WAITING).count()
    tell("digests still waiting when the last came", waiting)
    few = Message.objects.exclude(message_class="DIGEST")
    wait_for(lambda: few.exclude(accepted_at=None).count() == len(TARGETS) * behind, 120)
    for message_class, target in TARGETS.items():
        late = [
            (taken - saved).total_seconds()
            for taken, saved in few.filter(message_class=message_class).values_list("accepted_at", "created_at")
            if taken
        ]
        print(
            f"{message_class:>7}: save to gateway p50 {percentile(late, 0.5):.2f} s, p95 {percentile(late, 0.95):.2f} s"
            f" (target {target:.0f} s), {len(late)} of {behind}"
        )
    wait_for(lambda: not Message.objects.filter(status__in=[Status.WAITING, Status.CLAIMED]).exists(), 300)
    taken = list(
        Message.objects.filter(message_class="DIGEST").order_by("accepted_at").values_list("accepted_at", flat=True)
    )
    wait_for(lambda: not Message.objects.filter(status=Status.ACCEPTED).exists(), 120)
    last = Receipt.objects.order_by("-received_at").values_list("received_at", flat=True)[0]
    tell("taken by the gateway, a second", len(taken) / (taken[-1] - taken[0]).total_seconds())
    tell("with receipts back, a second (target 100)", Receipt.objects.count() / (last - taken[0]).total_seconds())
    tell("messages", Message.objects.count())
    arrived = house.arrived()
    tell("on telephones", len(arrived))
    tell("on telephones twice", sum(times - 1 for times in arrived.values()))


def outage(house: House, alerts: int) -> None:
    from datetime import timedelta

    from django.db.models import F

    from trackchild.messaging.models import Message, Route
    from trackchild.messaging.vocabulary import Status

    before = [timed(number) for number in range(50_000_000, 50_000_300)]
    wait_for(lambda: not Message.objects.filter(status=Status.WAITING).exists(), 60)
    house.kill("smsbox")
    during = [timed(number) for number in range(60_000_000, 60_000_000 + alerts)]
    tell("saving one message, ms p95, gateway up", 1000 * percentile(before, 0.95))
    tell("saving one message, ms p95, gateway away", 1000 * percentile(during, 0.95))
    waiting = Message.objects.filter(status__in=[Status.WAITING, Status.CLAIMED])
    ago = timedelta(hours=2)
    waiting.update(created_at=F("created_at") - ago)
    tell("waiting at the end of the outage", waiting.count())
    tell("most tries of one message", max(Message.objects.values_list("attempts", flat=True)))
    print("       route:", Route.objects.filter(name="kannel").values("weight", "errors", "closed_until").get())
    house.start("smsbox")
    took = wait_for(lambda: not waiting.exists(), 600)
    tell("seconds until the backlog was gone (target 600)", took)
    arrived = house.arrived()
    tell("of the outage's alerts on telephones", sum(1 for phone in arrived if phone.startswith("91936")))
    tell("lost", alerts - sum(1 for phone in arrived if phone.startswith("91936")))


def timed(number: int) -> float:
    began = time.perf_counter()
    queue("ALERT", number)
    return time.perf_counter() - began


if __name__ == "__main__":
    raise SystemExit(main())
