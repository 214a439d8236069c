"""What an officer looks for, and under which name the search is kept."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trackchild.cases.forms.fields import PlaceField
from trackchild.children.vocabulary import Sex
from trackchild.matching.models import SearchSide
from trackchild.matching.searching import Criteria
from trackchild.ui.fields import DateField
from trackchild.ui.forms import PlainForm

OLDEST = 30
"""A child missing for years is still looked for."""


class SearchForm(PlainForm):
    """The criteria; every box may stay empty, but not all of them."""

    side = forms.ChoiceField(label=gettext_lazy("Look among"), choices=SearchSide.choices, required=False)
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("In any script; other spellings are found too."),
    )
    sex = forms.ChoiceField(
        label=gettext_lazy("Girl or boy"), choices=[("", gettext_lazy("Either")), *Sex.choices], required=False
    )
    age_from = forms.IntegerField(label=gettext_lazy("Age from"), min_value=0, max_value=OLDEST, required=False)
    age_to = forms.IntegerField(label=gettext_lazy("Age to"), min_value=0, max_value=OLDEST, required=False)
    age_on = DateField(
        label=gettext_lazy("Age on this date"),
        required=False,
        help_text=gettext_lazy("Empty: the age today."),
    )
    where = PlaceField(
        label=gettext_lazy("State or district"),
        required=False,
        help_text=gettext_lazy("Where the child was last seen or found, or where its home is."),
    )
    corridor = forms.BooleanField(
        label=gettext_lazy("Also along the ways on which children are taken out of this state"), required=False
    )
    place = forms.CharField(label=gettext_lazy("Place or village in words"), max_length=80, required=False)
    mark = forms.CharField(
        label=gettext_lazy("Mark on the body"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("For example: scar left knee"),
    )
    since = DateField(label=gettext_lazy("Seen or found from"), required=False)
    until = DateField(label=gettext_lazy("Seen or found until"), required=False)
    with_closed = forms.BooleanField(label=gettext_lazy("Also cases that have ended"), required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        youngest, oldest = given.get("age_from"), given.get("age_to")
        if youngest is not None and oldest is not None and oldest < youngest:
            self.add_error("age_to", _("The second age must not be smaller than the first."))
        if not self.errors and self.criteria(date.min).is_empty:
            self.add_error(None, _("Say at least one thing about the child."))
        return given

    def criteria(self, today: date) -> Criteria:
        """What was asked; call when the boxes are right."""
        given = self.cleaned_data
        where = given.get("where")
        corridor = bool(given["corridor"] and where)
        return Criteria(
            side=given["side"] or SearchSide.BOTH,
            sex=given["sex"],
            age_from=given["age_from"],
            age_to=given["age_to"],
            age_on=given["age_on"] or today,
            name=given["name"].strip(),
            state=where.state.pk if where else None,
            district=where.district.pk if where and where.district and not corridor else None,
            corridor=corridor,
            place=given["place"].strip(),
            mark=given["mark"].strip(),
            only_open=not given["with_closed"],
            since=given["since"],
            until=given["until"],
        )


class SaveForm(PlainForm):
    """Under which name the search is kept, for whom, and whether it watches."""

    title = forms.CharField(
        label=gettext_lazy("Name of the search"),
        max_length=80,
        help_text=gettext_lazy("No message ever shows this name; you and, if you share it, your office read it here."),
    )
    watches = forms.BooleanField(label=gettext_lazy("Tell me of new records"), required=False, initial=True)
    is_shared = forms.BooleanField(label=gettext_lazy("Share it with my office"), required=False)
