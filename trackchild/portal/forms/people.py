"""Questions about the person who reports, what happened; the seen child; and the last pages."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trackchild.children import vocabulary as words
from trackchild.portal.cards import card_of
from trackchild.portal.steps import StepForm
from trackchild.ui.captcha import CaptchaMixin
from trackchild.ui.fields import CodeField, PhoneField
from trackchild.ui.forms import PlainForm

from .fields import AgeField


class WhoForm(StepForm):
    """Who tells us."""

    relation = forms.ChoiceField(
        label=gettext_lazy("You are the child’s"),
        choices=[
            ("mother", gettext_lazy("Mother")),
            ("father", gettext_lazy("Father")),
            ("relative", gettext_lazy("Relative or guardian")),
            ("neighbour", gettext_lazy("Neighbour, friend or teacher")),
            ("other", gettext_lazy("Somebody else")),
        ],
        widget=forms.RadioSelect,
    )


class StoryForm(StepForm):
    """What happened."""

    story = forms.CharField(
        label=gettext_lazy("What happened?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("In your own words, in any language. Who was with the child? Where might the child go?"),
    )
    fir_refused = forms.BooleanField(
        label=gettext_lazy("A police station refused to register my complaint"),
        required=False,
        help_text=gettext_lazy("If you tick this, the superintendent of police is told too."),
    )


class YouForm(StepForm):
    """The complainant's name and telephone."""

    name = forms.CharField(
        label=gettext_lazy("Your name"), max_length=160, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    phone = PhoneField(
        label=gettext_lazy("Your mobile number"),
        help_text=gettext_lazy("Ten digits. We send a code to it, and the police call it."),
    )


class DangerForm(StepForm):
    """Whether somebody must act this minute."""

    danger = forms.ChoiceField(
        label=gettext_lazy("Is the child in danger now?"),
        choices=[
            ("NOW", gettext_lazy("Yes, right now")),
            (
                "UNSAFE",
                gettext_lazy("Not this minute, but the child is not safe: hurt, alone, begging or made to work"),
            ),
            ("NO", gettext_lazy("No. I saw a child who may be missing")),
        ],
        widget=forms.RadioSelect,
    )
    about = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def clean_about(self) -> UUID | None:
        """The published case the sighting is about; anything else is dropped without a word."""
        about: UUID | None = self.cleaned_data["about"]
        return about if about and card_of(about, on=localdate(self.at)) else None


class CallForm(StepForm):
    """No question: the numbers to call come first."""

    called = forms.CharField(required=False, widget=forms.HiddenInput)


class SeenChildForm(StepForm):
    """The child that was seen, in as many words as the person has."""

    story = forms.CharField(
        label=gettext_lazy("What did you see?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("The child, the clothes, who was there, which way they went. In any language."),
    )
    sex = forms.ChoiceField(
        label=gettext_lazy("Girl or boy"),
        choices=words.Sex.choices,
        required=False,
        widget=forms.RadioSelect(attrs={"class": "choices-row"}),
    )
    age = AgeField(
        label=gettext_lazy("About how old?"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("For example: 9 years. For a baby: 8 months."),
    )
    heard_name = forms.CharField(label=gettext_lazy("Name, if you heard it"), max_length=200, required=False)
    clothing = forms.CharField(label=gettext_lazy("Clothes"), max_length=300, required=False)
    phone = PhoneField(
        label=gettext_lazy("Your mobile number"),
        required=False,
        help_text=gettext_lazy("Only if the police may call you. You may stay unnamed."),
    )

    def clean_age(self) -> Any:
        """A grown-up is not what this form is for."""
        age = self.cleaned_data["age"]
        if age is not None and age > 25:  # noqa: PLR2004
            raise forms.ValidationError(_("This form is for children. If you are not sure of the age, leave it empty."))
        return age


class DeclareForm(CaptchaMixin, PlainForm):
    """The end of the questions: a promise of good faith and the security check."""

    good_faith = forms.BooleanField(
        label=gettext_lazy("What I have written is true as far as I know"),
        help_text=gettext_lazy("A report that is false on purpose can harm a child and is an offence."),
    )


class SmsCodeForm(PlainForm):
    """The code that was sent to the telephone."""

    code = CodeField(label=gettext_lazy("Code from the message"), help_text=gettext_lazy("Six digits"))
