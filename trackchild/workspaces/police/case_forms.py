"""What a station is asked at each step with a missing case."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trackchild.cases import vocabulary as case_words
from trackchild.cases.actions.handing import TAKERS
from trackchild.cases.forms.fields import MomentField, of
from trackchild.cases.models import Consent, MissingCase, RiskAssessment
from trackchild.directory.models import Agency
from trackchild.directory.querysets import AgencyQuerySet
from trackchild.ui.fields import DateField, PhoneField
from trackchild.ui.templatetags.ui import day
from trackchild.workspaces.acting import Past, StepForm

from .office_form import OfficeForm

M = MissingCase
RISKS = (
    "needs_medicine",
    "with_stranger",
    "sexual_offence",
    "self_harm",
    "in_disaster",
    "with_known_adult",
)


class TransferForm(OfficeForm):
    """The office that is to take the case over."""

    def prepare(self) -> None:
        self.fields["office"].label = _("Office of the state")
        self.offer(self.offices().in_state(self.asked.viewer.state_code or 0))

    def offices(self) -> AgencyQuerySet:
        return Agency.objects.active().of_kind(*TAKERS).exclude(pk=self.asked.record.owner_id)


class IntimateForm(Past):
    """The entry in the general diary."""

    gd_number = of(M, "gd_number", required=True)
    gd_at = MomentField(label=gettext_lazy("General diary entry made"))
    past = ("gd_at",)


class FirForm(Past):
    """The FIR."""

    fir_number = of(M, "fir_number", required=True)
    fir_at = MomentField(label=gettext_lazy("FIR registered"))
    fir_sections = of(M, "fir_sections", help_text=gettext_lazy("For example, BNS 137(2)"))
    past = ("fir_at",)


class InvestigatorForm(StepForm):
    """Who investigates."""

    investigator = of(M, "investigator", required=True)
    rank = of(M, "investigator_rank")
    phone = PhoneField(label=gettext_lazy("Official mobile number"), required=False)

    def prepare(self) -> None:
        self.initial.setdefault("investigator", self.asked.viewer.name)


class RiskForm(StepForm):
    """The station house officer's risk form; age, sex and time come from the case."""

    needs_medicine = of(RiskAssessment, "needs_medicine")
    with_stranger = of(RiskAssessment, "with_stranger")
    sexual_offence = of(RiskAssessment, "sexual_offence")
    self_harm = of(RiskAssessment, "self_harm")
    in_disaster = of(RiskAssessment, "in_disaster")
    with_known_adult = of(RiskAssessment, "with_known_adult")


class ConsentForm(StepForm):
    """The guardian's consent to publication."""

    consent_by = of(Consent, "consent_by")
    consent_on = DateField(label=gettext_lazy("Date of the consent"))
    full_name = of(Consent, "full_name")

    def clean_consent_on(self) -> Any:
        given = self.cleaned_data["consent_on"]
        if given > localdate(self.asked.at):
            raise ValidationError(_("This day is still to come. Check the date."))
        return given


def _consent_words(consent: Consent) -> str:
    return f"{consent.consent_by}, {day(consent.consent_on)}"


class PublishForm(StepForm):
    """The order that shows the child to the public."""

    consent = forms.ModelChoiceField(
        queryset=Consent.objects.none(),
        label=gettext_lazy("Consent of the guardian"),
        empty_label=None,
        error_messages={"required": gettext_lazy("The guardian’s consent must be recorded first.")},
    )
    full_name = forms.BooleanField(label=gettext_lazy("Show the full name, where the guardian agrees"), required=False)

    def prepare(self) -> None:
        field: Any = self.fields["consent"]
        field.queryset = self.asked.record.consents.order_by("-recorded_at", "-pk")
        field.label_from_instance = _consent_words


class RenewForm(PublishForm):
    """The order that lets a publication stand longer: only a consent younger than it will do."""

    def prepare(self) -> None:
        super().prepare()
        field: Any = self.fields["consent"]
        standing = self.asked.record.publications.filter(withdrawn_at=None).first()
        field.queryset = (
            field.queryset.filter(recorded_at__gt=standing.ordered_at) if standing else field.queryset.none()
        )


class ClosureForm(StepForm):
    """The station's proposal; the racket question must be answered."""

    reason = forms.ChoiceField(label=gettext_lazy("How the case ended"), choices=case_words.CloseReason.choices)
    racket_found = forms.TypedChoiceField(
        label=gettext_lazy("Was an organised racket involved?"),
        choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect(attrs={"class": "choices-row"}),
        error_messages={"required": gettext_lazy("Say whether an organised racket was involved.")},
    )
    words = forms.CharField(
        label=gettext_lazy("What was established"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )
