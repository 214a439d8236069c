"""The steps of a station with a citizen's report: one row a step."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from trackchild.accounts.permissions import Permission as P
from trackchild.cases.actions import reports as report_actions
from trackchild.cases.queries import get_report
from trackchild.cases.states import CITIZEN_REPORT, ReportMove
from trackchild.cases.vocabulary import ReportKind
from trackchild.workspaces.acting import Act, Asked, Desk, WordsForm

from . import report_forms as forms

REPORTS = Desk("police", "police:view_report", get_report)


def _report(move: ReportMove) -> dict[str, Any]:
    rule = CITIZEN_REPORT.moves[move]
    return {"permission": P(rule.permission), "starts": rule.start}


def _to_inbox(record: Any, answer: Any) -> str:
    return reverse("office:home")


def _is_complaint(asked: Asked) -> bool:
    return bool(asked.record.kind == ReportKind.MISSING and asked.record.description_id)


def _is_child_seen(asked: Asked) -> bool:
    return bool(asked.record.kind in (ReportKind.SIGHTING, ReportKind.UNSAFE) and asked.record.description_id)


REPORT_ACTS: tuple[Act, ...] = (
    Act(
        "acknowledge_report",
        **_report(ReportMove.ACKNOWLEDGE),
        verb=pgettext_lazy("report", "Answer for it"),
        title=_("You have read the report and answer for it"),
        hint=_("The reporter is told that your office has the report."),
        done=_("The reporter is told that your office has the report."),
        run=lambda asked, given: report_actions.acknowledge(report_id=asked.record.pk, by=asked.viewer, at=asked.at),
    ),
    Act(
        "convert_to_case",
        **_report(ReportMove.CONVERT),
        verb=_("Begin Form M"),
        title=_("Begin a missing case from this report"),
        hint=_("Everything the reporter wrote is taken over. You complete the form on the next page."),
        done=_("The case is begun. Complete the form and enter it in the general diary."),
        run=lambda asked, given: report_actions.convert_to_case(
            report_id=asked.record.pk, by=asked.viewer, at=asked.at
        ),
        also=_is_complaint,
        after=lambda record, case: reverse("police:edit_case", args=[case.pk]),
    ),
    Act(
        "convert_to_found",
        **_report(ReportMove.CONVERT),
        verb=_("The child is in our charge"),
        title=_("The child who was seen is in your charge"),
        hint=_("A Form R begins, and with it the 24 hours to the committee."),
        done=_("The found child is recorded. Complete the form."),
        form=forms.ChargeForm,
        run=lambda asked, given: report_actions.convert_to_found(
            report_id=asked.record.pk, charge_taken_at=given["charge_taken_at"], by=asked.viewer, at=asked.at
        ),
        also=_is_child_seen,
        after=lambda record, found: reverse("homes:edit_child", args=[found.pk]),
    ),
    Act(
        "note_on_case",
        **_report(ReportMove.CONVERT),
        verb=_("It concerns a case we have"),
        title=_("Note the report on a case"),
        done=_("The report stands as a note on the case."),
        tone="quiet",
        form=forms.NoteOnCaseForm,
        run=lambda asked, given: report_actions.note_on_case(
            report_id=asked.record.pk, case_id=given["case"].pk, reason=given["words"], by=asked.viewer, at=asked.at
        ),
        after=lambda record, report: reverse("police:view_case", args=[report.converted_case_id]),
    ),
    Act(
        "merge_report",
        **_report(ReportMove.MERGE),
        verb=_("The same as another report"),
        title=_("Join with another report of the same child"),
        done=_("The two reports are joined."),
        tone="quiet",
        form=forms.MergeForm,
        run=lambda asked, given: report_actions.merge(
            report_id=asked.record.pk, into_id=given["other"].pk, reason=given["words"], by=asked.viewer, at=asked.at
        ),
    ),
    Act(
        "return_report",
        **_report(ReportMove.RETURN),
        verb=_("It belongs to another office"),
        title=_("Send the report to the office it belongs to"),
        hint=_("A complaint must never be refused for want of jurisdiction: a zero FIR is registered first."),
        done=_("The report was sent on."),
        tone="quiet",
        form=forms.ReturnForm,
        run=lambda asked, given: report_actions.return_report(
            report_id=asked.record.pk,
            to_station_id=given["office"].pk,
            reason=given["words"],
            by=asked.viewer,
            at=asked.at,
        ),
        after=_to_inbox,
    ),
    Act(
        "refuse_report",
        **_report(ReportMove.REFUSE),
        verb=_("Nothing supports it"),
        title=_("Nothing was found that supports the report"),
        hint=_("The reporter is told in neutral words; the reason stays inside."),
        label=_("Reason"),
        done=_("The decision is recorded."),
        tone="quiet",
        form=WordsForm,
        run=lambda asked, given: report_actions.refuse(
            report_id=asked.record.pk, reason=given["words"], by=asked.viewer, at=asked.at
        ),
    ),
    Act(
        "guard_report",
        **_report(ReportMove.GUARD),
        verb=_("Guard the child"),
        title=_("Whoever reported shall learn nothing of the child"),
        hint=_("For a parent or somebody else who may be the danger. Messages stop; the status page stays as it is."),
        label=_("Reason"),
        done=_("The report is guarded."),
        tone="quiet",
        form=WordsForm,
        also=lambda asked: asked.record.guarded_at is None,
        run=lambda asked, given: report_actions.guard(
            report_id=asked.record.pk, reason=given["words"], by=asked.viewer, at=asked.at
        ),
    ),
    Act(
        "unguard_report",
        **_report(ReportMove.UNGUARD),
        verb=_("End the guard"),
        title=_("Whoever reported may read again what happens"),
        label=_("Reason"),
        done=_("The guard is off."),
        tone="quiet",
        form=WordsForm,
        also=lambda asked: asked.record.guarded_at is not None,
        run=lambda asked, given: report_actions.unguard(
            report_id=asked.record.pk, reason=given["words"], by=asked.viewer, at=asked.at
        ),
    ),
    Act(
        "call_spam",
        **_report(ReportMove.CALL_SPAM),
        verb=_("It is no report"),
        title=_("This is no report of a child"),
        hint=_("A second officer must agree."),
        label=_("Reason"),
        done=_("A second officer is asked."),
        tone="quiet",
        form=WordsForm,
        run=lambda asked, given: report_actions.call_spam(
            report_id=asked.record.pk, reason=given["words"], by=asked.viewer, at=asked.at
        ),
    ),
    Act(
        "confirm_spam",
        **_report(ReportMove.CONFIRM_SPAM),
        verb=_("Agree: it is no report"),
        title=_("You agree that this is no report"),
        done=_("Two officers hold it to be no report."),
        tone="danger",
        run=lambda asked, given: report_actions.confirm_spam(report_id=asked.record.pk, by=asked.viewer, at=asked.at),
    ),
)
