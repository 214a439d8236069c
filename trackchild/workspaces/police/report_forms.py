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
from trackchild.workspaces.acting import Past, StepForm
from trackchild.workspaces.fields import OfficeField


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


class ReturnForm(StepForm):
    """The office a report belongs to."""

    office = OfficeField(queryset=Agency.objects.none(), label=gettext_lazy("Office of the district"), required=False)
    code = forms.CharField(
        label=gettext_lazy("Or the seven figures of an office elsewhere"),
        max_length=7,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    words = forms.CharField(label=gettext_lazy("Why"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def prepare(self) -> None:
        report: CitizenReport = self.asked.record
        field = self.fields["office"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = self._stations().filter(
            district_id__in={report.district_id, self.asked.viewer.district_code} - {None}
        )

    def _stations(self) -> Any:
        stations = Agency.objects.active().of_kind(*STATIONS, Kind.SJPU, Kind.SP_OFFICE, Kind.STATE_NODAL)
        return stations.exclude(pk=self.asked.record.station_id).order_by("name", "pk")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        office = given.get("office")
        if office is None and given.get("code"):
            office = self._stations().filter(code=given["code"]).first()
            if office is None:
                self.add_error("code", _("No police office in service has these figures."))
        elif office is None:
            self.add_error("office", _("Choose an office, or write the figures of one."))
        return {**given, "office": office}
