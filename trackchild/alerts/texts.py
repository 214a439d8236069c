"""What messages say: whole sentences, written in the reader's language when the message is queued.

No sentence has a place for a child's name, an address or a shelter, and none that goes out in bulk for an FIR. A family
reads neutral words: an SMS is read by whoever holds the telephone.
"""

from enum import StrEnum

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PLACEHOLDERS = frozenset(
    {"reference", "case", "found", "station", "phone", "officer", "district", "date", "age", "sex", "fir", "fir_on"}
)
"""All that a sentence may be filled with."""


class Template(StrEnum):
    """The key of a sentence; a gateway's registered template hangs on it."""

    # to families and citizens
    REPORT_RECEIVED = "report_received"
    REPORT_READ = "report_read"
    REPORT_TAKEN_UP = "report_taken_up"
    REPORT_JOINED = "report_joined"
    REPORT_ENDED = "report_ended"
    REPORT_HELPED = "report_helped"
    COMPLAINT_ENTERED = "complaint_entered"
    COMPLAINT_DISMISSED = "complaint_dismissed"
    FIR_FOR_FAMILY = "fir_for_family"
    OFFICER_NAMED = "officer_named"
    CASE_MOVED = "case_moved"
    CARD_SHOWN = "card_shown"
    NEWS = "news"
    SEARCH_GOES_ON = "search_goes_on"
    THANKS = "thanks"
    CASE_CLOSED = "case_closed"
    # to offices, on reports and cases
    NEW_REPORT = "new_report"
    FIR_REFUSED = "fir_refused"
    CHILD_IN_DANGER = "child_in_danger"
    CASE_ENTERED = "case_entered"
    MISSING_NOTICE = "missing_notice"
    DISMISSAL_TO_REVIEW = "dismissal_to_review"
    FIR_ENTERED = "fir_entered"
    NO_FIR_YET = "no_fir_yet"
    CASE_CRITICAL = "case_critical"
    TRANSFER_ASKED = "transfer_asked"
    TRANSFER_DONE = "transfer_done"
    TRANSFER_DECLINED = "transfer_declined"
    CASE_FOR_AHTU = "case_for_ahtu"
    NOW_OF_AGE = "now_of_age"
    CARD_OUT = "card_out"
    CARD_BACK = "card_back"
    CASE_TRACED = "case_traced"
    SEARCH_ENDED = "search_ended"
    NOT_RETURNED = "not_returned"
    TRACING_UNDONE = "tracing_undone"
    CHILD_RECOVERED = "child_recovered"
    CASE_RESTORED = "case_restored"
    SAD_END_OF_CASE = "sad_end_of_case"
    CLOSURE_ASKED = "closure_asked"
    CLOSURE_DONE = "closure_done"
    CASE_REOPENED = "case_reopened"
    CASE_ADOPTED = "case_adopted"
    # to offices, on found children
    TO_PRODUCE = "to_produce"
    PRODUCED = "produced"
    TO_ADMIT = "to_admit"
    ADMITTED = "admitted"
    INQUIRY_ASKED = "inquiry_asked"
    INQUIRY_DONE = "inquiry_done"
    FINAL_ORDER = "final_order"
    WAY_HOME_BEGUN = "way_home_begun"
    WAY_HOME_ORDERED = "way_home_ordered"
    WAY_HOME_STOPPED = "way_home_stopped"
    HANDED_OVER = "handed_over"
    VISITED = "visited"
    CARE_AGAIN = "care_again"
    CAME_BACK = "came_back"
    RAN_AWAY = "ran_away"
    AGED_OUT = "aged_out"
    SAD_END_IN_CARE = "sad_end_in_care"
    # to both sides of a pair
    PAIR_SUGGESTED = "pair_suggested"
    PAIR_OPINION = "pair_opinion"
    PAIR_AWAITS_YOU = "pair_awaits_you"
    PAIR_CONFIRMED = "pair_confirmed"
    PAIR_REJECTED = "pair_rejected"
    PAIR_OVERDUE = "pair_overdue"
    PAIR_UNDONE = "pair_undone"


