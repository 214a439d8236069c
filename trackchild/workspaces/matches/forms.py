"""The decision on a pair: a key or a rejection with its reason; the home's opinion."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trackchild.matching.models import Leaning, Opinion, RejectReason
from trackchild.ui.forms import PlainForm

SAME, NOT_SAME = "SAME", "NOT_SAME"


class DecisionForm(PlainForm):
    """Same child or not. A rejection says why and is remembered."""

    decision = forms.ChoiceField(
        label=gettext_lazy("Your decision"),
        choices=[
            (SAME, gettext_lazy("The same child: turn our key")),
            (NOT_SAME, gettext_lazy("Not the same child: never suggest this pair again")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose whether they are the same child.")},
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("If not the same: why"),
        choices=[("", gettext_lazy("Choose")), *RejectReason.choices],
        required=False,
    )
    words = forms.CharField(
        label=gettext_lazy("In your words"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The other office reads this."),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("decision") == NOT_SAME:
            if not given.get("reason"):
                self.add_error("reason", _("Choose why they are not the same child."))
            if not given.get("words"):
                self.add_error("words", _("Say in a few words what shows that they are not the same child."))
        return given


class OpinionForm(PlainForm):
    """What the home, which knows the child, thinks."""

    opinion = forms.ChoiceField(
        label=gettext_lazy("What does the home think?"),
        choices=Opinion.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of the three.")},
    )
    words = forms.CharField(
        label=gettext_lazy("Why"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class LookForm(PlainForm):
    """What the reviewer sees herself, before the figures speak."""

    leaning = forms.ChoiceField(choices=Leaning.choices)
