"""Which other office a report or a case belongs to: one from a list, or any by its seven figures."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trackchild.directory.models import Agency
from trackchild.directory.querysets import AgencyQuerySet
from trackchild.workspaces.acting import StepForm
from trackchild.workspaces.fields import OfficeField


class OfficeForm(StepForm):
    """A subclass says which `offices` there are, and offers those nearby."""

    office = OfficeField(queryset=Agency.objects.none(), label=gettext_lazy("Office of the district"), required=False)
    code = forms.CharField(
        label=gettext_lazy("Or the seven figures of an office elsewhere"),
        max_length=7,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    words = forms.CharField(label=gettext_lazy("Why"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def offices(self) -> AgencyQuerySet:
        """All that could be meant."""
        raise NotImplementedError

    def offer(self, offices: AgencyQuerySet) -> None:
        """What the list holds."""
        field = self.fields["office"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = offices.order_by("name", "pk")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        office = given.get("office")
        if office is None and given.get("code"):
            office = self.offices().filter(code=given["code"]).first()
            if office is None:
                self.add_error("code", _("No police office in service has these figures."))
        elif office is None:
            self.add_error("office", _("Choose an office, or write the figures of one."))
        return {**given, "office": office}
