"""What happens by the clock: one line each. Every job may run twice, and late."""

from datetime import timedelta

from asgiref.sync import async_to_sync
from django.core.management import call_command
from django.utils import timezone

from trackchild.accounts import actions as accounts
from trackchild.alerts import calendar, clocks, counting, digests, ladder, monthly
from trackchild.alerts.vocabulary import Digest
from trackchild.cases.actions import handing, publication_ends
from trackchild.core.jobs import enqueue, job, periodic, queue
from trackchild.helpdesk import actions as helpdesk
from trackchild.matching import clocks as pair_clocks
from trackchild.matching import sweeping
from trackchild.messaging import actions as messaging
from trackchild.messaging import routing, watching
from trackchild.messaging.rules import TEXT_IS_KEPT
from trackchild.photos import faces_models
from trackchild.portal import actions as portal
from trackchild.workspaces import digesting
from trackchild.workspaces.gateways import calling as gateways

STALLED_AFTER_SECONDS = 60
CODES_KEPT = timedelta(days=2)


@periodic("reap_stale_claims", cron="* * * * *")
def reap_stale_claims(timestamp: int) -> None:
    """Messages claimed by a worker that died wait again; rows whose job was lost get a new one."""
    messaging.reap_stale_claims(at=timezone.now())
    messaging.sweep_waiting(at=timezone.now())
    messaging.give_up_on_receipts(at=timezone.now())


@periodic("watch_the_gateways", cron="* * * * *")
def watch_the_gateways(timestamp: int) -> None:
    """Routes gain and lose trust, gateways are asked how they are, alarms go on and off."""
    now = timezone.now()
    routing.review(at=now)
    watching.ask_gateways(at=now)
    gateways.call_operators(watching.sound_alarms(at=now), at=now)


@periodic("retry_stalled_jobs", cron="* * * * *")
def retry_stalled_jobs(timestamp: int) -> None:
    """Jobs that a killed worker left as running are given to another."""
    jobs = queue().job_manager
    for stalled in async_to_sync(jobs.get_stalled_jobs)(seconds_since_heartbeat=STALLED_AFTER_SECONDS):
        if stalled.id is not None:
            jobs.retry_job_by_id(stalled.id, retry_at=timezone.now())


@periodic("expire_candidates", cron="15 2 * * *")
def expire_candidates(timestamp: int) -> None:
    """Pairs nobody decided in 30 days are called overdue; they stay alive."""
    sweeping.expire_pairs(at=timezone.now())


@periodic("weigh_everything_again", cron="0 1 * * *")
def weigh_everything_again(timestamp: int) -> None:
    """The nightly round: the open records, of a large register a night's share, are weighed anew against all."""
    sweeping.nightly_round(at=timezone.now())


@periodic("watch_pairs", cron="*/15 * * * *")
def watch_pairs(timestamp: int) -> None:
    """Possible matches nobody has looked at or decided in time."""
    pair_clocks.sweep(at=timezone.now())


@periodic("encode_what_lacks", cron="*/10 * * * *")
def encode_what_lacks(timestamp: int) -> None:
    """Photographs the present encoder has not seen yet are given to it; a new encoder takes over when none is left."""
    faces_models.encode_what_lacks(at=timezone.now())


@periodic("forget_what_is_over", cron="30 3 * * *")
def forget_what_is_over(timestamp: int) -> None:
    """Sessions that ended and counts of tries that no longer matter."""
    call_command("clearsessions")
    accounts.forget_old_tries(at=timezone.now())
    messaging.forget_old(before=timezone.now() - CODES_KEPT)
    messaging.forget_texts(before=timezone.now() - TEXT_IS_KEPT)
    portal.purge_drafts(at=timezone.now())


@periodic("end_publications", cron="*/5 * * * *")
def end_publications(timestamp: int) -> None:
    """The end of appeals that stand no more is written down; they were hidden at the moment itself."""
    publication_ends.end_publications(at=timezone.now())


@periodic("note_majorities", cron="45 0 * * *")
def note_majorities(timestamp: int) -> None:
    """Children who became eighteen while they are searched: said once, and the search goes on."""
    handing.note_majorities(at=timezone.now())


@periodic("let_tickets_lapse", cron="15 3 * * *")
def let_tickets_lapse(timestamp: int) -> None:
    """Tickets nobody came back to end by themselves."""
    helpdesk.let_tickets_lapse(at=timezone.now())


@periodic("climb_ladder", cron="*/5 * * * *")
def climb_ladder(timestamp: int) -> None:
    """Duties nobody opened in time are told one rung higher."""
    ladder.climb(at=timezone.now())


@periodic("sweep_clocks", cron="*/10 * * * *")
def sweep_clocks(timestamp: int) -> None:
    """Legal times that ran out, or soon will, are said to those in charge."""
    clocks.sweep(at=timezone.now())


# Crons are read in universal time: 19:30 is one o'clock in the Indian night, 03:00 half past eight, 03:30 nine.
@periodic("keep_month", cron="30 19 * * *")
def keep_month(timestamp: int) -> None:
    """The month that ended is counted once, in the night after it."""
    now = timezone.now()
    counting.keep_month(calendar.month_before(calendar.day_in_india(now)), at=now)


@periodic("tell_month", cron="30 3 1-7 * *")
def tell_month(timestamp: int) -> None:
    """On the first working day, and on the days after it whoever was missed, every magistrate and superintendent."""
    now = timezone.now()
    today = calendar.day_in_india(now)
    if today >= calendar.first_working_day(today):
        counting.keep_month(calendar.month_before(today), at=now)
        monthly.send_month(calendar.month_before(today), at=now)


@periodic("daily_digests", cron="0 3 * * 1-5")
def daily_digests(timestamp: int) -> None:
    """Every working morning, one job for each person: one that fails keeps no other waiting."""
    _enqueue_digests(Digest.DAILY)


@periodic("weekly_digests", cron="0 3 * * 1")
def weekly_digests(timestamp: int) -> None:
    """On Mondays."""
    _enqueue_digests(Digest.WEEKLY)


def _enqueue_digests(period: Digest) -> None:
    for posting_id in digests.due_postings(period):
        enqueue("send_digest", posting_id=posting_id, period=period.value)


@job("send_digest")
def send_digest(*, posting_id: int, period: str) -> None:
    """One person's digest of today."""
    now = timezone.now()
    digesting.send(posting_id=posting_id, period=Digest(period), day=calendar.day_in_india(now), at=now)
