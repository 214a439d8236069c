"""Who is told what, by which way and how soon: one table over the events of the timeline (domain paper, section 6.1).

Every event has its row. An empty one says out loud that nobody is told.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from trackchild.cases.states import Event as E
from trackchild.messaging.vocabulary import Channel

from .texts import Template as T
from .vocabulary import BULK, CITIZENS, POLICE_AUDIENCES, Audience, Duty, Ladder, Urgency

__all__ = ["ALERT_RULES", "BULK", "CITIZENS", "AlertRule", "Audience", "Urgency", "send_from"]
IST = ZoneInfo("Asia/Kolkata")
DAY_BEGINS, DAY_ENDS = time(9, 0), time(20, 30)


@dataclass(frozen=True, slots=True)
class AlertRule:
    """One audience of one event. With `when`, only if the event carries this fact.

    `within` is what is promised from the event to the gateway. With a `duty` an unopened message climbs a ladder, and
    no preference of the reader switches it off.
    """

    audience: Audience
    template: T
    channels: tuple[Channel, ...]
    urgency: Urgency = Urgency.AT_ONCE
    when: tuple[str, object] | None = None
    within: timedelta = timedelta(minutes=5)
    duty: Duty | None = None

    def applies(self, facts: Mapping[str, Any]) -> bool:
        """Whether the event's facts ask for this row."""
        return self.when is None or facts.get(self.when[0]) == self.when[1]


def send_from(urgency: Urgency, at: datetime) -> datetime:
    """The moment from which a message may go out: now, or in the day hours of India."""
    here = at.astimezone(IST)
    if urgency is Urgency.AT_ONCE or DAY_BEGINS <= here.time() < DAY_ENDS:
        return at
    day = here.date() if here.time() < DAY_BEGINS else here.date() + timedelta(days=1)
    return datetime.combine(day, DAY_BEGINS, tzinfo=IST)


def _family(template: T, audience: Audience = Audience.COMPLAINANT, *, urgency: Urgency = Urgency.AT_ONCE) -> AlertRule:
    """A citizen is told by SMS, and by e-mail where an address is known."""
    return AlertRule(audience, template, (Channel.SMS, Channel.EMAIL), urgency)


def _call(audience: Audience, template: T, *, when: tuple[str, object] | None = None) -> AlertRule:
    """An office has to act: in the application and by SMS, and up the ladder when nobody opens it in a day."""
    ladder = Ladder.CASE if audience in POLICE_AUDIENCES else Ladder.CARE
    return AlertRule(audience, template, (Channel.APP, Channel.SMS), when=when, duty=Duty(ladder, A_DAY))


def _urgent_call(audience: Audience, template: T, *, when: tuple[str, object] | None = None) -> AlertRule:
    """The same where a child is in danger: two hours, then the next rung."""
    rule = _call(audience, template, when=when)
    assert rule.duty is not None
    return replace(rule, duty=Duty(rule.duty.ladder, TWO_HOURS))


def _search(
    template: T, *audiences: Audience, urgency: Urgency, when: tuple[str, object] | None = None
) -> tuple[AlertRule, ...]:
    """Officers in numbers are asked to look around; a critical search does not wait for the morning."""
    within = timedelta(minutes=5 if urgency is Urgency.AT_ONCE else 15)
    return tuple(
        AlertRule(audience, template, (Channel.APP, Channel.SMS), urgency, when, within) for audience in audiences
    )


def _note(audience: Audience, template: T, *, when: tuple[str, object] | None = None) -> AlertRule:
    """An office should know: in the application only."""
    return AlertRule(audience, template, (Channel.APP,), when=when)


def _note_all(template: T, *audiences: Audience) -> tuple[AlertRule, ...]:
    return tuple(_note(audience, template) for audience in audiences)


