"""The questions of feedback, and of looking up its answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from trackchild.helpdesk.states import TicketMove
from trackchild.helpdesk.vocabulary import Subject
from trackchild.portal.steps import tidy
from trackchild.ui.captcha import CaptchaMixin
from trackchild.ui.forms import PlainForm

from .status import AS_WRITTEN


class FeedbackForm(CaptchaMixin, PlainForm):
    """What somebody finds wrong, wishes, or praises."""

    subject = forms.ChoiceField(
        label=gettext_lazy("What is it about?"), choices=Subject.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=gettext_lazy("In your words"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("In any language. Write no name, number or address of a child here."),
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        required=False,
        help_text=gettext_lazy("Only if you wish a mail when there is an answer."),
    )
    page = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def clean_text(self) -> str:
        """Without marks that disguise."""
        return tidy(self.cleaned_data["text"])


class CorrectionForm(FeedbackForm):
    """What is wrong about an entry of the directory."""

    subject = None  # type: ignore[assignment]  # an entry is what it is about


class AnswerForm(CaptchaMixin, PlainForm):
    """Which feedback, and the proof that it is the reader's own."""

    number = forms.CharField(
        label=gettext_lazy("Number of your feedback"),
        max_length=30,
        widget=forms.TextInput(attrs=AS_WRITTEN),
        help_text=gettext_lazy("For example: T-7K3M-92QX-4TBN"),
    )
    secret = forms.CharField(
        label=gettext_lazy("Secret from your receipt"),
        max_length=30,
        widget=forms.TextInput(attrs=AS_WRITTEN),
        help_text=gettext_lazy("It begins with S. You saw it when the feedback was sent."),
    )


class ReplyForm(PlainForm):
    """What the writer says to an answer."""

    move = forms.ChoiceField(
        choices=[(move.value, move.value) for move in (TicketMove.ANSWER, TicketMove.ACCEPT, TicketMove.REOPEN)],
        widget=forms.HiddenInput,
    )
    words = forms.CharField(
        label=gettext_lazy("Your words"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("move") != TicketMove.ACCEPT and not cleaned.get("words", "").strip():
            self.add_error("words", gettext_lazy("Write what is still missing."))
        return cleaned
