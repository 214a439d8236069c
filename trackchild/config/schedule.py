"""What happens by the clock: one line each. Every job may run twice, and late."""

from datetime import timedelta

from asgiref.sync import async_to_sync
from django.core.management import call_command
from django.utils import timezone

from trackchild.accounts import actions as accounts
from trackchild.core.jobs import periodic, queue
from trackchild.helpdesk import actions as helpdesk
from trackchild.matching import sweeping
from trackchild.messaging import actions as messaging
from trackchild.portal import actions as portal

STALLED_AFTER_SECONDS = 60
CODES_KEPT = timedelta(days=2)


@periodic("reap_stale_claims", cron="* * * * *")
def reap_stale_claims(timestamp: int) -> None:
    """Messages claimed by a worker that died wait again; rows whose job was lost get a new one."""
    messaging.reap_stale_claims(at=timezone.now())
    messaging.sweep_waiting(at=timezone.now())


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
    """The nightly round: every open record is weighed anew against the whole register."""
    sweeping.weigh_all_again(at=timezone.now())


@periodic("forget_what_is_over", cron="30 3 * * *")
def forget_what_is_over(timestamp: int) -> None:
    """Sessions that ended and counts of tries that no longer matter."""
    call_command("clearsessions")
    accounts.forget_old_tries(at=timezone.now())
    messaging.forget_old(before=timezone.now() - CODES_KEPT)
    portal.purge_drafts(at=timezone.now())


@periodic("let_tickets_lapse", cron="15 3 * * *")
def let_tickets_lapse(timestamp: int) -> None:
    """Tickets nobody came back to end by themselves."""
    helpdesk.let_tickets_lapse(at=timezone.now())