A = Audience
A_DAY, TWO_HOURS = timedelta(hours=24), timedelta(hours=2)
NOBODY: tuple[AlertRule, ...] = ()
_PAIR_APPEARS = (
    _call(A.CASE_KEY, T.PAIR_SUGGESTED),
    _call(A.COMMITTEE, T.PAIR_SUGGESTED),
    *_note_all(T.PAIR_SUGGESTED, A.CASE_OFFICE, A.HOME, A.KEEPER),
)
_OF_A_RECORD = (A.CASE_OFFICE, A.FIRST_STATION, A.HOME, A.KEEPER, A.COMMITTEE)
_SEARCH_ENDS = (
    AlertRule(A.ALERTED, T.SEARCH_ENDED, (Channel.APP, Channel.SMS), Urgency.DAYTIME),
    AlertRule(A.SUBSCRIBERS_TOLD, T.DISTRICT_NOTICE_ENDED, (Channel.SMS,), Urgency.DAYTIME),
)
_AROUND = (A.DISTRICT_STATIONS, A.NEIGHBOUR_STATIONS, A.CORRIDOR_RAILWAY, A.DISTRICT_HOMES, A.DISTRICT_COMMITTEE)
_MAY_BE_YOURS = _note_all(T.FOUND_MAY_BE_YOURS, A.ORIGIN_STATIONS, A.ORIGIN_NODAL)

