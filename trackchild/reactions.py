"""What happens after what: one table. Every change writes a line of the timeline; a worker runs that line's reactions.

A reaction may run twice (a worker can die between doing and saying so): each upserts or uses a key that is taken once.
Matching is not here: triggers feed the matcher whenever a description or a stage changes, whoever changed it.
"""

from collections.abc import Callable

from django.utils import timezone

from trackchild.alerts import actions as alert_actions
from trackchild.alerts import watching
from trackchild.cases.models import TimelineEvent
from trackchild.cases.states import Event
from trackchild.cases.timeline import REACT
from trackchild.core.jobs import job
from trackchild.matching import agents
from trackchild.matching.models import AgentHit, Candidate
from trackchild.placements import actions as placement_actions

Reaction = Callable[[TimelineEvent], None]


def alert_people(event: TimelineEvent) -> None:
    """Tell everybody whom the alert table names for this event."""
    alert_actions.alert_people(event_id=event.pk, at=timezone.now())


def keep_placement(event: TimelineEvent) -> None:
    """The child's stay in a home is written down when it is admitted."""
    if event.found:
        placement_actions.keep_placement(found=event.found, at=event.at)


def stop_restoration(event: TimelineEvent) -> None:
    """A confirmation was reversed: the way to the wrong family ends here."""
    if event.found:
        placement_actions.stop_after_reversal(found=event.found, at=event.at)


def watch_record(event: TimelineEvent) -> None:
    """Saved searches are asked about a record that is new or says something new."""
    record = event.case or event.found
    if record is not None:
        _tell_watchers(agents.watch_record(record, at=timezone.now()))


def watch_pair(event: TimelineEvent) -> None:
    """Saved searches are asked about a pair of the matcher."""
    if event.candidate_id and (pair := Candidate.objects.with_sides().filter(pk=event.candidate_id).first()):
        _tell_watchers(agents.watch_pair(pair, at=timezone.now()))


def _tell_watchers(hits: list[AgentHit]) -> None:
    for news in agents.news_of(hits):
        watching.tell(posting=news.posting, count=news.count, agent_id=news.agent_id, at=timezone.now())


ALERT: tuple[Reaction, ...] = (alert_people,)
WATCH: tuple[Reaction, ...] = (watch_record,)
NOTHING: tuple[Reaction, ...] = ()

REACTIONS: dict[Event, tuple[Reaction, ...]] = {
    Event.REPORTED: ALERT,
    Event.REPORT_ROUTED: ALERT,
    Event.REPORT_ACKNOWLEDGED: ALERT,
    Event.REPORT_CONVERTED: ALERT,
    Event.REPORT_MERGED: ALERT,
    Event.REPORT_REFUSED: ALERT,
    Event.REPORT_CALLED_SPAM: NOTHING,
    Event.REPORT_SPAM: NOTHING,
    Event.REPORT_CLOSED: NOTHING,
    Event.INFORMATION_ADDED: ALERT,
    Event.FAMILY_COMPLAINED: ALERT,
    Event.GUARDED: NOTHING,
    Event.UNGUARDED: NOTHING,
    Event.DRAFTED: NOTHING,
    Event.DISCARDED: NOTHING,
    Event.INTIMATED: (watch_record, alert_people),
    Event.NOT_A_CASE: ALERT,
    Event.FIR_REGISTERED: ALERT,
    Event.NO_FIR_REASON: ALERT,
    Event.INVESTIGATION_BEGUN: ALERT,
    Event.RISK_GRADED: ALERT,
    Event.NOTED: NOTHING,
    Event.FORM_CORRECTED: WATCH,
    Event.TRANSFER_OFFERED: ALERT,
    Event.TRANSFERRED: (watch_record, alert_people),
    Event.TRANSFER_REFUSED: ALERT,
    Event.HANDED_TO_AHTU: ALERT,
    Event.ATTAINED_MAJORITY: ALERT,
    Event.PUBLISHED: ALERT,
    Event.WITHDRAWN: ALERT,
    Event.TRACED: ALERT,
    Event.TRACED_NOT_RETURNED: ALERT,
    Event.TRACING_REVERSED: ALERT,
    Event.RECOVERED: (watch_record, alert_people),
    Event.CASE_PRODUCED: NOTHING,
    Event.CASE_RESTORED: ALERT,
    Event.BODY_IDENTIFIED: ALERT,
    Event.CLOSURE_PROPOSED: ALERT,
    Event.CLOSED: ALERT,
    Event.REOPENED: ALERT,
    Event.IMPORTED: NOTHING,
    Event.ADOPTED: (watch_record, alert_people),
    Event.CHARGE_TAKEN: (watch_record, alert_people),
    Event.FOUND_REPORTED: (watch_record, alert_people),
    Event.PRODUCED: (watch_record, alert_people),
    Event.PLACED: (watch_record, alert_people),
    Event.ADMITTED: (keep_placement, watch_record, alert_people),
    Event.INQUIRY_ORDERED: ALERT,
    Event.INQUIRY_SUBMITTED: ALERT,
    Event.TRACING_EFFORT: NOTHING,
    Event.IDENTITY_FOUND: WATCH,
    Event.IDENTITY_WITHDRAWN: NOTHING,
    Event.FINAL_ORDER: ALERT,
    Event.RESTORATION_PROPOSED: ALERT,
    Event.RESTORATION_STEP: NOTHING,
    Event.RESTORATION_ORDERED: ALERT,
    Event.RESTORATION_CANCELLED: ALERT,
    Event.HANDED_OVER: ALERT,
    Event.FOLLOWED_UP: ALERT,
    Event.BREAKDOWN: ALERT,
    Event.LONG_TERM_CARE: NOTHING,
    Event.WENT_ON_LEAVE: NOTHING,
    Event.CAME_BACK: ALERT,
    Event.RAN_AWAY: ALERT,
    Event.HOME_CHANGED: (watch_record, alert_people),
    Event.AGED_OUT: ALERT,
    Event.FOUND_DIED: ALERT,
    Event.FOUND_CLOSED: NOTHING,
    Event.MATCH_SUGGESTED: (watch_pair, alert_people),
    Event.MATCH_OPINION: ALERT,
    Event.MATCH_KEY_TURNED: ALERT,
    Event.MATCH_CONFIRMED: ALERT,
    Event.MATCH_REJECTED: ALERT,
    Event.MATCH_EXPIRED: ALERT,
    Event.MATCH_REVERSED: (stop_restoration, alert_people),
    Event.MATCH_RENEWED: (watch_pair, alert_people),
    Event.MERGE_PROPOSED: ALERT,
    Event.MERGED: ALERT,
    Event.MERGE_DISMISSED: ALERT,
    Event.UNMERGED: ALERT,
    Event.CLOCK_DUE: ALERT,
}


@job(REACT, queue="alerts")
def react_to_event(*, event_id: int) -> None:
    """Run the reactions of one line of the timeline."""
    event = TimelineEvent.objects.select_related("case", "found", "report").get(pk=event_id)
    for reaction in REACTIONS[Event(event.kind)]:
        reaction(event)
