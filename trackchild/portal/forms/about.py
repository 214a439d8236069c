"""The questions of somebody whom an appeal is about, or who knows that it is wrong."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trackchild.cases.publicity import was_ever_published
from trackchild.portal.steps import StepForm


class WhoAboutForm(StepForm):
    """What the writer is to the child of the appeal."""

    relation = forms.ChoiceField(
        label=gettext_lazy("Who are you?"),
        choices=[
            ("self", gettext_lazy("The appeal is about me")),
            ("parent", gettext_lazy("I am the mother or the father")),
            ("relative", gettext_lazy("I am a relative or the guardian")),
            ("other", gettext_lazy("Somebody else who knows the child")),
        ],
        widget=forms.RadioSelect,
    )
    about = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={"required": gettext_lazy("Open the page of the appeal first, and choose “This is about me”.")},
    )

    def clean_about(self) -> UUID:
        """An appeal that stands or once stood."""
        about: UUID = self.cleaned_data["about"]
        if not was_ever_published(about):
            raise forms.ValidationError(_("Open the page of the appeal first, and choose “This is about me”."))
        return about


class WhatAboutForm(StepForm):
    """What should happen."""

    wish = forms.ChoiceField(
        label=gettext_lazy("What is it?"),
        choices=[
            ("HOME", gettext_lazy("The child is home, or safe")),
            ("WRONG", gettext_lazy("Something in the appeal is wrong")),
            ("END", gettext_lazy("The appeal should end")),
            ("AFRAID", gettext_lazy("I am not safe where I should go back to")),
        ],
        widget=forms.RadioSelect,
    )
    story = forms.CharField(
        label=gettext_lazy("In your words"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("In any language. Only the police station of the appeal reads it."),
    )

    def wish_in_words(self) -> Any:
        """What was chosen, as the station reads it."""
        choices: Any = self.fields["wish"]
        return dict(choices.choices)[self.cleaned_data["wish"]]
