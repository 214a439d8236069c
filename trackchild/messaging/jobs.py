"""The jobs of this package: one for each lane. A job says that there is work; what is sent is what is due then."""

from django.utils import timezone

from trackchild.core.jobs import job, periodic

from . import sending
from .rules import job_of
from .vocabulary import Lane

LOOK_EVERY = "* * * * * */15"
"""Seconds: a lane is looked into without being asked, for a route that comes back and for a job that was lost."""


def _lane(lane: Lane) -> None:
    @job(job_of(lane), queue=lane)
    def deliver(*, message_id: int) -> None:
        """Send what is due; the message that asks for it may have gone with an earlier batch."""
        sending.deliver_due(lane=lane, clock=timezone.now)

    @periodic(f"look_into_{lane}", cron=LOOK_EVERY, queue=lane)
    def look_into(timestamp: int) -> None:
        """Send what is due although nobody said so."""
        sending.deliver_due(lane=lane, clock=timezone.now)


for _one in Lane:
    _lane(_one)