ALERT_RULES: dict[E, tuple[AlertRule, ...]] = {
    # Supreme Court, 14-10-2025: every complaint reaches the state nodal officer at the same time as the station.
    E.REPORTED: (
        _family(T.REPORT_RECEIVED, A.REPORTER),
        _call(A.REPORT_DESK, T.NEW_REPORT),
        _call(A.STATE_NODAL, T.NEW_REPORT),
        _call(A.SUPERINTENDENT, T.FIR_REFUSED, when=("fir_refused", True)),
        _urgent_call(A.DCPU, T.CHILD_IN_DANGER, when=("in_danger", True)),
        _urgent_call(A.SJPU, T.CHILD_IN_DANGER, when=("in_danger", True)),
    ),
    E.REPORT_ROUTED: (_call(A.REPORT_DESK, T.NEW_REPORT),),
    E.REPORT_ACKNOWLEDGED: (_family(T.REPORT_READ, A.REPORTER),),
    E.REPORT_CONVERTED: (_family(T.REPORT_TAKEN_UP, A.REPORTER),),
    E.REPORT_MERGED: (_family(T.REPORT_JOINED, A.REPORTER, urgency=Urgency.DAYTIME),),
    E.REPORT_REFUSED: (_family(T.REPORT_ENDED, A.REPORTER, urgency=Urgency.DAYTIME),),
    E.REPORT_CALLED_SPAM: NOBODY,
    E.REPORT_SPAM: NOBODY,
    E.REPORT_CLOSED: NOBODY,
    E.INFORMATION_ADDED: (_call(A.REPORT_DESK, T.NEW_INFORMATION), _note(A.CASE_OFFICE, T.NEW_INFORMATION)),
    E.FAMILY_COMPLAINED: (
        _call(A.SUPERINTENDENT, T.FAMILY_COMPLAINS),
        *_note_all(T.FAMILY_COMPLAINS, A.DCPU, A.STATE_NODAL),
    ),
    # Whom a record is guarded against must not learn of it.
    E.GUARDED: NOBODY,
    E.UNGUARDED: NOBODY,
    E.DRAFTED: NOBODY,
    E.DISCARDED: NOBODY,
    E.INTIMATED: (
        _family(T.COMPLAINT_ENTERED),
        _note(A.SJPU, T.CASE_ENTERED),
        *_search(T.MISSING_NOTICE, A.DISTRICT_STATIONS, urgency=Urgency.DAYTIME),
        *_note_all(T.MISSING_NOTICE, A.NEIGHBOUR_STATIONS, A.CORRIDOR_RAILWAY),
        *_note_all(T.MISSING_NOTICE, A.DISTRICT_HOMES, A.DISTRICT_COMMITTEE, A.DCPU),
    ),
    E.NOT_A_CASE: (
        _family(T.COMPLAINT_DISMISSED, urgency=Urgency.DAYTIME),
        _note(A.SJPU, T.DISMISSAL_TO_REVIEW),
        *_SEARCH_ENDS,
    ),
    E.FIR_REGISTERED: (_family(T.FIR_FOR_FAMILY), *_note_all(T.FIR_ENTERED, A.SJPU, A.STATE_NODAL)),
    E.NO_FIR_REASON: _note_all(T.NO_FIR_YET, A.SUPERINTENDENT, A.SJPU),
    E.INVESTIGATION_BEGUN: (_family(T.OFFICER_NAMED, urgency=Urgency.DAYTIME),),
    E.RISK_GRADED: (
        *(
            _urgent_call(audience, T.CASE_CRITICAL, when=("grade", "CRITICAL"))
            for audience in (A.SJPU, A.AHTU, A.SUPERINTENDENT, A.STATE_NODAL)
        ),
        *_search(T.CRITICAL_NOTICE, *_AROUND, urgency=Urgency.AT_ONCE, when=("grade", "CRITICAL")),
    ),
    E.NOTED: NOBODY,
    E.FORM_CORRECTED: NOBODY,
    E.TRANSFER_OFFERED: (_call(A.RECEIVER, T.TRANSFER_ASKED),),
    E.TRANSFERRED: (
        _family(T.CASE_MOVED, urgency=Urgency.DAYTIME),
        *_note_all(T.TRANSFER_DONE, A.FIRST_STATION, A.CASE_OFFICE, A.SJPU),
    ),
    E.TRANSFER_REFUSED: (_note(A.CASE_OFFICE, T.TRANSFER_DECLINED),),
    E.HANDED_TO_AHTU: (
        _call(A.CASE_OFFICE, T.CASE_FOR_AHTU),
        *_note_all(T.CASE_FOR_AHTU, A.FIRST_STATION, A.SUPERINTENDENT),
        _family(T.CASE_MOVED, urgency=Urgency.DAYTIME),
    ),
    E.ATTAINED_MAJORITY: (_note(A.CASE_OFFICE, T.NOW_OF_AGE),),
    E.PUBLISHED: (
        _family(T.CARD_SHOWN, urgency=Urgency.DAYTIME),
        *_note_all(T.CARD_OUT, A.CASE_OFFICE, A.SJPU),
        AlertRule(A.SUBSCRIBERS, T.DISTRICT_NOTICE, (Channel.SMS,), Urgency.DAYTIME),
    ),
    # The search may go on without the card: only those who pass the card on are told.
    E.WITHDRAWN: (
        *_note_all(T.CARD_BACK, A.CASE_OFFICE, A.FIRST_STATION),
        AlertRule(A.SUBSCRIBERS_TOLD, T.DISTRICT_NOTICE_ENDED, (Channel.SMS,), Urgency.DAYTIME),
    ),
    E.TRACED: (
        _family(T.NEWS),
        _family(T.REPORT_HELPED, A.REPORTER, urgency=Urgency.DAYTIME),
        _call(A.FIRST_STATION, T.CASE_TRACED),
        *_note_all(T.CASE_TRACED, A.CASE_OFFICE, A.SJPU, A.SUPERINTENDENT),
        *_SEARCH_ENDS,
    ),
    E.TRACED_NOT_RETURNED: _note_all(T.NOT_RETURNED, A.CASE_OFFICE, A.SUPERINTENDENT),
    E.TRACING_REVERSED: (
        _family(T.SEARCH_GOES_ON),
        _call(A.CASE_OFFICE, T.TRACING_UNDONE),
        *_note_all(T.TRACING_UNDONE, A.FIRST_STATION, A.SUPERINTENDENT),
    ),
    E.RECOVERED: (_family(T.NEWS), *_note_all(T.CHILD_RECOVERED, A.FIRST_STATION, A.SUPERINTENDENT)),
    E.CASE_PRODUCED: NOBODY,
    E.CASE_RESTORED: (
        _family(T.THANKS, urgency=Urgency.DAYTIME),
        *_note_all(T.CASE_RESTORED, A.CASE_OFFICE, A.FIRST_STATION, A.SUPERINTENDENT),
    ),
    # A family learns of a death from a person, never from an SMS.
    E.BODY_IDENTIFIED: _note_all(T.SAD_END_OF_CASE, A.CASE_OFFICE, A.SUPERINTENDENT, A.STATE_NODAL),
    E.CLOSURE_PROPOSED: (_note(A.SUPERINTENDENT, T.CLOSURE_ASKED),),
    E.CLOSED: (
        _family(T.CASE_CLOSED, urgency=Urgency.DAYTIME),
        *_note_all(T.CLOSURE_DONE, A.CASE_OFFICE, A.FIRST_STATION),
        *_SEARCH_ENDS,
    ),
    E.REOPENED: (_family(T.SEARCH_GOES_ON, urgency=Urgency.DAYTIME), _call(A.CASE_OFFICE, T.CASE_REOPENED)),
    # Imported records are a list to work through, not news.
    E.IMPORTED: NOBODY,
    E.ADOPTED: (_note(A.CASE_OFFICE, T.CASE_ADOPTED),),
    E.CHARGE_TAKEN: (_call(A.COMMITTEE, T.TO_PRODUCE), _note(A.DCPU, T.TO_PRODUCE), *_MAY_BE_YOURS),
    E.FOUND_REPORTED: (*_note_all(T.TO_PRODUCE, A.COMMITTEE, A.DCPU), *_MAY_BE_YOURS),
    E.PRODUCED: _note_all(T.PRODUCED, A.KEEPER, A.HOME, A.DCPU),
    E.PLACED: (_call(A.HOME, T.TO_ADMIT), *_note_all(T.TO_ADMIT, A.KEEPER, A.DCPU)),
    E.ADMITTED: (_call(A.COMMITTEE, T.ADMITTED), *_note_all(T.ADMITTED, A.DCPU, A.KEEPER)),
    E.INQUIRY_ORDERED: (_call(A.DCPU, T.INQUIRY_ASKED),),
    E.INQUIRY_SUBMITTED: (_note(A.COMMITTEE, T.INQUIRY_DONE),),
    E.TRACING_EFFORT: NOBODY,
    E.IDENTITY_FOUND: NOBODY,
    E.IDENTITY_WITHDRAWN: NOBODY,
    E.FINAL_ORDER: _note_all(T.FINAL_ORDER, A.HOME, A.DCPU),
    E.RESTORATION_PROPOSED: _note_all(T.WAY_HOME_BEGUN, A.HOME, A.DCPU),
    E.RESTORATION_STEP: NOBODY,
    E.RESTORATION_ORDERED: (
        _call(A.HOME, T.WAY_HOME_ORDERED),
        _call(A.DCPU, T.WAY_HOME_ORDERED),
        *_note_all(T.WAY_HOME_ORDERED, A.CASE_OFFICE, A.FIRST_STATION),
    ),
    E.RESTORATION_CANCELLED: _note_all(T.WAY_HOME_STOPPED, A.HOME, A.DCPU, A.CASE_OFFICE),
    E.HANDED_OVER: _note_all(T.HANDED_OVER, A.COMMITTEE, A.DCPU, A.CASE_OFFICE, A.FIRST_STATION),
    E.FOLLOWED_UP: (_note(A.COMMITTEE, T.VISITED),),
    E.BREAKDOWN: (
        _call(A.COMMITTEE, T.CARE_AGAIN),
        _call(A.DCPU, T.CARE_AGAIN),
        _note(A.CASE_OFFICE, T.CARE_AGAIN),
    ),
    E.LONG_TERM_CARE: NOBODY,
    E.WENT_ON_LEAVE: NOBODY,
    E.CAME_BACK: _note_all(T.CAME_BACK, A.COMMITTEE, A.DCPU),
    E.RAN_AWAY: (
        *_search(T.RAN_AWAY, A.STATIONS_AROUND_HOME, urgency=Urgency.AT_ONCE),
        *(_urgent_call(audience, T.RAN_AWAY) for audience in (A.COMMITTEE, A.DCPU)),
        _note(A.STATE_NODAL, T.RAN_AWAY),
    ),
    E.HOME_CHANGED: (_call(A.HOME, T.TO_ADMIT), _note(A.DCPU, T.TO_ADMIT)),
    E.AGED_OUT: _note_all(T.AGED_OUT, A.DCPU, A.HOME),
    E.FOUND_DIED: _note_all(T.SAD_END_IN_CARE, A.COMMITTEE, A.DCPU, A.SUPERINTENDENT, A.STATE_NODAL),
    E.FOUND_CLOSED: NOBODY,
    E.MATCH_SUGGESTED: _PAIR_APPEARS,
    E.MATCH_OPINION: _note_all(T.PAIR_OPINION, A.COMMITTEE, A.CASE_OFFICE),
    E.MATCH_KEY_TURNED: (
        _call(A.COMMITTEE, T.PAIR_AWAITS_YOU, when=("side", "missing")),
        _note(A.HOME, T.PAIR_AWAITS_YOU, when=("side", "missing")),
        _call(A.CASE_KEY, T.PAIR_AWAITS_YOU, when=("side", "found")),
        _note(A.CASE_OFFICE, T.PAIR_AWAITS_YOU, when=("side", "found")),
    ),
    # The family is told by the line TRACED that the same decision writes.
    E.MATCH_CONFIRMED: (
        *(_call(audience, T.PAIR_CONFIRMED) for audience in (A.CASE_KEY, A.FIRST_STATION, A.COMMITTEE, A.HOME)),
        *_note_all(T.PAIR_CONFIRMED, A.CASE_OFFICE, A.KEEPER, A.DCPU),
        _family(T.REPORT_HELPED, A.FINDER, urgency=Urgency.DAYTIME),
    ),
    E.MATCH_REJECTED: _note_all(T.PAIR_REJECTED, A.CASE_OFFICE, A.COMMITTEE, A.HOME),
    E.MATCH_EXPIRED: _note_all(T.PAIR_OVERDUE, A.CASE_OFFICE, A.COMMITTEE, A.HOME, A.SJPU, A.DCPU),
    E.MATCH_REVERSED: (
        *(_call(audience, T.PAIR_UNDONE) for audience in (A.CASE_OFFICE, A.COMMITTEE, A.HOME)),
        *_note_all(T.PAIR_UNDONE, A.FIRST_STATION, A.KEEPER, A.DCPU, A.SUPERINTENDENT),
    ),
    E.MATCH_RENEWED: _PAIR_APPEARS,
    # The second person sits in an office of either record; a family hears nothing of numbers joined in an office.
    E.MERGE_PROPOSED: (
        *(_call(audience, T.MERGE_PROPOSED) for audience in (A.CASE_KEY, A.HOME, A.COMMITTEE)),
        *_note_all(T.MERGE_PROPOSED, A.CASE_OFFICE, A.KEEPER),
    ),
    E.MERGED: _note_all(T.MERGE_DONE, *_OF_A_RECORD),
    E.MERGE_DISMISSED: tuple(_note(one, T.MERGE_REFUSED, when=("proposed", True)) for one in _OF_A_RECORD),
    E.UNMERGED: _note_all(T.MERGE_UNDONE, *_OF_A_RECORD),
    # A clock ran out or soon will; the sweep in `clocks.py` writes the line, once for each case and clock.
    E.CLOCK_DUE: (
        # A possible match that nobody looks at: both sides, then the rungs of domain paper 5.8, one clock apart.
        *(
            _call(audience, T.PAIR_NOT_SEEN, when=("clock", f"FIRST_LOOK{rung}"))
            for rung, audiences in (
                ("", (A.CASE_KEY, A.HOME, A.COMMITTEE)),
                ("_2", (A.SJPU, A.SUPERINTENDENT, A.COMMITTEE, A.DCPU)),
                ("_3", (A.STATE_NODAL, A.AHTU, A.DISTRICT_MAGISTRATE, A.STATE_SOCIETY)),
            )
            for audience in audiences
        ),
        *(_call(audience, T.PAIR_UNDECIDED, when=("clock", "VERIFY_PAIR")) for audience in (A.CASE_KEY, A.COMMITTEE)),
        *(
            _call(audience, T.PAIR_LAPSED, when=("clock", "PAIR_LAPSED"))
            for audience in (A.STATE_NODAL, A.SUPERINTENDENT)
        ),
        *(_urgent_call(audience, T.PRODUCTION_DUE, when=("clock", "PRODUCE_SOON")) for audience in (A.KEEPER, A.HOME)),
        *(
            _urgent_call(audience, T.PRODUCTION_LATE, when=("clock", "PRODUCE"))
            for audience in (A.KEEPER, A.COMMITTEE, A.DCPU)
        ),
        *(
            _call(audience, T.FIR_OVERDUE, when=("clock", "REGISTER_FIR"))
            for audience in (A.CASE_KEY, A.SJPU, A.SUPERINTENDENT)
        ),
        *(
            _note(audience, T.AHTU_SOON, when=("clock", "HAND_TO_AHTU_SOON"))
            for audience in (A.CASE_OFFICE, A.SUPERINTENDENT)
        ),
        *(
            _call(audience, T.AHTU_DUE, when=("clock", "HAND_TO_AHTU"))
            for audience in (A.CASE_KEY, A.AHTU, A.SUPERINTENDENT)
        ),
    ),
}