T = Template
TEXTS: dict[Template, Promise] = {
    T.REPORT_RECEIVED: _(
        "Your report %(reference)s has reached %(station)s. An officer will call you. "
        "If a child is in danger, dial 112 or 1098."
    ),
    T.REPORT_READ: _("An officer of %(station)s has read your report %(reference)s. Telephone: %(phone)s."),
    T.REPORT_TAKEN_UP: _(
        "%(station)s is now working on your report %(reference)s. TrackChild shows you at any time where it stands."
    ),
    T.REPORT_JOINED: _(
        "The child of your report %(reference)s had been reported before. What you told us was added. Thank you."
    ),
    T.REPORT_ENDED: _(
        "%(station)s has looked into your report %(reference)s and takes no further step. "
        "If you do not agree, call %(phone)s or Childline 1098."
    ),
    T.REPORT_HELPED: _("Your report %(reference)s has helped. Thank you. To protect the child, no more is said here."),
    T.COMPLAINT_ENTERED: _(
        "Your complaint is entered in the general diary of %(station)s as case %(case)s. "
        "You are entitled to a free copy of the FIR."
    ),
    T.COMPLAINT_DISMISSED: _(
        "%(station)s has ended case %(case)s without a search. If you do not agree, call %(phone)s or Childline 1098."
    ),
    T.FIR_FOR_FAMILY: _(
        "FIR %(fir)s of %(fir_on)s is registered at %(station)s for your case %(case)s. Free legal aid: 15100."
    ),
    T.OFFICER_NAMED: _("%(officer)s of %(station)s investigates your case %(case)s. Telephone: %(phone)s."),
    T.CASE_MOVED: _("Your case %(case)s is now with %(station)s. Telephone: %(phone)s."),
    T.CARD_SHOWN: _(
        "As you agreed, the notice of case %(case)s can now be seen by everybody on TrackChild. "
        "To have it taken down, call %(station)s: %(phone)s."
    ),
    T.NEWS: _("There is news on %(reference)s. Please call or visit %(station)s. Telephone: %(phone)s."),
    T.SEARCH_GOES_ON: _("The search in %(reference)s goes on. Please call %(station)s. Telephone: %(phone)s."),
    T.THANKS: _(
        "Thank you for your trust in %(reference)s. A child protection officer will visit you in the coming weeks. "
        "For help at any hour call 1098."
    ),
    T.CASE_CLOSED: _("Case %(case)s is closed. If you do not agree or need help, call %(phone)s or Childline 1098."),
    T.NEW_REPORT: _("New report %(reference)s for %(station)s. Sign in to read and acknowledge it."),
    T.FIR_REFUSED: _("Report %(reference)s says that a station refused to register a complaint. Sign in to read it."),
    T.CHILD_IN_DANGER: _("Report %(reference)s speaks of a child in danger now in %(district)s. Sign in to read it."),
    T.CASE_ENTERED: _("Case %(case)s was entered at %(station)s."),
    T.MISSING_NOTICE: _(
        "Missing child, case %(case)s: sex %(sex)s, age %(age)s, last seen in %(district)s on %(date)s. "
        "Sign in for particulars."
    ),
    T.DISMISSAL_TO_REVIEW: _(
        "%(station)s holds complaint %(case)s to be no case of a missing child. The decision awaits your review."
    ),
    T.FIR_ENTERED: _("An FIR is registered in case %(case)s of %(station)s."),
    T.NO_FIR_YET: _("%(station)s has written down why there is no FIR yet in case %(case)s."),
    T.CASE_CRITICAL: _("Case %(case)s of %(station)s is graded critical. Sign in to see it."),
    T.TRANSFER_ASKED: _("Case %(case)s is offered to your office. Sign in to accept or refuse it."),
    T.TRANSFER_DONE: _("Case %(case)s is now with %(station)s."),
    T.TRANSFER_DECLINED: _("Case %(case)s was offered and refused. It stays with %(station)s."),
    T.CASE_FOR_AHTU: _("Case %(case)s was handed to %(station)s after four months without trace."),
    T.NOW_OF_AGE: _("The person of case %(case)s is now 18. The search goes on."),
    T.CARD_OUT: _("Case %(case)s of %(station)s is published."),
    T.CARD_BACK: _("The publication of case %(case)s has ended. Take down posters and notices."),
    T.CASE_TRACED: _("The child of case %(case)s of %(station)s is traced."),
    T.SEARCH_ENDED: _("The search in case %(case)s has ended. Take down posters and notices."),
    T.NOT_RETURNED: _("The child of case %(case)s of %(station)s is traced and not returned. Sign in to read why."),
    T.TRACING_UNDONE: _("The child of case %(case)s of %(station)s is missing again: the tracing was undone."),
    T.CHILD_RECOVERED: _("The child of case %(case)s of %(station)s is recovered."),
    T.CASE_RESTORED: _("The child of case %(case)s of %(station)s is with the family."),
    T.SAD_END_OF_CASE: _("A sad end is entered in case %(case)s of %(station)s. Sign in to read it."),
    T.CLOSURE_ASKED: _("%(station)s proposes to close case %(case)s. The decision is yours."),
    T.CLOSURE_DONE: _("Case %(case)s of %(station)s is closed."),
    T.CASE_REOPENED: _("Case %(case)s of %(station)s is open again."),
    T.CASE_ADOPTED: _("Case %(case)s of the older register is now with %(station)s."),
    T.TO_PRODUCE: _("Child %(found)s was taken into charge and must be before the committee within 24 hours."),
    T.PRODUCED: _("Child %(found)s was produced before the committee."),
    T.TO_ADMIT: _("The committee places child %(found)s. Sign in to read the order."),
    T.ADMITTED: _("Child %(found)s was admitted to a home."),
    T.INQUIRY_ASKED: _("The committee orders a social investigation for child %(found)s. Sign in to read the order."),
    T.INQUIRY_DONE: _("The social investigation report of child %(found)s is submitted."),
    T.FINAL_ORDER: _("The committee has passed its final order for child %(found)s."),
    T.WAY_HOME_BEGUN: _("The way home of child %(found)s is being prepared."),
    T.WAY_HOME_ORDERED: _("The committee orders the restoration of child %(found)s. Sign in to read the order."),
    T.WAY_HOME_STOPPED: _("The restoration of child %(found)s is cancelled. Sign in to read why."),
    T.HANDED_OVER: _("Child %(found)s was handed over to the family. The follow-up visits are in the diary."),
    T.VISITED: _("A follow-up visit for child %(found)s is entered."),
    T.CARE_AGAIN: _("Child %(found)s needs care again after the restoration. Sign in at once."),
    T.CAME_BACK: _("Child %(found)s is back in the home."),
    T.RAN_AWAY: _("Child %(found)s has left the home without leave. Sign in at once."),
    T.AGED_OUT: _("Child %(found)s is 18 and passes to after-care."),
    T.SAD_END_IN_CARE: _("A sad end is entered for child %(found)s. Sign in to read it."),
    T.PAIR_SUGGESTED: _("Possible match: case %(case)s and child %(found)s. Sign in to compare and decide."),
    T.PAIR_OPINION: _("The home has given its opinion on case %(case)s and child %(found)s."),
    T.PAIR_AWAITS_YOU: _(
        "The other side says case %(case)s and child %(found)s are one child. Your decision is awaited."
    ),
    T.PAIR_CONFIRMED: _("Case %(case)s and child %(found)s are confirmed to be one child."),
    T.PAIR_REJECTED: _("Case %(case)s and child %(found)s are held to be two children. Sign in to read why."),
    T.PAIR_OVERDUE: _("Nobody has decided on case %(case)s and child %(found)s for 30 days. Sign in to decide."),
    T.PAIR_UNDONE: _("The confirmation of case %(case)s and child %(found)s was reversed. The search goes on."),
}
SUBJECT = _("TrackChild: news on %(reference)s")
SENDER = "TrackChild: "
"""Every SMS names its sender; the register of message templates demands it."""


def written(text: Promise | str, language: str, values: dict[str, str]) -> str:
    """A sentence in a language."""
    with translation.override(language):
        return str(text) % values
