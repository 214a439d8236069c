"""The picture, the reason, and among whom to look: nobody looks among everybody by mistake."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trackchild.children.vocabulary import Sex
from trackchild.matching.face_search import Wanted
from trackchild.matching.models import FaceSide
from trackchild.photos.fields import PictureField
from trackchild.ui.fields import DateField
from trackchild.ui.forms import PlainForm

OLDEST = 25
ANY = "ANY"
LEAST_REASON = 10


class GatesForm(PlainForm):
    """Among whom a face is looked for. The officer may widen every gate."""

    sex = forms.ChoiceField(
        label=gettext_lazy("Girl or boy"),
        choices=[
            ("", gettext_lazy("Choose")),
            *(choice for choice in Sex.choices if choice[0]),
            (ANY, gettext_lazy("Not known: look among all")),
        ],
    )
    age_from = forms.IntegerField(label=gettext_lazy("Age today from"), min_value=0, max_value=OLDEST)
    age_to = forms.IntegerField(label=gettext_lazy("Age today to"), min_value=0, max_value=OLDEST)
    side = forms.ChoiceField(label=gettext_lazy("Look among"), choices=FaceSide.choices, initial=FaceSide.BOTH)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        youngest, oldest = given.get("age_from"), given.get("age_to")
        if youngest is not None and oldest is not None and oldest < youngest:
            self.add_error("age_to", _("The second age must not be smaller than the first."))
        return given

    def wanted(self) -> Wanted:
        """What was asked; call when the boxes are right."""
        given = self.cleaned_data
        sexes = tuple(filter(None, Sex.values)) if given["sex"] == ANY else (given["sex"],)
        return Wanted(given["side"], sexes, given["age_from"], given["age_to"], given.get("taken_on"))


class FaceForm(GatesForm):
    """A new search."""

    picture = PictureField(
        label=gettext_lazy("Picture"),
        help_text=gettext_lazy("One face, from the front, as large as you have it. The picture is not kept."),
        error_messages={"required": gettext_lazy("Choose the picture of the child.")},
    )
    taken_on = DateField(
        label=gettext_lazy("When it was taken"),
        required=False,
        help_text=gettext_lazy("Empty: it shows the child as it is today."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Why you look for this face"),
        min_length=LEAST_REASON,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("For example the number of your case. It is kept with your name for good."),
        error_messages={"min_length": gettext_lazy("Say why in a few words.")},
    )
    field_order = ("picture", "taken_on", "sex", "age_from", "age_to", "side", "reason")


def gates_of(wanted: Wanted) -> dict[str, Any]:
    """What stands in the boxes when the gates are shown again."""
    return {
        "sex": wanted.sexes[0] if len(wanted.sexes) == 1 else ANY,
        "age_from": wanted.age_from,
        "age_to": wanted.age_to,
        "side": wanted.side,
    }
