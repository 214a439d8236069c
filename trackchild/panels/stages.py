"""Names of stages, as people read them."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from trackchild.cases.states import CaseStage, FoundStage, ReportStage
from trackchild.matching.states import CandidateStage
from trackchild.placements.states import RestorationStage

Words = str | Promise

CASE_STAGES: dict[str, Words] = {
    CaseStage.IMPORTED: pgettext_lazy("case", "From an earlier register"),
    CaseStage.DRAFT: pgettext_lazy("case", "Draft"),
    CaseStage.DISCARDED: pgettext_lazy("case", "Discarded"),
    CaseStage.INTIMATED: pgettext_lazy("case", "In the general diary"),
    CaseStage.NOT_A_CASE: pgettext_lazy("case", "Not a case"),
    CaseStage.FIR_REGISTERED: pgettext_lazy("case", "FIR registered"),
    CaseStage.INVESTIGATION: pgettext_lazy("case", "Under investigation"),
    CaseStage.TRACED: pgettext_lazy("case", "Traced"),
    CaseStage.TRACED_NOT_RETURNED: pgettext_lazy("case", "Traced, not returned"),
    CaseStage.RECOVERED: pgettext_lazy("case", "Recovered"),
    CaseStage.PRODUCED: pgettext_lazy("case", "Before the committee"),
    CaseStage.RESTORED: pgettext_lazy("case", "With the family"),
    CaseStage.DECEASED: pgettext_lazy("case", "Deceased"),
    CaseStage.CLOSED: pgettext_lazy("case", "Closed"),
    CaseStage.MERGED: pgettext_lazy("case", "Merged with another case"),
}
FOUND_STAGES: dict[str, Words] = {
    FoundStage.IMPORTED: pgettext_lazy("found child", "From an earlier register"),
    FoundStage.TAKEN_CHARGE: pgettext_lazy("found child", "Taken into charge"),
    FoundStage.REPORTED: pgettext_lazy("found child", "Reported"),
    FoundStage.PRODUCED: pgettext_lazy("found child", "Produced before the committee"),
    FoundStage.PLACED: pgettext_lazy("found child", "Placed in a home"),
    FoundStage.ADMITTED: pgettext_lazy("found child", "In a home"),
    FoundStage.FINAL_ORDER: pgettext_lazy("found child", "Final order passed"),
    FoundStage.RESTORATION_ORDERED: pgettext_lazy("found child", "Restoration ordered"),
    FoundStage.LONG_TERM_CARE: pgettext_lazy("found child", "In long-term care"),
    FoundStage.ON_LEAVE: pgettext_lazy("found child", "On leave"),
    FoundStage.RUN_AWAY: pgettext_lazy("found child", "Left without leave"),
    FoundStage.AFTER_CARE: pgettext_lazy("found child", "In after-care"),
    FoundStage.RESTORED: pgettext_lazy("found child", "With the family"),
    FoundStage.DECEASED: pgettext_lazy("found child", "Deceased"),
    FoundStage.CLOSED: pgettext_lazy("found child", "Closed"),
    FoundStage.MERGED: pgettext_lazy("found child", "Merged with another record"),
}
REPORT_STAGES: dict[str, Words] = {
    ReportStage.SUBMITTED: pgettext_lazy("report", "Sent"),
    ReportStage.ASSIGNED: pgettext_lazy("report", "New"),
    ReportStage.ACKNOWLEDGED: pgettext_lazy("report", "Read"),
    ReportStage.CONVERTED: pgettext_lazy("report", "Taken up"),
    ReportStage.MERGED: pgettext_lazy("report", "Joined with another report"),
    ReportStage.NOT_SUBSTANTIATED: pgettext_lazy("report", "Not supported"),
    ReportStage.CALLED_SPAM: pgettext_lazy("report", "Held to be no report"),
    ReportStage.SPAM: pgettext_lazy("report", "No report"),
    ReportStage.CLOSED: pgettext_lazy("report", "Closed"),
}
PAIR_STAGES: dict[str, Words] = {
    CandidateStage.GENERATED: pgettext_lazy("pair", "Not shown"),
    CandidateStage.SHORTLISTED: pgettext_lazy("pair", "Nobody has decided"),
    CandidateStage.SUPPRESSED: pgettext_lazy("pair", "Put aside"),
    CandidateStage.VERIFICATION: pgettext_lazy("pair", "One side agrees"),
    CandidateStage.CONFIRMED: pgettext_lazy("pair", "Confirmed"),
    CandidateStage.REJECTED: pgettext_lazy("pair", "Not the same child"),
    CandidateStage.EXPIRED: pgettext_lazy("pair", "Overdue"),
    CandidateStage.REVERSED: pgettext_lazy("pair", "Reversed"),
}
RESTORATION_STAGES: dict[str, Words] = {
    RestorationStage.PROPOSED: pgettext_lazy("restoration", "Opened"),
    RestorationStage.IDENTITY_CHECKED: pgettext_lazy("restoration", "Family’s identity checked"),
    RestorationStage.HOME_REPORT_ASKED: pgettext_lazy("restoration", "Waiting for the report on the home"),
    RestorationStage.HOME_REPORT_POSITIVE: pgettext_lazy("restoration", "Report on the home favourable"),
    RestorationStage.HOME_REPORT_NEGATIVE: pgettext_lazy("restoration", "Report on the home not favourable"),
    RestorationStage.FAMILY_NOT_FOUND: pgettext_lazy("restoration", "Family not found"),
    RestorationStage.CHILD_CONSULTED: pgettext_lazy("restoration", "Child heard"),
    RestorationStage.ORDERED: pgettext_lazy("restoration", "Ordered"),
    RestorationStage.ESCORT_ASSIGNED: pgettext_lazy("restoration", "Escort named"),
    RestorationStage.IN_TRANSIT: pgettext_lazy("restoration", "On the way"),
    RestorationStage.RECEIVED_BY_HOME_COMMITTEE: pgettext_lazy("restoration", "Received by the home committee"),
    RestorationStage.HANDED_OVER: pgettext_lazy("restoration", "Handed over"),
    RestorationStage.FOLLOWED_ONCE: pgettext_lazy("restoration", "Visited once"),
    RestorationStage.FOLLOWED_AT_TWO_MONTHS: pgettext_lazy("restoration", "Visited after two months"),
    RestorationStage.FOLLOWED_AT_SIX_MONTHS: pgettext_lazy("restoration", "Visited after six months"),
    RestorationStage.STABLE: pgettext_lazy("restoration", "Well at home"),
    RestorationStage.BREAKDOWN: pgettext_lazy("restoration", "Broke down"),
    RestorationStage.CANCELLED: pgettext_lazy("restoration", "Called off"),
}
