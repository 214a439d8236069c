"""The steps with a possible duplicate: propose a merge, agree to it, hold them to be two children, undo the merge."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trackchild.accounts.permissions import Permission as P
from trackchild.matching import merging
from trackchild.matching.states import DUPLICATE, DuplicateMove
from trackchild.workspaces.acting import Act, Asked, Desk, NoQuestion, StepForm, WordsForm
from trackchild.workspaces.merges import office_of

Words = str | Promise


class ProposeForm(StepForm):
    """Which record goes on, and why they are one child."""

    keep = forms.ChoiceField(
        label=gettext_lazy("The record that goes on"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose the record that goes on.")},
        help_text=gettext_lazy(
            "The one that says more. Both stay as they are written; the child is then searched for once."
        ),
    )
    words = forms.CharField(
        label=gettext_lazy("What shows that they are one child"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("The second person reads this."),
    )

    def prepare(self) -> None:
        both = (self.asked.record.first, self.asked.record.second)
        words = (_("The first record (%(office)s)"), _("The second record (%(office)s)"))
        self.fields["keep"].choices = [  # type: ignore[attr-defined]
            (str(one.pk), word % {"office": office.name if (office := office_of(one)) else "–"})
            for one, word in zip(both, words, strict=True)
        ]
        self.fields["keep"].initial = str(min(both, key=_how_bare).pk)


def _how_bare(record: Any) -> tuple[bool, Any]:
    """The record with an FIR or a home first, then the older one."""
    return not (getattr(record, "fir_at", None) or getattr(record, "home_id", None)), record.created_at


def _may_act(asked: Asked) -> bool:
    return bool(merging.covered_by(asked.viewer, asked.record))


def _second_person(asked: Asked) -> bool:
    proposed = asked.record.proposed_at is not None and asked.record.proposed_by_id != asked.viewer.user_id
    return proposed and _may_act(asked)


def _acts(prefix: str, permission: P) -> tuple[Act, ...]:
    return (
        Act(
            f"{prefix}_merge",
            permission=permission,
            starts=DUPLICATE.moves[DuplicateMove.MERGE].start,
            verb=gettext_lazy("Agree: one child"),
            title=gettext_lazy("Merge the two records"),
            hint=gettext_lazy(
                "Both records stay as they are written. The child is searched under the number of the record that "
                "goes on. The merge can be undone at any time."
            ),
            done=gettext_lazy("The records are merged."),
            form=NoQuestion,
            run=lambda asked, given: merging.merge(pair_id=asked.record.pk, by=asked.viewer, at=asked.at),
            also=_second_person,
        ),
        Act(
            f"{prefix}_propose",
            permission=permission,
            starts=DUPLICATE.moves[DuplicateMove.PROPOSE_MERGE].start,
            verb=gettext_lazy("Propose to merge"),
            title=gettext_lazy("Two records of one child"),
            hint=gettext_lazy("A second person must agree; nothing changes before."),
            done=gettext_lazy("Your proposal waits for a second person."),
            form=ProposeForm,
            run=lambda asked, given: merging.propose_merge(
                pair_id=asked.record.pk, keep=_uuid(asked, given), words=given["words"], by=asked.viewer, at=asked.at
            ),
            also=lambda asked: asked.record.proposed_at is None and _may_act(asked),
        ),
        Act(
            f"{prefix}_dismiss",
            permission=permission,
            starts=DUPLICATE.moves[DuplicateMove.DISMISS].start,
            verb=gettext_lazy("Two children"),
            title=gettext_lazy("They are two children"),
            hint=gettext_lazy("The pair is shown again only when one of the records is changed."),
            label=gettext_lazy("What shows that they are two children"),
            done=gettext_lazy("The pair is put away."),
            tone="quiet",
            form=WordsForm,
            run=lambda asked, given: merging.dismiss(
                pair_id=asked.record.pk, words=given["words"], by=asked.viewer, at=asked.at
            ),
            also=_may_act,
        ),
        Act(
            f"{prefix}_unmerge",
            permission=permission,
            starts=DUPLICATE.moves[DuplicateMove.UNMERGE].start,
            verb=gettext_lazy("Undo the merge"),
            title=gettext_lazy("Undo the merge"),
            hint=gettext_lazy("Both records, the search and the publication stand as before the merge."),
            label=gettext_lazy("Why it was wrong"),
            done=gettext_lazy("The merge is undone."),
            tone="danger",
            form=WordsForm,
            run=lambda asked, given: merging.unmerge(
                pair_id=asked.record.pk, words=given["words"], by=asked.viewer, at=asked.at
            ),
            also=_may_act,
        ),
    )


def _uuid(asked: Asked, given: dict[str, Any]) -> Any:
    """The id of the record that was chosen."""
    first, second = asked.record.first, asked.record.second
    return first.pk if given["keep"] == str(first.pk) else second.pk


CASE_PAIRS = Desk("duplicates", "duplicates:compare_cases", merging.get_twins)
CHILD_PAIRS = Desk("duplicates", "duplicates:compare_children", merging.get_twins)
CASE_PAIR_ACTS = _acts("cases", P.CASE_READ)
CHILD_PAIR_ACTS = _acts("children", P.FOUND_READ)
