"""What a line of the timeline says to people: one sentence for every event, one for every step of the way home."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trackchild.cases.models import TimelineEvent
from trackchild.cases.states import Event
from trackchild.cases.vocabulary import Grade, ReportKind
from trackchild.matching.models import Opinion, RejectReason
from trackchild.placements.states import RestorationMove

Words = str | Promise

SENTENCES: dict[Event, Words] = {
    Event.REPORTED: _("A citizen sent a report"),
    Event.REPORT_ROUTED: _("The report was sent to another office"),
    Event.REPORT_ACKNOWLEDGED: _("An officer read the report and answers for it"),
    Event.REPORT_CONVERTED: _("The report was taken up"),
    Event.REPORT_MERGED: _("The report was joined with another report of the same child"),
    Event.REPORT_REFUSED: _("Nothing was found that supports the report"),
    Event.REPORT_CALLED_SPAM: _("An officer holds the report to be no report; a second officer must agree"),
    Event.REPORT_SPAM: _("Two officers hold the report to be no report"),
    Event.REPORT_CLOSED: _("The report was closed"),
    Event.INFORMATION_ADDED: _("The reporter added something"),
    Event.FAMILY_COMPLAINED: _("The reporter asks why nothing happens"),
    Event.GUARDED: _("The record was guarded: whoever reported learns nothing of the child"),
    Event.UNGUARDED: _("The guard was taken off the record"),
    Event.DRAFTED: _("Form M was begun"),
    Event.DISCARDED: _("The draft was discarded"),
    Event.INTIMATED: _("The complaint was entered in the general diary"),
    Event.NOT_A_CASE: _("The station holds that there is no case"),
    Event.FIR_REGISTERED: _("The FIR was registered"),
    Event.NO_FIR_REASON: _("The station explained why there is no FIR yet"),
    Event.INVESTIGATION_BEGUN: _("The investigation began"),
    Event.RISK_GRADED: _("The risk was graded"),
    Event.NOTED: _("A note was added"),
    Event.FORM_CORRECTED: _("The form was corrected"),
    Event.TRANSFER_OFFERED: _("The case was offered to another station"),
    Event.TRANSFERRED: _("The case was taken over"),
    Event.TRANSFER_REFUSED: _("The other station refused to take the case over"),
    Event.HANDED_TO_AHTU: _("The case was handed to the anti-human-trafficking unit"),
    Event.ATTAINED_MAJORITY: _("The missing child has turned 18; the search goes on"),
    Event.PUBLISHED: _("The child was shown to the public by order"),
    Event.WITHDRAWN: _("The child is no longer shown to the public"),
    Event.TRACED: _("The child was traced"),
    Event.TRACED_NOT_RETURNED: _("The child was traced and has not come back"),
    Event.TRACING_REVERSED: _("The tracing was reversed; the child is missing again"),
    Event.RECOVERED: _("The child is in the charge of the police"),
    Event.CASE_PRODUCED: _("The traced child is before the committee"),
    Event.CASE_RESTORED: _("The child is with the family"),
    Event.BODY_IDENTIFIED: _("The child has died and was identified"),
    Event.CLOSURE_PROPOSED: _("The station proposed to close the case"),
    Event.CLOSED: _("The case was closed"),
    Event.REOPENED: _("The case was opened again"),
    Event.IMPORTED: _("The record came from an earlier register"),
    Event.ADOPTED: _("A station took the record over from the registry desk"),
    Event.CHARGE_TAKEN: _("The child was taken into charge"),
    Event.FOUND_REPORTED: _("The found child was reported"),
    Event.PRODUCED: _("The child was produced before the committee"),
    Event.PLACED: _("The committee placed the child in a home"),
    Event.ADMITTED: _("The home admitted the child"),
    Event.INQUIRY_ORDERED: _("The committee ordered a social investigation"),
    Event.INQUIRY_SUBMITTED: _("The social investigation report was submitted"),
    Event.TRACING_EFFORT: _("An effort to find the family was noted"),
    Event.IDENTITY_FOUND: _("The child’s family is known"),
    Event.IDENTITY_WITHDRAWN: _("The child’s family is unknown again"),
    Event.FINAL_ORDER: _("The committee passed its final order"),
    Event.RESTORATION_PROPOSED: _("The committee opened the way home"),
    Event.RESTORATION_STEP: _("A step on the way home was taken"),
    Event.RESTORATION_ORDERED: _("The committee ordered the restoration"),
    Event.RESTORATION_CANCELLED: _("The restoration was called off"),
    Event.HANDED_OVER: _("The child was handed over to the family"),
    Event.FOLLOWED_UP: _("The child was visited at home"),
    Event.BREAKDOWN: _("The child is not well at home and needs care again"),
    Event.LONG_TERM_CARE: _("The child stays in long-term care"),
    Event.WENT_ON_LEAVE: _("The child went on leave"),
    Event.CAME_BACK: _("The child came back"),
    Event.RAN_AWAY: _("The child left the home without leave"),
    Event.HOME_CHANGED: _("The child was moved to another home"),
    Event.AGED_OUT: _("The child has turned 18 and goes to after-care"),
    Event.FOUND_DIED: _("The child has died"),
    Event.FOUND_CLOSED: _("The record was closed"),
    Event.MATCH_SUGGESTED: _("The register suggests a possible match"),
    Event.MATCH_OPINION: _("The home gave its opinion on the possible match"),
    Event.MATCH_KEY_TURNED: _("One side holds the two children to be the same"),
    Event.MATCH_CONFIRMED: _("Both sides hold the two children to be the same"),
    Event.MATCH_REJECTED: _("The two children are not the same"),
    Event.MATCH_EXPIRED: _("Nobody has decided on the possible match for 30 days"),
    Event.MATCH_REVERSED: _("The confirmation was reversed"),
    Event.MATCH_RENEWED: _("The possible match is before the offices again: its evidence has changed"),
    Event.MERGE_PROPOSED: _("An officer holds this record and another one to be of one child; a second must agree"),
    Event.MERGED: _("This record was merged with another record of the same child"),
    Event.MERGE_DISMISSED: _("This record and another one like it are of two children"),
    Event.UNMERGED: _("The merge was undone; both records stand as before"),
    Event.CLOCK_DUE: _("A legal time has run out or soon will; those in charge were told"),
}

STEPS: dict[str, Words] = {
    "CONSENT": _("The guardian’s consent to publication was recorded"),
    "PERMISSION": _("The committee’s written permission to show the child was filed"),
    "FOUND_SHOWN": _("The child is shown to the public as the committee’s permission allows"),
    "SHOWING_RENEWED": _("The publication was renewed for 90 days more"),
    "SHOWING_EXPIRED": _("The time of the publication is over: the child is no longer shown"),
    "SHOWING_TRACED": _("The child is traced and no longer shown to the public"),
    "SHOWING_MERGED": _("The record was merged: the child is no longer shown under this number"),
    "SHOWING_OFFENCE": _("The law does not allow this child to be shown: the publication ended at once"),
    "SHOWING_MOVED_ON": _("The record has moved on: the child is no longer shown to the public"),
    RestorationMove.CHECK_IDENTITY: _("The family’s identity was checked"),
    RestorationMove.ASK_HOME_REPORT: _("A report on the family’s home was asked for"),
    RestorationMove.ACCEPT_HOME_REPORT: _("The report on the home is favourable"),
    RestorationMove.DECLINE_HOME_REPORT: _("The report on the home is not favourable"),
    RestorationMove.CALL_FAMILY_NOT_FOUND: _("The family was not found at the address"),
    RestorationMove.HEAR_CHILD: _("The child was heard"),
    RestorationMove.ORDER: _("The committee ordered the restoration"),
    RestorationMove.ASSIGN_ESCORT: _("An escort was named"),
    RestorationMove.DEPART: _("The child set out for home"),
    RestorationMove.RECEIVE: _("The committee of the home district received the child"),
    RestorationMove.HAND_OVER: _("The child was handed over to the family"),
    RestorationMove.FOLLOW_ONCE: _("The child was visited within a month"),
    RestorationMove.FOLLOW_AT_TWO_MONTHS: _("The child was visited after two months"),
    RestorationMove.FOLLOW_AT_SIX_MONTHS: _("The child was visited after six months"),
    RestorationMove.CLOSE_AS_STABLE: _("The child is well at home; the visits are over"),
    RestorationMove.BREAK_DOWN: _("The child is not well at home and needs care again"),
    RestorationMove.CANCEL: _("The restoration was called off"),
}
"""Sentences of lines that say which step was taken."""

STRENGTHS: dict[str, Words] = {
    "strong": _("Strong"),
    "likely": _("Likely"),
    "possible": _("Possible"),
    "weak": _("Weak"),
}
SIDES: dict[str, Words] = {"missing": _("Police side"), "found": _("Committee’s side")}
FACTS: dict[str, tuple[Words, Mapping[str, Words] | None]] = {
    "fir_number": (_("FIR number"), None),
    "order": (_("Order"), None),
    "register": (_("Number in the admission register"), None),
    "grade": (_("Grade"), dict(Grade.choices)),
    "kind": (_("Kind"), dict(ReportKind.choices)),
    "opinion": (_("Opinion"), dict(Opinion.choices)),
    "side": (_("Side"), SIDES),
    "strength": (_("Strength"), STRENGTHS),
    "reason": (_("Reason"), dict(RejectReason.choices)),
}
"""Facts of a line that are worth a word, with the words of their codes."""
FLAGS: dict[str, Words] = {
    "in_danger": _("The child is in danger"),
    "fir_refused": _("A station refused the complaint"),
}
TONES: dict[Event, str] = {
    Event.MATCH_CONFIRMED: "good",
    Event.TRACED: "good",
    Event.CASE_RESTORED: "good",
    Event.HANDED_OVER: "good",
    Event.MATCH_REVERSED: "danger",
    Event.TRACING_REVERSED: "danger",
    Event.BREAKDOWN: "danger",
    Event.RAN_AWAY: "danger",
    Event.NO_FIR_REASON: "warn",
    Event.MATCH_EXPIRED: "warn",
}


def sentence_of(line: TimelineEvent) -> Words:
    """What happened."""
    return STEPS.get(line.facts.get("step", "")) or SENTENCES[Event(line.kind)]


def details_of(facts: Mapping[str, Any]) -> list[tuple[Words, Words]]:
    """The facts of a line as label and words."""
    return [
        (label, (codes or {}).get(facts[name], facts[name]))
        for name, (label, codes) in FACTS.items()
        if facts.get(name)
    ]


def flags_of(facts: Mapping[str, Any]) -> list[Words]:
    """What about a line must not be overlooked."""
    return [words for name, words in FLAGS.items() if facts.get(name)]
