"""The keys of what alerts say. The sentences themselves are data, one file a language, in `messaging/wordings/`.

No sentence has a place for a child's name, an address or a shelter, and none that goes out in numbers for an FIR. A
family reads neutral words: an SMS is read by whoever holds the telephone.
"""

from enum import StrEnum


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
    # to officers in numbers, and up the ladder
    CRITICAL_NOTICE = "critical_notice"
    FOUND_MAY_BE_YOURS = "found_may_be_yours"
    NOT_OPENED = "not_opened"
    NOBODY_OPENED = "nobody_opened"
    # when a clock runs out
    PRODUCTION_DUE = "production_due"
    PRODUCTION_LATE = "production_late"
    FIR_OVERDUE = "fir_overdue"
    AHTU_SOON = "ahtu_soon"
    AHTU_DUE = "ahtu_due"
    # by the calendar, and for saved searches
    MONTHLY_FIGURES = "monthly_figures"
    DIGEST = "digest"
    AGENT_HITS = "agent_hits"
    BULK_TO_RELEASE = "bulk_to_release"
    # to citizens who asked for news of a district
    DISTRICT_NOTICE = "district_notice"
    DISTRICT_NOTICE_ENDED = "district_notice_ended"
    DISTRICT_ALERTS_ON = "district_alerts_on"
    MESSAGES_STOPPED = "messages_stopped"


NOTICES = frozenset({Template.MISSING_NOTICE, Template.CRITICAL_NOTICE})
"""What tells many people to search: whoever got one of these is told when the search ends."""
