"""What an operator writes when she lets messages go out once more."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trackchild.messaging import watching
from trackchild.ui.forms import PlainForm

SHOWN = 100
CHOSEN = "messages"


class ReplayForm(PlainForm):
    """Which of the messages shown, and why: the log keeps both."""

    messages = forms.TypedMultipleChoiceField(
        label=_("Messages"), coerce=int, error_messages={"required": _("Choose at least one message.")}
    )
    reason = forms.CharField(label=_("Why they may go out now"), max_length=200)

    field_order = ("messages", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stuck = list(watching.stuck()[:SHOWN])
        self.fields[CHOSEN].choices = [(message.pk, str(message.pk)) for message in self.stuck]  # type: ignore[attr-defined]
