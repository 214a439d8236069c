"""What a station is asked at each step with a citizen's report."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trackchild.accounts.permissions import Permission
from trackchild.cases.forms.fields import MomentField
from trackchild.cases.models import CitizenReport, MissingCase
from trackchild.core.ids import read_reference
from trackchild.directory.kinds import STATIONS, Kind
from trackchild.directory.models import Agency
from trackchild.directory.querysets import AgencyQuerySet
from trackchild.workspaces.acting import Past, StepForm

from .office_form import OfficeForm


class ChargeForm(Past):
    """When the child who was seen was taken into charge."""

    charge_taken_at = MomentField(label=gettext_lazy("Taken into charge"))
    past = ("charge_taken_at",)


class NoteOnCaseForm(StepForm):
    """The case that a report concerns."""

    number = forms.CharField(label=gettext_lazy("Case number"), max_length=24)
    words = forms.CharField(
        label=gettext_lazy("What the report adds"), max_length=280, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"].strip().upper()
        cases = MissingCase.objects.visible_to(self.asked.viewer, Permission.CASE_REGISTER)
        self.case = cases.filter(number=number).first()
        if self.case is None:
            raise ValidationError(_("Your office has no case with this number."))
        return number

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        return {**given, "case": getattr(self, "case", None)}


class MergeForm(StepForm):
    """The report that already stands for the same child."""

    reference = forms.CharField(label=gettext_lazy("Reference of the other report"), max_length=24)
    words = forms.CharField(
        label=gettext_lazy("Why they are the same"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean_reference(self) -> str:
        reference = read_reference(self.cleaned_data["reference"])
        reports = CitizenReport.objects.visible_to(self.asked.viewer, Permission.REPORT_READ)
        self.other = reports.filter(reference=reference).exclude(pk=self.asked.record.pk).first()
        if self.other is None:
            raise ValidationError(_("You have no other report with this reference."))
        return reference

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        return {**given, "other": getattr(self, "other", None)}


class ReturnForm(OfficeForm):
    """The office a report belongs to."""

    def prepare(self) -> None:
        near = {self.asked.record.district_id, self.asked.viewer.district_code} - {None}
        self.offer(self.offices().filter(district_id__in=near))

    def offices(self) -> AgencyQuerySet:
        stations = Agency.objects.active().of_kind(*STATIONS, Kind.SJPU, Kind.SP_OFFICE, Kind.STATE_NODAL)
        return stations.exclude(pk=self.asked.record.station_id)
