"""What a committee or a board is asked at each step with a found child."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trackchild.cases.actions.found import production_due
from trackchild.cases.forms.fields import of
from trackchild.cases.models import FoundChild, FoundPublication
from trackchild.cases.vocabulary import Shown
from trackchild.directory.kinds import HOMES
from trackchild.directory.models import Agency
from trackchild.matching.models import Candidate
from trackchild.matching.states import CandidateStage
from trackchild.placements.models import Restoration
from trackchild.ui.fields import DateField
from trackchild.ui.templatetags.ui import day, ist

from .acting import StepForm
from .fields import OfficeField


class ProduceForm(StepForm):
    """The production; after the legal time a reason is due."""

    late_because = of(FoundChild, "produced_late_because", label=gettext_lazy("Why the child is produced late"))

    def prepare(self) -> None:
        due = production_due(self.asked.record)
        self.fields["late_because"].help_text = _("The legal time ends on %(time)s. A reason is needed after that.") % {
            "time": ist(due)
        }


class PlaceForm(StepForm):
    """The home."""

    home = OfficeField(queryset=Agency.objects.none(), label=gettext_lazy("Home"))

    def prepare(self) -> None:
        field = self.fields["home"]
        assert isinstance(field, forms.ModelChoiceField)
        homes = Agency.objects.active().of_kind(*HOMES).in_state(self.asked.viewer.state_code or 0)
        field.queryset = homes.order_by("district__name", "name", "pk")


class ChangeHomeForm(PlaceForm):
    """Another home, and why."""

    words = forms.CharField(label=gettext_lazy("Why"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class ProposeForm(StepForm):
    """The family, and the missing case a confirmed pair names."""

    restored_to = of(Restoration, "restored_to", required=True)
    relation = of(Restoration, "restored_to_relation", required=True)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        confirmed = Candidate.objects.filter(found=self.asked.record, stage=CandidateStage.CONFIRMED)
        pair = confirmed.select_related("missing").first()
        return {**given, "case": pair.missing if pair else None}


class PermissionForm(StepForm):
    """The committee's written permission to show a found child."""

    number = of(FoundPublication, "permission_number")
    permission_on = DateField(label=gettext_lazy("Date of the permission"))
    scope = forms.MultipleChoiceField(
        label=gettext_lazy("What the permission lists"),
        choices=Shown.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Say what the permission lists.")},
    )
    until = DateField(label=gettext_lazy("The permission ends on"))


class ShowForm(StepForm):
    """The order of the committee's member; the child is shown as one filed permission lists."""

    permission = forms.ModelChoiceField(
        queryset=FoundPublication.objects.none(),
        label=gettext_lazy("Written permission"),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("The committee’s written permission must be filed first.")},
    )

    def prepare(self) -> None:
        field: Any = self.fields["permission"]
        field.queryset = self.asked.record.publications.filter(ordered_at=None, withdrawn_at=None).order_by("-filed_at")
        field.label_from_instance = _permission_words


def _permission_words(filed: FoundPublication) -> str:
    lists = "; ".join(str(Shown(item).label) for item in filed.scope)
    told = {"number": filed.permission_number, "day": day(filed.permission_on), "until": day(filed.permitted_until)}
    return _("No. %(number)s of %(day)s, until %(until)s: %(lists)s") % {**told, "lists": lists}
